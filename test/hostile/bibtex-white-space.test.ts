import { expect, test } from 'vitest';
import { assertLinear } from '../support/assertLinear.ts';
import { decodedValue, keysOf, parse, referenceOf } from '../support/bibtex.ts';

const places: [name: string, make: (space: string) => string][] = [
  ['behind the type', (space) => `@book${space}{a, title = {T}}`],
  ['before the key', (space) => `@book{${space}a, title = {T}}`],
  ['behind the key', (space) => `@book{a${space}, title = {T}}`],
  ['around the equals sign', (space) => `@book{a, title${space}=${space}{T}}`],
  ['around a hash', (space) => `@book{a, title = "T"${space}#${space}""}`],
  ['before the end', (space) => `@book{a, title = {T}${space}}`],
  ['in a value', (space) => `@book{a, title = {${space}T${space}}}`],
  ['before an entry', (space) => `${space}@book{a, title = {T}}`],
];

test.each(places)('60,000 spaces %s', (_, make) => {
  for (const space of [' '.repeat(60_000), '\n'.repeat(60_000), ' \t\r\n'.repeat(15_000)]) {
    const text = make(space);
    expect(keysOf(parse(text))).toEqual(['a']);
    expect(decodedValue(text, 'title')).toBe('T');
  }
});

test('60,000 spaces in names, dates and pages', () => {
  const space = ' '.repeat(60_000);
  const text = `@book{a, author = {A${space}B${space}and${space}C,${space}D}, year = {${space}2000${space}},
    month = {${space}may}, pages = {1${space}--${space}2}, url = {${space}http://x${space}}, file = {${space}a.pdf}}`;
  expect(referenceOf(text)).toMatchObject({
    author: [
      { family: 'B', given: 'A' },
      { family: 'C', given: 'D' },
    ],
    issued: { 'date-parts': [[2000, 5]] },
    page: '1-2',
    URL: 'http://x',
    files: ['a.pdf'],
  });
});

test('spaces with at signs among them take linear time', () => {
  assertLinear((size) => {
    const text = `@book{a, title = {${`${' '.repeat(50)}@ `.repeat(size / 50)}}}${' @'.repeat(size)}`;
    return () => void parse(text).problems;
  });
});
