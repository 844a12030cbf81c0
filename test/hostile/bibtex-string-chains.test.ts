import { expect, test } from 'vitest';
import { decodedValue, parse } from '../support/bibtex.ts';

test('macros that double each other end at a bound', () => {
  const chain = Array.from({ length: 200 }, (_, place) => `@string{a${place + 1} = a${place} # a${place}}`);
  const text = `@string{a0 = "x"}\n${chain.join('\n')}\n@misc{k, title = a200, note = a3}\n`;
  const bibliography = parse(text);
  expect(bibliography.size).toBe(1);
  const [title, note] = bibliography.fields(0);
  expect(title!.value.length).toBeLessThanOrEqual(1_000_000);
  expect(note!.value).toBe('xxxxxxxx');
});

test('many macros that each expand to much share one budget', () => {
  const big = `@string{big = "${'x'.repeat(50_000)}"}\n`;
  const users = Array.from({ length: 2_000 }, (_, place) => `@string{u${place} = big # big}\n`).join('');
  const bibliography = parse(`${big}${users}@misc{k, title = u1999}`);
  // The budget is spent long before the last, which stands as it is written.
  expect(bibliography.fields(0)[0]!.value).toBe('big # big');
});

test('a long chain of macros is followed to its end', () => {
  const chain = Array.from({ length: 20_000 }, (_, place) => `@string{a${place + 1} = a${place}}`).join('\n');
  expect(decodedValue(`@string{a0 = "end"}\n${chain}\n@misc{k, title = a20000}`, 'title')).toBe('end');
});

test('a macro that names itself, or one that comes later, stands as its name', () => {
  const text = '@string{a = a # "x"}\n@string{b = c}\n@string{c = b}\n@misc{k, title = a, note = b # c}';
  expect(decodedValue(text, 'title')).toBe('ax');
  expect(decodedValue(text, 'note')).toBe('cc');
});
