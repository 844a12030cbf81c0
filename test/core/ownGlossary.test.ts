import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedToGlossary, type OwnTerm, readOwnGlossary } from '../../src/core/paper/ownGlossary.ts';

const read = (text: string) => {
  const { value, problems } = readOwnGlossary(text, 'file:///w/.psycite/glossary.yaml');
  return { terms: value?.terms ?? [], problems, value };
};

const applied = (text: string, term: OwnTerm): string => {
  const edit = addedToGlossary(text, term);
  if (typeof edit === 'string') throw new Error(edit);
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
};

describe('a glossary of one’s own', () => {
  it('is a list of terms with their places', () => {
    const text =
      'terms:\n  - short: QRS\n    long: quick rating scale\n    definition: >\n      A scale\n      of ours.\n    source: adey2020\n    also: [quick scale]\n  - long: 5-HT2A\n';
    const { terms, problems, value } = read(text);
    expect(problems).toEqual([]);
    expect(value?.kind).toBe('own');
    expect(terms[0]).toMatchObject({
      prefLabel: 'quick rating scale',
      shortForms: ['QRS'],
      safeShortForms: ['QRS'],
      altLabel: ['quick scale'],
      definition: 'A scale of ours.',
      source: 'adey2020',
    });
    expect(text.slice(terms[0]!.start, terms[0]!.end)).toBe('quick rating scale');
    expect(terms[1]).toMatchObject({ prefLabel: '5-HT2A' });
  });

  it('may be a bare list, or short forms with their long ones', () => {
    expect(read('- long: a term\n').terms.map(({ prefLabel }) => prefLabel)).toEqual(['a term']);
    const { terms } = read('terms:\n  QRS: quick rating scale\n  ZX: { long: zeta x, definition: d }\n');
    expect(terms.map(({ shortForms, prefLabel }) => [shortForms, prefLabel])).toEqual([
      [['QRS'], 'quick rating scale'],
      [['ZX'], 'zeta x'],
    ]);
  });

  it('says what is wrong where it is wrong, and reads the rest', () => {
    const text = 'terms:\n  - shrt: A\n    long: b c\n  - definition: d\n  - text\n';
    const { terms, problems } = read(text);
    expect(terms.map(({ prefLabel }) => prefLabel)).toEqual(['b c']);
    expect(problems.map(({ code, start, end }) => [code, text.slice(start, end).trim()])).toEqual([
      ['pack-schema', 'shrt'],
      ['pack-schema', 'definition: d'],
      ['pack-schema', 'text'],
    ]);
    expect(read('terms: {').problems[0]?.code).toBe('pack-syntax');
  });

  it('is empty where nothing is in it, and never throws', () => {
    for (const text of ['', '# note\n', 'terms:\n', 'terms: []\n'])
      expect(read(text)).toMatchObject({ terms: [], problems: [] });
    expect(read('['.repeat(100_000)).value).toBeUndefined();
    expect(read('a: &a [1]\nterms: [*a, *a]\n').terms).toEqual([]);
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => void read(text)),
      { numRuns: 100 },
    );
  });

  it('takes a term in behind what is there, and leaves that alone', () => {
    const first = applied('', { long: 'quick rating scale', short: 'QRS', source: 'adey2020' });
    expect(first).toContain('terms:\n  - short: QRS\n    long: quick rating scale\n    source: adey2020\n');
    const text = `${first}    # kept\n`;
    const second = applied(text, { long: 'a: b', definition: 'yes' });
    expect(second.startsWith(first)).toBe(true);
    expect(second).toContain('# kept\n');
    expect(read(second).terms.map(({ prefLabel, definition }) => [prefLabel, definition])).toEqual([
      ['quick rating scale', undefined],
      ['a: b', 'yes'],
    ]);
    expect(applied('terms:\n', { long: 'x' })).toBe('terms:\n  - long: x\n');
    expect(applied('- long: y', { long: 'x' })).toBe('- long: y\n- long: x\n');
    expect(addedToGlossary(second, { long: 'Quick Rating Scale', short: 'QRS' })).toContain('already');
    expect(addedToGlossary('terms: {', { long: 'x' })).toContain('cannot be read');
    expect(addedToGlossary('terms: {A: b}\n', { long: 'x' })).toContain('no list');
  });

  it('gives back whatever is written into it', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((one) => one.trim() !== '');
    const clean = (one: string) => one.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    fc.assert(
      fc.property(text, text, (long, definition) => {
        fc.pre(clean(long) !== '' && clean(definition) !== '');
        const { terms, problems } = read(applied('', { long, definition }));
        expect(problems).toEqual([]);
        expect(terms).toMatchObject([{ prefLabel: clean(long), definition: clean(definition) }]);
      }),
      { numRuns: 100 },
    );
  });
});
