import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskWorkspace, declares } from '../support/disk.ts';

let disk: DiskWorkspace;
beforeEach(() => {
  disk = new DiskWorkspace();
});
afterEach(() => {
  disk.dispose();
});

test.each(['../../../etc/passwd', '/etc/passwd', '../../../../../../etc/passwd', 'x/../../../etc/passwd'])(
  '%s is outside the workspace and is not read',
  async (path) => {
    const uri = await disk.open('paper.md', declares(path));
    expect(disk.problems(uri)[0]).toMatchObject({ code: 'bibliography-outside-workspace' });
    expect(disk.workspace.snapshot().bibliographyFile('file:///etc/passwd')).toBeUndefined();
  },
);

test('a sibling folder whose name begins like the workspace is outside', async () => {
  const uri = await disk.open('paper.md', declares(`../${basename(disk.path)}-2/refs.bib`));
  expect(disk.problems(uri)[0]).toMatchObject({ code: 'bibliography-outside-workspace' });
});

test('a user setting allows its own file, and a workspace setting does not', async () => {
  const path = join(disk.outside, 'library.bib');
  writeFileSync(path, '@misc{known, title={T}}');
  const uri = await disk.open('paper.md', 'See @known.\n');
  const settings = disk.workspace.store.settings;
  disk.workspace.setSettings({ ...settings, workspaceBibliographies: [path] });
  await disk.workspace.settleAll(uri);
  expect(disk.keys(uri)).toEqual([]);
  expect(disk.explain(uri)[0]).toMatchObject({ status: 'refused' });
  disk.workspace.setSettings({ ...settings, userBibliographies: [path] });
  await disk.workspace.settleAll(uri);
  expect(disk.keys(uri)).toEqual(['known']);
});
