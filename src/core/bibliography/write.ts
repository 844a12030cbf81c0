/** References written out as entries of a file: what "add to bibliography" inserts and what an import exports. */
import type { TextEdit } from '../../base/edit.ts';
import { oneLine } from '../render/escape.ts';
import type { BibliographyFormat, CslDate, Name, Reference } from './types.ts';

/** A work and the key it is to have. */
export interface KeyedReference {
  readonly key: string;
  readonly reference: Reference;
}

/** A whole file of these references. */
export function writeBibliography(format: BibliographyFormat, works: readonly KeyedReference[]): string {
  if (format === 'csl-json') return `${JSON.stringify(works.map(cslItem), null, 2)}\n`;
  if (format === 'csl-yaml') return `references:\n${works.map(yamlItem).join('')}`;
  return `${works.map((work) => writeEntry(format, work)).join('\n')}`;
}

/**
 * The edit that adds references to a file of this format, at its end (in CSL-JSON inside its list). Undefined where
 * the file has no place for them: JSON that is no list.
 */
export function insertionOf(
  format: BibliographyFormat,
  text: string,
  works: readonly KeyedReference[],
): TextEdit | undefined {
  if (text.trim() === '') return { start: 0, end: text.length, text: writeBibliography(format, works) };
  if (format === 'csl-json') return insertionInJson(text, works);
  if (format === 'csl-yaml') return insertionInYaml(text, works);
  const entries = works.map((work) => writeEntry(format, work)).join('\n');
  const end = lastLineEnd(text);
  return { start: end, end, text: `\n\n${entries.replace(/\n$/, '')}` };
}

/** The end of the last line that is not blank: the line break behind it, or none, stays the file's end. */
function lastLineEnd(text: string): number {
  const written = text.trimEnd().length;
  const gap = text.slice(written).search(/[\r\n]/);
  return gap < 0 ? text.length : written + gap;
}

function writeEntry(format: BibliographyFormat, work: KeyedReference): string {
  switch (format) {
    case 'ris':
      return tagged(work, risTags, (tag, value) => `${tag}  - ${value}`, 'ER  - ');
    case 'enw':
      return tagged(work, enwTags, (tag, value) => `${tag} ${value}`, undefined);
    case 'nbib':
      return tagged(work, nbibTags, (tag, value) => `${tag.padEnd(4)}- ${value}`, undefined);
    default:
      return writeBibtexEntry(work);
  }
}

const bibtexTypes = new Map([
  ['article-journal', 'article'],
  ['article-magazine', 'article'],
  ['article-newspaper', 'article'],
  ['book', 'book'],
  ['chapter', 'incollection'],
  ['paper-conference', 'inproceedings'],
  ['thesis', 'phdthesis'],
  ['report', 'techreport'],
  ['webpage', 'online'],
  ['manuscript', 'unpublished'],
  ['dataset', 'dataset'],
  ['software', 'software'],
]);

/** One BibTeX entry, readable by BibTeX and BibLaTeX, ending in a line break. */
function writeBibtexEntry({ key, reference }: KeyedReference): string {
  const type = bibtexTypes.get(reference.type) ?? 'misc';
  const container = textOf(reference['container-title']);
  const fields: readonly (readonly [string, string])[] = [
    ['author', bibtexNames(reference.author, reference.othersOmitted === true)],
    ['editor', bibtexNames(reference.editor, false)],
    ['title', protectedTitle(textOf(reference.title))],
    [type === 'article' ? 'journal' : 'booktitle', bibtexText(container)],
    ['year', bibtexText(yearOf(reference.issued))],
    ['volume', bibtexText(textOf(reference.volume))],
    ['number', bibtexText(textOf(reference.issue))],
    ['pages', bibtexText(textOf(reference.page)).replace(/[-–]+/, '--')],
    ['publisher', type === 'article' ? '' : bibtexText(textOf(reference.publisher))],
    ['doi', bibtexVerbatim(textOf(reference.DOI))],
    ['pmid', bibtexVerbatim(textOf(reference.PMID))],
    ['pmcid', bibtexVerbatim(textOf(reference.PMCID))],
    ['isbn', bibtexVerbatim(textOf(reference.ISBN))],
    ['url', reference.DOI === undefined ? bibtexVerbatim(textOf(reference.URL)) : ''],
  ];
  const lines = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@${type}{${key},\n${lines.join('')}}\n`;
}

/** LaTeX's special characters escaped; braces that do not balance are dropped, for they would break the file. */
const bibtexText = (text: string): string =>
  oneLine(text, 5000)
    .replace(/[{}]/g, '')
    .replace(/\\/g, '\\textbackslash ')
    .replace(/[&%$#_]/g, '\\$&')
    .replace(/–/g, '--');

const bibtexVerbatim = (text: string): string => oneLine(text, 2000).replace(/[{}\\\s]/g, '');

/** Braces around words with capitals behind their first letter, which styles would put in lower case: {NMDA}. */
const protectedTitle = (title: string): string =>
  bibtexText(title).replace(/[\p{L}\p{N}-]+/gu, (word) => (/.\p{Lu}/u.test(word) ? `{${word}}` : word));

function bibtexNames(names: readonly Name[] | undefined, others: boolean): string {
  const list = (names ?? []).map((name) => {
    if (name.literal !== undefined) return `{${bibtexText(name.literal)}}`;
    const particle = name['non-dropping-particle'] ?? name['dropping-particle'] ?? '';
    const family = bibtexText(`${particle === '' ? '' : `${particle} `}${name.family ?? ''}`);
    return [family, bibtexText(name.suffix ?? ''), bibtexText(name.given ?? '')]
      .filter((part) => part !== '')
      .join(', ');
  });
  return [...list.filter((name) => name !== ''), ...(others ? ['others'] : [])].join(' and ');
}

const yearOf = (date: CslDate | undefined): string =>
  String(date?.['date-parts']?.[0]?.[0] ?? date?.literal ?? '');

/** A CSL item without PsyCite's own data. */
function cslItem({ key, reference }: KeyedReference): Record<string, unknown> {
  const { id: _id, custom: _custom, files: _files, othersOmitted: _others, ...variables } = reference;
  return { id: key, ...variables };
}

function insertionInJson(text: string, works: readonly KeyedReference[]): TextEdit | undefined {
  const close = text.lastIndexOf(']');
  if (!text.trimStart().startsWith('[') || close < 0) return undefined;
  const before = text.slice(0, close).trimEnd();
  const items = works.map((work) => JSON.stringify(cslItem(work), null, 2).replace(/^/gm, '  ')).join(',\n');
  const separator = before.endsWith('[') || before.endsWith(',') ? '\n' : ',\n';
  return { start: before.length, end: close, text: `${separator}${items}\n` };
}

/** Behind the last item of a list that is the file or its `references:`, with that list's indentation. */
function insertionInYaml(text: string, works: readonly KeyedReference[]): TextEdit | undefined {
  const indent = /^( *)- /m.exec(text)?.[1];
  const fence = /\n(?:\.\.\.|---)\s*$/.exec(text);
  const end = fence ? fence.index : text.trimEnd().length;
  if (indent === undefined && !/^references:\s*$/m.test(text)) return undefined;
  const items = works.map((work) => yamlItem(work).replace(/^(?=.)/gm, indent ?? '')).join('');
  return { start: end, end, text: `\n${items.trimEnd()}` };
}

/** YAML of one item: strings are JSON strings, which YAML 1.2 reads as they are. */
function yamlItem(work: KeyedReference): string {
  const lines = Object.entries(cslItem(work)).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`);
  return `-${lines.join('\n').slice(1)}\n`;
}

type Tags = readonly (readonly [tag: string, values: (work: KeyedReference) => readonly string[]])[];

const lastFirst = (name: Name): string =>
  name.literal ??
  [[name['non-dropping-particle'], name.family].filter(Boolean).join(' '), name.given]
    .filter(Boolean)
    .join(', ');
const one = (value: unknown): string[] => (textOf(value) === '' ? [] : [oneLine(textOf(value), 5000)]);
const authors = ({ reference }: KeyedReference): string[] =>
  (reference.author ?? []).map((name) => oneLine(lastFirst(name), 300));
const pages = ({ reference }: KeyedReference): string[] => textOf(reference.page).split(/[-–]+/);

const risTypes = new Map([
  ['article-journal', 'JOUR'],
  ['book', 'BOOK'],
  ['chapter', 'CHAP'],
  ['paper-conference', 'CONF'],
  ['thesis', 'THES'],
  ['report', 'RPRT'],
  ['webpage', 'ELEC'],
]);

const risTags: Tags = [
  ['TY', ({ reference }) => [risTypes.get(reference.type) ?? 'GEN']],
  ['ID', ({ key }) => [key]],
  ['AU', authors],
  ['TI', ({ reference }) => one(reference.title)],
  ['T2', ({ reference }) => one(reference['container-title'])],
  ['PY', ({ reference }) => one(yearOf(reference.issued))],
  ['VL', ({ reference }) => one(reference.volume)],
  ['IS', ({ reference }) => one(reference.issue)],
  ['SP', (work) => one(pages(work)[0])],
  ['EP', (work) => one(pages(work)[1])],
  ['PB', ({ reference }) => one(reference.publisher)],
  ['DO', ({ reference }) => one(reference.DOI)],
  ['AN', ({ reference }) => one(reference.PMID)],
  ['UR', ({ reference }) => one(reference.URL)],
];

const enwTypes = new Map([
  ['article-journal', 'Journal Article'],
  ['book', 'Book'],
  ['chapter', 'Book Section'],
  ['paper-conference', 'Conference Paper'],
  ['thesis', 'Thesis'],
  ['report', 'Report'],
  ['webpage', 'Web Page'],
]);

const enwTags: Tags = [
  ['%0', ({ reference }) => [enwTypes.get(reference.type) ?? 'Generic']],
  ['%A', authors],
  ['%T', ({ reference }) => one(reference.title)],
  ['%J', ({ reference }) => one(reference['container-title'])],
  ['%D', ({ reference }) => one(yearOf(reference.issued))],
  ['%V', ({ reference }) => one(reference.volume)],
  ['%N', ({ reference }) => one(reference.issue)],
  ['%P', ({ reference }) => one(reference.page)],
  ['%I', ({ reference }) => one(reference.publisher)],
  ['%R', ({ reference }) => one(reference.DOI)],
  ['%F', ({ key }) => [key]],
];

const nbibTags: Tags = [
  ['PMID', ({ reference }) => one(reference.PMID)],
  ['TI', ({ reference }) => one(reference.title)],
  ['FAU', authors],
  ['JT', ({ reference }) => one(reference['container-title'])],
  ['TA', ({ reference }) => one(reference['container-title-short'])],
  ['DP', ({ reference }) => one(yearOf(reference.issued))],
  ['VI', ({ reference }) => one(reference.volume)],
  ['IP', ({ reference }) => one(reference.issue)],
  ['PG', ({ reference }) => one(reference.page)],
  ['LID', ({ reference }) => one(reference.DOI).map((doi) => `${doi} [doi]`)],
];

function tagged(
  work: KeyedReference,
  tags: Tags,
  write: (tag: string, value: string) => string,
  last: string | undefined,
): string {
  const lines = tags.flatMap(([tag, values]) => values(work).map((value) => write(tag, value)));
  return `${[...lines, ...(last === undefined ? [] : [last])].join('\n')}\n`;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
