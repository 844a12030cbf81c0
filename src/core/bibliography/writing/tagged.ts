import { risKinds, risParts, risTranslated, risTypeOf, risVersioned } from '../tagged/risTypes.ts';
import type { CslDate, Reference } from '../types.ts';
import {
  datesOf,
  invertedName,
  isoYear,
  isSeason,
  type KeyedReference,
  keywordsOf,
  namesOf,
  plainPages,
  rangeOf,
  repeatsDoi,
  textOf,
  yearOf,
} from './values.ts';

/**
 * Formats of tagged lines: RIS, MEDLINE (NBIB), EndNote. No value is broken over lines, as some programs do.
 */

type Lines = readonly (readonly [tag: string, ...values: readonly string[]])[];

function tagged(lines: Lines, line: (tag: string, value: string) => string): string {
  return lines
    .flatMap(([tag, ...values]) =>
      values.filter((value) => value !== '').map((value) => `${line(tag, value)}\n`),
    )
    .join('');
}

/** One RIS record, ending in a line break. */
export function writeRis({ key, reference }: KeyedReference): string {
  const type = risTypeOf(reference.type);
  const range = rangeOf(plainPages(reference.page));
  // Programs look for the editors of a book where those of a chapter's series are.
  const [editors, series] = type === 'BOOK' ? ['A3', 'A2'] : risParts.has(type) ? ['A2', 'A3'] : ['ED', ''];
  const lines: Lines = [
    ['TY', type],
    ['ID', key],
    ['AU', ...namesOf(reference.author).map(invertedName)],
    [editors, ...namesOf(reference.editor).map(invertedName)],
    [series, ...(series === '' ? [] : namesOf(reference['collection-editor']).map(invertedName))],
    ['A4', ...(risTranslated.has(type) ? namesOf(reference['translator']).map(invertedName) : [])],
    ['TI', textOf(reference.title)],
    ['T2', textOf(reference['container-title'])],
    ['J2', textOf(reference['container-title-short'])],
    ['T3', textOf(reference['collection-title'])],
    ['DA', risDate(reference.issued, type)],
    ['PY', yearOf(reference.issued)],
    ['VL', textOf(reference.volume)],
    ['IS', textOf(reference.issue)],
    ['SP', range?.[0] ?? plainPages(reference.page)],
    ['EP', range?.[1] ?? ''],
    ['OP', risTranslated.has(type) ? yearOf(reference['original-date'] as CslDate | undefined) : ''],
    ['ET', textOf(reference[risVersioned.has(type) ? 'version' : 'edition'])],
    ['M3', risKinds.has(type) ? textOf(reference['genre']) : ''],
    ['PB', textOf(reference.publisher)],
    ['CY', textOf(reference['publisher-place'])],
    ['SN', ...serialNumbers(reference, type)],
    ['DO', textOf(reference.DOI)],
    ['AN', textOf(reference.PMID)],
    ['C2', textOf(reference.PMCID)],
    ['UR', repeatsDoi(reference) ? '' : textOf(reference.URL)],
    ['Y2', type === 'ELEC' ? risDate(reference['accessed'] as CslDate | undefined, type) : ''],
    ['LA', textOf(reference.language)],
    ['KW', ...keywordsOf(reference['keyword'])],
    ['N1', textOf(reference['note'])],
  ];
  return `${tagged(lines, (tag, value) => `${tag}  - ${value}`)}ER  - \n`;
}

/** Books have an ISBN, reports their own number too, all else an ISSN. */
function serialNumbers(reference: Reference, type: string): readonly string[] {
  if (type === 'BOOK' || type === 'CHAP' || type === 'CONF') return [textOf(reference.ISBN)];
  if (type !== 'RPRT') return [textOf(reference['ISSN'])];
  return [textOf(reference['number']), textOf(reference.ISBN), textOf(reference['ISSN'])];
}

/** `2000/02/15/`; a year alone stands in `PY`, which of a paper read at a conference is the year of that. */
function risDate(date: CslDate | undefined, type: string): string {
  const [first, last] = datesOf(date);
  if (first === undefined || last !== undefined) return '';
  const [year, month, day] = first;
  if (month === undefined) return type === 'CONF' ? `${isoYear(year!)}///` : '';
  if (isSeason(month)) return `${isoYear(year!)}///${seasons[month! - 21] ?? ''}`;
  const two = (number: number | undefined): string =>
    number === undefined ? '' : String(number).padStart(2, '0');
  return `${isoYear(year!)}/${two(month)}/${two(day)}/`;
}

const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const enwTypes = new Map([
  ['article-journal', 'Journal Article'],
  ['article-magazine', 'Magazine Article'],
  ['article-newspaper', 'Newspaper Article'],
  ['book', 'Book'],
  ['chapter', 'Book Section'],
  ['paper-conference', 'Conference Paper'],
  ['dataset', 'Dataset'],
  ['manuscript', 'Manuscript'],
  ['patent', 'Patent'],
  ['personal_communication', 'Personal Communication'],
  ['thesis', 'Thesis'],
  ['report', 'Report'],
  ['webpage', 'Web Page'],
]);

/** One record of EndNote's import format, ending in a line break. */
export function writeEnw({ key, reference }: KeyedReference): string {
  const lines: Lines = [
    ['%0', enwTypes.get(reference.type) ?? 'Generic'],
    ['%A', ...namesOf(reference.author).map(invertedName)],
    ['%E', ...namesOf(reference.editor).map(invertedName)],
    ['%T', textOf(reference.title)],
    [reference.type === 'chapter' ? '%B' : '%J', textOf(reference['container-title'])],
    ['%D', yearOf(reference.issued)],
    ['%V', textOf(reference.volume)],
    ['%N', textOf(reference.issue)],
    ['%P', plainPages(reference.page)],
    ['%I', textOf(reference.publisher)],
    ['%C', textOf(reference['publisher-place'])],
    ['%@', textOf(reference.ISBN ?? reference['ISSN'])],
    ['%R', textOf(reference.DOI)],
    ['%M', textOf(reference.PMID)],
    ['%U', repeatsDoi(reference) ? '' : textOf(reference.URL)],
    ['%F', key],
  ];
  return tagged(lines, (tag, value) => `${tag} ${value}`);
}

/**
 * One record as PubMed writes it, ending in a line break. A record begins with its PMID: a work without one
 * begins with the tag alone. PubMed holds articles, books and chapters of books; it has no keys.
 */
export function writeNbib({ reference }: KeyedReference): string {
  const isBook = reference.type === 'book';
  const isChapter = reference.type === 'chapter';
  const title = closed(textOf(reference.title));
  const container = textOf(reference['container-title']);
  const doi = textOf(reference.DOI);
  const lines: Lines = [
    [isBook ? 'BTI' : 'TI', title],
    ['BTI', isChapter ? container : ''],
    ['FAU', ...persons(reference.author)],
    ['CN', ...groups(reference.author)],
    ['FED', ...namesOf(reference.editor).map(invertedName)],
    ['LA', textOf(reference.language)],
    ['EN', isBook || isChapter ? textOf(reference['edition']) : ''],
    ['CTI', isBook || isChapter ? textOf(reference['collection-title']) : ''],
    ['PT', reference.type === 'article-journal' ? 'Journal Article' : ''],
    ['PL', textOf(reference['publisher-place'])],
    ['PB', textOf(reference.publisher)],
    ['JT', isBook || isChapter ? '' : container],
    ['TA', isBook || isChapter ? '' : textOf(reference['container-title-short'])],
    ['IS', textOf(reference['ISSN'])],
    ['ISBN', textOf(reference.ISBN)],
    ['VI', textOf(reference.volume)],
    ['IP', textOf(reference.issue)],
    ['DP', medlineDate(reference.issued)],
    ['PG', plainPages(reference.page)],
    ['LID', doi === '' ? '' : `${doi} [doi]`],
    ['PMC', textOf(reference.PMCID)],
    ['OT', ...keywordsOf(reference['keyword'])],
  ];
  const pmid = `PMID- ${textOf(reference.PMID)}`.trimEnd();
  return `${pmid}\n${tagged(lines, (tag, value) => `${tag.padEnd(4)}- ${value}`)}`;
}

const persons = (names: Reference['author']): readonly string[] =>
  namesOf(names)
    .filter(({ literal }) => literal === undefined)
    .map(invertedName);

const groups = (names: Reference['author']): readonly string[] =>
  namesOf(names)
    .filter(({ literal }) => literal !== undefined)
    .map(invertedName);

/** PubMed closes every title with a full stop. */
const closed = (title: string): string => (title === '' || /[.?!]$/.test(title) ? title : `${title}.`);

/** `2000 Feb 15`, `2016 Jan-Feb`, `2001 Spring`. */
function medlineDate(date: CslDate | undefined): string {
  const [first, last] = datesOf(date);
  if (first === undefined) return date?.literal ?? '';
  const [year, month, day] = first;
  if (last !== undefined && last[0] !== year) return `${year}-${last[0]}`;
  const lastMonth = last?.[1] === undefined || last[1] === month ? '' : `-${months[last[1] - 1] ?? ''}`;
  const name = month === undefined ? '' : (months[month - 1] ?? seasons[month - 21] ?? '');
  const end = lastMonth === '' && day !== undefined && last === undefined ? ` ${day}` : lastMonth;
  return `${year} ${name}${end}`.trim();
}
