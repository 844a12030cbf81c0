/**
 * What is offered to fix a broken entry: tried first, so that it makes the file better and loses nothing.
 */
import { expect, test } from 'vitest';
import { Text } from '../../../../src/base/text.ts';
import { fixSyntax, parseBibtex } from '../../../../src/core/bibliography/bibtex/index.ts';

const behind = '\n\n@misc{next,\n  title = {Next}\n}\n';

function fixed(source: string): { text: string; isCertain: boolean } | undefined {
  const text = Text.of(source);
  const bibliography = parseBibtex(text);
  const problem = bibliography.problems.find(({ code }) => code === 'bib-syntax');
  const fix = problem && fixSyntax(text, bibliography, problem);
  return fix && { text: text.replace(fix.edit).toString(), isCertain: fix.isCertain };
}

test.each([
  ['a comma', '@misc{a,\n  title = {A}§\n  year = 2000\n}', ','],
  ['a comma behind a number', '@misc{a,\n  year = 2000§\n  title = {A}\n}', ','],
  ['the comma behind the key', '@misc{a§\n  title = {A}\n}', ','],
  ['an equals sign', '@misc{a,\n  title§ {A}\n}', ' ='],
  ['an equals sign and spaces', '@misc{a,\n  title§{A}\n}', ' = '],
  ["the entry's brace", '@misc{a,\n  title = {A},\n  year = {2000}§', '\n}'],
  ["the entry's brace, behind a comma", '@misc{a,\n  title = {{A}},§', '\n}'],
  ["a value's brace", '@misc{a,\n  title = {A b§,\n  year = 2000\n}', '}'],
  ["a value's quotation mark", '@misc{a,\n  title = "A b§,\n  year = 2000\n}', '"'],
])('%s is missing', (_, marked, missing) => {
  const source = marked.replace('§', '') + behind;
  expect(fixed(source)).toEqual({ text: marked.replace('§', missing) + behind, isCertain: true });
});

test('words without braces are put into braces', () => {
  expect(fixed(`@misc{a,\n  title = Two words,\n  year = 2000\n}${behind}`)?.text).toBe(
    `@misc{a,\n  title = {Two words},\n  year = 2000\n}${behind}`,
  );
});

test('what may have been meant otherwise is offered, and not as the one right answer', () => {
  const early = `@misc{a,\n  title = {A}},\n  year = 2000\n}${behind}`;
  expect(fixed(early)).toEqual({
    text: `@misc{a,\n  title = {A},\n  year = 2000\n}${behind}`,
    isCertain: false,
  });
  const nested = `@misc{a,\n  title = {The {B c,\n  year = 2000\n}${behind}`;
  expect(fixed(nested)).toEqual({
    text: `@misc{a,\n  title = {The {B c}},\n  year = 2000\n}${behind}`,
    isCertain: false,
  });
});

test.each([
  ['a brace that could be of the title or the entry', '@misc{a, title = {Open, year = 2002}\n'],
  ['a key that is missing', '@misc{title = {A}}'],
  ['an entry that is being typed', '@misc{a'],
  ['an @ alone', '@\n'],
  ['a key of two words', '@misc{a b,\n  title = {A}\n}'],
])('nothing is offered for %s', (_, source) => {
  expect(fixed(source + behind)).toBeUndefined();
});
