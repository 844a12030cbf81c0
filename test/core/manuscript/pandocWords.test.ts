import { describe, expect, it } from 'vitest';
import { countWords, parseManuscript } from '../../../src/core/manuscript/index.ts';

const words = (text: string): number =>
  parseManuscript('pandoc', text).blocks.reduce((sum, { body }) => sum + countWords(body), 0);

describe('words of prose', () => {
  it.each([
    ['Ketamine acts fast.', 3],
    ['N-methyl-D-aspartate (NMDA) receptors', 3],
    ["It doesn't rise by 0.5 mg/kg.", 6],
    ['H~2~O and **bold**ly', 3],
    ['As shown [@a; @b] by @c and `code` $x$', 4],
    ['– & …', 0],
    ['Müller and 抑鬱', 3],
    ['# Title {#id}\n\nText[^1].\n\n[^1]: A note.', 4],
    ['one two\nthree', 3],
    ['', 0],
  ])('%s', (text, count) => {
    expect(words(text)).toBe(count);
  });
});
