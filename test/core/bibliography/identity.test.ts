import { describe, expect, it } from 'vitest';
import { normaliseDoi, sameWork, sameWorkGroups } from '../../../src/core/bibliography/identity.ts';
import type { Reference } from '../../../src/core/bibliography/types.ts';
import { keysOf, parseListed } from '../../support/bibliography.ts';
import { type Work, work } from '../../support/library.ts';

const title = 'Antidepressant effects of ketamine in depressed patients';
const berman = { ...work('a', `Berman 2000: ${title}`), volume: '47' } as Reference;

describe('normaliseDoi', () => {
  it.each([
    ['10.1016/ABC', '10.1016/abc'],
    ['https://doi.org/10.1016/S0006-3223(99)00230-9', '10.1016/s0006-3223(99)00230-9'],
    ['doi: 10.1016%2Fabc.', '10.1016/abc'],
    ['10.1000.10/x', '10.1000.10/x'],
    ['n/a', undefined],
    ['', undefined],
  ])('%j', (text, doi) => {
    expect(normaliseDoi(text)).toBe(doi);
  });
});

describe('sameWork', () => {
  it.each<[string, Partial<Reference>, Partial<Reference>, boolean]>([
    [
      'one DOI in two spellings',
      { DOI: '10.1016/A' },
      { DOI: 'https://doi.org/10.1016/a', title: 'Else' },
      true,
    ],
    ['two DOIs for one title (a preprint)', { DOI: '10.1016/a' }, { DOI: '10.1101/b' }, false],
    ['a DOI on one side, the same title', { DOI: '10.1016/a' }, {}, true],
    [
      'case, accents and punctuation',
      {},
      { title: 'ANTIDEPRESSANT effects of kétamine: in depressed patients.' },
      true,
    ],
    ['another year', {}, { issued: { 'date-parts': [[2001]] } }, false],
    ['another first author', {}, { author: [{ family: 'Zarate' }] }, false],
    ['no author on one side, a long title', {}, { author: [] }, true],
    ['another volume', {}, { volume: '48' }, false],
    ['another first page', { page: '351-4' }, { page: '360' }, false],
    ['pages written in two ways', { page: '351-4' }, { page: '351–354' }, true],
    ['a short title without an author', { title: 'Editorial' }, { title: 'Editorial', author: [] }, false],
    ['a short title with the author', { title: 'Editorial' }, { title: 'Editorial' }, true],
    ['no titles', { title: '' }, { title: '' }, false],
  ])('%s', (_, a, b, same) => {
    expect(sameWork({ ...berman, ...a }, { ...berman, ...b })).toBe(same);
    expect(sameWork({ ...berman, ...b }, { ...berman, ...a })).toBe(same);
  });
});

describe('sameWorkGroups', () => {
  const groupsOf = (works: readonly Work[]) => {
    const bibliography = parseListed('csl-json', JSON.stringify(works));
    return sameWorkGroups(bibliography).map((group) => group.map((index) => keysOf(bibliography)[index]));
  };

  it('joins through DOI and title, each group once, in file order', () => {
    expect(
      groupsOf([
        work('x', 'Else 1990: Another title that is long enough'),
        { ...berman, id: 'a', DOI: '10.1016/A' },
        { ...berman, id: 'b', title: `${title}: a trial`, DOI: '10.1016/a' },
        { ...berman, id: 'c' },
        work('y', 'Else 1991: Another title that is long enough'),
      ]),
    ).toEqual([['a', 'b', 'c']]);
  });

  it('leaves chapters apart that carry the DOI of their book', () => {
    const chapter = (id: string, chapterTitle: string): Work => ({
      id,
      title: chapterTitle,
      DOI: '10.1007/book',
    });
    expect(groupsOf([chapter('a', 'First chapter'), chapter('b', 'Second chapter')])).toEqual([]);
  });
});
