import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lowerBound } from '../../src/base/lowerBound.ts';

test('counts what comes before, as looking at each does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 })),
      fc.integer({ min: -1, max: 21 }),
      (values, limit) => {
        const sorted = values.toSorted((a, b) => a - b);
        const wanted = sorted.filter((value) => value < limit).length;
        expect(lowerBound(sorted.length, (index) => sorted[index]! < limit)).toBe(wanted);
      },
    ),
    { numRuns: 200 },
  );
});
