import { expect, test } from 'vitest';
import { decodedValue, EditedBibliography, entriesOf, keysOf, parse } from '../support/bibtex.ts';

test('NUL bytes between and in entries', () => {
  const text = '\0\0@book{a,\0 title = {T\0U}}\0@book{b, title = {V}}';
  expect(keysOf(parse(text))).toEqual(['a', 'b']);
  expect(decodedValue(text, 'title')).toBe('T\0U');
});

test('a file of NUL bytes, and one in UTF-16 that was read as UTF-8', () => {
  expect(parse('\0'.repeat(100_000)).size).toBe(0);
  const wide = [...'@book{a, title = {T}}\n'].map((char) => `${char}\0`).join('');
  expect(parse(wide).size).toBe(0);
});

test('halves of surrogate pairs stay what they are', () => {
  const edited = new EditedBibliography('@book{a\ud83d, title = {\ude00}}');
  edited.edit({ start: 8, end: 8, text: '\ude00' });
  expect(entriesOf(edited.bibliography)).toEqual(entriesOf(parse(edited.text)));
  expect(keysOf(edited.bibliography)).toEqual(['a😀']);
});
