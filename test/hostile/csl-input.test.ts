import { describe, expect, it } from 'vitest';
import { keysOf, parseListed } from '../support/bibliography.ts';

const depth = 100_000;
const cases: Record<string, string> = {
  'brackets nested 100,000 deep': `[{"id":"a","x":${'['.repeat(depth)}`,
  'closed brackets nested 100,000 deep': `[{"id":"a","x":${'['.repeat(depth)}${']'.repeat(depth)}},{"id":"b"}]`,
  'objects nested 100,000 deep': `[${'{"a":'.repeat(depth)}`,
  'a list of 200,000 open braces': `[${'{'.repeat(200_000)}`,
  '200,000 quotation marks': `[{"id":"a",${'"'.repeat(200_000)}`,
  'broken items one after the other': `[${'{"id" '.repeat(100_000)}`,
  'items that all lack their end': `[${'{"id":"a","t":"x,\n'.repeat(50_000)}`,
  'objects in an item that never ends': `[{"id":"a","list":[${'{"b":1},'.repeat(100_000)}`,
  '60,000 blanks': `[${' '.repeat(60_000)}{"id":${' '.repeat(60_000)}"a"}]`,
  'NUL bytes': `[{"id":"a\u0000b"},\u0000\u0000{"id":"c"}]`,
  'lone surrogates': '[{"id":"\uD800","title":"\uDC00"}]',
  '200,000 backslashes': `[{"id":"${'\\'.repeat(200_000)}"}]`,
};

describe('hostile CSL-JSON', () => {
  it.each(Object.entries(cases))('%s', (_, text) => {
    const bibliography = parseListed('csl-json', text);
    expect(bibliography.problems.length).toBeLessThanOrEqual(1001);
    for (let index = 0; index < Math.min(bibliography.size, 100); index += 1) {
      bibliography.reference(index);
      bibliography.fields(index);
    }
  });

  it('loses the item that is nested too deeply, and no other', () => {
    const text = cases['closed brackets nested 100,000 deep']!;
    expect(keysOf(parseListed('csl-json', text))).toEqual(['a', 'b']);
  });

  it('gives keys of objects no power', () => {
    const text =
      '[{"id":"__proto__","__proto__":{"title":"x"},"constructor":"y"},{"id":"constructor"},{"id":"toString"}]';
    const bibliography = parseListed('csl-json', text);
    expect(bibliography.indexesOf('__proto__')).toEqual([0]);
    expect(bibliography.indexesOf('constructor')).toEqual([1]);
    expect(bibliography.indexesOf('hasOwnProperty')).toEqual([]);
    expect(Object.getPrototypeOf(bibliography.reference(0))).toBe(Object.prototype);
    expect(bibliography.reference(0).title).toBeUndefined();
  });

  it('bounds the names of one work', () => {
    const author = Array.from({ length: 20_000 }, (_, index) => ({ family: `F${index}` }));
    const reference = parseListed('csl-json', JSON.stringify([{ id: 'a', author }])).reference(0);
    expect([reference.author?.length, reference.othersOmitted]).toEqual([5000, true]);
  });
});
