/** Which variable of CSL each of BibLaTeX's fields holds, for the reader and the writer alike. */

/** CSL's variables, each with the fields that give it, the first that is there. */
export const textFields: readonly (readonly [variable: string, ...fields: string[]])[] = [
  ['event-title', 'eventtitle'],
  ['event-place', 'venue'],
  ['publisher-place', 'location', 'address'],
  ['number-of-volumes', 'volumes'],
  ['number-of-pages', 'pagetotal'],
  ['edition', 'edition'],
  ['chapter-number', 'chapter'],
  ['version', 'version'],
  ['ISBN', 'isbn'],
  ['ISSN', 'issn'],
  ['abstract', 'abstract'],
  ['annote', 'annotation', 'annote'],
  ['keyword', 'keywords'],
  ['language', 'langid', 'language', 'hyphenation'],
  ['title-short', 'shorttitle'],
  ['status', 'pubstate'],
  // Biber's own letter of `2017a`, which some exporters write out.
  ['year-suffix', 'extrayear', 'extradate'],
];

/** CSL's name variables of BibLaTeX's fields, but for authors and editors. */
export const otherNameFields: readonly (readonly [variable: string, field: string])[] = [
  ['translator', 'translator'],
  ['container-author', 'bookauthor'],
  ['director', 'director'],
];

/** Fields that hold CSL's dates, but for the date of the work. */
export const otherDateFields: readonly (readonly [variable: string, field: string])[] = [
  ['accessed', 'urldate'],
  ['event-date', 'eventdate'],
  ['original-date', 'origdate'],
];

/** The types whose `number` is their own; elsewhere it counts in a series. */
export const numberedTypes: ReadonlySet<string> = new Set([
  'report',
  'patent',
  'document',
  'manuscript',
  'webpage',
  'dataset',
  'software',
  'legislation',
]);
