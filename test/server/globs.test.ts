import { expect, test } from 'vitest';
import { documentSelector } from '../../src/client/languages.ts';
import { watchedFiles } from '../../src/server/server.ts';

const patterns = documentSelector.flatMap((filter) => ('pattern' in filter ? [filter.pattern] : []));

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
])('%s is watched and opened', (name) => {
  for (const list of [patterns, watchedFiles])
    expect(list.some((glob) => toRegExp(glob).test(`/w/${name}`))).toBe(true);
});

/** As much of VS Code's patterns as is used here. */
function toRegExp(glob: string): RegExp {
  const source = glob
    .replaceAll('.', '\\.')
    .replaceAll(/\{([^{}]*)\}/g, (_, choices: string) => `(?:${choices.replaceAll(',', '|')})`)
    .replace('**/', '^.*/')
    .replaceAll(/(?<!\.)\*/g, '[^/]*');
  return new RegExp(`${source}$`);
}
