/** `psycite check --online` against servers of this machine, and what is told without asking anyone. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Cli, type CliResult } from '../support/cli.ts';
import type { Loopback } from '../support/loopback.ts';
import { crossrefWork, type Reply, serveServices } from '../support/services.ts';

// Each test starts the command line anew, some of them more than once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let cli: Cli;
let folder: string;
let server: (Loopback & { readonly options: string[] }) | undefined;
beforeAll(async () => {
  cli = await Cli.build();
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-online-')));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const write = (files: Record<string, string>): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
async function check(replies: Record<string, Reply>, ...args: string[]): Promise<CliResult> {
  server = await serveServices(replies);
  return cli.start(folder, ['check', '--online', ...args, ...server.options]);
}

interface Told {
  readonly file: string;
  readonly problems: readonly {
    code: string;
    severity: string;
    message: string;
    line: number;
    column: number;
  }[];
}
const told = ({ stdout }: CliResult, prefix = 'work-'): string[] =>
  (JSON.parse(stdout) as Told[]).flatMap(({ file, problems }) =>
    problems
      .filter(({ code }) => code.startsWith(prefix))
      .map(({ code, severity, line, column }) => `${file}:${line}:${column} ${severity} ${code}`),
  );

const entry = (key: string, fields: Record<string, string>): string =>
  `@article{${key},\n${Object.entries({
    author: 'Berman, Robert M.',
    title: 'Antidepressant effects of ketamine in depressed patients',
    journal: 'Biological Psychiatry',
    year: '2000',
    volume: '47',
    number: '4',
    pages: '351--354',
    ...fields,
  })
    .map(([name, value]) => `  ${name} = {${value}},\n`)
    .join('')}}\n`;
const paper = (...keys: string[]): string =>
  `---\nbibliography: refs.bib\n---\n\nSee ${keys.map((key) => `@${key}`).join(' and ')}.\n`;
const updatedBy = (type: string) => ({
  message: crossrefWork('10.1000/a', { 'updated-by': [{ type, DOI: '10.1000/n' }] }),
});

test('a clean manuscript: 0, and identifiers alone are sent', async () => {
  write({
    'paper.md': paper('a'),
    'refs.bib': entry('a', { doi: '10.1000/a' }) + entry('b', { doi: '10.1000/b' }),
  });
  const { code, stdout, stderr } = await check({ '/10.1000/a': crossrefWork('10.1000/a') }, 'paper.md');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe('0 problems (0 errors) in 1 file.\n');
  expect(server!.requests.map(({ path }) => path)).toEqual(['/10.1000/a', '/works/10.1000/a']);
  for (const { path, headers, body } of server!.requests)
    expect(JSON.stringify([path, headers, body])).not.toMatch(/ketamine|Berman|paper\.md|refs\.bib|See/i);
});

describe('what the record says stands at the citation and at the entry', () => {
  test.each([
    ['retraction', 'error', 1, 'was retracted (10.1000/n)'],
    ['removal', 'error', 1, 'was removed by its publisher (10.1000/n)'],
    ['withdrawal', 'error', 1, 'was withdrawn (10.1000/n)'],
    ['partial_retraction', 'warning', 1, 'was retracted in part (10.1000/n)'],
    ['expression_of_concern', 'warning', 1, 'has an expression of concern (10.1000/n)'],
    ['correction', 'information', 0, 'has a correction (10.1000/n)'],
    ['reinstatement', 'information', 0, 'was reinstated after it had been taken back (10.1000/n)'],
  ])('%s', async (type, severity, exit, message) => {
    write({ 'paper.md': paper('a', 'a'), 'refs.bib': entry('a', { doi: '10.1000/a' }) });
    const replies = { '/10.1000/a': crossrefWork('10.1000/a'), '/works/10.1000/a': updatedBy(type) };
    const result = await check(replies, 'paper.md', '--format', 'json');
    expect(result).toMatchObject({ code: exit, stderr: '' });
    expect(result.stdout).toContain(`“a” ${message}.`);
    expect(told(result)).toEqual([
      `paper.md:5:6 ${severity} work-retracted`,
      `paper.md:5:13 ${severity} work-retracted`,
      `refs.bib:1:10 ${severity} work-retracted`,
    ]);
  });

  test('in SARIF, for GitHub, and as text', async () => {
    write({ 'paper.md': paper('a'), 'refs.bib': entry('a', { doi: '10.1000/a' }) });
    const replies = { '/10.1000/a': crossrefWork('10.1000/a'), '/works/10.1000/a': updatedBy('retraction') };
    const sarif = JSON.parse((await check(replies, 'paper.md', '--format', 'sarif')).stdout) as {
      runs: {
        results: {
          ruleId: string;
          level: string;
          message: { text: string };
          locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
        }[];
      }[];
    };
    expect(
      sarif.runs[0]!.results.map(({ ruleId, level, locations }) => [
        ruleId,
        level,
        locations[0]!.physicalLocation.artifactLocation.uri,
      ]),
    ).toEqual([
      ['work-retracted', 'error', 'paper.md'],
      ['work-retracted', 'error', 'refs.bib'],
    ]);
    await server!.close();
    expect((await check(replies, 'paper.md', '--format', 'github')).stdout).toMatch(
      /^::error file=refs\.bib,line=1.*was retracted/m,
    );
    await server!.close();
    expect((await check(replies, 'paper.md')).stdout).toMatch(
      /^refs\.bib:1:10: error: “a” was retracted \(10\.1000\/n\)\..*\[work-retracted\]$/m,
    );
  });

  test('a reference that leads nowhere, one that is another work, a preprint, and one that lacks its pages', async () => {
    write({
      'paper.md': paper('a', 'b', 'c', 'd'),
      'refs.bib': [
        entry('a', { doi: '10.1000/none' }),
        entry('b', {
          doi: '10.1000/b',
          author: 'Zarate, Carlos',
          title: 'Another trial of ketamine in the brain',
        }),
        entry('c', { doi: '10.1000/c' }),
        entry('d', { doi: '10.1000/d', pages: '' }),
      ].join(''),
    });
    const relation = { 'is-preprint-of': [{ 'id-type': 'doi', id: '10.1000/article' }] };
    const replies = {
      '/10.1000/b': crossrefWork('10.1000/b'),
      '/10.1000/c': crossrefWork('10.1000/c', { type: 'posted-content', subtype: 'preprint', relation }),
      '/10.1000/d': crossrefWork('10.1000/d'),
    };
    const result = await check(replies, 'paper.md', '--format', 'json');
    expect(result.code).toBe(1);
    expect(told(result).filter((one) => one.startsWith('paper.md'))).toEqual([
      'paper.md:5:6 error work-not-found',
      'paper.md:5:13 error work-mismatch',
      'paper.md:5:20 information work-published',
      'paper.md:5:27 information work-incomplete',
    ]);
    expect(told(result).filter((one) => one.startsWith('refs.bib'))).toHaveLength(4);
  });
});

test('a bibliography: every entry of it', async () => {
  write({ 'refs.bib': entry('a', { doi: '10.1000/a' }) + entry('b', { doi: '10.1000/b' }) });
  const result = await check({ '/10.1000/a': crossrefWork('10.1000/a') }, 'refs.bib', '--format', 'json');
  expect(told(result)).toEqual(['refs.bib:11:10 error work-not-found']);
});

test('an answer about another work leaves this one unchecked, and the check without a clean end', async () => {
  write({ 'paper.md': paper('a'), 'refs.bib': entry('a', { doi: '10.1000/a' }) });
  const result = await check({ '/10.1000/a': crossrefWork('10.1000/other') }, 'paper.md');
  expect(result.stderr).toContain('“a” was not checked.');
  expect(result.stderr).toContain('another work');
  expect(result.code).toBe(2);
});

test('a PMID, and what PubMed says of it', async () => {
  write({ 'paper.md': paper('a'), 'refs.bib': entry('a', { pmid: '10686270' }) });
  const medline =
    'PMID- 10686270\nTI  - Antidepressant effects of ketamine in depressed patients.\nFAU - Berman, R M\nDP  - 2000\nPT  - Retracted Publication\nRIN - J. 2001;1. doi: 10.1000/r\n';
  const result = await check({ '/entrez/eutils/efetch.fcgi': medline }, 'paper.md');
  expect(result.code).toBe(1);
  expect(result.stdout).toContain('was retracted (10.1000/r, 2001)');
});

describe('a work without an identifier', () => {
  const files = { 'paper.md': paper('a'), 'refs.bib': entry('a', { volume: '' }) };

  test('is not looked up, which is said', async () => {
    write(files);
    const { code, stderr } = await check({}, 'paper.md');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^psycite: not looked up, .*: “a”\. With --search/);
    expect(server!.requests).toEqual([]);
  });

  test('is searched for where that is asked for', async () => {
    write(files);
    const items = [
      crossrefWork('10.1000/x', { title: ['Something else entirely, of mice'] }),
      crossrefWork('10.1000/a'),
    ];
    const { stdout, stderr } = await check(
      { '/works?query.bibliographic=': { message: { items } } },
      '--search',
      'paper.md',
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/“a” lacks what Crossref has: volume \(47\), DOI \(10\.1000\/a\)\./);
  });

  test('and nothing like it is found', async () => {
    write(files);
    const { code, stderr } = await check({ '/works?': { message: { items: [] } } }, '--search', 'paper.md');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'psycite: Crossref has no work like “a”.\n' });
  });
});

test('a service that does not answer: 2, and what was found is printed', async () => {
  write({
    'paper.md': paper('a', 'b'),
    'refs.bib': entry('a', { doi: '10.1000/a' }) + entry('b', { doi: '10.1000/b' }),
  });
  const replies = {
    '/10.1000/a': crossrefWork('10.1000/a'),
    '/works/10.1000/a': updatedBy('retraction'),
    '/10.1000/b': 403,
    '/works/10.1000/b': 403,
    '/dois/10.1000/b': 403,
  };
  const { code, stdout, stderr } = await check(replies, 'paper.md');
  expect(code).toBe(2);
  expect(stdout).toContain('“a” was retracted');
  expect(stdout).not.toContain('work-not-found');
  expect(stderr).toMatch(/doi\.org refused the request \(403\)/);
});

describe('what cannot be known is not good: 2, and the work is named', () => {
  const sick = (work: object, replies: Record<string, Reply>) => ({
    '/10.1000/a': crossrefWork('10.1000/a', work),
    ...replies,
  });
  const hangUp = (response: ServerResponse) => response.destroy();
  test.each<[string, Record<string, Reply>]>([
    ['a fault of Crossref’s own', { '/works/10.1000/a': 500 }],
    ['a Crossref that hangs up', { '/works/10.1000/a': hangUp }],
    ['a login page', { '/works/10.1000/a': '<html>Login</html>' }],
    ['a Crossref that does not have its own work', {}],
  ])('%s', async (_, replies) => {
    write({ 'paper.md': paper('a'), 'refs.bib': entry('a', { doi: '10.1000/a' }) });
    const { code, stdout, stderr } = await check(sick({ source: 'Crossref' }, replies), 'paper.md');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '0 problems (0 errors) in 1 file.\n' });
    expect(stderr).toMatch(/^psycite: Whether these were retracted is not known: “a”\.$/m);
  });

  test('a Crossref that was not asked, for doi.org alone has an address of the user’s', async () => {
    write({ 'paper.md': paper('a'), 'refs.bib': entry('a', { doi: '10.1000/a' }) });
    server = await serveServices(sick({ source: 'Crossref' }, {}));
    const args = ['check', '--online', 'paper.md', '--service', `doi=${server.url}`];
    const { code, stderr } = await cli.start(folder, args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/Whether these were retracted is not known: “a”\./);
  });

  test('a PubMed that has the record and not what was published about it', async () => {
    write({ 'paper.md': paper('a'), 'refs.bib': entry('a', { pmid: '10686270' }) });
    const brief = crossrefWork('10.1000/a', { PMID: '10686270' });
    const replies = { '/entrez/': 500, '/lit/ctxp/': brief };
    const { code, stderr } = await check(replies, 'paper.md');
    expect(code).toBe(2);
    expect(stderr).toMatch(/PubMed has a fault of its own \(500\)/);
    expect(stderr).toMatch(/Whether these were retracted is not known: “a”\./);
  });

  test('no service that answers', async () => {
    write({ 'paper.md': paper('a'), 'refs.bib': entry('a', { doi: '10.1000/a' }) });
    const { code, stderr } = await check({ '/': 403 }, 'paper.md');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^psycite: Not checked, for no service answered for them: “a”\.$/m);
  });
});

describe('what entries say themselves is told without asking anyone', () => {
  const offline = (...args: string[]): CliResult => cli.run(folder, 'check', '--format', 'json', ...args);

  test('a title, at the citation and at the entry', () => {
    write({ 'paper.md': paper('a'), 'refs.bib': entry('a', { title: 'RETRACTED: Ketamine' }) });
    const result = offline('paper.md', 'refs.bib');
    expect(result.code).toBe(1);
    expect(told(result)).toEqual(['paper.md:5:6 error work-retracted', 'refs.bib:1:10 error work-retracted']);
  });

  test('PubMed’s type of publication, an expression of concern and an erratum', () => {
    write({
      'refs.nbib':
        'PMID- 1\nTI  - One.\nFAU - Doe, J\nPT  - Retracted Publication\n\nPMID- 2\nTI  - Two.\nFAU - Roe, R\nECI - J. 2020;1\nEIN - J. 2019;2\n\nPMID- 3\nTI  - Three.\nFAU - Poe, E\nROF - J. 2019;2\n\nPMID- 4\nTI  - Four.\nFAU - Moe, E\nPRIN- J. 2021;1\n\nPMID- 5\nTI  - WITHDRAWN: Five.\nFAU - Noe, E\n',
    });
    expect(told(offline('refs.nbib')).map((one) => one.replace(/^\S+ /, ''))).toEqual([
      'error work-retracted',
      'warning work-retracted',
      'information work-retracted',
      'warning work-retracted',
      'error work-retracted',
    ]);
  });

  test('RIS', () => {
    write({
      'refs.ris':
        'TY  - JOUR\nAU  - Doe, J\nTI  - One\nKW  - Retracted Publication\nER  - \nTY  - JOUR\nAU  - Roe, R\nTI  - Retracted papers: a review\nER  - \n',
    });
    expect(told(offline('refs.ris'))).toHaveLength(1);
  });

  test('is told once, with what the record knows', async () => {
    write({
      'paper.md': paper('a'),
      'refs.bib': entry('a', {
        doi: '10.1000/a',
        title: 'RETRACTED: Antidepressant effects of ketamine in depressed patients',
      }),
    });
    const replies = { '/10.1000/a': crossrefWork('10.1000/a'), '/works/10.1000/a': updatedBy('retraction') };
    const result = await check(replies, 'paper.md', 'refs.bib', '--format', 'json');
    expect(told(result)).toEqual(['paper.md:5:6 error work-retracted', 'refs.bib:1:10 error work-retracted']);
    expect(result.stdout).toContain('10.1000/n');
  });
});

test.each([['--search'], ['--service', 'doi=https://example.org']])('%s without --online: 2', (...args) => {
  write({ 'paper.md': paper() });
  expect(cli.run(folder, 'check', 'paper.md', ...args)).toMatchObject({ code: 2, stdout: '' });
});
