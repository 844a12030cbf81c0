import type { Block, BlockBody } from '../../manuscript/types.ts';
import { BlockValues } from '../blocks.ts';
import { proseOf } from '../prose.ts';

/*
 * Whether a manuscript holds the words that a short form is short for: "family-wise error", where FWE is used
 * and nowhere introduced. That tells it from names, codes and symbols, which stand for no words of the text.
 */

/**
 * A blank parts what does not belong together; words of fewer letters than this are no part of a long form.
 */
const minWordLength = 3;

/** The first letters of the words of a block, in runs that no short word and no mark interrupts. */
const initialsOfBlocks = new BlockValues(findInitials);

function findInitials(body: BlockBody): string {
  const runs: string[] = [];
  for (const [run] of proseOf(body).text.matchAll(/\p{L}+(?:[ \n-]\p{L}+)*/gu)) {
    let letters = '';
    for (const word of run.split(/[ \n-]/)) {
      // Words in capitals are no long forms: "the MRI SCAN".
      const isWord = word.length >= minWordLength && /^\p{L}\p{Ll}+$/u.test(word);
      letters += isWord ? word.charAt(0).toLowerCase() : ' ';
    }
    if (letters.trim().length > 2) runs.push(letters);
  }
  return runs.join(' ');
}

/**
 * Whether words that stand one behind the other begin with the letters of a short form, somewhere in the
 * blocks.
 */
export function standsForWords(key: string, blocks: readonly Block[]): boolean {
  const letters = key.toLowerCase().replace(/[^a-z]/g, '');
  return initialsOfBlocks.of(blocks).some((initials) => initials.includes(letters));
}
