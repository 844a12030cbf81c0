import { expect, test } from 'vitest';
import { parse, problemsIn } from '../../../support/bibtex.ts';

test.each<[name: string, fixture: string, message: RegExp]>([
  ['a lone at sign', '\n@\n^ bib-syntax\n@misc{a,}', /begins no entry/],
  ['a type without a brace', '\n@article\n^^^^^^^^ bib-syntax', /begins no entry/],
  ['a missing key', '\n@article{title = {T}}\n^^^^^^^^^ bib-syntax', /no key/],
  ['an entry being typed', '\n@article{smith20\n         ^^^^^^^ bib-syntax\n\n@misc{a,}', /not finished/],
  ['a key with spaces', '\n@article{smith 2000, title = {T}}\n         ^^^^^^^^^^ bib-syntax', /one word/],
  [
    'no comma behind the key',
    '\n@article{smith\n         ^^^^^ bib-syntax\n title = {T}}',
    /comma is missing behind this key/,
  ],
  [
    'no comma behind a value',
    '\n@misc{a, title = {T} year = 2000}\n                   ^ bib-syntax',
    /comma is missing/,
  ],
  ['no value', '\n@misc{a, title = , year = 2000}\n         ^^^^^ bib-syntax', /no value/],
  [
    'no value before the next field',
    '\n@misc{a, title =\n         ^^^^^ bib-syntax\n year = 2000}',
    /no value/,
  ],
  ['no equals sign', '\n@misc{a, title {T}}\n         ^^^^^ bib-syntax', /equals sign/],
  ['a word alone', '\n@misc{a, title = {T}, auth\n                      ^^^^ bib-syntax\n}', /no field/],
  [
    'a value of several bare words',
    '\n@misc{a, title = {T}, note = one two}\n                             ^^^^^^^ bib-syntax',
    /several words/,
  ],
  ['a stray character', '\n@misc{a, "title = {T}}\n         ^ bib-syntax', /does not belong/],
  ['an unclosed entry', '\n@misc{a, title = {T},\n      ^ bib-syntax\n\n@misc{b,}', /no closing brace/],
  [
    'an unclosed value',
    '\n@misc{a, title = {T,\n                 ^ bib-syntax\n year = 2000,\n}\n\n@misc{b,}',
    /brace is never closed/,
  ],
  [
    'an unclosed value at the end',
    '\n@misc{a, title = {{T},\n                 ^ bib-syntax\n',
    /brace is never closed/,
  ],
  [
    'an unclosed quote',
    '\n@misc{a, title = "T,\n                 ^ bib-syntax\n year = 2000,\n}\n\n@misc{b,}',
    /quotation mark is never closed/,
  ],
  [
    'a brace too many',
    '\n@misc{a, title = {T}},\n                    ^ bib-syntax\n year = 2000\n}\n\n@misc{b,}',
    /ends the entry/,
  ],
])('%s', (_, fixture, message) => {
  const { expected, found, messages } = problemsIn(fixture);
  expect(found).toEqual(expected);
  expect(messages[0]).toMatch(message);
});

test('commas between entries are no problem', () => {
  expect(parse('@misc{a, x = 1},\n@misc{b, x = 1},\n').problems).toEqual([]);
});

test('a key that comes twice is marked where it comes again', () => {
  const text = '@misc{a,}\n@misc{b, ids = c}\n@misc{a,}\n@misc{c,}\n@misc{a,}';
  const { problems } = parse(text);
  expect(problems.map(({ start, end, code }) => [code, start, end])).toEqual([
    ['bib-duplicate-key', 34, 35],
    ['bib-duplicate-key', 54, 55],
  ]);
  for (const { related } of problems) expect(related).toMatchObject([{ start: 6, end: 7 }]);
});

test('a file with very many problems says so once', () => {
  for (const text of ['@misc{a,}\n'.repeat(3000), '@\n'.repeat(3000), `@misc{a,${'x,'.repeat(3000)}}`]) {
    const { problems } = parse(text);
    expect(problems).toHaveLength(1001);
    expect(problems.map(({ code }) => code).indexOf('limit-reached')).toBe(1000);
    expect(problems[1000]!.start).toBeGreaterThanOrEqual(problems[999]!.start);
  }
});
