import type { Span } from '../../base/span.ts';
import type { Manuscript } from '../manuscript/types.ts';
import type { TermIndex } from './termIndex.ts';

/**
 * Behind the end of a sentence or of a paragraph, before its first word. Points of "e.g." and "et al." end
 * none.
 */
const sentenceStart =
  /(?:^|\n[ \t]*\n[ \t]*|(?<!\.\p{L}|(?<!\p{L})(?:vs|cf|al|approx|[Ff]igs?|Dr|Prof|no))[.!?]["”’)]?\s+)[*_]{0,3}$/u;

/**
 * A phrase to stand at `start`: with a capital where a sentence starts there, and without the capital that
 * only a sentence's start gave it elsewhere. Names keep theirs: the small letter must be in a pack's label,
 * or the word in the manuscript.
 */
export function asInSentence(
  { text }: Manuscript,
  index: TermIndex,
  { start }: Pick<Span, 'start'>,
  phrase: string,
): string {
  const from = Math.max(0, start - 16);
  const opens = sentenceStart.test((from === 0 ? '' : '\u0001') + text.slice(from, start));
  if (opens)
    return /^[a-z]+(?:[\s-]|$)/.test(phrase) ? withFirst(phrase, phrase.charAt(0).toUpperCase()) : phrase;
  const word = /^\p{Lu}\p{Ll}+(?=[\s-]|$)/u.exec(phrase)?.[0];
  if (word === undefined) return phrase;
  const small = withFirst(phrase, phrase.charAt(0).toLowerCase());
  const known = index.lookup(phrase).some(({ label }) => label.startsWith(small.slice(0, word.length)));
  return known || isWordOf(text, small.slice(0, word.length)) ? small : phrase;
}

const withFirst = (phrase: string, first: string): string => first + phrase.slice(1);

/** Whether a word of letters stands in a text in this case. */
const isWordOf = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'u').test(text);
