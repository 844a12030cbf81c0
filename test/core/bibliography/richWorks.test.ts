/** What lists of references print survives each export, or is told to be lost: over every pair of formats. */
import { describe, expect, test } from 'vitest';
import { parseBibliography } from '../../../src/core/bibliography/index.ts';
import type { BibliographyFormat, Reference } from '../../../src/core/bibliography/types.ts';
import {
  type ExportFormat,
  exportFormats,
  writeWorks,
} from '../../../src/core/bibliography/writing/index.ts';
import { lostOf } from '../../../src/core/bibliography/writing/lost.ts';

const common = {
  author: [{ family: 'Berman', given: 'Robert M.' }],
  title: 'Ketamine and the brain',
  issued: { 'date-parts': [[2000, 2, 15]] },
};
const roe = [{ family: 'Roe', given: 'Ann' }];
const doe = [{ family: 'Doe', given: 'Jane' }];
const press = { publisher: 'A Press', 'publisher-place': 'Oxford', ISBN: '978-0-19-852011-5' };
const works: readonly Reference[] = [
  {
    ...{ ...common, id: 'article', type: 'article-journal', volume: '47', issue: '4', page: '351-354' },
    ...{ 'container-title': 'A Journal', 'container-title-short': 'A J', ISSN: '0006-3223', language: 'en' },
    ...{ DOI: '10.1000/a', PMID: '123', PMCID: 'PMC456' },
  },
  {
    ...{ ...common, ...press, id: 'book', type: 'book', translator: doe, edition: '2', volume: '3' },
    ...{ 'collection-title': 'Brain Series', 'collection-number': '7' },
    'original-date': { 'date-parts': [[1950]] },
  },
  {
    ...{ ...common, ...press, id: 'chapter', type: 'chapter', editor: roe, translator: doe, page: '10-20' },
    ...{ 'container-title': 'The Book', 'collection-title': 'Brain Series', edition: '3', PMID: '99' },
  },
  { ...common, id: 'thesis', type: 'thesis', genre: 'PhD thesis', publisher: 'A University' },
  {
    ...{ ...common, ...press, id: 'report', type: 'report', genre: 'technical report', number: 'TR-12' },
    ...{ 'collection-title': 'Reports of an Office', URL: 'https://example.org/r' },
  },
  { ...common, id: 'data', type: 'dataset', publisher: 'An Archive', version: '1.2', DOI: '10.1000/d' },
  { ...common, id: 'software', type: 'software', version: '2.0.1', URL: 'https://example.org/s' },
  {
    ...{ ...common, id: 'preprint', type: 'article', genre: 'preprint', publisher: 'arXiv' },
    ...{ number: '2101.00001', archive: 'arXiv', DOI: '10.48550/arxiv.2101.00001' },
  },
  {
    ...{ ...common, ...press, id: 'talk', type: 'paper-conference', editor: roe, page: '1-9' },
    ...{ 'container-title': 'Proceedings', 'collection-title': 'Notes', 'event-title': 'A Meeting' },
  },
  {
    ...{ ...common, id: 'page', type: 'webpage', 'container-title': 'A Site', URL: 'https://example.org/w' },
    accessed: { 'date-parts': [[2024, 1, 2]] },
  },
];

const readAs = (format: ExportFormat): BibliographyFormat => (format === 'biblatex' ? 'bibtex' : format);
const written = (format: ExportFormat, reference: Reference): string =>
  writeWorks(format, [{ key: reference.id, reference }]);
const read = (format: ExportFormat, text: string): Reference =>
  parseBibliography(readAs(format), text).reference(0);
const lost = (format: ExportFormat, reference: Reference): readonly string[] =>
  lostOf(format, { key: reference.id, reference }, written(format, reference));

/** What each format has no place for, of all these works. */
test.each<[ExportFormat, Record<string, readonly string[]>]>([
  ['csl-json', {}],
  ['csl-yaml', {}],
  ['biblatex', {}],
  ['bibtex', {}],
  [
    'ris',
    {
      book: ['number in the series'],
      preprint: ['number'],
      talk: ['name of the conference'],
    },
  ],
  ['hayagriva', { book: ['year of the original'], talk: ['name of the conference'] }],
])('%s loses no more than it says', (format, expected) => {
  const told = works.map((work) => [work.id, lost(format, work)] as const);
  const all = Object.fromEntries(told.filter(([, names]) => names.length > 0));
  expect(all).toEqual(expected);
});

test('NBIB has places for articles, books and chapters, and says what it loses of the rest', () => {
  expect(lost('nbib', works[0]!)).toEqual([]);
  expect(lost('nbib', works[1]!)).toEqual(['translators', 'number in the series', 'year of the original']);
  expect(lost('nbib', works[2]!)).toEqual(['translators']);
  expect(lost('nbib', works[4]!)).toEqual(['series', 'number', 'kind', 'place', 'address']);
});

describe('over every pair of formats nothing is lost that neither says', () => {
  const pairs = exportFormats.flatMap((first) => exportFormats.map((second) => [first, second] as const));
  test.each(pairs)('%s and %s', (first, second) => {
    for (const work of works) {
      const between = { ...read(first, written(first, work)), id: work.id };
      const end = read(second, written(second, between));
      const told = new Set([...lost(first, work), ...lost(second, between)]);
      // What the last text lacks of the work itself was told on the way.
      const missing = lostOf(second, { key: work.id, reference: work }, written(second, between));
      expect(
        missing.filter((name) => !told.has(name)),
        work.id,
      ).toEqual([]);
      expect(end.title).toBe(work.title);
    }
  });
});
