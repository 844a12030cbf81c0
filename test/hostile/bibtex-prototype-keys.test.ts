import { expect, test } from 'vitest';
import { decodedValue, keysOf, lookUp, parse, referenceTo } from '../support/bibtex.ts';

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

test.each(names)('%s as a key, a type, a field, a macro and a parent', (name) => {
  const text = `
    @string{${name} = {Macro}}
    @${name}{${name}, ${name} = {Field}, title = ${name}, ids = {also-${name}}}
    @inbook{child, crossref = {${name}}}`;
  const bibliography = parse(text);
  expect(keysOf(bibliography)).toEqual([name, 'child']);
  expect(lookUp(bibliography, name)).toEqual([0]);
  expect(lookUp(bibliography, `also-${name}`)).toEqual([0]);
  expect(decodedValue(text, 'title')).toBe('Macro');
  expect(referenceTo(text, name)).toMatchObject({ id: name, type: 'document', title: 'Macro' });
  expect(referenceTo(text, 'child')['container-title']).toBe('Macro');
  expect(Object.getPrototypeOf(referenceTo(text, name))).toBe(Object.prototype);
});

test('no such key where none was written', () => {
  const bibliography = parse('@book{a, title = {T}}');
  for (const name of names) expect(lookUp(bibliography, name)).toEqual([]);
  expect(decodedValue('@book{a, title = constructor}', 'title')).toBe('constructor');
});
