import { expect, test } from 'vitest';
import { assertLinear } from '../support/assertLinear.ts';
import {
  decodedValue,
  EditedBibliography,
  entriesOf,
  keysOf,
  parse,
  referenceOf,
} from '../support/bibtex.ts';

const nested = (depth: number, text: string): string => '{'.repeat(depth) + text + '}'.repeat(depth);

/** Everything of a text is asked for once. */
function readAll(text: string): void {
  const bibliography = parse(text);
  for (const { index } of entriesOf(bibliography)) {
    bibliography.fields(index);
    bibliography.reference(index);
    bibliography.searchFields(index);
  }
  expect(bibliography.problems.length).toBeLessThanOrEqual(1001);
}

test('5,000 nested braces', () => {
  const text = `@book{a, title = ${nested(5_000, 'T')}, author = ${nested(5_000, 'A B')}}\n@book{b, title = {U}}`;
  expect(keysOf(parse(text))).toEqual(['a', 'b']);
  expect(decodedValue(text, 'title')).toBe('T');
  expect(referenceOf(text).author).toEqual([{ literal: 'A B' }]);
});

test('5,000 nested commands and accents', () => {
  const commands = `${'\\emph{'.repeat(5_000)}x${'}'.repeat(5_000)}`;
  expect(decodedValue(`@book{a, title = {${commands}}}`, 'title')).toBe('x');
  const accents = `${"\\'{".repeat(5_000)}e${'}'.repeat(5_000)}`;
  expect(decodedValue(`@book{a, title = {${accents}}}`, 'title')).toMatch(/^é/);
  const quotes = `${'\\enquote{'.repeat(5_000)}x${'}'.repeat(5_000)}`;
  expect(decodedValue(`@book{a, title = {${quotes}}}`, 'title')).toHaveLength(10_001);
});

test('5,000 braces that nothing closes, and an entry behind them', () => {
  const open = `@book{a, title = ${'{'.repeat(5_000)}\n\n@book{b, title = {U}}\n`;
  expect(keysOf(parse(open))).toEqual(['a', 'b']);
});

/** Inputs that make a naive look ahead quadratic. */
const adversaries: [name: string, make: (size: number) => string][] = [
  ['open braces and entry lines', (size) => '@a{k,t={\n'.repeat(size / 10)],
  ['open quotes and entry lines', (size) => '@a{k,t="{\n'.repeat(size / 10)],
  ['open quotes with balanced braces', (size) => '@a{k,t="{}\n'.repeat(size / 10)],
  ['quotes before whole entries', (size) => '@a{k,t="{x}\n@b{l,u={y}}\n'.repeat(size / 25)],
  ['open braces closed at the end', (size) => '@a{k,t={\n'.repeat(size / 10) + '}'.repeat(size / 10)],
  ['two braces open in each entry', (size) => '@a{k,\n t = {{x,\n y = 2\n}\n\n'.repeat(size / 25)],
  ['open braces alone', (size) => `@a{k,t=${'{'.repeat(size)}`],
  ['closing braces alone', (size) => `@a{k,t={}${'}'.repeat(size)}`],
  ['at signs', (size) => '@'.repeat(size)],
  ['at signs on lines of their own', (size) => '@\n'.repeat(size / 2)],
  ['at signs in a value', (size) => `@a{k,t={${'\n@'.repeat(size / 2)}}}`],
  ['entries in a value that closes', (size) => `@a{k,t={${'\n@b{l,}'.repeat(size / 8)}}}`],
  ['entries in a value that does not close', (size) => `@a{k,t={{${'\n@b{l,}'.repeat(size / 8)}}}`],
  ['types without braces', (size) => '@article '.repeat(size / 9)],
  ['half-typed keys', (size) => '@article{smith\n'.repeat(size / 15)],
  ['fields without values', (size) => `@a{k,${'a=,'.repeat(size / 3)}}`],
  ['fields of one entry that are not closed', (size) => `@a{k,${'\n t = {x,'.repeat(size / 9)}\n}`],
  ['hashes', (size) => `@a{k,t=${'"x"#'.repeat(size / 4)}}`],
  ['junk between fields', (size) => `@a{k,${'=("#'.repeat(size / 4)}}`],
  ['comment signs', (size) => '%@\n'.repeat(size / 3)],
  ['comments that are not closed', (size) => '@comment{\n'.repeat(size / 10)],
  ['comments in parentheses that are not closed', (size) => '@comment(\n'.repeat(size / 10)],
  ['names', (size) => `@a{k,author={${'A and '.repeat(size / 6)}}}`],
  ['commas in names', (size) => `@a{k,author={${'a,'.repeat(size / 2)}}}`],
  ['dollar signs', (size) => `@a{k,title={${'$^'.repeat(size / 2)}}}`],
  ['scripts that are not closed', (size) => `@a{k,title={$${'_{'.repeat(size / 2)}}}`],
  ['backslashes', (size) => `@a{k,title={${'\\'.repeat(size)}}}`],
  ['accents', (size) => `@a{k,title={${"\\'".repeat(size / 2)}e}}`],
  ['duplicate keys', (size) => '@a{k,t={}}'.repeat(size / 10)],
];

test.each(adversaries)('%s take linear time', (_, make) => {
  assertLinear((size) => {
    const text = make(size);
    return () => readAll(text);
  });
});

test.each(adversaries)('%s are edited as they are read', (_, make) => {
  const edited = new EditedBibliography(make(3_000));
  for (const [share, text] of [
    [0.5, '}'],
    [0, '@b{new,}'],
    [0.9, '{'],
    [0.2, '\n@c{other, t={}}\n'],
  ] as const) {
    const start = Math.floor(edited.text.length * share);
    edited.edit({ start, end: start + 1, text });
    const fresh = parse(edited.text);
    expect(keysOf(edited.bibliography)).toEqual(keysOf(fresh));
    expect(entriesOf(edited.bibliography)).toEqual(entriesOf(fresh));
    expect(edited.bibliography.problems).toEqual(fresh.problems);
  }
});
