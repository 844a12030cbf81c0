import type { Block } from '../../manuscript/types.ts';
import { BlockValues } from '../blocks.ts';
import { proseOf } from '../prose.ts';

/*
 * Whether a paragraph is English, by the small words that hold its sentences together. Words that English and
 * another language share ("in", "was", "as") count for neither.
 */

const english = wordSet(
  'the of and to were with for that by are this from which be not have has or an been between these than it we',
);

/** German, French, Spanish, Portuguese, Italian, Dutch, Danish, Norwegian, Swedish and Polish. */
const others = wordSet(`
  der das und ist wurde wurden mit für von den des ein eine einer nicht dem auf bei sich im zu zur werden oder
  le la les et est une dans que qui du sur ont avec aux cette ces sont par pas ou
  el los las del y con se su fue como más para entre
  os dos da das em um uma com foi não na ao pela pelo são
  il lo gli di della delle dei che è nel nella sono
  het een van voor op dat te zijn werd bij niet
  og som til af på er ikke med och att av inte det
  w z się nie jest oraz przez`);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

type Tongue = 'english' | 'other' | undefined;

/** A paragraph of fewer words tells nothing. */
const fewWords = 12;

const tongues = new BlockValues((body): { readonly tongue: Tongue; readonly words: number } => {
  const { text } = proseOf(body);
  let words = 0;
  let own = 0;
  let foreign = 0;
  for (const { 0: word, index } of text.matchAll(/\p{L}+/gu)) {
    words++;
    // "Berman et al."
    if (word === 'et' && text.startsWith(' al', index + 2)) continue;
    if (word.length > 6) continue;
    const small = word.toLowerCase();
    if (english.has(small)) own++;
    else if (others.has(small)) foreign++;
  }
  const isOther = words >= fewWords && foreign * 8 >= words && foreign >= 3 * own;
  return { tongue: isOther ? 'other' : own * 10 >= words ? 'english' : undefined, words };
});

/** What the paragraphs of a manuscript are written in. */
export interface Languages {
  /** Whether most of it is English. */
  readonly isEnglish: boolean;
  /** Whether a block is written in another language than most of the manuscript. */
  isForeign(block: number): boolean;
}

export function languagesOf(blocks: readonly Block[]): Languages {
  const found = tongues.of(blocks);
  const wordsIn = (tongue: Tongue): number =>
    found.reduce((sum, one) => (one.tongue === tongue ? sum + one.words : sum), 0);
  const isEnglish = wordsIn('english') >= wordsIn('other');
  const foreign: Tongue = isEnglish ? 'other' : 'english';
  return { isEnglish, isForeign: (block) => found[block]?.tongue === foreign };
}
