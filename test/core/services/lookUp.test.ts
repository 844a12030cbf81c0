/** Each service by its protocol, and which of them stands in for which. */
import { describe, expect, test } from 'vitest';
import { failureText } from '../../../src/core/services/failure.ts';
import { parseIdentifier } from '../../../src/core/services/identifiers.ts';
import { lookedUpTexts, lookUp, unansweredText } from '../../../src/core/services/lookUp.ts';
import type { Network } from '../../../src/core/services/network.ts';
import type { ServiceName } from '../../../src/core/services/services.ts';
import { type Answers, fakeNetwork } from '../../support/network.ts';

const doi = '10.1016/s0006-3223(99)00230-9';
const csl = {
  DOI: doi,
  title: ['Antidepressant effects of ketamine'],
  type: 'journal-article',
  source: 'Crossref',
};
const down = new Error('down');

async function look(text: string, answers: Answers, replaced: readonly ServiceName[] = []) {
  const network = fakeNetwork(answers, replaced);
  const { found, failures } = await lookUp(network, parseIdentifier(text)!);
  return {
    title:
      found.kind === 'record'
        ? found.record.reference.title
        : found.kind === 'refused'
          ? found.reason
          : found.kind,
    record: found.kind === 'record' ? found.record : undefined,
    failed: failures.map(({ service }) => service),
    asked: network.asked,
    requests: network.requests,
  };
}

describe('a DOI', () => {
  test('of doi.org, and of Crossref what came later', async () => {
    const updated = { ...csl, 'updated-by': [{ type: 'retraction', DOI: '10.1000/r' }] };
    const answers = { [`doi /${doi}`]: csl, [`crossref /works/${doi}`]: { message: updated } };
    const { record, asked, requests, failed } = await look(doi, answers);
    expect(record).toMatchObject({ from: 'doi', notices: [{ kind: 'retraction', doi: '10.1000/r' }] });
    expect({ asked, failed }).toEqual({ asked: [`doi /${doi}`, `crossref /works/${doi}`], failed: [] });
    expect(requests[0]?.accept).toBe('application/vnd.citationstyles.csl+json');
  });

  test('what is special in an address is encoded', async () => {
    const { asked } = await look('10.1002/a<1::B>3.0#x?y=1', {});
    expect(asked[0]).toBe('doi /10.1002/a%3C1::B%3E3.0%23x%3Fy%3D1');
  });

  test('that nobody registered', async () => {
    const { title, asked, failed } = await look(doi, {});
    expect({ title, asked, failed }).toEqual({
      title: 'none',
      asked: [`doi /${doi}`, `doi /ra/${doi}`],
      failed: [],
    });
  });

  test('of DataCite, where doi.org leads to a page alone', async () => {
    const answers: Answers = {
      'doi /ra/': [{ DOI: '10.5281/zenodo.1', RA: 'DataCite' }],
      'doi /10': '<html>Zenodo</html>',
      'datacite /dois/10.5281/zenodo.1': {
        data: {
          attributes: {
            doi: '10.5281/ZENODO.1',
            titles: [{ title: 'A subtitle', titleType: 'Subtitle' }, { title: 'Shield bugs' }],
            creators: [
              { name: 'Doe, Jane', givenName: 'Jane', familyName: 'Doe', nameType: 'Personal' },
              { name: 'Roe, Richard' },
              { name: 'A Consortium', nameType: 'Organizational' },
            ],
            publicationYear: 2023,
            publisher: { name: 'Zenodo' },
            types: { citeproc: 'dataset', resourceTypeGeneral: 'Dataset' },
          },
        },
      },
    };
    const { record, failed } = await look('10.5281/zenodo.1', answers);
    expect(failed).toEqual([]);
    expect(record?.reference).toMatchObject({
      type: 'dataset',
      title: 'Shield bugs: A subtitle',
      author: [
        { family: 'Doe', given: 'Jane' },
        { family: 'Roe', given: 'Richard' },
        { literal: 'A Consortium' },
      ],
      issued: { 'date-parts': [[2023]] },
      publisher: 'Zenodo',
      DOI: '10.5281/zenodo.1',
    });
  });

  test('of an agency whose records PsyCite does not read is no DOI that leads nowhere', async () => {
    const { title } = await look('10.3278/x', { 'doi /ra/': [{ RA: 'mEDRA' }], 'doi /10': 406 });
    expect(title).toContain('mEDRA registered it');
    const other = await look('10.3278/x', { 'doi /ra/': [{ RA: 'mEDRA' }] });
    expect(other.title).toContain('mEDRA registered it');
  });

  test('whose agency does not answer is not known, and not refused', async () => {
    const answers = { 'doi /ra/': [{ RA: 'DataCite' }], 'doi /10': 404, 'datacite ': down };
    const { title, failed } = await look('10.5281/zenodo.1', answers);
    expect({ title, failed }).toEqual({ title: 'unknown', failed: ['datacite'] });
  });

  test('Crossref stands in where doi.org does not answer, and that is told', async () => {
    const { title, failed } = await look(doi, { 'doi ': down, 'crossref ': { message: csl } });
    expect({ title, failed }).toEqual({ title: 'Antidepressant effects of ketamine', failed: ['doi'] });
  });

  test('those that stand in are asked at once: no silent service waits for another', async () => {
    const answers: (() => void)[] = [];
    const network = fakeNetwork({ 'doi ': down, 'crossref ': down, 'datacite ': down });
    const waiting: Network = {
      ...network,
      ask: async (request) => {
        if (request.service !== 'doi')
          await new Promise<void>((resolve) => {
            answers.push(resolve);
            if (answers.length === 2) for (const answer of answers) answer();
          });
        return network.ask(request);
      },
    };
    const { failures } = await lookUp(waiting, { kind: 'doi', id: doi });
    expect(failures.map(({ service }) => service)).toEqual(['crossref', 'datacite', 'doi']);
  });

  test('with nobody who answers', async () => {
    const { title, failed } = await look(doi, { 'doi ': down, 'crossref ': down, 'datacite ': down });
    expect({ title, failed }).toEqual({ title: 'unknown', failed: ['crossref', 'datacite', 'doi'] });
  });

  test('a service that the user replaced has only others that he replaced to stand in', async () => {
    const alone = await look(doi, { 'doi ': down, 'crossref ': { message: csl } }, ['doi']);
    expect(alone.asked.every((asked) => asked.startsWith('doi '))).toBe(true);
    const both = await look(doi, { 'doi ': down, 'crossref ': { message: csl } }, ['doi', 'crossref']);
    expect(both.title).toBe('Antidepressant effects of ketamine');
  });

  test('an answer about another DOI is refused', async () => {
    const { title } = await look(doi, { 'doi ': { ...csl, DOI: '10.1000/other' } });
    expect(title).toBe(
      `What doi.org has of DOI ${doi} is not taken: the answer is about DOI 10.1000/other, another work.`,
    );
  });

  test('so is one about what is no DOI', async () => {
    expect((await look(doi, { [`doi /${doi}`]: { ...csl, DOI: '10.1/other' } })).title).toContain(
      'the answer is about DOI 10.1/other, another work',
    );
  });

  test('a record without a title is refused', async () => {
    const { title } = await look(doi, { 'doi ': { ...csl, title: [] } });
    expect(title).toContain('the record has no title');
  });

  test('Crossref that does not answer leaves the record, and is told', async () => {
    const { title, failed } = await look(doi, { 'doi ': csl, 'crossref ': down });
    expect({ title, failed }).toEqual({ title: 'Antidepressant effects of ketamine', failed: ['crossref'] });
  });
});

const medline = `
PMID- 10686270
OWN - NLM
TI  - Antidepressant effects of ketamine in depressed patients.
FAU - Berman, R M
JT  - Biological psychiatry
DP  - 2000 Feb 15
DEP - 19991220
VI  - 47
PG  - 351-4
LID - 10.1016/S0006-3223(99)00230-9 [doi]
PT  - Journal Article
PT  - Retracted Publication
RIN - Biol Psychiatry. 2001 Jan;1:2. doi: 10.1000/r
`;
const fetchPath = 'pubmed /entrez/eutils/efetch.fcgi?db=pubmed&id=10686270';
const exportPath = 'pubmed /lit/ctxp/v1/pubmed/?format=csl&id=10686270';
const exported = {
  id: 'pmid:10686270',
  PMID: '10686270',
  title: 'Antidepressant effects of ketamine.',
  type: 'article-journal',
};

describe('a PMID', () => {
  test('of PubMed’s own record', async () => {
    const { record, requests } = await look('pmid:10686270', { [fetchPath]: medline });
    expect(record).toMatchObject({
      from: 'pubmed',
      reference: {
        title: 'Antidepressant effects of ketamine in depressed patients',
        page: '351-354',
        PMID: '10686270',
      },
      years: [2000, 1999],
      notices: [{ kind: 'retraction', doi: '10.1000/r', year: 2001 }],
    });
    expect(record?.reference['keyword']).toBeUndefined();
    expect(requests[0]?.host).toBe('search');
  });

  test.each([404, 400, 503, '<html></html>', exported])(
    'of the exporter, where there is none (%#)',
    async (answer) => {
      const { title } = await look('10686270', { [fetchPath]: answer, [exportPath]: exported });
      expect(title).toBe('Antidepressant effects of ketamine');
    },
  );

  test('a record that breaks off in a line is not taken for whole', async () => {
    const half = medline.slice(0, medline.indexOf('atients')).concat('atients.\nPT  - Retracted Publicati');
    const answers = { [fetchPath]: half, [exportPath]: exported };
    expect((await look('10686270', answers)).title).toBe('Antidepressant effects of ketamine');
    const silent = { [fetchPath]: half, [exportPath]: down, 'europepmc ': 503 };
    expect(await look('10686270', silent)).toMatchObject({
      title: 'unknown',
      failed: ['pubmed', 'europepmc'],
    });
    // One that a server ends without a line's end, and nobody knows more of.
    expect((await look('10686270', { [fetchPath]: medline.trim() })).record?.notices).toHaveLength(1);
  });

  test('a service that says nothing is asked once, so that another stands in soon', async () => {
    const { asked, failed } = await look('10686270', { 'pubmed ': down });
    expect(asked.map((one) => one.split(' ')[0])).toEqual(['pubmed', 'europepmc']);
    expect(failed).toEqual(['pubmed']);
  });

  test('that is none', async () => {
    const told = 'id: 10686270 Error occurred: The following PMID is not available: 10686270';
    expect(await look('10686270', { [fetchPath]: told })).toMatchObject({ title: 'none', failed: [] });
  });

  test.each([
    { [fetchPath]: medline.replace('10686270', '1') },
    { [exportPath]: { ...exported, PMID: '1' } },
  ])('an answer about another work is refused', async (answers) => {
    expect((await look('10686270', answers)).title).toMatch(/the answer is about PMID 1, another work/);
  });

  test.each([{ resultList: { result: [] } }, 404])(
    'is not said to be none by Europe PMC alone: %j',
    async (answer) => {
      const { title, failed } = await look('10686270', { 'pubmed ': 403, 'europepmc ': answer });
      expect({ title, failed }).toEqual({ title: 'unknown', failed: ['pubmed'] });
    },
  );

  test('Europe PMC stands in', async () => {
    const result = {
      source: 'MED',
      pmid: '10686270',
      doi: doi.toUpperCase(),
      title: 'Antidepressant effects of ketamine.',
      authorList: {
        author: [
          { lastName: 'Berman', firstName: 'Robert M', initials: 'RM' },
          { collectiveName: 'A Group' },
        ],
      },
      journalInfo: {
        volume: '47',
        issue: '4',
        yearOfPublication: 2000,
        journal: { title: 'Biological psychiatry' },
      },
      pageInfo: '351-354',
      firstPublicationDate: '2000-02-01',
      pubTypeList: { pubType: ['Journal Article', 'Retracted Publication'] },
    };
    const answers = { 'pubmed ': down, 'europepmc ': { resultList: { result: [result] } } };
    const { record, failed } = await look('10686270', answers);
    expect(failed).toEqual(['pubmed']);
    expect(record).toMatchObject({
      reference: {
        DOI: doi,
        author: [{ family: 'Berman', given: 'Robert M' }, { literal: 'A Group' }],
        volume: '47',
      },
      notices: [{ kind: 'retraction' }],
    });
    const other = { 'pubmed ': down, 'europepmc ': { resultList: { result: [{ ...result, pmid: '1' }] } } };
    expect((await look('10686270', other)).title).toContain('another work');
  });
});

describe('a PMCID', () => {
  const mapped = (record: object) => ({
    'idconv /tools/idconv/api/v1/articles/?ids=PMC123': { status: 'ok', records: [record] },
  });

  test('by its PMID', async () => {
    const answers = { ...mapped({ pmcid: 'PMC123', pmid: 10686270, doi }), [fetchPath]: medline };
    expect((await look('PMC123', answers)).record?.reference).toMatchObject({
      PMID: '10686270',
      PMCID: 'PMC123',
    });
  });

  test('by its DOI', async () => {
    const answers = { ...mapped({ pmcid: 'PMC123', doi }), 'doi ': csl };
    expect((await look('PMC123', answers)).record?.reference).toMatchObject({ DOI: doi, PMCID: 'PMC123' });
  });

  test.each([{ pmcid: 'PMC123', status: 'error', errmsg: 'invalid' }, {}])(
    'that is none (%j)',
    async (record) => {
      expect((await look('PMC123', mapped(record))).title).toBe('none');
    },
  );

  test('an answer about another work, and one that leads to none', async () => {
    const other = await look('PMC123', mapped({ pmcid: 'PMC9', pmid: '10686270' }));
    expect(other.title).toContain('the answer is about PMC9, another work');
    const bare = await look('PMC123', mapped({ pmcid: 'PMC123' }));
    expect(bare.title).toContain('neither a PMID nor a DOI');
  });
});

describe('an arXiv identifier', () => {
  const feed = (entry: string) =>
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>${entry}</feed>`;
  const entry = `<entry><id>http://arxiv.org/abs/2101.00001v2</id><published>2021-01-02T00:00:00Z</published>
    <title>Ketamine &amp; the
      brain</title><author><name>Robert M. Berman</name><arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Yale</arxiv:affiliation></author>
    <author><name>Ada van der Kolk</name></author><author><name>The ENIGMA Consortium</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1016/X.1</arxiv:doi></entry>`;
  const at = 'arxiv /api/query?id_list=2101.00001';

  test('and the article that it became', async () => {
    const { record } = await look('arXiv:2101.00001v1', { [at]: feed(entry) });
    expect(record).toMatchObject({
      article: '10.1016/x.1',
      reference: {
        type: 'article',
        title: 'Ketamine & the brain',
        author: [
          { family: 'Berman', given: 'Robert M.' },
          { family: 'van der Kolk', given: 'Ada' },
          { literal: 'The ENIGMA Consortium' },
        ],
        issued: { 'date-parts': [[2021, 1, 2]] },
        DOI: '10.48550/arxiv.2101.00001',
      },
    });
  });

  test.each([
    feed(''),
    feed('<entry><id>http://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title></entry>'),
  ])('that is none', async (answer) => {
    expect((await look('2101.00001', { [at]: answer })).title).toBe('none');
  });

  test.each(['<html><body>503</body></html>', '<feed', 'x', ''])('what is no feed: %j', async (answer) => {
    expect(await look('2101.00001', { [at]: answer })).toMatchObject({ title: 'unknown', failed: ['arxiv'] });
  });

  test('an answer about another', async () => {
    const answer = feed(entry.replace('2101.00001v2', '2101.00002v2'));
    expect((await look('2101.00001', { [at]: answer })).title).toContain('another work');
  });
});

describe('an ISBN', () => {
  const at = 'openlibrary /api/books?bibkeys=ISBN:9780890425558&jscmd=data&format=json';
  const book = {
    title: 'Diagnostic and statistical manual',
    subtitle: 'DSM-5',
    authors: [{ name: 'American Psychiatric Association' }, { name: 'Stephen M. Stahl' }],
    publishers: [{ name: 'APA' }],
    publish_date: 'May 22, 2013',
    identifiers: { isbn_13: ['9780890425558'] },
  };

  test('of a book', async () => {
    const { record } = await look('978-0-89042-555-8', { [at]: { 'ISBN:9780890425558': book } });
    expect(record?.reference).toMatchObject({
      type: 'book',
      title: 'Diagnostic and statistical manual: DSM-5',
      author: [{ literal: 'American Psychiatric Association' }, { family: 'Stahl', given: 'Stephen M.' }],
      issued: { 'date-parts': [[2013, 5, 22]] },
      ISBN: '9780890425558',
    });
  });

  test('that Open Library does not have', async () => {
    expect((await look('9780890425558', { [at]: {} })).title).toBe('none');
  });

  test('whose answer is about another book', async () => {
    const other = { ...book, identifiers: { isbn_13: ['9780306406157'] } };
    expect((await look('9780890425558', { [at]: { 'ISBN:9780890425558': other } })).title).toContain(
      'another book',
    );
  });

  test('of ten digits is the same as that of thirteen', async () => {
    const at10 = 'openlibrary /api/books?bibkeys=ISBN:0890425558';
    const { title } = await look('0890425558', { [at10]: { 'ISBN:0890425558': book } });
    expect(title).toBe('Diagnostic and statistical manual: DSM-5');
  });
});

describe('what is told of one that was looked up', () => {
  const texts = async (text: string, answers: Answers, told = new Set<string>()) => {
    const identifier = parseIdentifier(text)!;
    return lookedUpTexts(await lookUp(fakeNetwork(answers), identifier), identifier, told);
  };
  const found = { [`doi /${doi}`]: csl };

  test('nothing of a whole record', async () => {
    expect(await texts(doi, { ...found, 'crossref ': { message: csl } })).toEqual([]);
  });

  test('what a service said once, and of each work what is not known for it', async () => {
    const told = new Set<string>();
    const answers = { ...found, 'crossref ': 503 };
    expect((await texts(doi, answers, told)).map((text) => text.slice(0, 20))).toEqual([
      'Crossref has a fault',
      'Whether DOI 10.1016/',
    ]);
    expect(await texts(doi, answers, told)).toEqual([`Whether DOI ${doi} was retracted is not known.`]);
  });

  test('the article of a preprint', async () => {
    const relation = { 'is-preprint-of': [{ 'id-type': 'doi', id: '10.1016/article' }] };
    const work = { ...csl, type: 'posted-content', subtype: 'preprint', relation };
    expect(await texts(doi, { ...found, 'crossref ': { message: work } })).toEqual([
      `DOI ${doi} is a preprint; its article is DOI 10.1016/article.`,
    ]);
  });

  test('of many without an answer the first twenty are named', () => {
    const all = Array.from({ length: 22 }, (_, at) => parseIdentifier(`pmid:${at + 1}`)!);
    expect(unansweredText(all)).toMatch(/^Not looked up: PMID 1, .*PMID 20 and 2 more\. Ask/);
  });
});

describe('JSON that is no answer of the service is no word of the work', () => {
  const odd = [null, [], 42, '"x"'];
  const asked: readonly (readonly [string, string, ServiceName])[] = [
    [doi, `doi /${doi}`, 'doi'],
    ['pmid:10686270', exportPath, 'pubmed'],
    ['PMC123', 'idconv ', 'idconv'],
    ['isbn:9780199535569', 'openlibrary ', 'openlibrary'],
  ];
  test.each(asked.flatMap((one) => odd.map((answer) => [...one, answer] as const)))(
    '%s at %s (%s): %j',
    async (text, path, service, answer) => {
      const answers = { [path]: answer, 'crossref ': 503, 'datacite ': 503, 'europepmc ': 503 };
      const { title, failed } = await look(text, answers);
      expect(title).toBe('unknown');
      expect(failed).toContain(service);
    },
  );

  test.each<readonly [unknown, string]>([
    [{ error: 'Rate limit exceeded' }, 'answered with an error: “Rate limit exceeded”. Try again later'],
    [{ error: { code: 17, message: 'Index is down' } }, 'answered with an error: “Index is down”'],
    [{ errors: [{ status: '503', title: 'Maintenance' }] }, 'answered with an error: “Maintenance”'],
    [
      { status: 'error', 'message-type': 'exception', message: { name: 'X', description: 'No index' } },
      'answered with an error: “No index”',
    ],
    [{ status: 'failed', message: [{ type: 'q', message: 'Not so' }] }, 'answered with an error: “Not so”'],
    [{ detail: 'Come again' }, '“{"detail":"Come again"}”'],
  ])('an error with a status of success says what the service said: %j', async (answer, words) => {
    const asking = [
      [doi, 'doi'],
      ['10686270', 'pubmed'],
      ['isbn:9780199535569', 'openlibrary'],
    ] as const;
    for (const [text, service] of asking) {
      if (service === 'openlibrary' && 'detail' in (answer as object)) continue;
      const answers = { 'doi /ra/': 404, [`${service} `]: answer, 'crossref ': 503, 'datacite ': answer };
      const network = fakeNetwork({ ...answers, 'europepmc ': 503 });
      const { found, failures } = await lookUp(network, parseIdentifier(text)!);
      expect(found.kind).toBe('unknown');
      expect(failures.map(failureText).join(' ')).toContain(words);
    }
  });

  test('nor of Europe PMC', async () => {
    const { title, failed } = await look('10686270', { 'pubmed ': 403, 'europepmc ': {} });
    expect({ title, failed }).toEqual({ title: 'unknown', failed: ['pubmed', 'europepmc'] });
  });

  test.each([null, { message: { ...csl, DOI: '10.1000/other' } }])(
    'and Crossref’s does not tell that nothing was retracted',
    async (answer) => {
      const { title, failed } = await look(doi, { [`doi /${doi}`]: csl, 'crossref ': answer });
      expect({ title, failed }).toEqual({ title: csl.title[0], failed: ['crossref'] });
    },
  );
});
