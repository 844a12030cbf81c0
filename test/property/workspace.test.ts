import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextEdit } from '../../src/base/edit.ts';
import { annotations, Text } from '../../src/core/index.ts';
import type { Workspace } from '../../src/server/workspace.ts';
import type { MemoryFiles } from '../support/memoryHost.ts';
import { root, uriOf } from '../support/server.ts';
import { memoryWorkspace, quiet } from '../support/workspace.ts';

/** Two manuscripts that share bibliographies, one of them a part of the other. */
const initial: Readonly<Record<string, string>> = {
  'main.tex': '\\addbibresource{refs.bib}\n\\input{part}\nSee \\cite{a}.\n',
  'part.tex': 'See \\cite{b,c} and (Smith, 2000).\n',
  'paper.md': '---\nbibliography: refs.bib\n---\n\nSee @a and [@b; @c], (Smith, 2000).\n',
  'refs.bib': '@misc{a, author={Smith, A}, title={T}, year=2000}\n@misc{b, title={U}}\n',
  'more.bib': '@misc{c, author={Lee, B}, title={V}, year=2001}\n',
};
const names = Object.keys(initial);
const languages = new Map([
  ['tex', 'latex'],
  ['md', 'markdown'],
  ['bib', 'bibtex'],
]);

type Step =
  | { readonly kind: 'open' | 'close' | 'delete'; readonly name: string }
  | { readonly kind: 'write'; readonly name: string }
  | {
      readonly kind: 'edit';
      readonly name: string;
      readonly at: number;
      readonly length: number;
      readonly text: string;
    }
  /** Replaces what changes the answer most, where it stands. */
  | { readonly kind: 'replace'; readonly name: string; readonly what: string; readonly text: string }
  | { readonly kind: 'wait' };

const snippets = [
  ...['@d', '@misc{c, title={W}}\n', 'more', 'refs', '}', '{', '\n', ' (Lee, 2001)', '\\cite{a}', 'x', ''],
  ...['\\addbibresource{more.bib}\n', '---\nbibliography: more.bib\n---\n', '\\input{part}'],
];
const name = fc.constantFrom(...names);
const edit = fc.record({
  kind: fc.constant('edit' as const),
  name,
  at: fc.nat(120),
  length: fc.oneof(fc.constant(0), fc.nat(12)),
  text: fc.constantFrom(...snippets),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: edit },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('replace' as const),
      name,
      what: fc.constantFrom('refs', 'more', '\\input{part}', 'misc{a', 'cite{'),
      text: fc.constantFrom('refs', 'more', '\\input{part}', 'misc{d', 'x'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('open' as const, 'close' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('write' as const, 'delete' as const), name }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'wait' as const }) },
);

/** An editor beside a disk: what is open and unsaved, and what is on the disk. */
class Editor {
  readonly files: MemoryFiles = new Map(names.map((file) => [uriOf(file), initial[file]!]));
  readonly open = new Map<string, Text>();
  readonly workspace = memoryWorkspace(this.files);
  #version = 1;

  async do(one: Step): Promise<void> {
    if (one.kind === 'wait') return quiet(5);
    const uri = uriOf(one.name);
    const buffer = this.open.get(uri);
    switch (one.kind) {
      case 'open': {
        const text = this.files.get(uri);
        if (buffer !== undefined || typeof text !== 'string') return;
        this.open.set(uri, Text.of(text));
        openIn(this.workspace, uri, text);
        return;
      }
      case 'close':
        if (buffer === undefined) return;
        this.open.delete(uri);
        this.workspace.close(uri);
        return;
      case 'edit': {
        if (buffer === undefined) return;
        const start = Math.min(one.at, buffer.length);
        this.#edit(uri, buffer, { start, end: Math.min(start + one.length, buffer.length), text: one.text });
        return;
      }
      case 'replace': {
        const start = buffer?.toString().indexOf(one.what) ?? -1;
        if (buffer === undefined || start < 0) return;
        this.#edit(uri, buffer, { start, end: start + one.what.length, text: one.text });
        return;
      }
      case 'write':
        this.files.set(uri, buffer?.toString() ?? initial[one.name]!);
        void this.workspace.filesChanged([uri]);
        return;
      case 'delete':
        this.files.delete(uri);
        void this.workspace.filesChanged([uri]);
    }
  }

  #edit(uri: string, buffer: Text, edit: TextEdit): void {
    this.#version += 1;
    this.workspace.change(uri, this.#version, () => [edit]);
    this.open.set(uri, buffer.replace(edit));
  }
}

function openIn(workspace: Workspace, uri: string, text: string): void {
  workspace.open(uri, languages.get(uri.slice(uri.lastIndexOf('.') + 1))!, 1, text);
}

/** All that the server sees in the open manuscripts, once nothing is under way. */
async function seen(workspace: Workspace, uris: Iterable<string>): Promise<Map<string, unknown>> {
  const out = new Map<string, unknown>();
  for (const uri of [...uris].sort()) {
    await workspace.settleAll(uri);
    const bibliography = workspace.snapshot().bibliographyFile(uri)?.bibliography;
    const keys = Array.from({ length: bibliography?.size ?? 0 }, (_, index) => bibliography!.entry(index));
    out.set(uri, annotations(workspace.snapshot(), uri) ?? keys);
  }
  return out;
}

test('after any edits, opens, closes and changes on disk, the server sees what one that starts anew sees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const editor = new Editor();
      editor.workspace.setFolders([root]);
      for (const file of ['main.tex', 'paper.md']) await editor.do({ kind: 'open', name: file });
      await quiet();
      for (const one of steps) await editor.do(one);
      // Quiet times of no length end here, and so do half-written files, which are believed after a few
      // reads.
      await quiet();
      const fresh = memoryWorkspace(editor.files);
      for (const [uri, text] of editor.open) openIn(fresh, uri, text.toString());
      fresh.setFolders([root]);
      await quiet();
      expect(await seen(editor.workspace, editor.open.keys())).toEqual(await seen(fresh, editor.open.keys()));
      editor.workspace.dispose();
      fresh.dispose();
    }),
    { numRuns: 20 },
  );
});
