import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/core/bibliography/fold.ts';

describe('fold', () => {
  it.each([
    ['Núñez', 'nunez'],
    ['Ørsted', 'orsted'],
    ['Straße STRASSE', 'strasse strasse'],
    ['Łukasz Đorđe', 'lukasz dorde'],
    ['Ærø œuvre', 'aero oeuvre'],
    ["O’Brien O'Brien", 'obrien obrien'],
    ['López–Muñoz', 'lopez-munoz'],
    ['İstanbul', 'istanbul'],
    ['α-Synuclein', 'α-synuclein'],
    ['ﬁeld', 'field'],
    ['a\u00A0b\n c', 'a b c'],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });
});
