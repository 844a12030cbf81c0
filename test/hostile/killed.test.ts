/**
 * A command that is killed leaves each file as it was or as it is to be, and the next one finds all it needs.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cli } from '../support/cli.ts';
import { randomNumbers } from '../support/sessions.ts';

/** How often each command is killed; `KILLS=100` by hand. */
const kills = Number(process.env['KILLS'] ?? 3);
const random = randomNumbers(7);
let cli: Cli;
let folder: string;
beforeAll(async () => {
  cli = await Cli.build();
  folder = mkdtempSync(join(tmpdir(), 'psycite-killed-'));
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const entry = (key: string): string =>
  `@article{${key},\n  author = {Berman, Robert},\n  title = {On ${key}},\n  journal = {J},\n  year = {2000}\n}\n`;
const many = Array.from({ length: 8_000 }, (_, n) => entry(`key${n}`)).join('\n');
const page = `<!doctype html><html><head><meta name="citation_title" content="On ketamine"><meta name="citation_doi" content="10.1000/x"><meta name="citation_author" content="Berman, R."></head><body><h1>On ketamine</h1><h2>Introduction</h2><p>Ketamine (Berman et al., 2000).</p><h2>References</h2><p>Berman RM. Antidepressant effects of ketamine. Biol Psychiatry. 2000;47:351-354.</p></body></html>`;

/** Runs a command to its end, or until it is killed after so many ms. The time that it took. */
function run(args: readonly string[], killedAfter?: number): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [cli.script, ...args], { cwd: folder, stdio: 'ignore' });
  const timer = killedAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killedAfter);
  return new Promise((resolve) => {
    child.on('close', () => {
      clearTimeout(timer);
      resolve(performance.now() - began);
    });
  });
}

test.each([
  { name: 'add', written: 'refs.bib', args: ['add', 'new.bib', '--to', 'refs.bib'], before: many },
  {
    name: 'export',
    written: 'out.bib',
    args: ['export', 'a.md', '--format', 'bibtex', '--to', 'out.bib'],
    before: 'old\n',
  },
  {
    name: 'import',
    written: 'pack.json',
    args: ['import', 'page.html', '--out', 'pack.json'],
    before: undefined,
  },
])('psycite $name', { timeout: 1_800_000 }, async ({ written, args, before }) => {
  const write = (name: string, text: string | undefined) => {
    if (text === undefined) rmSync(join(folder, name), { force: true });
    else writeFileSync(join(folder, name), text);
  };
  const read = () => {
    try {
      return readFileSync(join(folder, written), 'utf8');
    } catch {
      return undefined;
    }
  };
  write('all.bib', many);
  write('new.bib', entry('new2020'));
  write('page.html', page);
  write(
    'a.md',
    `---\nbibliography: all.bib\n---\n\n${Array.from({ length: 2_000 }, (_, n) => `[@key${n}]`).join(' ')}\n`,
  );
  write(written, before);
  const whole = await run(args);
  const after = read();
  expect(after).toBeDefined();
  expect(after).not.toBe(before);
  for (let kill = 0; kill < kills; kill += 1) {
    write(written, before);
    await run(args, whole * (0.4 + 0.7 * random()));
    expect([before, after]).toContain(read());
    // The next one finds nothing in its way.
    if (kill % 3 === 2) {
      await run(args);
      expect(read()?.length).toBeGreaterThanOrEqual(after!.length);
    }
  }
});
