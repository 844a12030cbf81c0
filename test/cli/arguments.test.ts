import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Cli, type CliResult } from '../support/cli.ts';

let cli: Cli;
let folder: string;
beforeAll(async () => {
  cli = await Cli.build();
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-arguments-')));
  return () => rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
const run = (...args: string[]): CliResult => cli.run(folder, ...args);
const filesIn = ({ stdout }: CliResult): string[] =>
  (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file);

const entry = '@misc{a, title={T}, author={A, B}, year=2000}\n';
const manuscript = '---\nbibliography: refs.bib\n---\n\nSee @a.\n';
const broken = manuscript.replace('@a', '@nobody');

describe('--fail-on', () => {
  const warned = { 'paper.md': manuscript, 'refs.bib': entry + entry };

  test('a warning is enough, unless it is said that it is not', () => {
    write(warned);
    expect(run('check', 'refs.bib').stdout).toContain('warning');
    expect(run('check', 'refs.bib').code).toBe(1);
    expect(run('check', 'refs.bib', '--fail-on', 'error').code).toBe(0);
  });

  test('information is not enough, unless it is said that it is', () => {
    write({ 'refs.bib': '@article{a, title={T}}\n' });
    expect(run('check', 'refs.bib').stdout).toMatch(/ information: /);
    expect(run('check', 'refs.bib').code).toBe(0);
    expect(run('check', 'refs.bib', '--fail-on', 'information').code).toBe(1);
    expect(run('check', 'refs.bib', '--fail-on', 'hint').code).toBe(1);
  });

  test('a level that is none', () => {
    write(warned);
    expect(run('check', 'refs.bib', '--fail-on', 'never')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('what is named', () => {
  beforeEach(() => {
    write({
      'one/paper.md': manuscript,
      'one/refs.bib': entry,
      'one/deep/er/chapter.QMD': broken,
      'one/data.json': '{}',
      'one/notes.txt': '[@nobody]',
      'one/node_modules/x/readme.md': broken,
      'two/thesis.tex': '\\cite{nobody}',
      'empty/data.json': '{}',
    });
  });

  test('a folder: its manuscripts and bibliographies, and not what others wrote', () => {
    const result = run('check', 'one', '--format', 'json');
    expect(filesIn(result)).toEqual(['one/deep/er/chapter.QMD', 'one/paper.md', 'one/refs.bib']);
    expect(filesIn(run('check', '.', '--format', 'json'))).toHaveLength(4);
  });

  test('a bibliography before the manuscripts that cite its entries', () => {
    const unused = entry.replace('misc{a', 'misc{b');
    const root = '---\ntitle: T\n---\n\n```{r, child="part.Rmd"}\n```\n';
    write({ 'refs.bib': entry + unused, 'root.Rmd': root, 'part.Rmd': manuscript });
    const { stdout } = run('check', 'refs.bib', 'root.Rmd', 'part.Rmd');
    expect(stdout.match(/“.” is not cited in any manuscript/g)).toEqual([
      '“b” is not cited in any manuscript',
    ]);
  });

  test('a pattern, and a file that it matches once more', () => {
    expect(filesIn(run('check', '**/*.{md,tex}', 'one/paper.md', '--format', 'json'))).toEqual([
      'one/paper.md',
      'two/thesis.tex',
    ]);
  });

  test('a file whose name is a pattern', () => {
    write({ 'draft [1].md': broken });
    expect(filesIn(run('check', 'draft [1].md', '--format', 'json'))).toEqual(['draft [1].md']);
  });

  test.each([
    ['nowhere.md', 'there is no file “nowhere.md”'],
    ['*.rst', 'no file matches “*.rst”'],
    ['empty', 'there is no manuscript'],
  ])('%s: 2, and the reason', (name, reason) => {
    const { code, stderr } = run('check', name);
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });

  test.skipIf(process.platform === 'win32')('a pipe or a device is refused', () => {
    spawnSync('mkfifo', [join(folder, 'pipe.md')]);
    for (const command of ['check', 'annotate', 'format', 'import'])
      for (const path of ['pipe.md', '/dev/zero'])
        expect(run(command, path)).toMatchObject({ code: 2, stderr: `psycite: “${path}” is not a file.\n` });
  });
});

describe.skipIf(process.platform !== 'linux')('the output', () => {
  const shell = (script: string) =>
    spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', timeout: 30_000 });

  test('that is closed early is no failure', () => {
    write({ 'paper.md': `${manuscript}${'See @nobody.\n'.repeat(5_000)}`, 'refs.bib': entry });
    const { stdout, stderr } = shell(`${cli.command} check paper.md | head -n 1; echo "\${PIPESTATUS[0]}"`);
    expect(stdout).toMatch(/^paper\.md:6:6: error.*\n1\n$/);
    expect(stderr).toBe('');
  });

  test('that cannot be written is one', () => {
    write({ 'paper.md': broken, 'refs.bib': entry });
    const { status, stderr } = shell(`${cli.command} check paper.md > /dev/full`);
    expect(status).toBe(2);
    expect(stderr).toBe('psycite: the output cannot be written (ENOSPC).\n');
  });
});

test('--version names the version', () => {
  const { code, stdout } = run('--version');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
