import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { annotations } from '../../src/core/index.ts';
import { memoryWorkspace, quiet } from '../support/workspace.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const text = '---\nbibliography: refs.bib\n---\n\nKetamine (KET) helps [@a], see (Berman, 2000).\n';

test.each(['a.md', 'a.tex', 'a.typ', 'own.bib'])(
  'what was derived of %s goes when it is closed',
  async (name) => {
    const uri = `file:///w/${name}`;
    const entry = '@book{a, title={T}, author={B, C}, year={2000}}\n';
    const files = new Map([
      ['file:///w/refs.bib', entry],
      [uri, name === 'own.bib' ? entry : text],
    ]);
    const workspace = memoryWorkspace(files);
    workspace.setFolders(['file:///w']);
    await workspace.settleWorkspace();
    const derived = (() => {
      workspace.open(uri, '', 1, files.get(uri)!);
      return async () => {
        await workspace.settleAll(uri);
        const snapshot = workspace.snapshot();
        annotations(snapshot, uri);
        const known = snapshot.manuscript(uri)?.blocks[0]?.body ?? snapshot.bibliographyFile(uri)!.text;
        return new WeakRef(known);
      };
    })();
    const reference = await derived();
    workspace.close(uri);
    await workspace.settleAll(uri);
    await quiet();
    for (let turn = 0; turn < 5 && reference.deref() !== undefined; turn += 1) {
      await quiet(2);
      workspace.snapshot();
      collectGarbage();
    }
    expect(reference.deref()).toBeUndefined();
    workspace.dispose();
  },
);

test('what a manuscript declares and does not save is forgotten when it is closed', async () => {
  const uri = 'file:///w/a.md';
  const workspace = memoryWorkspace(
    new Map([
      ['file:///w/refs.bib', '@book{a}\n'],
      ['file:///w/b.bib', '@book{b}\n'],
      [uri, text],
    ]),
  );
  workspace.setFolders(['file:///w']);
  workspace.open(uri, 'markdown', 1, text.replace('refs.bib', 'b.bib'));
  await workspace.settleAll(uri);
  workspace.close(uri);
  await quiet();
  await workspace.settleAll(uri);
  expect(workspace.snapshot().library(uri).find('a')).toBeDefined();
  workspace.dispose();
});
