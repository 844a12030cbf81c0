/**
 * What of an entry differs from the work that Zotero has: no spelling of the same, and nothing that Zotero
 * does not say.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { finished } from '../../../src/base/steps.ts';
import { parseBibliography } from '../../../src/core/bibliography/index.ts';
import { writeBibliography } from '../../../src/core/bibliography/write.ts';
import { zoteroChangesInSteps, zoteroLibrary } from '../../../src/core/index.ts';
import { memoryWorkspace } from '../../support/workspace.ts';

const uri = 'file:///paper/references.bib';

async function differences(bibtex: string, items: readonly object[]): Promise<(readonly string[])[]> {
  const workspace = memoryWorkspace(new Map([[uri, bibtex]]));
  try {
    workspace.open(uri, 'bibtex', 1, bibtex);
    await workspace.settleAll(uri);
    const zotero = zoteroLibrary(parseBibliography('csl-json', JSON.stringify(items)));
    finished(zotero.prepareInSteps());
    workspace.store.setZotero(zotero);
    const changes = finished(zoteroChangesInSteps(workspace.snapshot(), uri));
    expect(changes.every(({ edit }) => edit !== undefined)).toBe(true);
    return changes.map((change) => change.differences);
  } finally {
    workspace.dispose();
  }
}

const entry = (fields: string) =>
  `@article{berman2000, title = {{Antidepressant} Effects of Ketamine}, author = {Berman, Robert M. and Cappiello, A.}, year = 2000, ${fields}}`;
const item = {
  id: 'berman2000',
  type: 'article-journal',
  title: 'Antidepressant effects of ketamine',
  author: [
    { family: 'Berman', given: 'Robert M.' },
    { family: 'Cappiello', given: 'Angela' },
  ],
  issued: { 'date-parts': [[2000, 2, 15]] },
};

describe('no difference', () => {
  test.each<[string, string, object]>([
    ['case, braces and initials', '', item],
    ['what Zotero lacks', 'volume = 47, journal = {J}, doi = {10.1000/a}', item],
    ['signs of pages', 'pages = {351--4}', { ...item, page: '351–354' }],
    ['an address for a DOI', 'doi = {https://doi.org/10.1000/A}', { ...item, DOI: '10.1000/a' }],
    [
      'the short name of the journal',
      'journal = {Biol. Psychiatry}',
      { ...item, 'container-title': 'Biological Psychiatry', 'container-title-short': 'Biol Psychiatry' },
    ],
    ['another work of the key', 'doi = {10.1000/a}', { ...item, title: 'Other', DOI: '10.1000/b' }],
    ['another key and year', '', { ...item, id: 'x', issued: { 'date-parts': [[1990]] } }],
  ])('%s', async (_, fields, there) => {
    expect(await differences(entry(fields), [there])).toEqual([]);
  });

  test('between the sample’s entries and themselves in Zotero', async () => {
    const source = readFileSync('test/fixtures/sample/references.bib', 'utf8');
    const bibliography = parseBibliography('bibtex', source);
    const works = Array.from({ length: bibliography.size }, (_, index) => ({
      key: bibliography.entry(index).key,
      reference: bibliography.reference(index),
    }));
    expect(works.length).toBeGreaterThan(8);
    const items = JSON.parse(writeBibliography('csl-json', works)) as object[];
    expect(await differences(source, items)).toEqual([]);
  });
});

test.each<[string, object, string[]]>([
  [
    'volume = 46, number = 4',
    { ...item, volume: '47', issue: '4', DOI: '10.1000/a' },
    ['volume: “46” → “47”', 'DOI: none → “10.1000/a”'],
  ],
  ['pages = {1-2}', { ...item, page: '351-354' }, ['pages: “1-2” → “351-354”']],
  [
    'doi = {10.1000/a}',
    { ...item, DOI: '10.1000/a', issued: { 'date-parts': [[2001]] } },
    ['year: “2000” → “2001”'],
  ],
  [
    'doi = {10.1000/a}',
    { ...item, id: 'other', DOI: '10.1000/a', author: item.author.slice(0, 1) },
    ['authors: “Berman, Robert M.; Cappiello, A.” → “Berman, Robert M.”'],
  ],
  [
    'journal = {Lancet}',
    { ...item, 'container-title': 'Biological Psychiatry' },
    ['published in: “Lancet” → “Biological Psychiatry”'],
  ],
])('what differs (%#)', async (fields, there, told) => {
  expect(await differences(entry(fields), [there])).toEqual([told]);
});
