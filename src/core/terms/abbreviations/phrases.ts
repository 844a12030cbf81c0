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
  // "Δ9-THC"
  const prefix = /^(?=.{0,3}[\p{Script=Greek}∆])[\p{Script=Greek}∆\d⁰¹²³⁴-⁹]{1,3}-(?=\p{Lu}{2})/u;
  const skipped = prefix.exec(text.slice(part.start, part.end))?.[0].length ?? 0;
  const short = { start: part.start + skipped, end: part.end };
  return canBeDefined(text.slice(short.start, short.end)) ? short : undefined;
}

/** Where the phrase before a bracket ends: white space and gaps (citations) are passed over. */
export function endBefore(text: string, at: number): number {
  let end = at;
  while (
    end > 0 &&
    (/[\s"”’'`®™©℠]/.test(text[end - 1]!) || text[end - 1] === gapMark || isBetweenGaps(text, end - 1))
  )
    end--;
  const [mark] = /&(?:reg|trade|copy);$/.exec(text.slice(Math.max(0, end - 7), end)) ?? [''];
  return end - mark.length;
}

/** The comma between two citations. */
const isBetweenGaps = (text: string, at: number): boolean =>
  /[,;–-]/.test(text[at]!) && text[at - 1] === gapMark && /^\s?\u0001/.test(text.slice(at + 1, at + 3));

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
  const trimmed = withoutNumber(text, cut(text, part));
  if (trimmed.end - trimmed.start > 150) return undefined;
  const long = align(text, trimmed.start, trimmed.end, short, true);
  return long && { start: long.start, end: trimmed.end };
}

/** "BPRS = 24-item Brief Psychiatric Rating Scale": how many items it has is no part of the name. */
function withoutNumber(text: string, part: Span): Span {
  const number = /^\d{1,3}[- ]items?\s/.exec(text.slice(part.start, part.end))?.[0] ?? '';
  return { start: part.start + number.length, end: part.end };
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
