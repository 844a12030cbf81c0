import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readPack } from '../../src/core/index.ts';
import { shippedPacks } from '../../src/packs/index.ts';
import { importPaperRequest } from '../../src/protocol/importing.ts';
import { Cli, type CliResult } from '../support/cli.ts';
import { root, TestServer, uriOf } from '../support/server.ts';

let cli: Cli;
let folder: string;
beforeAll(async () => {
  cli = await Cli.build();
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-files-')));
  return () => rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
const run = (...args: string[]): CliResult => cli.run(folder, ...args);
const json = ({ stdout }: CliResult): unknown => JSON.parse(stdout) as unknown;

const bib = '@misc{a, title={T}, author={A, B}, year=2000}\n';
const clean = '---\nbibliography: refs.bib\n---\n\nSee @a.\n';
const broken = '---\nbibliography: refs.bib\n---\n\nSee @a,\nand @nobody.\n';

describe('check', () => {
  test('a clean manuscript: 0, nothing on stderr', () => {
    write({ 'paper.md': clean, 'refs.bib': bib });
    expect(run('check', 'paper.md')).toEqual({
      code: 0,
      stdout: '0 problems (0 errors) in 1 file.\n',
      stderr: '',
    });
  });

  test('an undefined key: 1, with the place of the key', () => {
    write({ 'paper.md': broken, 'refs.bib': bib });
    const { code, stdout, stderr } = run('check', 'paper.md');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^paper\.md:6:6: error: “nobody” is not defined\..*\[citation-undefined\]$/m);
    expect(stdout).toMatch(/^1 problem \(1 error\) in 1 file\.$/m);
    expect(stderr).toBe('');
  });

  test('several files, in another folder than the current one, with a bibliography of their own', () => {
    write({ 'book/one.md': clean, 'book/two.md': broken, 'book/refs.bib': bib, 'here/x.txt': '' });
    const { code, stdout } = cli.run(join(folder, 'here'), 'check', '../book/one.md', '../book/two.md');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\.\.\/book\/two\.md:6:6: error/);
    expect(stdout).toMatch(/in 2 files\.\n$/);
  });

  test('a bibliography', () => {
    write({ 'refs.bib': `${bib}@article{b, title={Open, year=2001}\n` });
    const { code, stdout } = run('check', 'refs.bib');
    expect(code).toBe(1);
    expect(stdout).toContain('[bib-syntax]');
  });

  test('as JSON: offsets count from 0, lines and columns from 1', () => {
    write({ 'paper.md': broken, 'refs.bib': bib });
    const result = run('check', 'paper.md', '--format', 'json');
    const start = broken.indexOf('nobody');
    expect(result.code).toBe(1);
    expect(json(result)).toEqual([
      {
        file: 'paper.md',
        problems: [
          {
            code: 'citation-undefined',
            severity: 'error',
            message: expect.stringContaining('nobody') as string,
            start,
            end: start + 6,
            line: 6,
            column: 6,
            endLine: 6,
            endColumn: 12,
          },
        ],
      },
    ]);
  });

  test('as workflow commands, each on one line and escaped', () => {
    write({ 'a,b.md': broken, 'refs.bib': bib });
    const { stdout } = run('check', 'a,b.md', '--format', 'github');
    expect(stdout).toMatch(
      /^::error file=a%2Cb\.md,line=6,endLine=6,col=6,endColumn=12,title=citation-undefined::“nobody”.*\n$/,
    );
  });

  test('as SARIF 2.1.0, with what its schema requires', () => {
    write({ 'my paper.md': broken, 'refs.bib': bib });
    const result = run('check', 'my paper.md', '--format', 'sarif');
    const log = json(result) as {
      $schema: string;
      version: string;
      runs: {
        tool: { driver: { name: string; rules: { id: string }[] } };
        columnKind: string;
        results: {
          ruleId: string;
          level: string;
          message: { text: string };
          locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
        }[];
      }[];
    };
    expect(result.code).toBe(1);
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toMatch(/sarif-2\.1\.0\.json$/);
    const [first, ...more] = log.runs;
    expect(more).toEqual([]);
    expect(first?.tool.driver.name).toBe('PsyCite');
    expect(first?.columnKind).toBe('utf16CodeUnits');
    expect(first?.results).toHaveLength(1);
    const [found] = first!.results;
    expect(first?.tool.driver.rules.map((rule) => rule.id)).toContain(found?.ruleId);
    expect(['none', 'note', 'warning', 'error']).toContain(found?.level);
    expect(found?.message.text).toContain('nobody');
    expect(found?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'my%20paper.md' },
      region: { startLine: 6, startColumn: 6, endLine: 6, endColumn: 12 },
    });
  });

  test('a clean run as SARIF has no results', () => {
    write({ 'paper.md': clean, 'refs.bib': bib });
    const result = run('check', 'paper.md', '--format', 'sarif');
    expect(result.code).toBe(0);
    expect((json(result) as { runs: { results: unknown[] }[] }).runs[0]?.results).toEqual([]);
  });

  test('--explain says which bibliographies apply and why', () => {
    write({ 'paper.md': clean, 'refs.bib': bib });
    const { code, stdout } = run('check', 'paper.md', '--explain');
    expect(code).toBe(0);
    expect(stdout).toContain('refs.bib: used, 1 entry (declared in the front matter)');
  });

  test('--explain beside a format for machines goes to stderr', () => {
    write({ 'paper.md': '---\nbibliography: gone.bib\n---\n', 'refs.bib': bib });
    const result = run('check', 'paper.md', '--explain', '--format', 'json');
    expect(result.stderr).toContain('gone.bib: missing');
    expect(json(result)).toMatchObject([{ problems: [{ code: 'bibliography-not-found' }] }]);
    expect(result.code).toBe(1);
  });

  test('the packs of the folder are in use', () => {
    write({ 'paper.md': '# Text\n\nNMDA receptors.\n', '.psycite/packs/broken.json': '{' });
    expect(run('check', 'paper.md').code).toBe(0);
  });
});

describe('annotate', () => {
  test('gives the contract, and nothing else', () => {
    const text =
      '---\nbibliography: refs.bib\n---\n\nSee @a and (Smith & Lee, 2001). N-methyl-D-aspartate receptor (NMDAR) again NMDAR, NMDAR.\n';
    write({ 'paper.md': text, 'refs.bib': bib });
    const result = run('annotate', 'paper.md', '--format', 'json');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const annotations = json(result) as Record<string, Record<string, unknown>[]>;
    expect(Object.keys(annotations)).toEqual(['mentions', 'terms', 'abbreviations', 'problems']);
    const [key, authorYear] = annotations['mentions']!;
    const at = text.indexOf('@a') + 1;
    expect(key).toEqual({
      kind: 'key',
      start: at,
      end: at + 1,
      key: 'a',
      narrative: true,
      basis: 'exact',
      ids: ['a'],
    });
    expect(authorYear).toEqual({
      kind: 'author-year',
      start: text.indexOf('Smith'),
      end: text.indexOf('Smith') + 'Smith & Lee, 2001'.length,
      surnames: ['Smith', 'Lee'],
      etAl: false,
      year: '2001',
      narrative: false,
      basis: 'unresolved',
      ids: [],
    });
    expect(annotations['terms']!.length).toBeGreaterThan(0);
    for (const term of annotations['terms']!) {
      expect(Object.keys(term)).toEqual(['pack', 'id', 'start', 'end', 'text']);
      expect(text.slice(Number(term['start']), Number(term['end']))).toBe(term['text']);
    }
    expect(annotations['abbreviations']).toEqual([
      {
        short: 'NMDAR',
        long: 'N-methyl-D-aspartate receptor',
        start: text.indexOf('NMDAR'),
        end: text.indexOf('NMDAR') + 5,
        scope: 'body',
      },
    ]);
    for (const problem of annotations['problems']!)
      expect(Object.keys(problem)).toEqual(['code', 'start', 'end', 'severity', 'message']);
  });

  test('what is no manuscript: 2', () => {
    write({ 'data.json': '{}' });
    const { code, stdout, stderr } = run('annotate', 'data.json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('data.json');
  });
});

describe('import', () => {
  const page = readFileSync(new URL('../fixtures/import/full-text.txt', import.meta.url), 'utf8');

  test('a page, on stdout: a pack that passes check-pack', () => {
    write({ 'page.txt': page });
    const { code, stdout } = run('import', 'page.txt');
    expect(code).toBe(0);
    expect(readPack(stdout).value?.origin?.file).toBe('page.txt');
    write({ 'pack.json': stdout });
    expect(run('check-pack', 'pack.json')).toMatchObject({ code: 0, stderr: '' });
  });

  test('a page, into a file: nothing on stdout', () => {
    write({ 'page.txt': page });
    expect(run('import', 'page.txt', '--out', 'pack.json')).toMatchObject({ code: 0, stdout: '' });
    expect(readPack(readFileSync(join(folder, 'pack.json'), 'utf8')).problems).toEqual([]);
  });

  test('a file that is no paper: 2, a message, and no file', () => {
    write({ 'notes.txt': 'Buy milk.' });
    const { code, stdout, stderr } = run('import', 'notes.txt', '--out', 'pack.json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^psycite: notes\.txt: This does not look like a paper/);
    expect(existsSync(join(folder, 'pack.json'))).toBe(false);
  });

  test.each([
    ['a paper', page],
    [
      'a paper that a shipped pack describes',
      page.replaceAll(/10\.5555\/[\w.]+/g, shippedPacks[0]!.source.DOI!),
    ],
  ])('%s gives the pack that the editor makes of it, the hash of the file among it', async (_, text) => {
    write({ 'page.txt': text });
    const server = await TestServer.start({ 'page.txt': text });
    const params = { uri: uriOf('page.txt'), folder: root };
    const { pack } = await server.request(importPaperRequest, params);
    await server.stop();
    const { stdout } = run('import', 'page.txt');
    expect(stdout).toBe(pack);
    expect(readPack(stdout).value?.origin?.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('again: what was edited stays, and the places are those of the new file', () => {
    write({ 'page.txt': page });
    run('import', 'page.txt', '--out', 'pack.json');
    const saved = () => readPack(readFileSync(join(folder, 'pack.json'), 'utf8')).value!;
    const first = saved();
    const definition = 'Short bursts of rhythm that mark stable sleep.';
    const terms = first.terms.map((term) => (term.id === 'polysomnography' ? { ...term, definition } : term));
    write({ 'pack.json': JSON.stringify({ ...first, terms }), 'page.txt': `\n\n${page}` });
    expect(run('import', 'page.txt', '--out', 'pack.json')).toMatchObject({ code: 0, stdout: '' });
    const again = saved();
    expect(again.terms.find(({ id }) => id === 'polysomnography')).toMatchObject({ definition });
    expect(again.abbreviations[0]?.start).toBe((first.abbreviations[0]?.start ?? 0) + 2);
    expect(again.id).toBe(first.id);
  });

  test.each([
    ['no pack', '{}', 'holds no paper’s data'],
    [
      'a pack of another paper',
      JSON.stringify({ ...shippedPacks[0], origin: { format: 'jats', file: 'x', parserVersion: '1.0' } }),
      'was not imported from this paper',
    ],
  ])('over %s: 2, and the file stays', (_, content, message) => {
    write({ 'page.txt': page, 'pack.json': content });
    const { code, stderr } = run('import', 'page.txt', '--out', 'pack.json');
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(readFileSync(join(folder, 'pack.json'), 'utf8')).toBe(content);
  });

  test('into a folder that is not there: 2', () => {
    write({ 'page.txt': page });
    const { code, stderr } = run('import', 'page.txt', '--out', 'nowhere/pack.json');
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere/pack.json');
  });
});

describe('check-pack', () => {
  test('a broken pack: 1, with the place', () => {
    write({ 'pack.json': '{\n  "packVersion": "1.0",\n  "id": 7\n}\n' });
    const { code, stdout, stderr } = run('check-pack', 'pack.json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^pack\.json:\d+:\d+: error: .*\[pack-schema\]$/m);
  });

  test('no JSON at all: 1', () => {
    write({ 'pack.json': 'x' });
    expect(run('check-pack', 'pack.json')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('[pack-') as string,
    });
  });
});

describe('wrong use: 2, a message on stderr, nothing on stdout', () => {
  test.each([
    [[], 'Usage:'],
    [['reticulate'], 'there is no command “reticulate”'],
    [['check'], 'at least one file'],
    [['check', 'gone.md'], 'there is no file “gone.md”'],
    [['annotate', 'sub'], '“sub” is a folder'],
    [['check', 'paper.md', '--format', 'xml'], 'there is no format “xml”'],
    [['check', 'paper.md', '--frobnicate'], '--frobnicate'],
    [['check', 'photo.xyz'], 'neither a manuscript nor a bibliography'],
    [['annotate'], 'one file'],
    [['annotate', 'paper.md', '--format', 'text'], 'json'],
    [['annotate', 'gone.md'], 'there is no file'],
    [['import'], 'one file or more'],
    [['import', 'gone.txt'], 'there is no file'],
    [['check-pack'], 'one file'],
    [['check-pack', 'gone.json'], 'there is no file'],
  ] as const)('psycite %j', (args, message) => {
    write({ 'paper.md': clean, 'refs.bib': bib, 'photo.xyz': '\u0000\u0001', 'sub/x.md': '' });
    const { code, stdout, stderr } = run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', () => {
    write({ 'paper.md': clean });
    chmodSync(join(folder, 'paper.md'), 0o000);
    expect(run('check', 'paper.md')).toMatchObject({ code: 2, stdout: '' });
  });
});

test('help: 0, on stdout', () => {
  for (const word of ['help', '--help', '-h']) {
    expect(run(word)).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('Usage:') as string,
    });
  }
});

describe('export', () => {
  const ris = 'TY  - GEN\nID  - a\nAU  - A, B\nTI  - T\nPY  - 2000\nER  - \n';

  test('the works that a manuscript cites, on stdout: 0', () => {
    write({ 'paper.md': clean, 'refs.bib': `${bib}@misc{b, title={U}}\n` });
    expect(run('export', 'paper.md', '--format', 'ris')).toEqual({ code: 0, stdout: ris, stderr: '' });
    expect(run('export', 'paper.md', '--format', 'biblatex').stdout).toBe(bib);
  });

  test('an undefined key: the rest, the key on stderr, and 1', () => {
    write({ 'paper.md': broken, 'refs.bib': bib });
    expect(run('export', 'paper.md', '--format', 'ris')).toEqual({
      code: 1,
      stdout: ris,
      stderr: 'psycite: “nobody” is not defined.\n',
    });
  });

  test('to a file', () => {
    write({ 'paper.md': clean, 'refs.bib': bib });
    expect(run('export', 'paper.md', '--format', 'ris', '--to', 'out.ris')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(readFileSync(join(folder, 'out.ris'), 'utf8')).toBe(ris);
  });

  test('never over what it reads', () => {
    write({ 'paper.md': clean, 'refs.bib': bib });
    const { code, stderr } = run('export', 'paper.md', '--format', 'bibtex', '--to', './refs.bib');
    expect([code, stderr]).toEqual([
      2,
      'psycite: “./refs.bib” is read for this export; choose another file.\n',
    ]);
    expect(readFileSync(join(folder, 'refs.bib'), 'utf8')).toBe(bib);
  });

  test.each([
    [['paper.md'], 'export needs --format; the formats are bibtex, biblatex, ris,'],
    [['paper.md', '--format', 'word'], 'there is no format “word”'],
    [['--format', 'ris'], 'export takes one manuscript.'],
    [['refs.bib', '--format', 'ris'], '“refs.bib” is not a manuscript that PsyCite reads.'],
    [['gone.md', '--format', 'ris'], 'there is no file “gone.md”.'],
    [
      ['paper.md', '--format', 'ris', '--to', 'refs.bib/x.ris'],
      'what should be its folder is a file (ENOTDIR)',
    ],
    [
      ['paper.md', '--format', 'ris', '--to', 'no/such/folder.ris'],
      '“no/such/folder.ris” cannot be written: its folder is not there (ENOENT); make it, or name another.',
    ],
  ])('wrong use: 2 (%j)', (args, message) => {
    write({ 'paper.md': clean, 'refs.bib': bib });
    const { code, stdout, stderr } = run('export', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('zotero', () => {
  // Nothing listens at port 9 of this machine.
  const nowhere = ['--service', 'zotero=http://127.0.0.1:9'];

  test('where nothing runs: 2, what to do on stderr, and the status as JSON', () => {
    const search = run('zotero', 'search', 'ketamine', ...nowhere);
    expect([search.code, search.stdout]).toEqual([2, '']);
    expect(search.stderr).toMatch(/^psycite: Zotero is not running: .* Start Zotero/);
    const status = run('zotero', 'status', ...nowhere);
    expect(status.code).toBe(2);
    expect(json(status)).toEqual({
      running: false,
      version: null,
      localApi: false,
      betterBibtex: null,
      message: expect.stringContaining('is not running') as string,
    });
  });

  test.each([
    [[], 'zotero takes status, search WORDS or export KEY….'],
    [['frobnicate'], 'zotero takes status,'],
    [['search'], 'zotero search needs words.'],
    [['export'], 'zotero export needs a key.'],
    [['search', 'x', '--limit', '0'], '--limit takes a number'],
    [['status', '--service', 'zotero'], '--service takes NAME=URL'],
  ])('wrong use: 2 (%j)', (args, message) => {
    const { code, stdout, stderr } = run('zotero', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
