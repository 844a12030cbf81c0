import { parseBibliography } from '../index.ts';
import type { BibliographyFormat } from '../types.ts';
import type { ExportFormat } from './index.ts';
import { type KeyedReference, repeatsDoi } from './values.ts';

/** What lists of references print, in the words that people have for it. */
const printed: readonly (readonly [variable: string, name: string])[] = [
  ['editor', 'editors'],
  ['translator', 'translators'],
  ['container-title', 'title of what it is in'],
  ['collection-title', 'series'],
  ['collection-number', 'number in the series'],
  ['edition', 'edition'],
  ['version', 'version'],
  ['number', 'number'],
  ['genre', 'kind'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['page', 'pages'],
  ['publisher', 'publisher'],
  ['publisher-place', 'place'],
  ['event-title', 'name of the conference'],
  ['event-place', 'place of the conference'],
  ['archive', 'archive'],
  ['original-date', 'year of the original'],
  ['accessed', 'date of access'],
  ['DOI', 'DOI'],
  ['PMID', 'PMID'],
  ['PMCID', 'PMCID'],
  ['ISBN', 'ISBN'],
  ['URL', 'address'],
];

/**
 * What of a work the text that was written of it does not hold, as its reader sees: the format has no place
 * for it.
 */
export function lostOf(
  format: ExportFormat,
  { reference }: KeyedReference,
  written: string,
): readonly string[] {
  const wanted = printed.filter(
    ([variable]) => textOf(reference[variable]) !== '' && (variable !== 'URL' || !repeatsDoi(reference)),
  );
  if (wanted.length === 0) return [];
  const as: BibliographyFormat = format === 'biblatex' ? 'bibtex' : format;
  const bibliography = parseBibliography(as, written);
  if (bibliography.size === 0) return [];
  const kept = bibliography.reference(0);
  // A series may be read as what the work is in, an archive as its publisher: they are there all the same.
  const names = new Set(named.map((variable) => textOf(kept[variable])));
  const isThere = (variable: string): boolean =>
    textOf(kept[variable]) !== '' || (named.includes(variable) && names.has(textOf(reference[variable])));
  return wanted.flatMap(([variable, name]) => (isThere(variable) ? [] : [name]));
}

const named: readonly string[] = ['container-title', 'collection-title', 'archive', 'publisher'];

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
