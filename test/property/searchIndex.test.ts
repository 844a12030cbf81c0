import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCslJson } from '../../src/core/bibliography/csl/json.ts';
import { matchEntry, queryWords } from '../../src/core/bibliography/search/query.ts';
import { SearchIndex, searchQuery } from '../../src/core/bibliography/search/searchIndex.ts';
import type { Bibliography } from '../../src/core/bibliography/types.ts';

type Titles = readonly string[];

/** A bibliography of works with these titles, as an edit of one that had others makes it. */
function bibliographyOf(titles: Titles, carried?: Bibliography['carried']): Bibliography {
  const bibliography = parseCslJson(JSON.stringify(titles.map((title) => ({ id: `key ${title}`, title }))));
  return carried ? Object.assign(bibliography, { carried }) : bibliography;
}

const textsOf = (bibliography: Bibliography): (string | undefined)[] =>
  Array.from({ length: bibliography.size }, (_, index) => SearchIndex.of(bibliography).text(index));

const candidatesOf = (bibliography: Bibliography, title: string): number[] => [
  ...SearchIndex.of(bibliography).candidates({ doi: undefined, title }),
];

describe('an index carried over edits', () => {
  const titles = fc.array(fc.constantFrom('ketamine', 'Esketamin', 'Núñez', 'glutamate', ''), {
    maxLength: 12,
  });
  const edit = fc.record({
    at: fc.nat(12),
    remove: fc.nat(4),
    insert: titles,
    foldFirst: fc.nat(3),
    claimLess: fc.nat(2),
  });

  it('equals one made anew', () => {
    fc.assert(
      fc.property(titles, fc.array(edit, { minLength: 1, maxLength: 5 }), (start, edits) => {
        let now = start;
        let bibliography = bibliographyOf(now);
        for (const { at, remove, insert, foldFirst, claimLess } of edits) {
          const steps = SearchIndex.of(bibliography).foldInSteps();
          if (foldFirst > 0) for (const _ of steps);
          else if (bibliography.size > 0) SearchIndex.of(bibliography).foldEntry(0);
          const prefix = Math.min(at, now.length);
          const suffix = Math.max(0, now.length - prefix - remove);
          now = [...now.slice(0, prefix), ...insert, ...now.slice(now.length - suffix)];
          const next = bibliographyOf(now, {
            prefix: Math.max(0, prefix - claimLess),
            suffix: Math.max(0, suffix - claimLess),
          });
          SearchIndex.carry(bibliography, next);
          bibliography = next;
        }
        for (const _ of SearchIndex.of(bibliography).foldInSteps());
        const anew = bibliographyOf(now);
        for (const _ of SearchIndex.of(anew).foldInSteps());
        expect(SearchIndex.of(bibliography).complete).toBe(true);
        expect(textsOf(bibliography)).toEqual(textsOf(anew));
        for (const title of now) expect(candidatesOf(bibliography, title)).toEqual(candidatesOf(anew, title));
      }),
      { numRuns: 500 },
    );
  });

  it('is there at once for what the edit did not touch', () => {
    const before = bibliographyOf(['a', 'b', 'c', 'd']);
    for (const _ of SearchIndex.of(before).foldInSteps());
    const after = bibliographyOf(['a', 'x', 'c', 'd'], { prefix: 1, suffix: 2 });
    SearchIndex.carry(before, after);
    expect(textsOf(after).map((text) => text !== undefined)).toEqual([true, false, true, true]);
  });
});

describe('the signatures of an index', () => {
  const letters = fc.stringMatching(/^[a-eNúß毛α😀 :-]{0,12}$/u);
  const query = fc.oneof(
    letters,
    fc.tuple(letters, letters).map((words) => words.join(' ')),
  );

  it('hide no entry that matches', () => {
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 6 }), query, (titles, typed) => {
        const bibliography = bibliographyOf(titles);
        const index = SearchIndex.of(bibliography);
        const words = queryWords(typed);
        for (let entry = 0; entry < bibliography.size; entry += 1) {
          const text = index.foldEntry(entry);
          expect(index.match(entry, searchQuery(words))).toBe(matchEntry(text, words));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
