import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackIndex } from '../../src/core/paper/packIndex.ts';
import { packText, problemsOf, readPack } from '../support/packs.ts';

const term = (more: object) => ({
  id: 'a',
  prefLabel: 'a',
  category: 'x',
  definition: 'Something long.',
  sections: [],
  ...more,
});

describe('a pack file from anywhere', () => {
  it('gives problems, never an exception, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json()), (text) => {
        const { value, problems } = readPack(text);
        expect(value).toBeUndefined();
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('survives any value in any place of a pack', () => {
    const anything = fc.jsonValue();
    const keys = [
      'source',
      'references',
      'terms',
      'sections',
      'citations',
      'abbreviations',
      'facts',
      'counts',
      'provenance',
      'maintainers',
      'origin',
      'lang',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...keys), anything, fc.boolean(), (key, thing, inList) => {
        const { value } = readPack(packText({ [key]: inList ? [thing, term({})] : thing }));
        if (value !== undefined) new PackIndex(value);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['100,000 lists in one another', '['.repeat(100_000), /more than 40 deep/],
    ['100,000 objects in one another', '{"a":'.repeat(100_000), /more than 40 deep/],
    ['random bytes', '\u0000\u0001PK\u0003\u0004\ufffd'.repeat(1000), /./],
    [
      '50 MB in one definition',
      packText({ terms: [term({ definition: 'x'.repeat(50_000_000) })] }),
      /larger than 8 million characters/,
    ],
  ])('refuses %s with a message', (_, text, message) => {
    expect(readPack(text).value).toBeUndefined();
    expect(problemsOf(text)[0]?.says).toMatch(message);
  });

  it('loses one term to a definition of 5 MB, and no more', () => {
    const text = packText({
      terms: [term({ definition: 'x'.repeat(5_000_000) }), term({ id: 'b', prefLabel: 'b' })],
    });
    expect(readPack(text).value?.terms.map(({ id }) => id)).toEqual(['b']);
    expect(problemsOf(text)[0]?.says).toMatch(/“definition” is longer than 500 characters/);
  });

  it('loses one term to a list of a million values', () => {
    const text = packText({
      terms: [term({ broader: Array(500_000).fill('b') }), term({ id: 'b', prefLabel: 'b' })],
    });
    expect(readPack(text).value?.terms.map(({ id }) => id)).toEqual(['b']);
    expect(problemsOf(text)[0]?.says).toMatch(/more than 60000 values/);
  });

  it('shows 200 problems of many', () => {
    const { problems } = readPack(packText({ terms: Array(5000).fill(term({ id: 'NO' })) }));
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)).toMatchObject({
      code: 'limit-reached',
      message: expect.stringContaining('5000') as string,
    });
  });

  it('takes names that are half a character, and labels that look like rules, as they are', () => {
    const half = packText({ terms: [term({})] }).replace('"category"', '"\\ud800": 1, "category"');
    expect(readPack(half).value?.terms).toEqual([]);
    const text = packText({ terms: [term({ prefLabel: '(a+)+$', altLabel: ['[x', '.*'] })] });
    expect(problemsOf(text)).toEqual([]);
  });

  it('warns of HTML and command links in labels', () => {
    for (const label of ['<img src=x onerror=alert(1)>', '[x](y)', 'command:workbench.action.quit'])
      expect(problemsOf(packText({ terms: [term({ prefLabel: label })] }))[0]?.says).toMatch(/markup/);
  });

  it('walks a million ways through wider terms once each', () => {
    const layer = (n: number) => [`a${n}`, `b${n}`];
    const terms = Array.from({ length: 40 }, (_, n) =>
      layer(n).map((id) => term({ id, prefLabel: id, broader: n < 39 ? layer(n + 1) : [] })),
    ).flat();
    const index = new PackIndex(readPack(packText({ terms })).value!);
    expect(index.widerThan(index.term('a0')!)).toHaveLength(78);
  });
});
