import { letterCommands } from '../latex/commands.ts';
import type { BlockBody } from '../types.ts';
import { isTypedReference } from './typedReference.ts';

/*
 * The prose of a block as the reader of a page sees it: emphasis and escapes looked through, each character
 * with its place in the block, cut into the tokens that author-year citations are made of.
 */

export type AuthorYearTokenKind =
  | 'word'
  | 'year'
  | 'number'
  | 'open'
  | 'close'
  | 'mark'
  | 'barrier'
  | 'group';

/** A token, in offsets of the block. `text` is as read: without accents' commands, with plain apostrophes. */
export interface AuthorYearToken {
  readonly kind: AuthorYearTokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** White space or markup that shows as white space stands before it. */
  readonly spaced: boolean;
}

/** One piece of what is seen through between two runs: emphasis, escapes, commands, links' brackets, tags. */
const transparent =
  /\]\([^()\s]{0,500}\)|[*_{}~\s[\]^]|\\[a-zA-Z]+\*?(?:\[[^\]]{0,40}\])?|\\(?:[^a-zA-Z]|$)|#[a-z.]{1,20}(?:\([^()]{0,80}\))?\[|<\/?(?:em|i|b|strong|span|sup|sub|u|small|mark)\b[^<>]{0,80}>/iy;
const gapSpace = /[~\s]|\\[ ,;:]/;
const maxGapLength = 700;

/** What is between two runs as text: nothing, a space, a letter that a command stands for, or a barrier. */
function seenThrough(gap: string): string {
  if (gap === '') return '';
  if (gap.length > maxGapLength) return '\uFFFC';
  // Piece by piece, not by one expression with a star: that would try every way to cut the gap.
  for (transparent.lastIndex = 0; transparent.lastIndex < gap.length; ) {
    if (!transparent.test(gap)) return '\uFFFC';
  }
  const letter = /\\([a-zA-Z]+)/.exec(gap)?.[1];
  const spelled = letter === undefined ? undefined : letterCommands.get(letter);
  if (spelled !== undefined) return spelled;
  return gapSpace.test(gap.replace(/\\[a-zA-Z]+\s*/g, '')) ? ' ' : '';
}

/** The text that is read, and for each piece of it where that stands in the block. */
interface SeenText {
  readonly text: string;
  readonly seen: readonly number[];
  readonly places: readonly number[];
}

function seenText(body: BlockBody): SeenText {
  const pieces: string[] = [];
  const seen: number[] = [];
  const places: number[] = [];
  let length = 0;
  let end = -1;
  const add = (piece: string, place: number): void => {
    if (piece === '') return;
    pieces.push(piece);
    seen.push(length);
    places.push(place);
    length += piece.length;
  };
  for (const run of body.prose) {
    if (end >= 0) add(seenThrough(body.text.slice(end, run.start)), end);
    add(body.text.slice(run.start, run.end), run.start);
    end = run.end;
  }
  return { text: pieces.join(''), seen, places };
}

/**
 * Digits with what is glued to them; words with apostrophes and hyphens inside; entities; single characters.
 */
const tokenPattern =
  /\d[\p{L}\p{N}]*|\p{L}[\p{L}\p{M}]*(?:['’ʼ‑‐-]\p{L}[\p{L}\p{M}]*)*|&(?:nbsp|#160|amp);|[^\s\u00A0]/uy;
const yearPattern = /^(?:1[5-9]|20)\d\d[a-z]?$/;
const mayHoldYear =
  /(?:1[5-9]|20)\d\d|\bpress\b|n\.\s?d\.|forthcoming|submitted|\bprep(?:aration)?\b|\breview\b/i;

/** The tokens of a block's prose, or none where no author-year citation can be. */
export function authorYearTokens(body: BlockBody): readonly AuthorYearToken[] {
  const { text, seen, places } = seenText(body);
  if (!mayHoldYear.test(text) || isTypedReference(text)) return [];
  const tokens: AuthorYearToken[] = [];
  let piece = 0;
  const place = (offset: number): number => {
    while (piece + 1 < seen.length && seen[piece + 1]! <= offset) piece++;
    return places[piece]! + (offset - seen[piece]!);
  };
  let end = 0;
  let entitySpace = false;
  for (let at = startOfToken(text, 0); at < text.length; at = startOfToken(text, end)) {
    const value = text.slice(at, endOfToken(text, at));
    const spaced = at > end || entitySpace;
    entitySpace = value === '&nbsp;' || value === '&#160;';
    const start = place(at);
    // The last character's place, not the offset behind: a word may run through markup.
    const stop = place(at + value.length - 1) + 1;
    end = at + value.length;
    if (!entitySpace) tokens.push(token(value, start, stop, spaced));
  }
  return tokens;
}

/** Of the characters of ASCII: what a token may go on with. */
const Letter = 1;
const Digit = 2;
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z]/i.test(character) ? Letter : /\d/.test(character) ? Digit : 0;
});

/** Where the next character stands that is no white space. */
function startOfToken(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127 ? !/\s/.test(text[at]!) : code > 32 || !/\s/.test(text[at]!)) return at;
  }
  return text.length;
}

/**
 * What `tokenPattern` finds at a place, most of it without the pattern: nearly all tokens are words of ASCII.
 */
function endOfToken(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const kind = first < 128 ? classes[first]! : 0;
  let end = at + 1;
  if (kind !== 0) {
    const wanted = kind === Letter ? Letter : Letter | Digit;
    while (end < text.length && (classes[text.charCodeAt(end)]! & wanted) !== 0) end++;
  }
  const next = end < text.length ? text.charCodeAt(end) : 32;
  const isPlain =
    first < 128 && next < 128 && first !== 38 && !(kind === Letter && (next === 39 || next === 45));
  if (isPlain) return end;
  tokenPattern.lastIndex = at;
  return at + (tokenPattern.exec(text)?.[0].length ?? 1);
}

const plainWord = /^[a-z'-]*$/i;

function token(value: string, start: number, end: number, spaced: boolean): AuthorYearToken {
  const kind = kindOf(value);
  const isPlain = kind !== 'word' || plainWord.test(value);
  const text = isPlain ? value : value.replace(/[’ʼ]/g, "'").replace(/[‐‑]/g, '-');
  return { kind, text: value === '&amp;' ? '&' : text, start, end, spaced };
}

function kindOf(value: string): AuthorYearTokenKind {
  const first = value.charCodeAt(0);
  if (first >= 48 && first <= 57) return yearPattern.test(value) ? 'year' : 'number';
  if (value === '(' || value === '[') return 'open';
  if (value === ')' || value === ']') return 'close';
  if (value === '\uFFFC') return 'barrier';
  if (value === '&amp;') return 'mark';
  return value.length > 1 || /\p{L}/u.test(value) ? 'word' : 'mark';
}
