import { expect, test } from 'vitest';
import { prepareAuthorYears } from '../../../src/core/index.ts';
import { resolvedAuthorYears } from '../../../src/core/workspace/authorYear.ts';
import { memoryWorkspace } from '../../support/workspace.ts';

/* Resolutions are kept with the citations of a manuscript while what they depend on is the same. */

const uri = 'file:///w/m.md';
const text = '---\nbibliography: refs.bib\n---\n\nAs (Berg, 2017) says.\n';
const berg = '@article{berg, author={Berg, Bo}, title={A title}, year={2017}}\n';

async function opened(bib: string) {
  const files = new Map([
    [uri, text],
    ['file:///w/refs.bib', bib],
  ]);
  const workspace = memoryWorkspace(files);
  workspace.setFolders(['file:///w']);
  await workspace.settleWorkspace();
  workspace.open(uri, 'markdown', 1, text);
  await workspace.settleLibrary(uri);
  return workspace;
}

const basesOf = (workspace: Awaited<ReturnType<typeof opened>>) =>
  resolvedAuthorYears(workspace.snapshot(), uri).map(({ basis }) => basis);

test('a citation that a large library was not ready to resolve is resolved once it is', async () => {
  const others = Array.from({ length: 2_500 }, (_, n) => `@misc{o${n}, author={Other ${n}}, year={1990}}\n`);
  const workspace = await opened(berg + others.join(''));
  expect(basesOf(workspace)).toEqual(['unresolved']);
  for (const _ of prepareAuthorYears(workspace.snapshot(), uri));
  expect(basesOf(workspace)).toEqual(['exact']);
  workspace.dispose();
});

test('a citation is resolved anew when its library has changed, and when it has changed back', async () => {
  const workspace = await opened(berg);
  const bibUri = 'file:///w/refs.bib';
  expect(basesOf(workspace)).toEqual(['exact']);
  workspace.open(bibUri, 'bibtex', 1, berg.replace('2017', '2018'));
  await workspace.settleAll(uri);
  expect(basesOf(workspace)).toEqual(['unresolved']);
  workspace.close(bibUri);
  await workspace.settleAll(uri);
  expect(basesOf(workspace)).toEqual(['exact']);
  workspace.dispose();
});

test('a resolution is the same object while nothing has changed', async () => {
  const workspace = await opened(berg);
  const [first] = resolvedAuthorYears(workspace.snapshot(), uri);
  const [second] = resolvedAuthorYears(workspace.snapshot(), uri);
  expect(second).toBe(first);
  workspace.dispose();
});
