import { type Steps, stepLength } from '../../steps.ts';
import { cleanInline, type RaisedMarks } from './inlineMarkup.ts';
import type { Line } from './line.ts';
import type { MappedText } from './mappedText.ts';
import { goesOn, hardWidth, isHeadingLine } from './wrapping.ts';

/** What a layout shows as one thing: a heading, a paragraph, an item of a list. */
export interface TextBlock {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly Line[];
  /** The level of a heading that Markdown marks; undefined for all else. */
  readonly level: number | undefined;
  /** True for what a Markdown list marker begins. */
  readonly item: boolean;
  /** The text without markup, the mark of truncation and the marker of a heading or item. */
  readonly text: MappedText;
  /** True where the page cut the text off: it ended in " ...". */
  readonly truncated: boolean;
}

const atxHeading = /^ {0,3}(?<marks>#{1,6})[ \t]+/;
const listMarker = /^[ \t]{0,8}(?:[-*+•]|\d{1,4}[.)]|\[\d{1,4}\])[ \t]+/;
/** A number that a site glues to its reference. */
const gluedNumber = /^\d{1,4}\.\p{Lu}\p{Ll}/u;
const truncation = / {0,3}(?:\[ ?)?(?:\.\.\.|…)(?: ?\])?$/;

/**
 * Cuts a text into blocks. Lines that a file wraps are one block; lines that a page shows one by one are
 * several.
 */
export function* readBlocks(source: string): Steps<readonly TextBlock[]> {
  const blocks: TextBlock[] = [];
  let group: Line[] = [];
  const lines = [...readLines(source)];
  const width = hardWidth(lines);
  let isFront = true;
  let next = stepLength;
  for (const line of lines) {
    const blank = isBlank(source, line);
    if (!blank) group.push(line);
    if (!blank && line.end < source.length) continue;
    const front: PageWidth = { width, isFront };
    const parts = splitGroup(source, group, front);
    isFront = front.isFront;
    for (const part of parts) {
      const block = makeBlock(source, part);
      blocks.push(block);
      if (block.end < next) continue;
      next = block.end + stepLength;
      yield block.end / source.length;
    }
    group = [];
  }
  return blocks;
}

/** Whether a file breaks every line at one width, as it is copied from a PDF viewer. */
export const isHardWrapped = (source: string): boolean => hardWidth([...readLines(source)]) !== undefined;

function* readLines(source: string): Generator<Line> {
  const breaks = /\r\n|[\n\r\u2028\u2029]/g;
  let start = source.startsWith('\ufeff') ? 1 : 0;
  for (const found of source.matchAll(breaks)) {
    yield { start, end: found.index };
    start = found.index + found[0].length;
  }
  yield { start, end: source.length };
}

function isBlank(source: string, { start, end }: Line): boolean {
  for (let at = start; at < end; at++) if (!/[\s\u200b\ufeff]/.test(source[at]!)) return false;
  return true;
}

interface PageWidth {
  /** At which every line is broken. */
  readonly width: number | undefined;
  /** True above the first heading. */
  isFront: boolean;
}

/**
 * Lines that follow one another without a blank one: wrapped prose stays together, everything else comes
 * apart.
 */
function splitGroup(source: string, lines: readonly Line[], page: PageWidth): Line[][] {
  const parts: Line[][] = [];
  const { width } = page;
  const wrapped = isWrapped(source, lines);
  for (const line of lines) {
    const raw = source.slice(line.start, Math.min(line.end, line.start + 40));
    const last = parts.at(-1);
    const opens = last === undefined || startsBlock(raw) || startsHeading(source, last);
    const opening = source.slice(line.start, Math.min(line.end, line.start + 120)).trim();
    if (atxHeading.test(raw) || isHeadingLine(opening)) page.isFront = false;
    const isBroken =
      width !== undefined && last !== undefined && goesOn(source, last.at(-1)!, line, width, page.isFront);
    const isItem = last !== undefined && startsItem(source, last) && /^\s{2,}\S/.test(raw);
    const continues = wrapped || isBroken || isItem;
    if (opens || !continues) parts.push([line]);
    else last.push(line);
  }
  return parts;
}

const startsBlock = (raw: string): boolean =>
  atxHeading.test(raw) || listMarker.test(raw) || gluedNumber.test(raw);

const startsHeading = (source: string, [first]: readonly Line[]): boolean =>
  first !== undefined && atxHeading.test(source.slice(first.start, Math.min(first.end, first.start + 40)));

const startsItem = (source: string, [first]: readonly Line[]): boolean =>
  first !== undefined && listMarker.test(source.slice(first.start, Math.min(first.end, first.start + 40)));

/** An editor wraps lines at nearly one width; a page's lines are as long as their content. */
function isWrapped(source: string, lines: readonly Line[]): boolean {
  if (lines.length < 2) return false;
  const plain = lines.filter(
    (line) => !startsBlock(source.slice(line.start, Math.min(line.end, line.start + 40))),
  );
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  for (const line of plain.slice(0, -1)) {
    shortest = Math.min(shortest, line.end - line.start);
    longest = Math.max(longest, line.end - line.start);
  }
  if (plain.length < 2) return false;
  return shortest >= 50 && longest <= 130 && shortest >= longest * 0.7 && breaksSentences(source, plain);
}

/**
 * Whether at least half of the line breaks stand in the middle of a sentence: a page ends its lines where
 * things end.
 */
function breaksSentences(source: string, lines: readonly Line[]): boolean {
  let inside = 0;
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const end = source.slice(Math.max(line.start, line.end - 4), line.end).trimEnd();
    const next = source.slice(lines[index + 1]!.start, lines[index + 1]!.start + 4).trimStart();
    if (!/[.!?:;][)\]”"’]?$/u.test(end) || /^[\p{Ll}(]/u.test(next)) inside += 1;
  }
  return inside * 2 >= lines.length - 1;
}

function makeBlock(source: string, lines: readonly Line[]): TextBlock {
  const start = lines[0]?.start ?? 0;
  const end = lines.at(-1)?.end ?? start;
  const opening = source.slice(start, Math.min(end, start + 40));
  const heading = atxHeading.exec(opening);
  const marker = heading ?? listMarker.exec(opening);
  const isItem = heading === null && marker !== null && /^[ \t]*[-*+•]/.test(opening);
  // A number before a full stop may belong to a heading ("1. Introduction") and stays in the text.
  const marked = heading !== null || isItem ? (marker?.[0].length ?? 0) : 0;
  // A web clipper writes an item that links to an article as `- ### Title`.
  const inner = isItem ? (atxHeading.exec(opening.slice(marked))?.[0].length ?? 0) : 0;
  const contentStart = start + marked + inner;
  const whole = cleanInline(source, contentStart, end).trim();
  const closing = heading === null ? null : / #{1,6}$/.exec(whole.text.slice(-20));
  const cut = truncation.exec(whole.text.slice(-20));
  const length = whole.text.length - (cut?.[0].length ?? closing?.[0].length ?? 0);
  return {
    start,
    end,
    lines,
    level: heading?.groups?.['marks']?.length,
    item: isItem,
    text: length === whole.text.length ? whole : whole.slice(0, length).trim(),
    truncated: cut !== null,
  };
}

/** The block's text again, with raised marks dropped: for lists of authors. */
export const withoutRaisedMarks = (source: string, block: TextBlock): MappedText =>
  cleanInline(source, block.text.span.start, block.end, 'drop' satisfies RaisedMarks).trim();
