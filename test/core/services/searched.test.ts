/** Words sent to PubMed or Crossref, and what is shown of the works that they know. */
import { expect, test } from 'vitest';
import { searchService } from '../../../src/core/services/searched.ts';
import { fakeNetwork } from '../../support/network.ts';
import { crossrefWork } from '../../support/services.ts';

const medline = (pmid: string, title: string): string =>
  `PMID- ${pmid}\nTI  - ${title}\nFAU - Berman, Robert M\nDP  - 2000 Feb\nTA  - Biol Psychiatry\n\n`;

test('PubMed: the works of its list, by their PMIDs, and none that was not asked for', async () => {
  const network = fakeNetwork({
    'pubmed /entrez/eutils/esearch.fcgi': { esearchresult: { idlist: ['10686270', '7', 'x&y'] } },
    'pubmed /entrez/eutils/efetch.fcgi': medline('10686270', 'Effects.') + medline('99', 'Another.'),
  });
  expect(await searchService(network, 'pubmed', 'ketamine & mood')).toEqual([
    { identifier: 'pmid:10686270', label: 'Berman 2000', title: 'Effects', container: 'Biol Psychiatry' },
  ]);
  expect(network.asked[0]).toContain('term=ketamine%20%26%20mood');
  expect(network.asked[1]).toContain('id=10686270,7&');
  expect(network.asked).toHaveLength(2);
});

test('PubMed: nothing found asks for no record', async () => {
  const network = fakeNetwork({ 'pubmed /entrez/eutils/esearch.fcgi': { esearchresult: { idlist: [] } } });
  expect(await searchService(network, 'pubmed', 'x')).toEqual([]);
  expect(network.asked).toHaveLength(1);
});

test('Crossref: by their DOIs, with names and titles cleaned', async () => {
  const works = [
    crossrefWork('10.1000/a', { title: ['One <i>title</i>\u0007'] }),
    { ...crossrefWork('10.1000/b'), DOI: undefined },
    crossrefWork('10.1000/c', { title: [] }),
  ];
  const network = fakeNetwork({ 'crossref /works?': { message: { items: works } } });
  expect(await searchService(network, 'crossref', 'ketamine')).toMatchObject([
    { identifier: 'doi:10.1000/a', label: 'Berman & Cappiello 2000', title: 'One title' },
  ]);
});

test.each(['pubmed', 'crossref'])('%s that does not answer says so', async (service) => {
  const network = fakeNetwork({ [`${service} `]: new Error('down') });
  expect(await searchService(network, service, 'ketamine')).toMatchObject({ service });
});

test.each([
  ['pubmed', { esearchresult: { ERROR: 'Search Backend failed' } }],
  ['pubmed', { error: 'API rate limit exceeded' }],
  ['pubmed', {}],
  ['crossref', { status: 'failed', message: [{ message: 'Parameter rows is wrong' }] }],
  ['crossref', { message: {} }],
])('%s that answers no list (%j) has not found nothing', async (service, answer) => {
  const network = fakeNetwork({ [`${service} `]: answer });
  expect(await searchService(network, service, 'ketamine')).toMatchObject({ service });
});

test('a service that has no search is not asked', async () => {
  const network = fakeNetwork({});
  expect(await searchService(network, 'doi', 'ketamine')).toEqual([]);
  expect(network.asked).toEqual([]);
});
