import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawnRows,
  margin,
  rowHeight,
  rowWindow,
  scrollToJump,
  scrollToKeep,
  scrollToShow,
} from '../../src/webview/outline/tree/window.ts';

const keyed = (keys: string) => [...keys].map((key) => ({ key }));

test('a row that is jumped to stands near the top, and nothing moves where it is in view', () => {
  expect(scrollToJump(50, 0, 220)).toBe(49 * rowHeight);
  expect(scrollToJump(0, 440, 220)).toBe(0);
  expect(scrollToJump(3, 0, 220)).toBe(0);
});

describe('the rows that are drawn', () => {
  test('are those in view, a margin, and the active one, never more', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 5000 }),
        fc.nat({ max: 200_000 }),
        fc.nat({ max: 3000 }),
        fc.integer({ min: -1, max: 5000 }),
        (count, top, height, wanted) => {
          const active = Math.min(wanted, count - 1);
          const drawn = drawnRows(rowWindow(top, height, count), active);
          expect(drawn.length).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 1 + 2 * margin + 1);
          expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
          if (active >= 0) expect(drawn).toContain(active);
          const inView = Math.floor(top / rowHeight);
          if (inView < count && height > 0) expect(drawn).toContain(inView);
          for (const row of drawn) expect(row).toBeLessThan(count);
        },
      ),
    );
  });
});

describe('scrolling', () => {
  test('goes no further than it must to show a row', () => {
    expect(scrollToShow(5, 0, 10 * rowHeight)).toBe(0);
    expect(scrollToShow(10, 0, 10 * rowHeight)).toBe(rowHeight);
    expect(scrollToShow(2, 5 * rowHeight, 10 * rowHeight)).toBe(2 * rowHeight);
  });

  test('keeps the top row in its place when rows come and go above it', () => {
    const top = 2 * rowHeight + 7;
    expect(scrollToKeep(top, keyed('abcde'), keyed('abcde'))).toBe(top);
    expect(scrollToKeep(top, keyed('abcde'), keyed('xabcde'))).toBe(top + rowHeight);
    expect(scrollToKeep(top, keyed('abcde'), keyed('acde'))).toBe(top - rowHeight);
    expect(scrollToKeep(top, keyed('abcde'), keyed('abde'))).toBe(top);
    expect(scrollToKeep(top, keyed('abcde'), keyed('vwxyz'))).toBe(top);
    expect(scrollToKeep(top, [], keyed('a'))).toBe(top);
  });
});
