import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  manuscriptRows,
  renamedKeys,
  sectionKeys,
  sectionTree,
  visibleSectionKey,
} from '../../src/webview/outline/rows/manuscriptRows.ts';
import { drawn, manuscript } from './data.ts';

const nested = '# Methods\n## Participants\n## Imaging\n### Fitting\n# Results';
const nothing: ReadonlySet<string> = new Set();

const outlines = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('A', 'B', 'C')), { maxLength: 30 })
  .map((headings) =>
    manuscript(headings.map(([level, title]) => `${'#'.repeat(level)} ${title}`).join('\n')),
  );

describe('rows of the manuscript', () => {
  test('are a tree, unfolded at first', () => {
    expect(drawn(manuscriptRows(manuscript(nested), nothing))).toEqual([
      '-Methods 1/2',
      '   Participants 1/2',
      '-  Imaging 2/2',
      '     Fitting 1/1',
      ' Results 2/2',
    ]);
  });

  test('a folded section hides its subtree and sums its problems', () => {
    const outline = manuscript(nested, { each: { undefinedKeys: 1 } });
    const rows = manuscriptRows(outline, new Set([sectionKeys(outline)[0]!]));
    expect(drawn(rows)).toEqual(['+Methods 1/2', ' Results 2/2']);
    expect(rows[0]!.item).toMatchObject({ problems: { undefinedKeys: 4 }, totals: { words: 40 } });
  });

  test('an unfolded section counts its own problems and all its words', () => {
    const [methods] = manuscriptRows(manuscript(nested, { each: { undefinedKeys: 1 } }), nothing);
    expect(methods!.item).toMatchObject({ problems: { undefinedKeys: 1 }, totals: { words: 40 } });
  });

  test('a heading that skips levels is one deeper than its parent', () => {
    expect(drawn(manuscriptRows(manuscript('# One\n#### Four\n## Two'), nothing))).toEqual([
      '-One 1/1',
      '   Four 1/2',
      '   Two 2/2',
    ]);
  });

  test('are well formed whatever is folded', () => {
    fc.assert(
      fc.property(outlines, fc.array(fc.nat({ max: 29 })), (outline, folded) => {
        const keys = sectionKeys(outline);
        const rows = manuscriptRows(outline, new Set(folded.flatMap((index) => keys[index] ?? [])));
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        for (const [index, row] of rows.entries()) {
          const parent = rows[row.parent];
          expect(row.parent).toBeLessThan(index);
          expect(row.level).toBe(parent === undefined ? 1 : parent.level + 1);
          if (parent !== undefined) expect(parent.expanded).toBe(true);
          expect(row.position).toBeLessThanOrEqual(row.siblings);
        }
      }),
    );
  });

  test('no words are lost or counted twice', () => {
    fc.assert(
      fc.property(outlines, (outline) => {
        const { totals, depths } = sectionTree(outline);
        const ofRoots = totals.filter((_, index) => depths[index] === 0);
        expect(ofRoots.reduce((sum, { words }) => sum + words, 0)).toBe(outline.words);
      }),
    );
  });
});

describe('the section under the cursor', () => {
  test('is shown by the outermost folded section around it', () => {
    const outline = manuscript(nested);
    const keys = sectionKeys(outline);
    const shown = (...folded: number[]) =>
      visibleSectionKey(outline, 3, new Set(folded.map((index) => keys[index]!)));
    expect(shown()).toBe(keys[3]);
    expect(shown(2)).toBe(keys[2]);
    expect(shown(2, 0)).toBe(keys[0]);
    expect(visibleSectionKey(outline, 99, nothing)).toBeNull();
    expect(visibleSectionKey(outline, -1, nothing)).toBeNull();
  });
});

describe('a heading that is edited', () => {
  const keysOf = (text: string) => sectionKeys(manuscript(text));

  test('keeps its identity while it is typed', () => {
    const before = keysOf('# One\n# Tw\n# Three');
    const after = keysOf('# One\n# Two\n# Three');
    expect(renamedKeys(before, after)).toEqual(new Map([[before[1], after[1]]]));
  });

  test('two of one name are told apart by their order', () => {
    const before = keysOf('# A\n# A\n# B');
    const after = keysOf('# A\n# B\n# B');
    expect([...renamedKeys(before, after)]).toEqual([
      [before[1], after[1]],
      [before[2], after[2]],
    ]);
  });

  test('a new heading renames nothing', () => {
    expect(renamedKeys(keysOf('# One\n# Two'), keysOf('# One\n# New\n# Two')).size).toBe(0);
  });

  test('names that could be mistaken for one another are not', () => {
    expect(new Set(keysOf('# A\n## A\n# A 1\n# A\n# constructor\n# __proto__')).size).toBe(6);
  });
});
