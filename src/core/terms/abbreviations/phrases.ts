import type { Span } from '../../../base/span.ts';
import { gapMark } from '../prose.ts';
import { type Alignment, alignLong } from './alignment.ts';
import { canBeDefined, needsPerfectFit } from './shortForm.ts';

/*
 * Short and long forms in joined prose: what stands before a bracket, and what is a part by itself.
 */

/** A definition in offsets of the joined prose. */
export interface Found {
  readonly short: Span;
  readonly long: Span;
  readonly whole: Span;
  readonly listed: boolean;
  /** More stands between the brackets than this definition. */
  readonly isJoined?: boolean;
}

export function shortIn(text: string, part: Span): Span | undefined {
  return canBeDefined(text.slice(part.start, part.end)) ? part : undefined;
}

/** Where the phrase before a bracket ends: white space and one gap (a citation) are passed over. */
export function endBefore(text: string, at: number): number {
  let end = at;
  while (end > 0 && (/[\s"”’'`]/.test(text[end - 1]!) || text[end - 1] === gapMark)) end--;
  return end;
}

export function lastWord(text: string, end: number): Span | undefined {
  let to = end;
  while (to > 0 && /\s/.test(text[to - 1]!)) to--;
  let start = to;
  while (start > 0 && to - start < 20 && /[\p{L}\p{N}.‐‑–-]/u.test(text[start - 1]!)) start--;
  const word = text.slice(start, to);
  return canBeDefined(word) && !needsPerfectFit(word) ? { start, end: to } : undefined;
}

export const longBefore = (text: string, end: number, short: Span): Alignment | undefined =>
  align(text, 0, end, short, false);

/** A long form that is a part by itself, from its first word on. */
export function longIn(text: string, part: Span, short: Span): Span | undefined {
  const trimmed = cut(text, part);
  if (trimmed.end - trimmed.start > 150) return undefined;
  const long = align(text, trimmed.start, trimmed.end, short, true);
  return long && { start: long.start, end: trimmed.end };
}

export function cut(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  const sentence = text.slice(from, to).search(/\.(?:\s|$)|[\u0001|]/);
  if (sentence >= 0) to = from + sentence;
  while (from < to && /[\s"“‘'`]/.test(text[from]!)) from++;
  while (from < to && /[\s"”’'`.,:]/.test(text[to - 1]!)) to--;
  return { start: from, end: to };
}

export function align(
  text: string,
  from: number,
  to: number,
  short: Span,
  whole: boolean,
): Alignment | undefined {
  const form = text.slice(short.start, short.end);
  const found = alignLong(text, from, to, form, whole);
  if (!found) return undefined;
  if (needsPerfectFit(form)) {
    // "(bpm)", "(Glu)": either an acronym of every word, or the first letters of one word.
    const long = text.slice(found.start, found.end);
    const clipped =
      /^\p{Lu}/u.test(form) &&
      !/\s/.test(long) &&
      long.toLowerCase().startsWith(form.slice(0, 2).toLowerCase());
    if (!clipped && found.cost > 0.1) return undefined;
  }
  return found;
}
