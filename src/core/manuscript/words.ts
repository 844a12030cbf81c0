import type { BlockBody } from './types.ts';

const counts = new WeakMap<BlockBody, number>();
const word = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\p{Pc}]|['’.,:/\-‐‑–](?=[\p{L}\p{N}]))*/gu;

/**
 * The words of a block's prose, as a word processor counts them: pieces between white space that hold a
 * letter or a digit. `N-methyl-D-aspartate`, `0.5` and `don't` are one word each; citations, code and math
 * are none. A word that markup divides counts once.
 */
export function countWords(body: BlockBody): number {
  const known = counts.get(body);
  if (known !== undefined) return known;
  let count = 0;
  let end = -1;
  for (const run of body.prose) {
    for (const found of body.text.slice(run.start, run.end).matchAll(word)) {
      const start = run.start + found.index;
      const goesOn = end >= 0 && !/\s/.test(body.text.slice(end, Math.min(start, end + 200)));
      if (!goesOn || start - end > 40) count++;
      end = start + found[0].length;
    }
  }
  counts.set(body, count);
  return count;
}
