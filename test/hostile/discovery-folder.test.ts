import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskWorkspace } from '../support/disk.ts';

let disk: DiskWorkspace;
beforeEach(() => {
  disk = new DiskWorkspace();
});
afterEach(() => {
  disk.dispose();
});

test('a folder named x.bib is refused at its declaration, and the other bibliography still works', async () => {
  mkdirSync(join(disk.path, 'x.bib'));
  writeFileSync(join(disk.path, 'good.bib'), '@misc{known, title={T}}');
  const uri = await disk.open('paper.md', '---\nbibliography: [x.bib, good.bib]\n---\nSee @known.\n');
  expect(disk.problems(uri)).toEqual([
    { code: 'bibliography-unreadable', at: 'x.bib', message: '“x.bib” is not read: it is a folder.' },
  ]);
  expect(disk.keys(uri)).toEqual(['known']);
});
