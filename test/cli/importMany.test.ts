import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cli } from '../support/cli.ts';

const page = (title: string, doi: string) =>
  `# ${title}\n\nAda B. Alder, Carl D. Birch\n\ndoi:${doi}\n\n## Abstract\n\nMoods fell.\n\n## References\n\n1. Birch CD. One title of moods. J Mood. 2001;31(4):281-294.\n2. Cedar E. Two titles of moods. J Mood. 2002;32:1-9.\n`;
const ris = 'TY  - JOUR\nTI  - A study of moods\nPY  - 2020\nDO  - 10.5555/moods\nIS  - 3\nER  - \n';

let cli: Cli;
const folder = mkdtempSync(join(tmpdir(), 'psycite-import-'));

beforeAll(async () => {
  cli = await Cli.build();
  mkdirSync(join(folder, 'papers'));
  writeFileSync(join(folder, 'papers', 'one.md'), page('A study of moods', '10.5555/moods'));
  writeFileSync(join(folder, 'papers', 'two.md'), page('Another study of moods', '10.5555/other'));
  writeFileSync(join(folder, 'one.ris'), ris);
  writeFileSync(join(folder, 'three.ris'), ris.replaceAll('moods', 'trees'));
  writeFileSync(join(folder, 'notes.txt'), 'Some notes about moods.\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a folder of papers, a record of one of them, and what is none', () => {
  const { code, stdout, stderr } = cli.run(
    folder,
    'import',
    'papers',
    'one.ris',
    'notes.txt',
    '--out',
    'packs',
  );
  expect(code).toBe(2);
  expect(stderr).toContain('notes.txt: This does not look like a paper');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(lines.map(([file, , title, references]) => [file, title, references])).toEqual([
    [join('papers', 'one.md'), 'A study of moods', '2 references'],
    [join('papers', 'two.md'), 'Another study of moods', '2 references'],
  ]);
  expect(readdirSync(join(folder, 'packs'))).toHaveLength(2);
  expect(readFileSync(join(folder, lines[0]![1]!), 'utf8')).toContain('"issue": "3"');
});

test('one paper with a record goes to stdout, and a record of another paper is told', () => {
  const { code, stdout, stderr } = cli.run(folder, 'import', 'papers/one.md', 'one.ris', 'three.ris');
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as { source: { issue?: string } }).source.issue).toBe('3');
  expect(stderr).toContain('“three.ris” describes none of the papers');
});

test('several papers need a folder', () => {
  expect(cli.run(folder, 'import', 'papers')).toMatchObject({ code: 2, stdout: '' });
});
