import { expect, test } from 'vitest';
import {
  decodedValue,
  entriesOf,
  fieldsOf,
  keysOf,
  lookUp,
  parse,
  parseInSteps,
} from '../../../support/bibtex.ts';
import { dedent } from '../../../support/fixture.ts';

test('entries, their types, keys and spans', () => {
  const text = '@Article{a:b/c+d_e.f-1,\n title = {T}\n}\n\ntext\n@BOOK( b2 , title = "U" )@misc{c}';
  expect(entriesOf(parse(text))).toEqual([
    {
      index: 0,
      key: 'a:b/c+d_e.f-1',
      keySpan: { start: 9, end: 22 },
      type: 'article',
      span: { start: 0, end: 38 },
      aliases: [],
    },
    {
      index: 1,
      key: 'b2',
      keySpan: { start: 52, end: 54 },
      type: 'book',
      span: { start: 45, end: 70 },
      aliases: [],
    },
    {
      index: 2,
      key: 'c',
      keySpan: { start: 76, end: 77 },
      type: 'misc',
      span: { start: 70, end: 78 },
      aliases: [],
    },
  ]);
});

test.each([
  'a',
  'Núñez2000',
  'smith(2000)',
  '10.1016/S0006-3223(99)00230-9',
  "o'brien",
  'a=b',
  '#1',
  '毛2000',
  'a%b',
  'a@b',
])('the key %s', (key) => {
  expect(keysOf(parse(`@article{${key}, title = {T}}`))).toEqual([key]);
});

test('what stands between entries is comment', () => {
  const text = dedent(`
    Written by me@home.org {and} others; see @article and 100% @misc{hidden, x = 1}
    % @article{hidden2, title = {T}}
    @comment{@article{hidden3, title = {T}}}
    @comment this line is none either
    @preamble{"\\newcommand{\\x}[1]{@misc{hidden4, a=1}}"}
    @article{seen, title = {T}}
  `);
  expect(keysOf(parse(text))).toEqual(['seen']);
  expect(parse(text).problems).toEqual([]);
});

test('a comment sign hides the rest of a line between fields, and nothing in a value', () => {
  const text = '@misc{a,\n % title = {Old},\n title = {50% new}, % note = {x}\n year = 2000\n}';
  expect(fieldsOf(text).map(({ name, value }) => [name, value])).toEqual([
    ['title', '50% new'],
    ['year', '2000'],
  ]);
  expect(parse(text).problems).toEqual([]);
});

test('a line with an at sign inside a value that closes does not end the entry', () => {
  const inside = '\n@article{quoted,\n  title = {Q},\n}\n@misc{other,\n note = "x"}\n';
  for (const text of [
    `@misc{a, note = {see ${inside} end}, year = 2000}\n@misc{b,}`,
    `@misc{a, note = {${inside}}\n}\n@misc{b,}`,
    `@misc{a, note = "see {${inside}} end", year = 2000}\n@misc{b,}`,
    `@misc{a, note = {${inside}} # " and more", year = 2000}\n@misc{b,}`,
    `@misc{a, note = {${inside}} year = 2000}\n@misc{b,}`,
  ]) {
    expect(keysOf(parse(text))).toEqual(['a', 'b']);
    expect(decodedValue(text, 'note')).toContain('@article');
  }
});

test('a value that closes far behind, where nothing can follow it, was not closed', () => {
  const text = '@misc{a, title = {{T,\n year = 1\n}\n\n@misc{b, x = 1}\n}\n@misc{c, x = 1}';
  expect(keysOf(parse(text))).toEqual(['a', 'b', 'c']);
  const quoted = '@misc{a, title = "{T,\n year = 1\n}\n\n@misc{b, x = 1}\n"\n@misc{c, x = 1}';
  expect(keysOf(parse(quoted))).toEqual(['a', 'b', 'c']);
});

test('an at sign in a value is no entry', () => {
  const text = '@misc{a, note = {mail\n me@home.org,\n @home and\n @article\n}, year = 1}';
  expect(keysOf(parse(text))).toEqual(['a']);
  expect(parse(text).problems).toEqual([]);
});

test('aliases', () => {
  const bibliography = parse('@misc{a, ids = {b, c}, title = {T}}\n@misc{d, IDS = "e"}');
  expect(entriesOf(bibliography).map(({ aliases }) => aliases)).toEqual([['b', 'c'], ['e']]);
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => lookUp(bibliography, key))).toEqual([
    [0],
    [0],
    [0],
    [1],
    [1],
    [],
  ]);
});

test('keys are compared exactly, and all entries of a key are found', () => {
  const bibliography = parse('@misc{a,}@misc{A,}@misc{a,}@misc{b, ids = a}');
  expect(lookUp(bibliography, 'a')).toEqual([0, 2, 3]);
  expect(lookUp(bibliography, 'A')).toEqual([1]);
});

test('which entry an offset stands in', () => {
  const text = ' @misc{a,} x @string{s = {y}} @misc{b,} ';
  const bibliography = parse(text);
  const shown = [...text]
    .map((_, offset) => ({ '-1': '.', 0: 'a', 1: 'b' })[bibliography.indexAt(offset)])
    .join('');
  expect(shown).toBe('.aaaaaaaaa....................bbbbbbbbb.');
});

test('the spans of fields are those of names and contents', () => {
  const text = '@misc{a, Title = {Some {T}}, year = 2000, month = jan # "~1", note = "N", x = {open';
  const shown = fieldsOf(text).map(({ name, nameSpan, value, valueSpan }) => [
    name,
    text.slice(nameSpan.start, nameSpan.end),
    value,
    text.slice(valueSpan.start, valueSpan.end),
  ]);
  expect(shown).toEqual([
    ['Title', 'Title', 'Some T', 'Some {T}'],
    ['year', 'year', '2000', '2000'],
    ['month', 'month', 'jan\u00a01', 'jan # "~1"'],
    ['note', 'note', 'N', 'N'],
    ['x', 'x', 'open', 'open'],
  ]);
});

test('fields that a missing brace or quote swallowed are found again', () => {
  for (const open of ['{Title', '"Title', '{A {T}itle', '"A {T}itle']) {
    const text = `@misc{a,\n  title = ${open},\n  author = "Smith, A.",\n  year = {2000},\n  note = {N}\n}\n\n@misc{b,}`;
    const fields = fieldsOf(text).map(({ name, value }) => [name, value]);
    expect(fields).toEqual([
      ['title', open.replace(/[{}"]/g, '')],
      ['author', 'Smith, A.'],
      ['year', '2000'],
      ['note', 'N'],
    ]);
  }
});

test('the steps of a long parse say how far it is', () => {
  const text = `@misc{a, title = {${'x'.repeat(1000)}}}\n`.repeat(1000);
  const { shares, bibliography } = parseInSteps(text);
  expect(bibliography.size).toBe(1000);
  expect(shares).toHaveLength(4);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
});
