import { expect, test } from 'vitest';
import { complete, diagnostics, hover, outline, Store, semanticTokens } from '../../src/core/index.ts';
import { maxManuscriptLength, parseManuscript } from '../../src/core/manuscript/index.ts';
import type { Syntax } from '../../src/core/manuscript/types.ts';
import { Draft } from '../support/declared.ts';

const uri = 'file:///w/a.md';

test.each<Syntax>(['pandoc', 'quarto', 'rmarkdown', 'myst', 'latex', 'typst'])(
  'a manuscript of one paragraph that is longer than any book is told of, not read: %s',
  (syntax) => {
    const store = new Store();
    store.openManuscript(uri, syntax, 1, 'See [@berman2000]. '.repeat(1 + maxManuscriptLength / 18));
    const snapshot = store.snapshot();
    expect(diagnostics(snapshot, uri).map(({ code }) => code)).toEqual(['limit-reached']);
    expect(complete(snapshot, uri, 8, { loading: false, asked: true }).items).toEqual([]);
    expect(hover(snapshot, uri, 8)).toBeUndefined();
    expect(semanticTokens(snapshot, uri)).toEqual([]);
    expect(outline(snapshot, uri).manuscript?.words).toBe(0);
    // Cut to a sentence, it is read.
    store.editManuscript(uri, 2, [{ start: 18, end: maxManuscriptLength + 18, text: '' }]);
    const short = store.snapshot().manuscript(uri)!;
    expect(short.blocks).toEqual(parseManuscript(syntax, short.text).blocks);
  },
);

test('twenty thousand declared bibliographies are looked for up to the bound', async () => {
  const items = Array.from({ length: 20_000 }, (_, n) => `- b${n}.bib`).join('\n');
  const files = { 'b0.bib': '@book{a}\n', 'a.md': `---\nbibliography:\n${items}\n---\n\n[@a]$0\n` };
  const draft = await Draft.open(files, 'a.md');
  expect(draft.applied.length).toBeLessThanOrEqual(101);
  expect(draft.applied[0]).toBe('b0.bib used 1');
});
