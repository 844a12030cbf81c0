import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentMap } from '../../src/base/recentMap.ts';

test('holds what was set last, each key once', () => {
  fc.assert(
    fc.property(fc.nat(5), fc.array(fc.nat(8)), (max, keys) => {
      const map = new RecentMap<number, number>(max);
      for (const [at, key] of keys.entries()) map.set(key, at);
      const last = [...new Set(keys.toReversed())].slice(0, max).toReversed();
      expect([...map]).toEqual(last.map((key) => [key, keys.lastIndexOf(key)]));
    }),
  );
});
