import type { Span } from '../../base/span.ts';

/*
 * Pandoc's citation syntax (Pandoc manual, "Citation syntax"): how a key is written, and what makes a bracket
 * a group of citations.
 */

/** A key behind an `@`, with the item around it: `-@{smith 2000}` has the key `smith 2000`. */
export interface ScannedKey {
  readonly key: Span;
  /** The item's end; it starts at the `@` or the `-` before it. */
  readonly end: number;
}

const letterOrNumber = /[\p{L}\p{N}\p{M}]/u;

/** The length in UTF-16 units of the letter or digit at `at`, 0 where there is another character. */
function alphanumericLength(text: string, at: number, end: number): number {
  if (at >= end) return 0;
  const code = text.charCodeAt(at);
  if (code < 128) {
    return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 1 : 0;
  }
  const point = text.codePointAt(at)!;
  if (!letterOrNumber.test(String.fromCodePoint(point))) return 0;
  return point > 0xffff ? 2 : 1;
}

/** True where a letter or digit ends at `at`. */
export function followsAlphanumeric(text: string, at: number, start: number): boolean {
  if (at <= start) return false;
  const before = text.charCodeAt(at - 1);
  const isLowSurrogate = before >= 0xdc00 && before <= 0xdfff;
  const first = isLowSurrogate && at - 2 >= start ? at - 2 : at - 1;
  return alphanumericLength(text, first, at) > 0;
}

const underscore = 95;
const colon = 58;
const slash = 47;
const openBrace = 123;
const internalPunctuation = new Set([...':.#$%&-+?<>~/'].map((character) => character.charCodeAt(0)));

const keyCharacterLength = (text: string, at: number, end: number): number =>
  at < end && text.charCodeAt(at) === underscore ? 1 : alphanumericLength(text, at, end);

/** True for a character that may stand in a key that is still being typed. */
export function isKeyCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    code === underscore ||
    internalPunctuation.has(code) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    alphanumericLength(text, at, text.length) > 0
  );
}

/** Where the bare key that starts at `start` ends; `start` itself where none does. */
export function bareKeyEnd(text: string, start: number, end: number): number {
  let at = start + keyCharacterLength(text, start, end);
  if (at === start) return start;
  while (at < end) {
    const length = keyCharacterLength(text, at, end);
    if (length > 0) {
      at += length;
      continue;
    }
    const code = text.charCodeAt(at);
    const next = at + 1 < end ? text.charCodeAt(at + 1) : -1;
    const isInternal = internalPunctuation.has(code) && keyCharacterLength(text, at + 1, end) > 0;
    const isDoubleSlash = (code === colon || code === slash) && next === slash;
    if (!isInternal && !isDoubleSlash) break;
    at++;
  }
  return at;
}

/**
 * The key behind the `@` at `at`. `closingBrace` gives the place of the brace that closes the one at a place,
 * or -1. A key in braces holds no white space.
 */
export function scanKey(
  text: string,
  at: number,
  end: number,
  closingBrace: (open: number) => number,
): ScannedKey | undefined {
  const start = at + 1;
  if (start < end && text.charCodeAt(start) === openBrace) {
    const close = closingBrace(start);
    if (close < 0 || close === start + 1) return undefined;
    const key = text.slice(start + 1, close);
    return /\s/.test(key) ? undefined : { key: { start: start + 1, end: close }, end: close + 1 };
  }
  const keyEnd = bareKeyEnd(text, start, end);
  return keyEnd === start ? undefined : { key: { start, end: keyEnd }, end: keyEnd };
}

/** A citation item while its surroundings are still being read. */
export interface Item {
  readonly start: number;
  readonly end: number;
  readonly key: Span;
  readonly suppressAuthor: boolean;
  /** How many brackets were open around the item. */
  readonly depth: number;
  narrative: boolean;
  citation: Span;
}

/** An open bracket, with what was met in it since. */
export interface OpenBracket {
  readonly kind: 'text' | 'image' | 'note';
  /** The place of the `[`. */
  readonly at: number;
  readonly depth: number;
  /** The number of items before the bracket. */
  readonly firstItem: number;
  /** The item in the sentence that stands directly before the bracket: `@a [p. 3]`. */
  readonly itemBefore: Item | undefined;
  /** The places of the `;` directly in the bracket. */
  readonly separators: number[];
}

/**
 * Reads a closed bracket as a group of citations, `[see @a, p. 3; @b]`, or as the locator of the item before
 * it, `@a [p. 3; @b]`. Returns false, and changes nothing, where it is neither. Every part between `;` needs
 * an item of its own; further items of one part are in its prefix or suffix and stay as they are.
 */
export function closeGroup(bracket: OpenBracket, close: number, items: readonly Item[]): boolean {
  const direct: Item[] = [];
  for (let index = bracket.firstItem; index < items.length; index++) {
    const item = items[index]!;
    if (item.depth === bracket.depth) direct.push(item);
  }
  const first = firstOfParts(bracket, close, direct);
  const locatorOf = bracket.itemBefore;
  if (!first) return false;
  if (first[0] === undefined && locatorOf === undefined) return false;
  const citation = { start: locatorOf?.start ?? bracket.at, end: close + 1 };
  if (locatorOf) locatorOf.citation = citation;
  for (const item of direct) item.citation = citation;
  for (const item of first) if (item) item.narrative = false;
  return true;
}

/** The first item of each part; only the first part may have none. Undefined where another part has none. */
function firstOfParts(
  bracket: OpenBracket,
  close: number,
  direct: readonly Item[],
): (Item | undefined)[] | undefined {
  const first: (Item | undefined)[] = [];
  let next = 0;
  for (let part = 0; part <= bracket.separators.length; part++) {
    const end = bracket.separators[part] ?? close;
    const item = direct[next];
    const here = item !== undefined && item.start < end ? item : undefined;
    if (here === undefined && part > 0) return undefined;
    first.push(here);
    while (next < direct.length && direct[next]!.start < end) next++;
  }
  return first;
}
