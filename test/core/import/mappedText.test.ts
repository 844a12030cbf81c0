import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanInline } from '../../../src/core/import/readers/text/inlineMarkup.ts';

const clean = (text: string, raised?: 'drop') => cleanInline(text, 0, text.length, raised).text;

describe('cleanInline', () => {
  it.each([
    ['links', 'see [Berman et al., 2000](https://x.org/a_(b)) there', 'see Berman et al., 2000 there'],
    ['emphasis', 'Ruiz *et al.* and **bold** but p* and 5 * 3', 'Ruiz et al. and bold but p* and 5 * 3'],
    ['raised and lowered marks', '^{13}C-MRS of 5-HT_{2A}, <sup>13</sup>C', '13C-MRS of 5-HT2A, 13C'],
    ['entities and escapes', 'A &amp; B \\[1\\] 5\\_x', 'A & B [1] 5_x'],
    ['what does not show', 'spin\u00addle\u200bs\u00a00.5\u2009mg ↗', 'spindles 0.5 mg '],
    ['addresses', '<https://doi.org/10.1/x>', 'https://doi.org/10.1/x'],
  ])('drops the markup of %s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('drops raised marks behind names', () => {
    expect(clean('Jane Doe ^{a b}, Jo Roe<sup>1</sup>', 'drop')).toBe('Jane Doe , Jo Roe');
  });

  it('knows the place of every character that it copied', () => {
    const pieces = fc.constantFrom(
      'word ',
      '*it*',
      '[a](b)',
      '^{2}',
      '&amp;',
      '\\*',
      '\n',
      '\u00ad',
      '<sup>x</sup>',
      'É',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const source = parts.join('');
        const cleaned = cleanInline(source, 0, source.length);
        let last = 0;
        for (let at = 0; at < cleaned.text.length; at++) {
          const { start, end } = cleaned.place(at, at + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          if (/[\p{L}]/u.test(cleaned.text[at]!)) expect(source.slice(start, end)).toBe(cleaned.text[at]);
          last = start;
        }
        const middle = cleaned.slice(3, 9);
        expect(middle.text).toBe(cleaned.text.slice(3, 9));
        if (middle.text !== '') expect(middle.place(0, 1)).toEqual(cleaned.place(3, 4));
      }),
      { numRuns: 200 },
    );
  });
});
