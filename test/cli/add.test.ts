/** `psycite add` against servers of this machine that speak the services' protocols, with their faults. */
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { finished } from '../../src/base/steps.ts';
import { detectFormat, parseBibliographyInSteps } from '../../src/core/index.ts';
import { Cli, type CliResult } from '../support/cli.ts';
import type { Loopback } from '../support/loopback.ts';
import { crossrefWork, type Reply, serveServices } from '../support/services.ts';

const doi = '10.1016/s0006-3223(99)00230-9';
// Each test starts the command line anew, some of them more than once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let cli: Cli;
let folder: string;
let server: (Loopback & { readonly options: string[] }) | undefined;
beforeAll(async () => {
  cli = await Cli.build();
}, 120_000);
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-add-')));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Adds with every service replaced by one that replies so. */
async function add(replies: Record<string, Reply>, args: readonly string[], input = ''): Promise<CliResult> {
  server = await serveServices(replies);
  return cli.start(folder, ['add', ...args, ...server.options], input);
}
const one = { [`/${doi}`]: crossrefWork(doi) };

/** The references that PsyCite reads in a file. */
function references(name: string) {
  const text = read(name);
  const bibliography = finished(parseBibliographyInSteps(detectFormat(name, text)!, text));
  return Array.from({ length: bibliography.size }, (_, index) => bibliography.reference(index));
}

test.each(['refs.bib', 'refs.json', 'refs.yaml', 'refs.ris', 'refs.enw'])(
  'a DOI into %s, which is made',
  async (to) => {
    const { code, stdout } = await add(one, [doi, '--to', to]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'berman2000\n' });
    expect(references(to)).toMatchObject([
      {
        id: 'berman2000',
        title: 'Antidepressant effects of ketamine in depressed patients',
        author: [{ family: 'Berman' }, { family: 'Cappiello' }],
        'container-title': 'Biological Psychiatry',
        volume: '47',
        DOI: doi,
      },
    ]);
  },
);

test.each([
  [
    'refs.bib',
    '@book{Stahl2021,\n  author = {Stahl, Stephen},\n  title = {Essential},\n  year = 2021\n}\n\n@comment{x}\n',
  ],
  [
    'refs.json',
    '[{"id":"Stahl2021","type":"book","title":"Essential","author":[{"family":"Stahl"}],"issued":{"date-parts":[[2021]]}}]',
  ],
  [
    'items.json',
    '{"items": [\n {"id":"Stahl2021","type":"book","title":"Essential","author":[{"family":"Stahl"}],"issued":2021}\n], "x": [1]}\n',
  ],
  [
    'refs.yaml',
    '---\nreferences:\n  - id: Stahl2021\n    title: Essential\n    author:\n      - family: Stahl\n    issued: 2021\nother: x\n...\n',
  ],
  ['refs.ris', 'TY  - BOOK\nID  - Stahl2021\nAU  - Stahl, Stephen\nTI  - Essential\nPY  - 2021\nER  - \n'],
  ['refs.enw', '%0 Book\n%F Stahl2021\n%A Stahl, Stephen\n%T Essential\n%D 2021\n'],
])('behind what %s has, in the style of its keys', async (to, before) => {
  for (const [lineEnd, name] of [
    ['\n', to],
    ['\r\n', `crlf-${to}`],
  ] as const) {
    write(name, before.replaceAll('\n', lineEnd));
    const { code, stdout } = await add(one, [doi, '--to', name]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Berman2000\n' });
    expect(references(name).map(({ id }) => id)).toEqual(['Stahl2021', 'Berman2000']);
    const after = read(name);
    if (before.includes('\n')) expect(after.replaceAll(lineEnd, '')).not.toMatch(/[\r\n]/);
    // What stood there before stands there still.
    const half = before.replaceAll('\n', lineEnd).slice(0, 30);
    expect(after.startsWith(half)).toBe(true);
    await server?.close();
  }
});

test('what identifies a work in any form is asked for by its identifier alone', async () => {
  const { code, stdout } = await add(one, [
    `https://doi.org/${encodeURIComponent(doi)}?x=1`,
    '--to',
    'refs.bib',
  ]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'berman2000\n' });
  expect(server!.requests.map(({ path }) => decodeURIComponent(path))).toEqual([`/${doi}`, `/works/${doi}`]);
  for (const { headers } of server!.requests)
    expect(headers['user-agent']).toMatch(/^PsyCite\/\d+\.\d+\.\d+$/);
});

test('several at once, of several services, each with its key', async () => {
  const medline =
    'PMID- 23982301\nTI  - Ketamine in bipolar depression.\nFAU - Zarate, Carlos A\nDP  - 2012\n';
  const replies = {
    ...one,
    '/entrez/eutils/efetch.fcgi?db=pubmed&id=23982301': medline,
    '/api/books?bibkeys=ISBN:9780890425558': {
      'ISBN:9780890425558': { title: 'Manual', authors: [{ name: 'Ada Stahl' }] },
    },
  };
  const { code, stdout } = await add(replies, [
    doi,
    'pmid:23982301',
    '978-0-89042-555-8',
    '--to',
    'refs.bib',
  ]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'berman2000\nzarate2012\nstahl\n' });
  expect(references('refs.bib')[1]?.PMID).toBe('23982301');
});

describe('a work that is there already', () => {
  const entry = (fields: string) =>
    `@article{known,\n  author = {Berman, R.},\n  title = {Antidepressant Effects of Ketamine in Depressed Patients},\n  year = 2000${fields}\n}\n`;

  test('by its DOI: its key, and nobody is asked', async () => {
    write('refs.bib', entry(`,\n  doi = {https://doi.org/${doi.toUpperCase()}}`));
    const { code, stdout, stderr } = await add(one, [doi, '--to', 'refs.bib']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'known\n',
      stderr: 'psycite: “known” is in refs.bib already.\n',
    });
    expect(server!.requests).toEqual([]);
  });

  test('by its title and first author, printed a year later', async () => {
    const before = entry('').replace('2000', '2001');
    write('refs.bib', before);
    const { code, stdout, stderr } = await add(one, [doi, '--to', 'refs.bib']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'known\n' });
    expect(stderr).toContain('is in refs.bib already');
    expect(read('refs.bib')).toBe(before);
  });

  test('but not with another DOI, or another first author', async () => {
    write(
      'refs.bib',
      entry(',\n  doi = {10.1000/other}') + entry('').replace('known', 'other').replace('Berman', 'Zarate'),
    );
    expect(await add(one, [doi, '--to', 'refs.bib'])).toMatchObject({ code: 0, stdout: 'berman2000\n' });
  });

  test('twice in one command', async () => {
    expect(await add(one, [doi, `https://doi.org/${doi}`, '--to', 'refs.bib'])).toMatchObject({
      code: 0,
      stdout: 'berman2000\nberman2000\n',
    });
    expect(references('refs.bib')).toHaveLength(1);
  });
});

test('a key that is taken gets a letter; in BibTeX one in other case is taken too', async () => {
  write(
    'refs.bib',
    '@book{BERMAN2000,\n title = {Other}, year = 2000\n}\n@book{stahl2021, author={Stahl, S}, year=2021, title={E}}\n',
  );
  expect(await add(one, [doi, '--to', 'refs.bib'])).toMatchObject({ stdout: 'berman2000a\n' });
});

describe('a retracted work', () => {
  const retracted = {
    message: crossrefWork(doi, { 'updated-by': [{ type: 'retraction', DOI: '10.1000/r' }] }),
  };

  test.each([
    { ...one, [`/works/${doi}`]: retracted },
    { [`/${doi}`]: crossrefWork(doi, { title: ['RETRACTED: Ketamine'] }) },
  ])('is refused (%#)', async (replies) => {
    const { code, stdout, stderr } = await add(replies, [doi, '--to', 'refs.bib']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /was retracted.*, and is not added\. Add it all the same with --allow-retracted\./,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is added where that is asked for', async () => {
    const replies = { ...one, [`/works/${doi}`]: retracted };
    const { code, stdout, stderr } = await add(replies, [doi, '--to', 'refs.bib', '--allow-retracted']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'berman2000\n' });
    expect(stderr).toContain('was retracted (10.1000/r)');
  });

  test('in a file', async () => {
    write(
      'in.nbib',
      'PMID- 1\nTI  - Ketamine.\nFAU - Doe, J\nPT  - Retracted Publication\n\nPMID- 2\nTI  - Esketamine.\nFAU - Roe, R\n',
    );
    expect(await add({}, ['in.nbib', '--to', 'refs.bib'])).toMatchObject({ code: 1, stdout: 'roe\n' });
  });

  test('an expression of concern is told, and added', async () => {
    const updated = { message: crossrefWork(doi, { 'updated-by': [{ type: 'expression_of_concern' }] }) };
    const { code, stderr } = await add({ ...one, [`/works/${doi}`]: updated }, [doi, '--to', 'refs.bib']);
    expect(code).toBe(0);
    expect(stderr).toContain('has an expression of concern');
  });
});

test('an argument that is nothing is named, and the others are added: 2', async () => {
  const { code, stdout, stderr } = await add(one, ['nonsense', doi, '--to', 'refs.bib']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: 'berman2000\n' });
  expect(stderr).toContain('“nonsense” is no identifier that PsyCite knows, and no file.');
  expect(references('refs.bib')).toHaveLength(1);
});

test('a message holds nothing that a terminal takes for an order', async () => {
  const { stderr } = await cli.start(folder, [
    'add',
    'no\u001B]0;title\u0007\u009B2Jnsense',
    '--to',
    'refs.bib',
  ]);
  expect(stderr).toMatch(/^psycite: “nonsense” is no identifier/);
});

describe('references of a file or of standard input', () => {
  const ris =
    'TY  - JOUR\nAU  - Doe, Jane\nTI  - One\nPY  - 2020\nER  - \nTY  - JOUR\nAU  - Roe, R\nTI  - Two\nPY  - 2021\nER  - \n';
  test.each([
    ['in.ris', ris],
    [
      'in.enw',
      '%0 Journal Article\n%A Doe, Jane\n%T One\n%D 2020\n\n%0 Journal Article\n%A Roe, R\n%T Two\n%D 2021\n',
    ],
    [
      'in.nbib',
      'PMID- 1\nTI  - One.\nFAU - Doe, Jane\nDP  - 2020\n\nPMID- 2\nTI  - Two.\nFAU - Roe, R\nDP  - 2021\n',
    ],
    [
      'in.bib',
      '@article{x, author={Doe, Jane}, title={One}, year=2020}\n@article{y, author={Roe, R}, title={Two}, year=2021}\n',
    ],
    [
      'in.json',
      '[{"id":1,"title":"One","author":[{"family":"Doe","given":"J"}],"issued":2020},{"id":2,"title":"Two","author":[{"family":"Roe"}],"issued":2021}]',
    ],
  ])('%s', async (name, text) => {
    write(name, text);
    const expected = { code: 0, stdout: 'doe2020\nroe2021\n', stderr: '' };
    expect(await add({}, [name, '--to', 'refs.bib'])).toEqual(expected);
    expect(await add({}, ['-', '--to', 'other.json'], text)).toEqual(expected);
    expect(references('other.json').map(({ title }) => title)).toEqual(['One', 'Two']);
  });

  test('identifiers, one a line', async () => {
    expect(await add(one, ['-', '--to', 'refs.bib'], `doi:${doi}\n\n`)).toMatchObject({
      code: 0,
      stdout: 'berman2000\n',
    });
  });

  test('a word among identifiers that is none is named, and the others are added: 2', async () => {
    const { code, stdout, stderr } = await add(one, ['-', '--to', 'refs.bib'], `nonsense\n${doi}\n`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: 'berman2000\n' });
    expect(stderr).toContain('not looked up: “nonsense”');
    expect(references('refs.bib')).toHaveLength(1);
  });

  test('a text that holds an identifier is no list of them: 2, and nobody is asked', async () => {
    const text = `Antidepressant effects\nBerman and others\n${doi}\n`;
    const { code, stdout } = await add(one, ['-', '--to', 'refs.bib'], text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('one without a title is not added, and the others are', async () => {
    write('in.ris', ris.replace('TI  - One\n', ''));
    const { code, stdout, stderr } = await add({}, ['in.ris', '--to', 'refs.bib']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'roe2021\n' });
    expect(stderr).toContain('has no title, and is not added');
  });
});

describe('what is not found, or not taken: 1, and nothing is written', () => {
  test.each([
    ['a DOI that nobody registered', {}, 'There is no work with DOI'],
    [
      'an answer about another work',
      { [`/${doi}`]: crossrefWork('10.1000/other') },
      'is about DOI 10.1000/other, another work',
    ],
    [
      'a record without a title',
      { [`/${doi}`]: crossrefWork(doi, { title: [] }) },
      'the record has no title',
    ],
  ])('%s', async (_, replies, message) => {
    const { code, stdout, stderr } = await add(replies, [doi, '--to', 'refs.bib']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a service that does not answer: 2, one sentence of what it said and one of what to do', () => {
  test.each<[string, Reply, RegExp]>([
    ['403', 403, /doi\.org refused the request \(403\)\. Check/],
    ['a page', '<html>Sign in</html>', /doi\.org did not answer with JSON: “Sign in”\. Check/],
    ['half an answer', '{"DOI": "10.10', /doi\.org did not answer with JSON/],
    [
      'a redirect to http',
      (response: { writeHead: (code: number, headers: object) => { end: () => void } }) =>
        response.writeHead(302, { location: 'http://example.org/' }).end(),
      /sent PsyCite on to http:\/\/example\.org\/, which is not followed/,
    ],
  ])('%s', async (_, reply, message) => {
    const replies = { '/10': reply, '/works': 403, '/dois': 403, '/ra/': 500 };
    const { code, stdout, stderr } = await add(replies, [doi, '--to', 'refs.bib']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('nobody at the address', async () => {
    server = await serveServices({});
    await server.close();
    const { code, stderr } = await cli.start(folder, [
      'add',
      doi,
      '--to',
      'refs.bib',
      '--service',
      `doi=${server.url}`,
    ]);
    server = undefined;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^psycite: doi\.org cannot be reached \(ECONNREFUSED\)\..*--service doi=URL.*\n$/);
  });

  test('of several, what a service said once, and who had no answer by name', async () => {
    const { code, stdout, stderr } = await add({ '/entrez': 403, '/lit': 403, '/europepmc': 403, ...one }, [
      'pmid:1',
      'pmid:2',
      doi,
      '--to',
      'refs.bib',
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: 'berman2000\n' });
    expect(stderr.match(/PubMed refused the request \(403\)/g)).toHaveLength(1);
    expect(stderr).toContain('psycite: Not looked up: PMID 1, PMID 2. Ask for them again later.\n');
  });

  test('what others answered is added all the same', async () => {
    const { code, stdout } = await add(one, ['pmid:1', doi, '--to', 'refs.bib']).then(async (first) => {
      expect(first).toMatchObject({ code: 1, stdout: 'berman2000\n' });
      await server!.close();
      return add({ '/entrez': 403, '/lit': 403, '/europepmc': 403, ...one }, [
        'pmid:1',
        doi,
        '--to',
        'other.bib',
      ]);
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: 'berman2000\n' });
  });
});

describe('a file that is not to be written: 2, and it is as it was', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['refs.bib', Uint8Array.from([0x40, 0x62, 0xe9, 0x0a]), 'is not UTF-8'],
    ['refs.bib', Uint8Array.from([0xff, 0xfe, 0x40, 0x00]), 'is not UTF-8'],
    ['refs.json', '{"a": 1}\n', 'no list of references'],
    ['refs.yaml', 'a: 1\n', 'no list of references'],
    ['refs.bib', '@article{a,\n  title = {Open\n', 'is broken'],
    ['refs.txt', 'hello\n', 'no bibliography that PsyCite writes'],
  ])('%s (%#)', async (name, content, message) => {
    write(name, content);
    const before = readFileSync(join(folder, name));
    const { code, stdout, stderr } = await add(one, [doi, '--to', name]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(readFileSync(join(folder, name))).toEqual(before);
    expect(readdirSync(folder)).toEqual([name]);
  });

  test('in a folder that is not there', async () => {
    const { code, stderr } = await add(one, [doi, '--to', 'nowhere/refs.bib']);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written');
  });
});

test('a link stays a link, the file its permissions, and a byte order mark where it was', async () => {
  writeFileSync(
    join(folder, 'real.bib'),
    '\uFEFF@book{stahl2021, author={Stahl, S}, title={E}, year=2021}\r\n',
    { mode: 0o600 },
  );
  symlinkSync('real.bib', join(folder, 'refs.bib'));
  expect(await add(one, [doi, '--to', 'refs.bib'])).toMatchObject({ code: 0 });
  expect(lstatSync(join(folder, 'refs.bib')).isSymbolicLink()).toBe(true);
  expect(statSync(join(folder, 'real.bib')).mode & 0o777).toBe(0o600);
  expect(read('real.bib').startsWith('\uFEFF@book{stahl2021')).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['real.bib', 'refs.bib']);
});

test.each([
  [['--to', 'refs.bib'], 'add takes identifiers'],
  [[doi], '--to references.bib'],
  [['nonsense', '--to', 'refs.bib'], '“nonsense” is no identifier that PsyCite knows, and no file'],
  [
    [doi, '--to', 'refs.bib', '--service', 'google=https://x.org'],
    'none of the services; they are doi, crossref',
  ],
  [[doi, '--to', 'refs.bib', '--service', 'doi=nowhere'], 'no base address for doi'],
  [[doi, '--to', 'refs.docx'], 'no bibliography that PsyCite writes'],
])('wrong use: 2 (%j)', async (args, message) => {
  const { code, stdout, stderr } = await cli.start(folder, ['add', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
