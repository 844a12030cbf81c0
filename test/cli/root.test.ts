import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cli } from '../support/cli.ts';

let cli: Cli;
let folder: string;
beforeAll(async () => {
  cli = await Cli.build();
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-roots-')));
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a part of a document belongs to a root that lies elsewhere in the workspace', () => {
  const files = {
    'one/part.tex': 'See \\cite{a}.\n',
    'one/near.bib': '@misc{b, title={T}}\n',
    'main/root.tex':
      '\\documentclass{book}\\begin{document}\\input{../one/part}\\bibliography{refs}\\end{document}\n',
    'main/refs.bib': '@misc{a, title={T}}\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  expect(cli.run(folder, 'check', 'one/part.tex').code).toBe(0);
  const elsewhere = join(folder, 'one');
  expect(cli.run(elsewhere, 'check', 'part.tex').code).toBe(1);
  expect(cli.run(elsewhere, 'check', 'part.tex', '--root', '..').code).toBe(0);
  expect(cli.run(elsewhere, 'annotate', 'part.tex', '--root', '..').stdout).toContain('"problems": []');
  expect(cli.run(elsewhere, 'format', 'part.tex', '--root', '..').code).toBe(0);
  const { code, stderr } = cli.run(folder, 'check', 'one/part.tex', '--root', 'nowhere');
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'psycite: there is no folder “nowhere”.\n' });
}, 120_000);
