import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskWorkspace, declares } from '../support/disk.ts';

let disk: DiskWorkspace;
beforeEach(() => {
  disk = new DiskWorkspace();
});
afterEach(() => {
  disk.dispose();
});

test('links that lead round in a circle are refused', async () => {
  symlinkSync(join(disk.path, 'b.bib'), join(disk.path, 'a.bib'));
  symlinkSync(join(disk.path, 'a.bib'), join(disk.path, 'b.bib'));
  const uri = await disk.open('paper.md', declares('a.bib'));
  expect(disk.problems(uri)[0]).toMatchObject({
    code: 'bibliography-unreadable',
    message: '“a.bib” is not read: its links lead round in a circle.',
  });
});

test('a folder that links to its parent does not make the search for manuscripts run for ever', async () => {
  mkdirSync(join(disk.path, 'sub'));
  symlinkSync(disk.path, join(disk.path, 'sub', 'up'));
  writeFileSync(join(disk.path, 'known.bib'), '@misc{known, title={T}}');
  disk.workspace.setFolders([disk.uri('')]);
  const uri = await disk.open('paper.md', 'See @known.\n');
  expect(disk.keys(uri)).toEqual(['known']);
});

test('a link inside the workspace to a file outside of it is not read', async () => {
  writeFileSync(join(disk.outside, 'secret.bib'), '@misc{secret, title={S}}');
  symlinkSync(join(disk.outside, 'secret.bib'), join(disk.path, 'refs.bib'));
  const uri = await disk.open('paper.md', declares('refs.bib'));
  expect(disk.keys(uri)).toEqual([]);
  expect(disk.problems(uri)[0]).toMatchObject({ code: 'bibliography-outside-workspace', at: 'refs.bib' });
});

test('without a workspace, a folder beside the manuscript that links elsewhere is not read either', async () => {
  writeFileSync(join(disk.outside, 'secret.bib'), '@misc{secret, title={S}}');
  symlinkSync(disk.outside, join(disk.path, 'link'));
  const uri = disk.uri('paper.md');
  disk.workspace.setShippedPacks([]);
  disk.workspace.open(uri, 'markdown', 1, declares('link/secret.bib'));
  await disk.workspace.settleAll(uri);
  expect(disk.keys(uri)).toEqual([]);
});
