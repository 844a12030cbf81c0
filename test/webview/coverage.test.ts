import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barPaths, squarePaths } from '../../src/webview/outline/covered/drawing.ts';
import { coverageOf, maxBars, maxSections, total } from '../../src/webview/outline/covered/measure.ts';
import { paper, term, work } from './data.ts';

const section = (id: string, works: string[], terms: string[] = []) => ({
  id,
  title: id,
  extent: 'full' as const,
  works,
  terms,
  facts: [],
});

describe('coverage', () => {
  test('tells cited works from those only in the bibliography and from the others', () => {
    const coverage = coverageOf(
      paper({
        works: [
          work('a', { citedIn: [0], key: 'a' }),
          work('b', { key: 'b' }),
          work('c'),
          work('d', { citedIn: [-1], key: 'd', mentioned: true }),
        ],
        terms: [term('t', { uses: 2 }), term('u')],
        sections: [section('s', ['a', 'b', 'a', 'unknown'], ['t', 'u']), section('empty', [])],
      }),
    );
    expect(coverage.works).toEqual({ cited: 1, mentioned: 1, 'in-bibliography': 1, absent: 1 });
    expect(coverage).toMatchObject({ terms: 2, termsUsed: 1, sectionsLeftOut: 0 });
    expect(coverage.sections).toMatchObject([
      { works: { cited: 1, mentioned: 0, 'in-bibliography': 1, absent: 0 }, terms: 2, termsUsed: 1 },
    ]);
  });

  test('is bounded, and says what was left out', () => {
    const sections = Array.from({ length: maxSections + 3 }, (_, index) => section(`s${index}`, ['a']));
    const coverage = coverageOf(paper({ works: [work('a')], sections }));
    expect(coverage.sections).toHaveLength(maxSections);
    expect(coverage.sectionsLeftOut).toBe(3);
  });

  test('puts every work into one bar or among the undated', () => {
    const years = fc.oneof(fc.constant(null), fc.integer({ min: 1900, max: 2030 }), fc.integer());
    fc.assert(
      fc.property(fc.array(years, { maxLength: 40 }), (all) => {
        const coverage = coverageOf(paper({ works: all.map((year, index) => work(`w${index}`, { year })) }));
        const drawn = coverage.years.reduce((sum, bar) => sum + total(bar.works), 0);
        expect(drawn + coverage.undated).toBe(all.length);
        expect(coverage.years.length).toBeLessThanOrEqual(maxBars);
        for (const [index, bar] of coverage.years.entries()) {
          expect(bar.from).toBe((coverage.years[index - 1]?.to ?? bar.from - 1) + 1);
        }
      }),
    );
  });
});

describe('drawings', () => {
  const squares = (path: string | undefined) => path?.match(/z/g)?.length ?? 0;

  test('have a square for each work', () => {
    const paths = new Map(squarePaths({ cited: 3, mentioned: 0, 'in-bibliography': 0, absent: 2 }));
    expect([...paths.keys()]).toEqual(['cited', 'absent']);
    expect(squares(paths.get('cited'))).toBe(3);
    expect(squares(paths.get('absent'))).toBe(2);
  });

  test('are one bar where squares would not fit', () => {
    const paths = squarePaths({ cited: 4000, mentioned: 0, 'in-bibliography': 500, absent: 500 });
    expect(paths.map(([state, path]) => [state, squares(path)])).toEqual([
      ['cited', 1],
      ['in-bibliography', 1],
      ['absent', 1],
    ]);
  });

  test('leave out empty years', () => {
    const bar = (cited: number) => ({
      from: 2000,
      to: 2000,
      works: { cited, mentioned: 0, 'in-bibliography': 0, absent: 0 },
    });
    expect(barPaths([bar(2), bar(0), bar(1)]).map(([, path]) => squares(path))).toEqual([2]);
    expect(barPaths([])).toEqual([]);
  });
});
