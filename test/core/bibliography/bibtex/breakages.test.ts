import { expect, test } from 'vitest';
import { corpusInPieces } from '../../../bench/corpus.mjs';
import { keysOf, parse, problemCodes } from '../../../support/bibtex.ts';

/** 1,000 entries in pieces; the one in the middle is broken in each way. */
const pieces = [...corpusInPieces(1000)];
const middle = 501;
const whole = pieces[middle]!;
const brokenKey = /\{([^{,]+),/.exec(whole)![1]!;
const intactKeys = keysOf(parse(pieces.join(''))).filter((key) => key !== brokenKey);

const replaced = (pattern: RegExp, by: string): string => {
  const broken = whole.replace(pattern, by);
  if (broken === whole) throw new Error(`The entry has no ${pattern}.`);
  return broken;
};

const breakages: [name: string, entry: string][] = [
  ["a value's closing brace is missing", replaced(/(title = \{.*)\},\n/, '$1,\n')],
  ["two of a value's braces are missing", replaced(/title = \{(.*)\},\n/, 'title = {{$1,\n')],
  ["the last value's closing brace is missing", replaced(/\},\n\}\n\n/, ',\n}\n\n')],
  ["the entry's closing brace is missing", replaced(/\n\}\n\n/, '\n\n')],
  ['both braces at the end are missing', replaced(/\},\n\}\n\n/, '\n\n')],
  ['a quote is open', replaced(/title = \{(.*)\},\n/, 'title = "$1,\n')],
  ['a quote is open and holds an open brace', replaced(/title = \{(.*)\},\n/, 'title = "{$1,\n')],
  ['there is a brace too many', replaced(/(title = \{.*\}),\n/, '$1},\n')],
  ['the entry is being typed: type', '@arti\n\n'],
  ['the entry is being typed: brace', '@article{\n\n'],
  ['the entry is being typed: key', '@article{smith20\n\n'],
  ['the entry is being typed: field', `@article{${brokenKey},\n  auth\n\n`],
  ['the entry is being typed: equals', `@article{${brokenKey},\n  author =\n\n`],
  ['the entry is being typed: value', `@article{${brokenKey},\n  author = {Smith\n\n`],
  ['an at sign stands alone', '@\n\n'],
  ['an at sign stands alone behind text', 'see\n  @ \n'],
  ['a comma is missing', replaced(/(title = \{.*\}),\n/, '$1\n')],
  ['the comma behind the key is missing', replaced(/,\n/, '\n')],
  ['an equals sign is missing', replaced(/title = \{/, 'title {')],
  ['a value is missing', replaced(/title = .*\n/, 'title =\n')],
  ['the key is missing', replaced(/\{[^{,]+,/, '{')],
  ['the key is empty', replaced(/\{[^{,]+,/, '{,')],
];

test.each(breakages)('%s', (_, entry) => {
  const bibliography = parse([...pieces.slice(0, middle), entry, ...pieces.slice(middle + 1)].join(''));
  const found = keysOf(bibliography);
  expect(found.filter((key) => key !== brokenKey)).toEqual(intactKeys);
  expect(problemCodes(bibliography)).toContain('bib-syntax');
  const start = pieces.slice(0, middle).join('').length;
  for (const problem of bibliography.problems) {
    expect(problem.start).toBeGreaterThanOrEqual(start);
    expect(problem.end).toBeLessThanOrEqual(start + entry.length);
  }
});

test('the unbroken corpus has no problems', () => {
  const bibliography = parse(pieces.join(''));
  expect(bibliography.size).toBe(1005);
  expect(bibliography.problems).toEqual([]);
});

test('several broken entries in a row cost only themselves', () => {
  const broken = breakages.map(([, entry]) => entry).join('');
  const text = [...pieces.slice(0, middle), broken, ...pieces.slice(middle + 1)].join('');
  const found = keysOf(parse(text)).filter((key) => key !== brokenKey);
  expect(found).toEqual(intactKeys);
});
