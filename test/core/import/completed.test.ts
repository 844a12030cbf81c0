import { describe, expect, test } from 'vitest';
import { finished } from '../../../src/base/steps.ts';
import { type PaperRecords, recordsIn } from '../../../src/core/import/completed.ts';
import { imported } from '../../support/importing.ts';

const page = `# A study of moods

Ada B. Alder, Carl D. Birch

doi:10.5555/moods

Journal of Moods. 2020;12:1–9.

## Abstract

Moods fell.

## Results

They rose.
`;
const nbib = `PMID- 99999991
OWN - NLM
DP  - 2020 May
TI  - A study of moods.
VI  - 13
IP  - 3
LID - 10.5555/moods [doi]
FAU - Alder, Ada B
FAU - Birch, Carl D
JT  - Journal of moods
`;
const records = (name: string, text: string): PaperRecords => {
  const found = finished(recordsIn({ name, text }));
  if (found === undefined) throw new Error(`${name} holds no record.`);
  return found;
};
const withRecords = (...given: readonly PaperRecords[]) => imported(page, { records: given });

describe('a record of the same paper', () => {
  const { value, doubts, completedBy } = withRecords(records('moods.nbib', nbib));

  test('adds what the page does not hold', () => {
    expect(value?.source).toMatchObject({ PMID: '99999991', issue: '3' });
    expect(completedBy).toEqual(['moods.nbib']);
  });

  test('takes nothing away, and conflicts are told', () => {
    expect(value?.source.volume).toBe('12');
    expect(doubts.map(({ message }) => message)).toContain(
      'As the volume, this file says “12” and “moods.nbib” says “13”. The file’s was kept.',
    );
  });

  test.each([
    ['RIS', 'TY  - JOUR\nTI  - A study of moods\nPY  - 2020\nDO  - 10.5555/moods\nIS  - 3\nER  - \n'],
    ['BibTeX', '@article{x, title = {A study of moods}, year = 2020, doi = {10.5555/moods}, number = {3}}'],
    [
      'CSL-JSON',
      '[{"id": "x", "type": "article-journal", "title": "A study of moods", "DOI": "10.5555/MOODS", "issue": "3"}]',
    ],
  ])('in %s', (name, text) => {
    expect(withRecords(records(name, text)).value?.source.issue).toBe('3');
  });

  test('of PubMed in XML adds its references', () => {
    const xml = `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>99999991</PMID><Article><ArticleTitle>A study of moods.</ArticleTitle><ELocationID EIdType="doi">10.5555/moods</ELocationID></Article></MedlineCitation>
    <PubmedData><ReferenceList><Reference><Citation>Birch CD. One title of moods. J Mood. 2001;31(4):281-294.</Citation></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>`;
    const { value: pack } = withRecords(records('moods.xml', xml));
    expect(pack?.references.map(({ title }) => title)).toEqual(['One title of moods']);
  });
});

test('a record of another paper adds nothing', () => {
  const { value, completedBy } = withRecords(
    records('other.nbib', nbib.replaceAll('10.5555/moods', '10.5555/other')),
  );
  expect(value?.source.PMID).toBeUndefined();
  expect(completedBy).toEqual([]);
});

test('a paper’s text is no record', () => {
  expect(finished(recordsIn({ name: 'page.md', text: page }))).toBeUndefined();
});
