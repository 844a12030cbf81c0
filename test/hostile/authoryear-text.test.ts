import { describe, expect, it } from 'vitest';
import { findAuthorYear } from '../../src/core/manuscript/authorYear/parse.ts';
import { proseBody } from '../support/authorYear.ts';
import { authorYearPieces } from '../support/hostileManuscripts.ts';

describe('hostile author-year text', () => {
  it.each(authorYearPieces)('%j, again and again', (piece) => {
    for (const text of [piece.repeat(12_000), `(Ab, 2000) ${piece.repeat(2_000)}${')'.repeat(2_000)}`]) {
      for (const mention of findAuthorYear(proseBody(text))) {
        expect(mention.start).toBeLessThan(mention.end);
        expect(mention.citation.start).toBeLessThanOrEqual(mention.start);
        expect(mention.citation.end).toBeGreaterThanOrEqual(mention.end);
        expect(mention.surnames.length).toBeLessThanOrEqual(26);
      }
    }
  });

  // Work that grows with the square of this much text would outlast the test's time many times over.
  it.each(['(', '(Ab, 2000; ', 'Ab, Bc, Cd, & De, 2000 ', '\\a[*]', 'World Health ', '(n.d. '])(
    '%j, 200,000 times',
    (piece) => {
      const text = piece.repeat(200_000);
      expect(findAuthorYear(proseBody(text)).length).toBeLessThanOrEqual(5_000);
    },
  );

  it('finds a bounded number of citations in a block', () => {
    expect(findAuthorYear(proseBody('(Ab, 2000) '.repeat(6_000)))).toHaveLength(5_000);
  });
});
