import { expect, test } from 'vitest';
import { Text } from '../../../src/base/text.ts';
import { parseBibtex } from '../../../src/core/bibliography/bibtex/index.ts';
import { readSettings } from '../../../src/core/workspace/settings.ts';
import { Store } from '../../../src/core/workspace/store.ts';

const paper = 'file:///paper.tex';
const refs = 'file:///refs.bib';

function filled(): Store {
  const store = new Store();
  const text = Text.of('@misc{a, title={T}}\n@misc{b, title={U}}\n');
  store.openManuscript(paper, 'latex', 1, 'See \\cite{a} and \\mine{b}.');
  store.setBibliography(refs, 'bibtex', null, text, parseBibtex(text), { kind: 'ready' });
  store.setDiscovery(paper, {
    found: [{ uri: refs, reason: 'neighbour', declaredAt: undefined, refused: undefined }],
    dependsOn: new Set([refs]),
    crossReferenceKinds: new Set(),
    citationSuffixes: new Set(),
    citingFunctions: new Set(),
    limited: false,
  });
  return store;
}

test('a snapshot is the same until something changes, and never changes itself', () => {
  const store = filled();
  const before = store.snapshot();
  expect(store.snapshot()).toBe(before);
  store.editManuscript(paper, 2, [{ start: 0, end: 3, text: 'Read' }]);
  const after = store.snapshot();
  expect(after.revision).toBeGreaterThan(before.revision);
  expect(before.manuscript(paper)?.text).toMatch(/^See /);
  expect(after.manuscript(paper)?.text).toMatch(/^Read /);
  expect(after.manuscriptFile(paper)?.version).toBe(2);
});

test('edits follow one another, each against the text that the one before left', () => {
  const store = filled();
  store.editManuscript(paper, 2, [
    { start: 0, end: 3, text: '' },
    { start: 0, end: 1, text: 'Also ' },
  ]);
  expect(store.snapshot().text(paper)?.toString()).toMatch(/^Also \\cite/);
});

test('a library outlives edits of the manuscript, and none of the bibliography', () => {
  const store = filled();
  const library = store.snapshot().library(paper);
  store.editManuscript(paper, 2, [{ start: 0, end: 0, text: 'x' }]);
  expect(store.snapshot().library(paper)).toBe(library);
  store.editBibliography(refs, 1, [{ start: 6, end: 7, text: 'z' }]);
  expect(store.snapshot().library(paper)).not.toBe(library);
  expect(store.snapshot().library(paper).find('z')).toBeDefined();
});

test('a key means its first entry in LaTeX, its last in Markdown', () => {
  const store = filled();
  const text = Text.of('@misc{a, title={First}}\n@misc{a, title={Last}}\n');
  store.setBibliography(refs, 'bibtex', null, text, parseBibtex(text), { kind: 'ready' });
  expect(store.snapshot().library(paper).find('a')?.index).toBe(0);
  store.openManuscript(paper, 'pandoc', 2, 'See @a.');
  expect(store.snapshot().library(paper).find('a')?.index).toBe(1);
});

test('the user’s own citation commands are read as soon as they are set', () => {
  const store = filled();
  const keys = (): string[] =>
    store
      .snapshot()
      .manuscript(paper)!
      .blocks.flatMap(({ body }) => body.mentions.map(({ key }) => key));
  expect(keys()).toEqual(['a']);
  store.setSettings(readSettings({ latex: { citationCommands: ['mine'] } }));
  expect(keys()).toEqual(['a', 'b']);
});

test('a manuscript that goes takes with it what was found for it', () => {
  const store = filled();
  expect(store.snapshot().manuscriptsCiting(refs)).toHaveLength(1);
  store.removeManuscript(paper);
  expect(store.snapshot().discovery(paper)).toBeUndefined();
  expect(store.snapshot().manuscriptsCiting(refs)).toEqual([]);
});

test('kinds of cross-reference that the project adds are known, whatever happens to the manuscript', () => {
  const uri = 'file:///paper.qmd';
  const text = 'See @suppfig-a and @a.';
  const store = new Store();
  const cited = () =>
    store
      .snapshot()
      .manuscript(uri)!
      .blocks.flatMap(({ body }) => body.mentions.map(({ key }) => key));
  const discovery = {
    found: [],
    dependsOn: new Set<string>(),
    citationSuffixes: new Set<string>(),
    citingFunctions: new Set<string>(),
    limited: false,
  };
  const adds = (...kinds: string[]) =>
    store.setDiscovery(uri, { ...discovery, crossReferenceKinds: new Set(kinds) });
  store.openManuscript(uri, 'quarto', 1, text);
  expect(cited()).toEqual(['suppfig-a', 'a']);
  adds('suppfig');
  expect(cited()).toEqual(['a']);
  const file = store.snapshot().manuscriptFile(uri);
  adds('suppfig');
  expect(store.snapshot().manuscriptFile(uri)).toBe(file);
  store.editManuscript(uri, 2, [{ start: 0, end: 3, text: '@Suppfig-b,' }]);
  expect(cited()).toEqual(['a']);
  store.setSettings(readSettings({ latex: { citationCommands: ['mine'] } }));
  expect(cited()).toEqual(['a']);
  store.openManuscript(uri, 'quarto', 3, text);
  expect(cited()).toEqual(['a']);
  adds();
  expect(cited()).toEqual(['suppfig-a', 'a']);
});
