import { expect, test } from 'vitest';
import { manuscriptExtensions, ownExtensions } from '../../src/base/fileKinds.ts';
import { documentSelector } from '../../src/client/languages.ts';
import { watchedFiles } from '../../src/server/watching.ts';
import { globRegExp } from '../support/globs.ts';

const patterns = documentSelector.flatMap((filter) => ('pattern' in filter ? [filter.pattern] : []));
const isOneOf = (globs: readonly string[], name: string): boolean =>
  globs.some((glob) => globRegExp(glob).test(`/w/${name}`));

/** VS Code reads a pattern up to the first closing brace: what nests matches nothing that is meant. */
test.each([...patterns, ...watchedFiles])('the braces of %s do not nest', (pattern) => {
  expect(pattern.replaceAll(/\{[^{}]*\}/g, '')).not.toMatch(/[{}]/);
});

test.each([
  'references.bib',
  'a.csl.json',
  'refs.yaml',
  '_quarto.yml',
  'myst.yml',
  '.psycite/packs/mine.json',
  'export.medline',
  'export.biblatex',
  'pandoc.yaml',
  'myst.yaml',
])('%s is watched and opened', (name) => {
  for (const list of [patterns, watchedFiles]) expect(isOneOf(list, name)).toBe(true);
});

test.each([...ownExtensions, ...manuscriptExtensions])('files that end in .%s are watched', (extension) => {
  for (const name of [extension, extension.toUpperCase()])
    expect(isOneOf(watchedFiles, `x.${name}`)).toBe(true);
});

test.each(ownExtensions)('bibliographies that end in .%s are opened', (extension) => {
  expect(isOneOf(patterns, `x.${extension}`)).toBe(true);
});

test.each(['zotero.json', 'data.csv', 'package.json', 'bib'])('%s is not', (name) => {
  expect(isOneOf(watchedFiles, name)).toBe(false);
});
