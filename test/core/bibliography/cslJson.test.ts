import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf, onlyReference, parseListed, placesIn, problemCodes } from '../../support/bibliography.ts';

const berman = {
  id: 'berman2000',
  type: 'article-journal',
  title: 'Antidepressant effects of ketamine in depressed patients',
  author: [
    { family: 'Berman', given: 'Robert M' },
    { family: 'Cappiello', given: 'Angela' },
  ],
  issued: { 'date-parts': [[2000, 2, 15]] },
  'container-title': 'Biological Psychiatry',
  volume: '47',
  page: '351-354',
  DOI: '10.1016/S0006-3223(99)00230-9',
};

it('knows a work by the key that Manubot keeps in its note', () => {
  const text = JSON.stringify([{ id: 'x7Q', note: 'Loaded by Manubot.\nstandard_id: Strehl2002' }]);
  const list = parseListed('csl-json', text);
  expect(list.entry(0).aliases).toEqual(['Strehl2002']);
});

describe('places in CSL-JSON', () => {
  it('gives the characters of each key and the place of what is wrong', () => {
    const { expected, found } = placesIn(
      'csl-json',
      `
      [
        { "id": "berman2000", "type": "article-journal" },
                 ^^^^^^^^^^ key berman2000
        { "type": "book", "id": 17 },
                                ^^ key 17
        { "citation-key": "mcewen\\u00e9", "title": null }
                           ^^^^^^^^^^^^ key mcewené
      ]
      `,
    );
    expect(found).toEqual(expected);
  });

  it('names a comma too many and a comma missing, and reads on', () => {
    const { expected, found } = placesIn(
      'csl-json',
      `
      [
        { "id": "a", "title": "x", }
                 ^ key a
                                   ^ bib-syntax
        { "id": "b" }
        ^ bib-syntax
                 ^ key b
      ]
      `,
    );
    expect(found).toEqual(expected);
  });

  it('marks the second entry with a key', () => {
    const { expected, found } = placesIn(
      'csl-json',
      `
      [{ "id": "a" }, { "id": "a" }]
                ^              ^ key a
                               ^ bib-duplicate-key
      `,
    );
    expect(found).toEqual(expected);
  });

  it('finds the entry at an offset and its fields', () => {
    const text = JSON.stringify([berman, { id: 'b' }], null, 2);
    const bibliography = parseListed('csl-json', text);
    expect(bibliography.indexAt(text.indexOf('Cappiello'))).toBe(0);
    expect(bibliography.indexAt(text.indexOf('"b"'))).toBe(1);
    expect(bibliography.indexAt(0)).toBe(-1);
    const fields = bibliography.fields(0);
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(berman));
    for (const { name, nameSpan, value, valueSpan } of fields) {
      expect(text.slice(nameSpan.start, nameSpan.end)).toBe(name);
      if (typeof berman[name as keyof typeof berman] === 'string') {
        expect(text.slice(valueSpan.start, valueSpan.end)).toBe(value);
      }
    }
  });
});

describe('shapes of CSL-JSON', () => {
  it.each([
    ['a list', JSON.stringify([berman])],
    ['a list with a byte order mark', `\uFEFF${JSON.stringify([berman])}`],
    ['an object with items', JSON.stringify({ items: [berman] })],
    ['one item', JSON.stringify(berman)],
  ])('%s', (_, text) => {
    expect(onlyReference('csl-json', text)).toEqual(berman);
    expect(parseListed('csl-json', text).problems).toEqual([]);
  });

  it('reads JSON lines', () => {
    expect(keysOf(parseListed('csl-json', '{"id":"a"}\n{"id":"b"}\n'))).toEqual(['a', 'b']);
  });

  it.each(['', ' ', '[]', '[', 'nonsense', '"text"', '[1, 2]', '{', '[{]', '[{}]', '[[]]', 'null'])(
    '%j gives no entry',
    (text) => {
      expect(parseListed('csl-json', text).size).toBe(0);
    },
  );

  it('makes text of numbers, dates of all forms, and plain text of marked text', () => {
    const reference = onlyReference(
      'csl-json',
      JSON.stringify({
        id: 5,
        volume: 47,
        title: 'Ca<sup>2+</sup> &lt; <i>in vivo</i>, p<0.05',
        issued: { 'date-parts': [['2000', '2']] },
        accessed: { raw: '2018-10-01' },
        submitted: { literal: 'in press' },
        DOI: '10.1/x',
        author: [{ literal: 'The Group' }, { family: '' }, 'Plain Name'],
        __proto__x: 'y',
      }),
    );
    expect(reference).toMatchObject({
      id: '5',
      volume: '47',
      title: 'Ca2+ &lt; in vivo, p<0.05',
      issued: { 'date-parts': [[2000, 2]] },
      accessed: { 'date-parts': [[2018, 10, 1]] },
      submitted: { literal: 'in press' },
      author: [{ literal: 'The Group' }, { literal: 'Plain Name' }],
    });
  });

  it('takes the citation key as an alias beside an id', () => {
    const bibliography = parseListed(
      'csl-json',
      '[{"id":"http://zotero.org/items/1","citation-key":"berman2000"}]',
    );
    expect(bibliography.indexesOf('berman2000')).toEqual([0]);
    expect(bibliography.indexesOf('http://zotero.org/items/1')).toEqual([0]);
  });
});

describe('one broken item costs one item', () => {
  const keys = Array.from({ length: 200 }, (_, index) => `key${index}`);
  const items = keys.map((key) => ({ ...berman, id: key }));
  const breakages: Record<string, (item: string) => string> = {
    'no closing brace': (item) => item.slice(0, item.lastIndexOf('}')),
    'no closing bracket inside': (item) => item.replace(']', ''),
    'an open quotation mark': (item) => item.replace('patients"', 'patients'),
    'no comma': (item) => item.replace('",', '"'),
    'no value': (item) => item.replace('"47"', ''),
    'no colon': (item) => item.replace('"volume":', '"volume"'),
    'a bad escape': (item) => item.replace('ketamine', 'ket\\amine'),
    'a closing bracket too many': (item) => item.replace('"47"', '"47"]'),
    'being typed': (item) => `${item.slice(0, item.indexOf('"volume"'))}"vol`,
  };
  for (const [name, breakIt] of Object.entries(breakages)) {
    it.each([
      ['indented', 2],
      ['on one line', undefined],
    ])(`${name}, %s`, (_, indent) => {
      const parts = items.map((item) => JSON.stringify(item, null, indent));
      parts[100] = breakIt(parts[100]!);
      const bibliography = parseListed('csl-json', `[${parts.join(',\n'.slice(0, indent ?? 1))}]`);
      expect(keysOf(bibliography).filter((key) => key !== 'key100')).toEqual(
        keys.filter((key) => key !== 'key100'),
      );
      expect(problemCodes(bibliography)).toEqual(['bib-syntax']);
      expect(bibliography.reference(bibliography.indexesOf('key101')[0]!)).toEqual({
        ...berman,
        id: 'key101',
      });
    });
  }
});

describe('any JSON', () => {
  it('reads what JSON.parse reads, wherever white space is', () => {
    const item = fc.dictionary(
      fc.oneof(fc.constantFrom('title', 'volume', 'author', 'note', '__proto__', 'constructor'), fc.string()),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), fc.constantFrom(undefined, 2, '\t'), (values, indent) => {
        const list = values.map((value, index) => ({ ...value, id: `k${index}` }));
        const bibliography = parseListed('csl-json', JSON.stringify(list, null, indent));
        expect(bibliography.problems).toEqual([]);
        expect(keysOf(bibliography)).toEqual(list.map(({ id }) => id));
        expect(list.map((_, index) => bibliography.reference(index).id)).toEqual(keysOf(bibliography));
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on changed JSON, and keeps places inside the text', () => {
    const text = JSON.stringify([berman, { ...berman, id: 'b' }, { ...berman, id: 'c' }], null, 1);
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(20),
        fc.string({ unit: fc.constantFrom(...'{}[]":,\\ \n0a') }),
        (at, cut, put) => {
          const changed = text.slice(0, at) + put + text.slice(at + cut);
          const bibliography = parseListed('csl-json', changed);
          let last = 0;
          for (let index = 0; index < bibliography.size; index += 1) {
            const { span, keySpan } = bibliography.entry(index);
            expect(span.start).toBeGreaterThanOrEqual(last);
            expect(keySpan.start).toBeGreaterThanOrEqual(span.start);
            expect(keySpan.end).toBeLessThanOrEqual(span.end);
            last = span.end;
            bibliography.reference(index);
            bibliography.fields(index);
          }
          expect(last).toBeLessThanOrEqual(changed.length);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
