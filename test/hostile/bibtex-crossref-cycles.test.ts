import { expect, test } from 'vitest';
import { parse, referenceTo } from '../support/bibtex.ts';

test('entries that inherit from each other', () => {
  const text = `
    @inbook{a, crossref = {b}, title = {A}}
    @book{b, crossref = {c}, publisher = {B}}
    @book{c, crossref = {a}, year = 2000}
    @misc{self, crossref = {self}, xdata = {self}, title = {Self}}`;
  expect(referenceTo(text, 'a')).toMatchObject({
    title: 'A',
    publisher: 'B',
    issued: { 'date-parts': [[2000]] },
  });
  expect(referenceTo(text, 'b')).toMatchObject({ publisher: 'B', issued: { 'date-parts': [[2000]] } });
  expect(referenceTo(text, 'self')).toMatchObject({ title: 'Self' });
});

test('a chain of ten thousand parents is followed a bounded way', () => {
  const chain = Array.from({ length: 10_000 }, (_, place) => `@book{k${place}, crossref = {k${place + 1}}}`);
  const bibliography = parse(`${chain.join('\n')}\n@book{k10000, publisher = {Far}}`);
  expect(bibliography.size).toBe(10_001);
  expect(bibliography.reference(0).publisher).toBeUndefined();
  expect(bibliography.reference(9_990).publisher).toBe('Far');
  expect(bibliography.searchFields(0).key).toBe('k0');
});

test('an entry with ten thousand xdata parents', () => {
  const keys = Array.from({ length: 10_000 }, (_, place) => `x${place}`);
  const parents = keys.map((key) => `@xdata{${key}, note = {${key}}}`).join('\n');
  const bibliography = parse(`@book{a, xdata = {${keys.join(',')}}, title = {T}}\n${parents}`);
  expect(bibliography.reference(0)).toMatchObject({ title: 'T', note: 'x0' });
});
