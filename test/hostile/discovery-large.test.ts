import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseBibliography } from '../../src/core/bibliography/index.ts';
import { DiskWorkspace, declares } from '../support/disk.ts';

let disk: DiskWorkspace;
beforeEach(() => {
  disk = new DiskWorkspace();
});
afterEach(() => {
  disk.dispose();
});

test('a file of 100 MB is read', async () => {
  const path = join(disk.path, 'refs.bib');
  const abstract = 'a '.repeat(500);
  const block = Array.from(
    { length: 900 },
    (_, n) => `@article{keyBLOCK-${n}, title={T ${n}}, abstract={${abstract}}}\n`,
  ).join('');
  writeFileSync(path, '@misc{known, title={K}}\n');
  for (let n = 0; n < 108; n += 1) appendFileSync(path, block.replaceAll('BLOCK', String(n)));
  const uri = await disk.open('paper.md', declares('refs.bib'));
  expect(disk.explain(uri)[0]).toMatchObject({ status: 'used', entries: 97_201 });
});

test('an entry that never ends is read in part, and costs no other entry', () => {
  const text = `@misc{first, title={F}}\n@misc{last, title={${'word '.repeat(4_000_000)}`;
  const bibliography = parseBibliography('bibtex', text);
  expect([0, 1].map((index) => bibliography.entry(index).key)).toEqual(['first', 'last']);
  const { title } = bibliography.reference(1);
  expect(title).toMatch(/^word word/);
  expect(title!.length).toBeLessThan(2_000_000);
  expect(bibliography.problems.map(({ code }) => code)).toEqual(['bib-syntax']);
});
