import { knownHeading } from '../../headings.ts';
import type { Line } from './line.ts';

/** Fewer lines say nothing of a width. */
const minLines = 30;

/**
 * The width at which every line of a file is broken, as when it is copied from a PDF viewer; undefined where
 * lines end where things end.
 */
export function hardWidth(lines: readonly Line[]): number | undefined {
  const lengths = lines.map(({ start, end }) => end - start).filter((length) => length > 0);
  if (lengths.length < minLines) return undefined;
  const sorted = lengths.toSorted((a, b) => a - b);
  const width = sorted[Math.floor(sorted.length * 0.95)]!;
  const full = lengths.filter((length) => length >= width * 0.75).length;
  return width >= 35 && width <= 130 && sorted.at(-1)! <= width * 3 && full >= lengths.length * 0.5
    ? width
    : undefined;
}

const numberedHeading = /^\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+\p{Lu}[^.?!;]{2,80}$/u;
const opensReference = /^\p{Lu}[\p{L}'’-]{1,40},? (?:\p{Lu}\.|\p{Lu}{1,3}(?:[,.]| \())/u;

/**
 * Whether a line of such a file goes on on the next one.
 *
 * @param isFront above the first heading, where many lines are short and end without a full stop
 */
export function goesOn(source: string, line: Line, next: Line, width: number, isFront: boolean): boolean {
  const text = source.slice(line.start, line.end).trim();
  const following = source.slice(next.start, next.end).trim();
  if (isHeadingLine(text) || isHeadingLine(following) || /^(?:https?:|doi\b)/iu.test(following)) return false;
  if (/\p{Ll}[-‐]$/u.test(text) || /^\p{Ll}/u.test(following)) return true;
  if (isFront) return false;
  const isEnd = /[.!?:][)\]”"’]?(?:\[[\d,–-]+\]|\d{1,3})?$/u.test(text);
  if (isEnd && opensReference.test(following)) return false;
  return line.end - line.start >= width * 0.75 || !isEnd;
}

export const isHeadingLine = (text: string): boolean =>
  text.length < 100 && (knownHeading(text) !== undefined || numberedHeading.test(text));
