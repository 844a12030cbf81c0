import { describe, expect, it } from 'vitest';
import { packText, problemsOf, readPack } from '../../support/packs.ts';

const term = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  prefLabel: id,
  category: 'drug',
  definition: 'A drug of this test.',
  sections: [],
  ...more,
});
const termIds = (text: string) => readPack(text).value?.terms.map(({ id }) => id);

describe('readPack', () => {
  it('reads a pack that keeps all rules', () => {
    const text = packText({ terms: [term('ketamine')] });
    expect(problemsOf(text)).toEqual([]);
    expect(readPack(text).value).toEqual(JSON.parse(text));
  });

  it.each([
    [
      'a term without definition',
      { id: 'b', prefLabel: 'b', category: 'drug', sections: [] },
      '"b"',
      'The term “b”: a “definition” is missing. Write one to three sentences in your own words.',
    ],
    [
      'a term without id',
      { prefLabel: 'b', category: 'drug', sections: [], definition: 'A drug of this test.' },
      '"prefLabel"',
      'This term: “id” is missing. Add it.',
    ],
    [
      'an id with capitals',
      term('B'),
      '"B"',
      'The term “B”: Write an id in small letters, digits and hyphens, as in nmda-receptor.',
    ],
    [
      'a label that is a number',
      { ...term('b'), prefLabel: 3 },
      '3',
      'The term “b”: “prefLabel” should be text in quotation marks.',
    ],
    [
      'something that is no object',
      'ketamine',
      '"ketamine"',
      'This term: “this” should be an object: { … }.',
    ],
  ])('leaves out %s and keeps its neighbours', (_, bad, at, message) => {
    const text = packText({ terms: [term('a'), bad, term('c')] });
    expect(termIds(text)).toEqual(['a', 'c']);
    expect(problemsOf(text)).toEqual([{ at, says: `pack-schema: ${message}` }]);
  });

  it.each([
    [
      'an unknown name',
      { shortform: ['K'] },
      '"shortform"',
      '“shortform” is not known here. Check its spelling, or remove it.',
    ],
    [
      'a definition that is too long',
      { scopeNote: 7 },
      '7',
      '“scopeNote” should be text in quotation marks.',
    ],
    [
      'an identifier without vocabulary',
      { match: [{ id: 'D1', relation: 'exactMatch', verification: 'page' }] },
      '"D1"',
      'Write the identifier with its vocabulary in front: mesh:D007649.',
    ],
    [
      'a relation that SKOS does not have',
      { match: [{ id: 'mesh:D1', relation: 'same', verification: 'page' }] },
      '"same"',
      '“relation” should be one of exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch.',
    ],
  ])('keeps a term with %s, without it', (_, more, at, message) => {
    const text = packText({ terms: [term('a', more)] });
    expect(readPack(text).value?.terms).toEqual([term('a')]);
    expect(problemsOf(text)).toEqual([{ at, says: `pack-schema: The term “a”: ${message}` }]);
  });

  it.each(['packVersion', 'id', 'source'])('is no pack without %s', (name) => {
    const text = packText({ [name]: undefined });
    expect(readPack(text).value).toBeUndefined();
    expect(problemsOf(text).map(({ says }) => says)).toEqual([
      `pack-schema: The file: “${name}” is missing. Add it.`,
    ]);
  });

  it.each(['lang', 'license', 'terms', 'provenance'])('is usable without %s, and says so', (name) => {
    const text = packText({ [name]: undefined });
    expect(readPack(text).value?.id).toBe('moreau2021');
    expect(problemsOf(text).map(({ says }) => says)).toEqual([
      `pack-schema: The file: “${name}” is missing. Add it.`,
    ]);
  });

  it('keeps a term that is called as what every object has', () => {
    const text = packText({ terms: [term('constructor'), { ...term('x'), ['__proto__']: 1 }] });
    expect(termIds(text)).toEqual(['constructor', 'x']);
    const own = packText().replace('"terms": []', '"terms": [{"__proto__": {"id": "x"}}]');
    expect(termIds(own)).toEqual([]);
  });

  it.each([
    ['', 'A value is expected'],
    ['[1', 'A closing ] is missing'],
    ['[]', 'The data of a paper is one JSON object'],
    ['{"id": "a" "lang": "en"}', 'A comma is missing'],
    ['// a\n{}', 'JSON has no comments'],
  ])('says what is wrong with %j', (text, message) => {
    expect(problemsOf(text).map(({ says }) => says)).toContainEqual(expect.stringContaining(message));
    expect(readPack(text).value).toBeUndefined();
  });

  it('still reads what stands before a syntax error', () => {
    const text = packText({ terms: [term('a'), term('b')] });
    expect(termIds(text.slice(0, text.indexOf('"id": "b"')))).toEqual(['a']);
    expect(termIds(text.replace('"en",', '"en"'))).toEqual(['a', 'b']);
  });
});

describe('contributor rules', () => {
  const rule = (at: string, message: RegExp) => ({ at, says: expect.stringMatching(message) as string });

  it.each([
    [
      '1: ids exist',
      [term('a', { supportedBy: ['nobody1999'] })],
      '"nobody1999"',
      /no work with the id “nobody1999”/,
    ],
    ['1: ids exist, relations too', [term('a', { broader: ['z'] })], '"z"', /no term with the id “z”/],
    ['1: ids are unique', [term('a'), term('a', { prefLabel: 'other' })], '"a"', /Two terms have the id “a”/],
    [
      '2: related goes both ways',
      [term('a', { related: ['b'] }), term('b')],
      '"b"',
      /“b” does not name “a” in turn/,
    ],
    [
      '2: not both wider and related',
      [term('a', { broader: ['b'], related: ['b'] }), term('b', { related: ['a'] })],
      '"b"',
      /both wider/,
    ],
    ['3: labels are unique', [term('a'), term('b', { prefLabel: 'a' })], '"a"', /“a” has the same label/],
    [
      '3: labels are plain text',
      [term('a', { altLabel: ['[x](command:evil)'] })],
      '[\n    "[x](command:evil)"\n   ]',
      /markup/,
    ],
    [
      '3: a label belongs to one term',
      [term('a', { altLabel: ['b'] }), term('b', { prefLabel: 'B' })],
      '"b"',
      /“b” is also a label of “b”/,
    ],
    [
      '4: one owner of a short form',
      [term('a', { shortForms: ['GAD'] }), term('b', { shortForms: ['GAD'] })],
      '"GAD"',
      /“GAD” also stands for “a”/,
    ],
    [
      '5: definitions are short',
      [term('a', { definition: `${'word '.repeat(61)}.` })],
      JSON.stringify(`${'word '.repeat(61)}.`),
      /61 words/,
    ],
    [
      '5: three sentences',
      [term('a', { definition: 'One is. Two is. Three is. Four is.' })],
      '"One is. Two is. Three is. Four is."',
      /4 sentences/,
    ],
  ])('%s', (_, terms, at, message) => {
    expect(problemsOf(packText({ terms }))).toContainEqual(rule(at, message));
    expect(readPack(packText({ terms })).value?.terms).toEqual(terms);
  });

  it('finds a circle of wider terms, and only what is in it', () => {
    const terms = [
      term('a', { broader: ['b'] }),
      term('b', { broader: ['c'] }),
      term('c', { broader: ['b'] }),
      term('d'),
    ];
    const found = problemsOf(packText({ terms }));
    expect(found.map(({ says }) => says)).toEqual([
      expect.stringContaining('“b” is wider than itself'),
      expect.stringContaining('“c” is wider than itself'),
    ]);
  });

  const work = {
    id: 'a2000',
    type: 'book',
    title: 'A',
    author: [{ family: 'A' }],
    issued: { 'date-parts': [[2000]] },
  };
  it.each([
    ['6: a title', { ...work, title: '' }, '"a2000"', /no title/],
    ['6: a year', { ...work, issued: undefined }, '"a2000"', /no year/],
    ['6: an author or a reason', { ...work, author: undefined }, '"a2000"', /no author/],
    ['7: a DOI that was seen', { ...work, DOI: '10.1000/x' }, '"10.1000/x"', /not marked/],
  ])('%s', (_, reference, at, message) => {
    expect(problemsOf(packText({ references: [reference] }))).toEqual([rule(at, message)]);
  });

  it('4: a short form with two expansions says where each holds', () => {
    const both = (first: object, second: object) =>
      problemsOf(
        packText({
          abbreviations: [
            { short: 'PD', status: 'defined', long: 'panic disorder', ...first },
            { short: 'PD', status: 'defined', long: 'pharmacodynamics', ...second },
          ],
          sections: [
            { id: 's1', title: '1', extent: 'full' },
            { id: 's2', title: '2', extent: 'full' },
          ],
        }),
      );
    expect(both({}, {})).toEqual([rule('"pharmacodynamics"', /also expanded as “panic disorder”/)]);
    expect(both({ definedIn: 's1' }, { definedIn: 's2' })).toEqual([]);
  });

  it('8: counts stated and counts shown', () => {
    expect(problemsOf(packText({ counts: { referencesStated: 3, referencesShown: 4 } }))).toEqual([
      rule('4', /More are shown \(4\) than the page states \(3\)/),
      rule('4', /the file holds 0/),
    ]);
  });
});
