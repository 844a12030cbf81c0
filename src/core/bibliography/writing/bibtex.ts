import { numberedTypes, otherDateFields, otherNameFields, textFields } from '../bibtex/mapping.ts';
import type { CslDate, Reference } from '../types.ts';
import { bibtexNames, latexText, protectedTitle, verbatim } from './latex.ts';
import {
  datesOf,
  isoDate,
  isSeason,
  type KeyedReference,
  namesOf,
  plainPages,
  repeatsDoi,
  textOf,
} from './values.ts';

/**
 * What an entry may use: `bibtex` the types and fields of BibTeX alone, as old styles of journals need them;
 * `biblatex` BibLaTeX's; `shared` BibTeX's fields with BibLaTeX's types where BibTeX has none, for a file of
 * either kind.
 */
export type BibtexDialect = 'bibtex' | 'biblatex' | 'shared';

/** Types that BibTeX has too ("BibTeXing", section 3.1). */
const bibtexTypes = new Map([
  ['article-journal', 'article'],
  ['article-magazine', 'article'],
  ['article-newspaper', 'article'],
  ['review', 'article'],
  ['review-book', 'article'],
  ['book', 'book'],
  ['chapter', 'incollection'],
  ['entry', 'incollection'],
  ['entry-dictionary', 'incollection'],
  ['entry-encyclopedia', 'incollection'],
  ['pamphlet', 'booklet'],
  ['paper-conference', 'inproceedings'],
  ['thesis', 'phdthesis'],
  ['report', 'techreport'],
  ['manuscript', 'unpublished'],
  ['speech', 'unpublished'],
]);

/** Types of BibLaTeX that BibTeX lacks (BibLaTeX manual, section 2.1). */
const biblatexTypes = new Map([
  ['webpage', 'online'],
  ['post', 'online'],
  ['post-weblog', 'online'],
  ['dataset', 'dataset'],
  ['software', 'software'],
  ['patent', 'patent'],
  ['periodical', 'periodical'],
  ['entry-encyclopedia', 'inreference'],
  ['entry-dictionary', 'inreference'],
  ['review', 'review'],
  ['graphic', 'artwork'],
  ['song', 'audio'],
  ['motion_picture', 'movie'],
  ['personal_communication', 'letter'],
  ['legal_case', 'jurisdiction'],
  ['legislation', 'legislation'],
  ['treaty', 'legal'],
]);

/** BibLaTeX's own names of types that BibTeX calls otherwise. */
const renamedTypes = new Map([
  ['phdthesis', 'thesis'],
  ['techreport', 'report'],
]);

function entryType(type: string, genre: string, dialect: BibtexDialect): string {
  const own = dialect === 'bibtex' ? undefined : biblatexTypes.get(type);
  const known = own ?? bibtexTypes.get(type) ?? 'misc';
  if (dialect === 'biblatex') return renamedTypes.get(known) ?? known;
  return known === 'phdthesis' && isMastersThesis.test(genre) ? 'mastersthesis' : known;
}

const isMastersThesis = /^(?:master|diplom)/i;

/** BibLaTeX's keys for what a thesis or report is (manual, section 4.9.2.13). */
const genreKeys = new Map([
  ['phd thesis', 'phdthesis'],
  ['doctoral thesis', 'phdthesis'],
  ['doctoral dissertation', 'phdthesis'],
  ['master’s thesis', 'mathesis'],
  ["master's thesis", 'mathesis'],
  ['bachelor’s thesis', 'bathesis'],
  ["bachelor's thesis", 'bathesis'],
  ['technical report', 'techreport'],
  ['research report', 'resreport'],
]);

/** One entry, ending in a line break. */
export function writeBibtexEntry({ key, reference }: KeyedReference, dialect: BibtexDialect): string {
  const genre = textOf(reference['genre']);
  const type = entryType(reference.type, genre, dialect);
  const fields = [
    ...bareFields(reference, type, genre, dialect),
    ...(dialect === 'shared' ? [] : moreFields(reference, dialect)),
  ];
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = ${value},\n`);
  return `@${type}{${key},\n${lines.join('')}}\n`;
}

type FieldText = readonly [name: string, value: string];

const braced = (value: string): string => (value === '' ? '' : `{${value}}`);
const text = (value: unknown): string => braced(latexText(textOf(value)));
const exact = (value: unknown): string => braced(verbatim(textOf(value)));

/** What every entry has, in the order in which people write it. */
function bareFields(reference: Reference, type: string, genre: string, dialect: BibtexDialect): FieldText[] {
  const isArticle = type === 'article' || type === 'review';
  const container = text(reference['container-title']);
  const journal = dialect === 'biblatex' ? 'journaltitle' : 'journal';
  return [
    ['author', braced(bibtexNames(reference.author ?? [], reference.othersOmitted === true))],
    ['editor', braced(bibtexNames(reference.editor ?? [], false))],
    ['title', braced(protectedTitle(textOf(reference.title)))],
    [isArticle ? journal : 'booktitle', container],
    ...(dialect === 'biblatex' ? dateField(reference.issued) : yearAndMonth(reference.issued, dialect)),
    ['volume', text(reference.volume)],
    ['number', text(numberOf(reference, isArticle))],
    ['pages', braced(latexText(plainPages(reference.page)).replace(/-/g, '--'))],
    [publisherField(type, dialect), isArticle && dialect === 'shared' ? '' : text(reference.publisher)],
    ['type', dialect === 'shared' ? '' : genreField(type, genre, dialect)],
    ['doi', exact(reference.DOI)],
    ['pmid', exact(reference.PMID)],
    ['pmcid', exact(reference.PMCID)],
    ['isbn', exact(reference.ISBN)],
    ['url', repeatsDoi(reference) || (dialect === 'shared' && reference.DOI) ? '' : exact(reference.URL)],
  ];
}

function numberOf(reference: Reference, isArticle: boolean): unknown {
  if (isArticle) return reference.issue;
  const own = numberedTypes.has(reference.type) ? reference['number'] : reference['collection-number'];
  return own ?? reference.issue ?? reference['number'] ?? reference['collection-number'];
}

function publisherField(type: string, dialect: BibtexDialect): string {
  if (dialect === 'shared') return 'publisher';
  if (type === 'phdthesis' || type === 'mastersthesis') return 'school';
  if (type === 'thesis' || type === 'techreport' || type === 'report') return 'institution';
  if (type === 'online') return 'organization';
  return type === 'misc' || type === 'booklet' || type === 'unpublished' ? 'howpublished' : 'publisher';
}

/** What the type of the entry says is not said again. */
function genreField(type: string, genre: string, dialect: BibtexDialect): string {
  const key = genreKeys.get(genre.toLowerCase());
  if (dialect === 'biblatex') return key === undefined ? text(genre) : braced(key);
  const isSaid =
    (type === 'phdthesis' && key === 'phdthesis') ||
    (type === 'mastersthesis' && key === 'mathesis') ||
    (type === 'techreport' && key === 'techreport');
  return isSaid ? '' : text(genre);
}

function moreFields(reference: Reference, dialect: BibtexDialect): FieldText[] {
  const isBiblatex = dialect === 'biblatex';
  return [
    ...otherNameFields.map(
      ([variable, field]): FieldText => [field, braced(bibtexNames(namesOf(reference[variable]), false))],
    ),
    ['series', reference.type.startsWith('article') ? '' : text(reference['collection-title'])],
    ['shortjournal', text(reference['container-title-short'])],
    ...textFields
      .filter(([variable]) => !leftOut.has(variable))
      .map(
        ([variable, field, old]): FieldText => [
          isBiblatex || old === undefined || variable === 'language' ? field! : old,
          text(reference[variable]),
        ],
      ),
    ['note', text(reference['note'])],
    ...otherDateFields.map(
      ([variable, field]): FieldText => [
        field,
        braced(extendedDate(reference[variable] as CslDate | undefined)),
      ],
    ),
    ['entrysubtype', braced(subtypes.get(reference.type) ?? '')],
  ];
}

/**
 * Written already, made by styles, or nobody else's business: abstracts are long and printed nowhere,
 * annotations private.
 */
const leftOut = new Set(['ISBN', 'abstract', 'annote', 'year-suffix']);

const subtypes = new Map([
  ['article-magazine', 'magazine'],
  ['article-newspaper', 'newspaper'],
]);

function dateField(date: CslDate | undefined): FieldText[] {
  const extended = extendedDate(date);
  return extended === '' ? [['year', text(date?.literal)]] : [['date', braced(extended)]];
}

/** EDTF as BibLaTeX takes it: `2000-02-15`, `2000/2001`, `2000~`, `2001-21` for a spring. */
function extendedDate(date: CslDate | undefined): string {
  const doubt = date?.circa === true ? '~' : '';
  return datesOf(date)
    .map((parts) => isoDate(isSeason(parts[1]) ? parts.slice(0, 2) : parts) + doubt)
    .join('/');
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'];

/** Months are BibTeX's macros, so that each style prints them its own way. */
export function yearAndMonth(date: CslDate | undefined, dialect: BibtexDialect): FieldText[] {
  const [first, last] = datesOf(date);
  if (first === undefined) return [['year', text(date?.literal)]];
  const [year, month, day] = first;
  const circa = date?.circa === true ? 'c. ' : '';
  const lastYear = last === undefined || last[0] === year ? '' : `--${last[0]}`;
  const years: FieldText = ['year', `{${circa}${year}${lastYear}}`];
  if (dialect === 'shared' || lastYear !== '') return [years];
  const lastMonth = last?.[1] === month ? undefined : last?.[1];
  return [
    years,
    ['month', [month, lastMonth].flatMap((number) => monthText(number) ?? []).join(' # "/" # ')],
    ['day', day === undefined || last !== undefined ? '' : `{${day}}`],
  ];
}

const monthText = (month: number | undefined): string | undefined =>
  month === undefined ? undefined : (months[month - 1] ?? braced(seasons[month - 21] ?? ''));
