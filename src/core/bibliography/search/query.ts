import { fold } from '../fold.ts';
import type { SearchFields } from '../types.ts';

/** How well an entry matches, best first. A query of several words is as good as its worst word. */
export const Match = {
  /** The key is the query. */
  Exact: 0,
  /** The key starts with the word. */
  KeyPrefix: 1,
  /** The first author's name starts with it. */
  FirstAuthor: 2,
  /** Another author's name, or a part of the key, starts with it. */
  NamePrefix: 3,
  /** A word of title, year or journal starts with it. */
  WordPrefix: 4,
  /** It stands inside a word. */
  Substring: 5,
  /** Its letters stand in the key in this order. */
  Subsequence: 6,
} as const;
export type Match = (typeof Match)[keyof typeof Match];

/** UTF-16 units of a field that are searched. */
const maxFieldLength = 2000;

/**
 * The folded text of what search looks through: key, authors, title, year, container, other keys, a line
 * each.
 */
export function foldFields({ key, authors, title, year, container, aliases }: SearchFields): string {
  return [key, authors, title, year, container, ...(aliases === undefined ? [] : [aliases])]
    .map((field) => fold(field.length > maxFieldLength ? field.slice(0, maxFieldLength) : field))
    .join('\n');
}

/** What joins the names of a citation: an entry holds none of it. */
const joining = new Set(['et', 'al', '&', 'and', 'und', 'y']);

/**
 * The words of a query, folded: of "Berman et al., 2000" the name and the year. None for a query of nothing
 * but white space.
 */
export function queryWords(query: string): readonly string[] {
  const words = fold(query.slice(0, 200))
    .split(' ')
    .map(withoutPunctuation)
    .filter((word) => word !== '');
  const names = words.filter((word) => !joining.has(word));
  return (names.length === 0 ? words : names).slice(0, 12);
}

const opening = '[("“„';
const closing = '])"”“,;:.!?';

/** Without the brackets, quotation marks and punctuation around a word that holds more than these. */
function withoutPunctuation(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && opening.includes(word.charAt(start))) start += 1;
  while (start < end && closing.includes(word.charAt(end - 1))) end -= 1;
  return start === end ? word : word.slice(start, end);
}

/** How a folded entry matches all the words, or undefined where one does not match. */
export function matchEntry(text: string, words: readonly string[]): Match | undefined {
  let worst: Match = Match.Exact;
  for (const word of words) {
    const match = matchWord(text, word);
    if (match === undefined) return undefined;
    if (match > worst) worst = match;
  }
  return worst === Match.KeyPrefix && isKey(text, words) ? Match.Exact : worst;
}

const lineFeed = 0x0a;

/** True where the one word is the key of a folded entry. */
export const isKey = (text: string, words: readonly string[]): boolean =>
  words.length === 1 && text.charCodeAt(words[0]!.length) === lineFeed && text.startsWith(words[0]!);

function matchWord(text: string, word: string): Match | undefined {
  const at = text.indexOf(word);
  if (at >= 0) return matchAt(text, word, at);
  return isSubsequence(text, word) ? Match.Subsequence : undefined;
}

/** How a folded entry matches a word that it holds first at `place`. */
export function matchAt(text: string, word: string, place: number): Match {
  if (place === 0) return Match.KeyPrefix;
  const keyEnd = text.indexOf('\n');
  if (text.startsWith(word, keyEnd + 1)) return Match.FirstAuthor;
  for (let at = place; at >= 0; at = text.indexOf(word, at + 1)) {
    if (isWordCharacter(text.charCodeAt(at - 1))) continue;
    return at <= text.indexOf('\n', keyEnd + 1) ? Match.NamePrefix : Match.WordPrefix;
  }
  return Match.Substring;
}

const isWordCharacter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit > 0x7f;

/** Shorter words are a subsequence of nearly every key. */
const minSubsequenceLength = 3;

/** True where the letters of a word stand in the key, the first line of a folded entry, in their order. */
export function isSubsequence(text: string, word: string): boolean {
  if (word.length < minSubsequenceLength) return false;
  let at = 0;
  for (let index = 0; index < word.length; index += 1) {
    const wanted = word.charCodeAt(index);
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === lineFeed || at >= text.length) return false;
      at += 1;
      if (unit === wanted) break;
    }
  }
  return true;
}
