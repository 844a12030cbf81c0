import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps, overlapsAny } from '../../src/base/span.ts';

const span = fc.tuple(fc.nat(30), fc.nat(6)).map(([start, length]) => ({ start, end: start + length }));

test('one of many overlaps as each of them does', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), span, (spans, one) => {
      expect(overlapsAny(spans)(one)).toBe(spans.some((other) => overlaps(other, one)));
    }),
  );
});
