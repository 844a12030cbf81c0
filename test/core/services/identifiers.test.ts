import { expect, test } from 'vitest';
import { isIsbn, parseIdentifier } from '../../../src/core/services/identifiers.ts';

const doi = '10.1016/S0006-3223(99)00230-9';
const of = (text: string): string => {
  const found = parseIdentifier(text);
  return found === undefined ? '' : `${found.kind} ${found.id}`;
};

test.each([
  doi,
  `doi:${doi}`,
  `DOI: ${doi}`,
  `doi ${doi}.`,
  `info:doi/${doi}`,
  `https://doi.org/${doi}`,
  `http://dx.doi.org/${doi}`,
  `https://www.doi.org/${doi}`,
  `doi.org/${doi}`,
  `doi:https://doi.org/${doi}`,
  `https://doi.org/${encodeURIComponent(doi)}`,
  'https://doi.org/10.1016/S0006-3223%2899%2900230-9',
  `https://doi.org/${doi}?utm_source=x#top`,
  `  <https://doi.org/${doi}>  `,
  `https://example.org/doi/full/${doi}`,
  `https://example.org/doi/pdf/${doi}.pdf`,
  `https://example.org/article?id=${encodeURIComponent(doi)}&type=printable`,
  `https://example.org/article?type=printable&doi=${doi}`,
  `${doi}).`,
  `${doi}”`,
])('the DOI in %s', (text) => {
  expect(of(text)).toBe(`doi ${doi}`);
});

test.each([
  ['10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2', undefined],
  ['https://www.frontiersin.org/articles/10.3389/fpsyt.2020.00001/full', '10.3389/fpsyt.2020.00001'],
  ['https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf', '10.1101/2020.01.01.123456'],
  ['https://www.medrxiv.org/content/10.1101/2021.08.15.21262067v1', '10.1101/2021.08.15.21262067'],
  ['https://academic.oup.com/ijnp/article/10.1093/ijnp/pyx100/4566231', '10.1093/ijnp/pyx100'],
  ['https://link.springer.com/article/10.1007/s00213-020-05000-0#Sec1', '10.1007/s00213-020-05000-0'],
  ['https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0001', '10.1371/journal.pone.0001'],
  ['10.48550/arXiv.2101.00001', undefined],
  ['10.1000.10/123456', undefined],
])('%s', (text, id) => {
  expect(of(text)).toBe(`doi ${id ?? text}`);
});

test.each([
  ...['10686270', 'pmid:10686270', 'PMID 10686270', 'PMID: 10686270.', 'pubmed:10686270'],
  ...['https://pubmed.ncbi.nlm.nih.gov/10686270/', 'pubmed.ncbi.nlm.nih.gov/10686270'],
  'https://pubmed.ncbi.nlm.nih.gov/10686270/#affiliation-1',
  'https://www.ncbi.nlm.nih.gov/pubmed/10686270',
  'https://europepmc.org/article/MED/10686270',
])('the PMID in %s', (text) => {
  expect(of(text)).toBe('pmid 10686270');
});

test.each([
  ...['PMC1234567', 'pmc1234567', 'PMCID: PMC1234567', 'pmcid:PMC1234567.1'],
  ...[
    'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567',
  ],
  'https://europepmc.org/article/PMC/PMC1234567',
])('the PMCID in %s', (text) => {
  expect(of(text)).toBe('pmcid PMC1234567');
});

test.each([
  ['2101.00001', '2101.00001'],
  ['arXiv:2101.00001v2', '2101.00001'],
  ['arxiv 0704.0001', '0704.0001'],
  ['https://arxiv.org/abs/2101.00001v1', '2101.00001'],
  ['https://arxiv.org/pdf/2101.00001.pdf', '2101.00001'],
  ['https://arxiv.org/abs/q-bio/0401001', 'q-bio/0401001'],
  ['arXiv:math.GT/0309136', 'math/0309136'],
])('the arXiv identifier in %s', (text, id) => {
  expect(of(text)).toBe(`arxiv ${id}`);
});

test.each([
  ['978-0-89042-555-8', '9780890425558'],
  ['ISBN 978 0 89042 555 8', '9780890425558'],
  ['isbn:0-306-40615-2', '0306406152'],
  ['ISBN-10: 080442957X', '080442957X'],
  ['urn:isbn:9780890425558', '9780890425558'],
])('the ISBN in %s', (text, id) => {
  expect(of(text)).toBe(`isbn ${id}`);
});

test.each([
  ...[
    '',
    'berman2000',
    'refs.bib',
    './10.1016/refs.bib',
    '10.1016',
    '10.16/x',
    'pmid:',
    'pmid:abc',
    'PMC',
    '0',
  ],
  ...['978-0-89042-555-9', 'isbn:123', '1234567890', 'https://example.org/article/1', 'https://doi.org/'],
  ...['doi:10.1016/a b', '10.1016/\u0000', '10.1016/../../etc', 'https://doi.org/10.1000/%2e%2e/%2e%2e/x'],
  ...['see https://doi.org/10.1016/x', `10.1016/${'x'.repeat(2000)}`],
])('%j is none', (text) => {
  expect(of(text)).toBe('');
});

test('the check digit of an ISBN', () => {
  expect(['9780890425558', '0306406152', '080442957X'].map(isIsbn)).toEqual([true, true, true]);
  expect(['9780890425557', '0306406153', '9770890425558', 'X804429570'].map(isIsbn)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
