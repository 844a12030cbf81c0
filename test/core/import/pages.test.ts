import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedPacks } from '../../../src/packs/index.ts';
import { type GroundTruth, itemsOf, misplaced, score, scoreTable } from '../../import/score.ts';
import { imported, packOf } from '../../support/importing.ts';
import { readPack } from '../../support/packs.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url), 'utf8');
const truth = (name: string): GroundTruth => JSON.parse(fixture(`${name}.truth.json`)) as GroundTruth;

const doi = 'DOI: 10.5555/anmood.2022.02.101';
const journal = ['container-title: Annals of Mood', 'volume: 21', 'issue: 2', 'page: 101-119'];
const identifiers = ['PMID: 99999991', 'PMCID: PMC9999991'];
const citedBy = truth('snippet')['citedBy'] ?? [];
/** A link in the markup settles which work is meant. */
const linked = {
  citations: (truth('full')['citations'] ?? []).map((line) => line.replace('(first-author-year)', '(exact)')),
};

/** Each layout of the made-up article, and what it shows beyond or instead of the common ground truth. */
const layouts: readonly (readonly [file: string, truth: string, own: GroundTruth])[] = [
  ['browser-copy.txt', 'snippet', { metadata: [doi, ...journal, 'year: 2022-3'] }],
  ['web-clipper.md', 'snippet', { metadata: [doi] }],
  ['trial-page.txt', 'trial', {}],
  [
    'full-text.txt',
    'full',
    {
      metadata: [doi],
      counts: ['referencesShown: 8', 'citedByStated: 14', 'citedByShown: 2'],
      citedBy,
      sections: [...(truth('full')['sections'] ?? []), 'Cited by | - | partial-list'],
    },
  ],
  ['article.md', 'full', { metadata: [doi], counts: ['referencesShown: 8'] }],
  ['vancouver.txt', 'full', { metadata: [doi], counts: ['referencesShown: 8'] }],
  [
    'article.jats.xml',
    'full',
    {
      metadata: [doi, ...journal, ...identifiers, 'year: 2022-3'],
      counts: ['referencesShown: 8'],
      ...linked,
    },
  ],
  [
    'article.bioc.json',
    'full',
    { metadata: [doi, ...journal, ...identifiers, 'year: 2022'], counts: ['referencesShown: 8'] },
  ],
];

describe.each(layouts)('%s', (file, common, own) => {
  const text = fixture(file);
  const expected = { ...truth(common), ...own };

  it('is imported whole, and nothing is invented', () => {
    const scores = score(packOf(text), expected);
    const table = scoreTable(file, scores);
    console.log(table);
    expect(
      scores.filter(({ precision, recall }) => precision < 1 || recall < 1),
      table,
    ).toEqual([]);
  });

  it('gives each item its place in the file', () => {
    expect(misplaced(packOf(text), text)).toEqual([]);
  });

  it('makes a pack that fits the schema and keeps the rules', () => {
    expect(readPack(JSON.stringify(packOf(text))).problems).toEqual([]);
    expect(imported(text).doubts).toEqual([]);
  });

  it('is the same where the file has Windows line endings or a byte order mark', () => {
    const windows = text.replaceAll('\n', '\r\n');
    expect(itemsOf(packOf(windows))).toEqual(itemsOf(packOf(text)));
    expect(misplaced(packOf(windows), windows)).toEqual([]);
    expect(itemsOf(packOf(`\ufeff${text}`))).toEqual(itemsOf(packOf(text)));
  });
});

it('gives one pack for JATS and page text of one article, but for what the page does not show', () => {
  const jats = itemsOf(packOf(fixture('article.jats.xml')));
  const page = itemsOf(packOf(fixture('article.md')));
  expect(Object.keys(page)).toEqual(Object.keys(jats));
  const compared = Object.keys(page).filter((kind) => kind !== 'metadata' && kind !== 'citations');
  for (const kind of compared) expect(page[kind], kind).toEqual(jats[kind]);
  // The page prints the DOI alone; what it says of the article, JATS says as well.
  expect(page['metadata']).toEqual([doi]);
  expect(jats['metadata']).toEqual(expect.arrayContaining([...(page['metadata'] ?? [])]));
  const withoutBasis = (lines: readonly string[] = []) =>
    lines.map((line) => line.replace(/ \([a-z-]+\)$/, ''));
  expect(withoutBasis(page['citations'])).toEqual(withoutBasis(jats['citations']));
});

it('resolves citations against the user’s library and says so', () => {
  const known = [
    {
      name: 'references.bib',
      references: [
        {
          id: 'x',
          type: 'article-journal',
          title: 'Lesions',
          author: [{ family: 'Okoro' }, { family: 'Lindqvist' }],
          issued: { 'date-parts': [[1997]] },
        },
      ],
    },
  ];
  const pack = packOf(fixture('browser-copy.txt'), { known });
  const okoro = pack.citations.filter(({ surnames }) => surnames[0] === 'Okoro');
  expect(okoro).toHaveLength(2);
  for (const citation of okoro)
    expect(citation).toMatchObject({ work: 'okoro1997', basis: 'exact', listed: false });
  expect(pack.references.find(({ id }) => id === 'okoro1997')).toMatchObject({
    title: 'Lesions',
    custom: { role: 'in-text-only' },
  });
});

it('links terms of other packs and defines none', () => {
  const pack = packOf(fixture('article.md'), { packs: shippedPacks });
  const ketamine = pack.terms.find(({ prefLabel }) => prefLabel === 'ketamine');
  expect(ketamine).toMatchObject({
    candidate: true,
    match: [{ id: 'pack:abdallah2018/ketamine', relation: 'exactMatch' }],
  });
  expect(ketamine?.sections).toContain('sec-drug-effects-on-spindles');
  expect(pack.terms.filter(({ definition }) => definition !== undefined)).toEqual([]);
});

const realPage = new URL('../../../../../shared/papers/abdallah2018-page.txt', import.meta.url);

describe.skipIf(!existsSync(realPage))(
  `the page of Abdallah et al. 2018 (skipped where shared/papers is absent)`,
  () => {
    it('gives what the curated pack says is printed on it', () => {
      const text = readFileSync(realPage, 'utf8');
      const pack = packOf(text);
      const curated = shippedPacks[0]!;
      const is = itemsOf(pack);
      const should = itemsOf(curated);
      for (const kind of ['title', 'authors', 'counts', 'sections'])
        expect(is[kind], kind).toEqual(should[kind]);
      expect(is['metadata']).toEqual(['DOI: 10.1016/j.pharmthera.2018.05.010']);
      const shorts = (one: typeof pack) => one.abbreviations.map(({ short, status }) => `${short} ${status}`);
      expect(shorts(pack)).toEqual(shorts(curated));
      const mention = ({ citations }: typeof pack) =>
        citations.map(({ surnames, etAl, year }) => `${surnames.join(' & ')} ${etAl === true} ${year}`);
      expect(mention(pack)).toEqual(mention(curated));
      expect(pack.facts?.map(({ kind }) => kind).sort()).toEqual(
        curated.facts?.map(({ kind }) => kind).sort(),
      );
      expect(misplaced(pack, text)).toEqual([]);
    });
  },
);
