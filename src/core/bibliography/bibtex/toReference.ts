/** BibTeX and BibLaTeX entries as CSL-JSON: the mapping of types and fields that Pandoc and citation-js share. */
import { parseDateText } from '../dateText.ts';
import type { CslDate, Name, Reference } from '../types.ts';
import { latexToText } from './latexText.ts';
import { parseNames } from './names.ts';

/** A field's LaTeX source by lower-case name, inheritance and macros resolved; undefined where there is none. */
export type FieldSource = (name: string) => string | undefined;

const types = new Map([
  ['article', 'article-journal'],
  ['periodical', 'periodical'],
  ['suppperiodical', 'article-journal'],
  ['review', 'review'],
  ['book', 'book'],
  ['mvbook', 'book'],
  ['collection', 'book'],
  ['mvcollection', 'book'],
  ['proceedings', 'book'],
  ['mvproceedings', 'book'],
  ['reference', 'book'],
  ['mvreference', 'book'],
  ['booklet', 'pamphlet'],
  ['manual', 'report'],
  ['inbook', 'chapter'],
  ['bookinbook', 'chapter'],
  ['suppbook', 'chapter'],
  ['incollection', 'chapter'],
  ['suppcollection', 'chapter'],
  ['inreference', 'entry-encyclopedia'],
  ['inproceedings', 'paper-conference'],
  ['conference', 'paper-conference'],
  ['phdthesis', 'thesis'],
  ['mastersthesis', 'thesis'],
  ['thesis', 'thesis'],
  ['techreport', 'report'],
  ['report', 'report'],
  ['online', 'webpage'],
  ['electronic', 'webpage'],
  ['www', 'webpage'],
  ['unpublished', 'manuscript'],
  ['patent', 'patent'],
  ['dataset', 'dataset'],
  ['software', 'software'],
  ['video', 'motion_picture'],
  ['misc', 'document'],
]);

/** CSL variable ← first field that is there. */
const texts: readonly (readonly [variable: string, ...fields: string[]])[] = [
  ['publisher', 'publisher', 'school', 'institution', 'organization', 'howpublished'],
  ['publisher-place', 'location', 'address'],
  ['volume', 'volume'],
  ['edition', 'edition'],
  ['collection-title', 'series'],
  ['number-of-volumes', 'volumes'],
  ['chapter-number', 'chapter'],
  ['version', 'version'],
  ['event-title', 'eventtitle'],
  ['event-place', 'venue'],
  ['ISBN', 'isbn'],
  ['ISSN', 'issn'],
  ['PMCID', 'pmcid'],
  ['abstract', 'abstract'],
  ['note', 'note'],
  ['keyword', 'keywords'],
  ['language', 'langid', 'language'],
  ['title-short', 'shorttitle'],
  ['status', 'pubstate'],
];

const names = ['author', 'editor', 'translator'] as const;

/** One entry as a reference. `type` in lower case. */
export function toReference(key: string, type: string, field: FieldSource): Reference {
  const text = (...fields: readonly string[]): string | undefined => {
    for (const name of fields) {
      const source = field(name);
      const value = source === undefined ? '' : latexToText(source);
      if (value !== '') return value;
    }
    return undefined;
  };
  const variables: [string, unknown][] = [];
  const add = (variable: string, value: unknown): void => {
    if (value !== undefined && value !== '') variables.push([variable, value]);
  };
  let othersOmitted = false;
  for (const role of names) {
    const list = parseNames(field(role) ?? '');
    if (list.names.length > 0) add(role, list.names satisfies readonly Name[]);
    if (role === 'author') othersOmitted = list.others;
  }
  add('title', titleOf(text, 'title'));
  add('issued', issuedOf(field));
  add('accessed', dateOf(field('urldate')));
  add('container-title', containerOf(type, text));
  add('container-title-short', text('shortjournal'));
  for (const [variable, ...fields] of texts) add(variable, text(...fields));
  for (const [variable, value] of numberOf(type, text)) add(variable, value);
  add('page', pagesOf(text('pages')));
  add('DOI', text('doi')?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, ''));
  add('URL', verbatim(field('url')));
  add('PMID', text('pmid') ?? (/^pubmed$/i.test(text('eprinttype') ?? '') ? text('eprint') : undefined));
  const files = filesOf(field('file'));
  if (files.length > 0) add('files', files);
  return {
    ...Object.fromEntries(variables),
    id: key,
    type: types.get(type) ?? 'document',
    ...(othersOmitted && { othersOmitted }),
  };
}

type TextOf = (...fields: readonly string[]) => string | undefined;

/** Title and subtitle as Pandoc joins them. */
function titleOf(
  text: TextOf,
  prefix: 'title' | 'booktitle' | 'journaltitle' | 'journal',
): string | undefined {
  const main = text(prefix);
  const sub = text(prefix.replace('title', 'subtitle'));
  if (main === undefined || sub === undefined || prefix === 'journal') return main;
  return `${main}${/[?!.:]$/.test(main) ? '' : ':'} ${sub}`;
}

function containerOf(type: string, text: TextOf): string | undefined {
  return (
    titleOf(text, 'journaltitle') ??
    text('journal') ??
    (type === 'inbook' || type.startsWith('in') || type === 'conference' || type.startsWith('supp')
      ? (titleOf(text, 'booktitle') ?? text('maintitle'))
      : titleOf(text, 'booktitle'))
  );
}

/** `number` is an issue in a journal and the number of a report, patent or series elsewhere (BibLaTeX manual 2.3.7). */
function numberOf(type: string, text: TextOf): readonly [string, string | undefined][] {
  const number = text('number');
  switch (types.get(type)) {
    case 'article-journal':
    case 'periodical':
    case 'review':
    case undefined:
      return [
        ['issue', text('issue') === undefined ? number : [number, text('issue')].filter(Boolean).join(', ')],
      ];
    case 'report':
    case 'patent':
    case 'document':
    case 'manuscript':
      return [
        ['number', number],
        ['genre', text('type')],
      ];
    case 'thesis':
      return [['genre', text('type') ?? thesisGenres.get(type)]];
    default:
      return [['collection-number', number]];
  }
}

const thesisGenres = new Map([
  ['phdthesis', 'PhD thesis'],
  ['mastersthesis', "Master's thesis"],
]);

function issuedOf(field: FieldSource): CslDate | undefined {
  const date = dateOf(field('date'));
  if (date !== undefined) return date;
  const year = field('year');
  if (year === undefined) return undefined;
  const issued = dateOf(year);
  const start = issued?.['date-parts']?.[0];
  const month = monthOf(field('month'));
  if (start?.length !== 1 || month === undefined) return issued;
  return { ...issued, 'date-parts': [[...start, ...month]] };
}

const dateOf = (source: string | undefined): CslDate | undefined =>
  source === undefined ? undefined : parseDateText(latexToText(source));

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `may`, `{May}`, `5`, `feb # "~15"` → month, and day where one is written. */
function monthOf(source: string | undefined): number[] | undefined {
  if (source === undefined) return undefined;
  const text = latexToText(source).toLowerCase();
  const word = /[a-z]{3}/.exec(text)?.[0];
  const number = /\d{1,2}/.exec(text)?.[0];
  if (word !== undefined) {
    const month = monthNames.indexOf(word) + 1;
    if (month === 0) return undefined;
    return number === undefined || Number(number) > 31 ? [month] : [month, Number(number)];
  }
  return number !== undefined && Number(number) >= 1 && Number(number) <= 12 ? [Number(number)] : undefined;
}

/** `351--354` → `351-354`. */
const pagesOf = (pages: string | undefined): string | undefined =>
  pages?.replace(/\s*[–—]\s*|\s*-{2,}\s*/g, '-');

/** Addresses are not LaTeX, but people escape them all the same. */
const verbatim = (source: string | undefined): string | undefined =>
  source
    ?.replace(/^\\url\{(.*)\}$/s, '$1')
    .replace(/\\([%&_#~{}])/g, '$1')
    .replace(/\s+/g, '')
    .trim();

/** Zotero and JabRef write `Description:path:type`, several with `;`; Mendeley `:path:pdf`. */
function filesOf(source: string | undefined): string[] {
  if (source === undefined || source.trim() === '') return [];
  return source
    .split(/(?<!\\);/)
    .map((file) => {
      const parts = file
        .replace(/\\:/g, '\0')
        .split(':')
        .map((part) => part.replaceAll('\0', ':').trim());
      if (parts.length >= 3 && /^[a-z/+.-]+$/i.test(parts.at(-1)!)) return parts.slice(1, -1).join(':');
      return file.trim();
    })
    .filter((file) => file !== '')
    .slice(0, 20);
}

/** Keys that another field names: `crossref`, and `xdata` with several. */
export const keyList = (source: string | undefined): string[] =>
  source === undefined
    ? []
    : source
        .split(',')
        .map((key) => key.trim())
        .filter((key) => key !== '');

/** How `crossref` passes fields on: the parent's title becomes the child's book title (BibLaTeX manual, appendix B). */
export const inheritedNames = new Map<string, readonly string[]>([
  ['booktitle', ['booktitle', 'title']],
  ['booksubtitle', ['booksubtitle', 'subtitle']],
  ['journal', ['journal', 'journaltitle', 'title']],
]);

/** Fields that a child never takes from its parent. */
export const notInherited = new Set([
  'crossref',
  'xdata',
  'xref',
  'ids',
  'key',
  'label',
  'title',
  'subtitle',
  'shorttitle',
  'keywords',
  'abstract',
  'file',
  'doi',
  'url',
  'urldate',
  'pages',
  'note',
  'relatedtype',
  'related',
  'options',
  'entryset',
]);
