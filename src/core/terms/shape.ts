import { foldTable, isSpace, separator, unitEnd } from './fold.ts';

/** What one unit of a label asks of the text beyond the folded character. A character each, so that they form a string. */
const Ask = {
  /** Either case. */
  Free: 'f',
  Upper: 'u',
  Lower: 'l',
  /** A dash, not white space. */
  Dash: 'd',
  /** Dash or white space. */
  Separator: 's',
  /** The character itself has no case. */
  Other: 'o',
} as const;

/** A label made ready for matching: its folded units, and what each asks of the case of the text. */
export interface Shape {
  readonly units: readonly number[];
  readonly asks: string;
  /** A phrase of words that may also stand in capitals throughout. */
  readonly capitals: boolean;
}

/** Longer labels are not matched: nobody writes them, and they would make a scan's cost theirs. */
export const longestLabel = 160;

/**
 * The case rules by shape. Words match in lower case and with a capital first letter; parts with capitals inside
 * (`NMDA`, `fMRI`) and short forms match as they are written; a single letter joined by a hyphen (`N-methyl`) in
 * either case. Undefined for labels that are empty, too long, a single character or of no matchable characters.
 */
export function shapeOf(label: string, short: boolean): Shape | undefined {
  const text = label.trim();
  if (text.length < 2 || text.length > longestLabel) return undefined;
  const table = foldTable();
  const units: number[] = [];
  let asks = '';
  let words = 0;
  let index = 0;
  for (const part of text.matchAll(/\p{L}[\p{L}\p{M}]*|[^\p{L}]/gu)) {
    const word = part[0];
    if (/^\p{L}/u.test(word)) {
      words++;
      const before = text.charAt(part.index - 1);
      const after = text.charAt(part.index + word.length);
      asks += short
        ? exactCase(word)
        : wordCase(word, before, after, words === 1 && part.index + word.length < text.length);
      for (let at = 0; at < word.length; at = unitEnd(word, at, word.length))
        units.push(table[word.charCodeAt(at)]!);
      continue;
    }
    if (part.index < index) continue;
    index = unitEnd(text, part.index, text.length);
    const unit = table[text.charCodeAt(part.index)]!;
    if (unit <= 2 && unit !== separator) {
      if (unit === 0) return undefined;
      continue;
    }
    units.push(unit);
    asks +=
      unit !== separator
        ? Ask.Other
        : short && !isSpace(text.charCodeAt(part.index))
          ? Ask.Dash
          : Ask.Separator;
  }
  if (units.length < 2 || !/[\p{L}\p{N}]/u.test(text)) return undefined;
  return { units, asks, capitals: !short && words > 1 && /^[^A-Z]*$/.test(text) };
}

/** Whether `text` from `start` on, which holds the shape's units, has the case and separators that it asks for. */
export function fits(shape: Shape, text: string, start: number, end: number): boolean {
  let at = start;
  let capitals = shape.capitals;
  let asked = true;
  for (let unit = 0; unit < shape.asks.length && at < end; unit++) {
    const code = text.charCodeAt(at);
    const ask = shape.asks[unit];
    const lower = isLower(code);
    if (lower) capitals = false;
    if (ask === Ask.Upper && lower) asked = false;
    else if (ask === Ask.Lower && !lower && isUpper(code)) asked = false;
    else if (ask === Ask.Dash && isSpace(code)) asked = false;
    if (!asked && !capitals) return false;
    at = unitEnd(text, at, end);
  }
  return asked || capitals;
}

function exactCase(word: string): string {
  let out = '';
  for (let at = 0; at < word.length; at = unitEnd(word, at, word.length)) {
    const code = word.charCodeAt(at);
    out += isUpper(code) ? Ask.Upper : isLower(code) ? Ask.Lower : Ask.Other;
  }
  return out;
}

function wordCase(word: string, before: string, after: string, first: boolean): string {
  const exact = exactCase(word);
  const rest = exact.slice(1);
  if (exact.length === 1) return before === '-' || (after === '-' && first) ? Ask.Free : exact;
  if (rest.includes(Ask.Upper)) return exact;
  // A proper name ("Hamilton") keeps its capital only where it is the whole label.
  if (exact.startsWith(Ask.Upper) && first === false && before === '') return exact;
  return Ask.Free + rest;
}

const isUpper = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) || (code > 0x7f && code < 0x2100 && lowerOf(code) !== code);

const isLower = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code > 0x7f && code < 0x2100 && upperOf(code) !== code);

const lowerOf = (code: number): number => String.fromCharCode(code).toLowerCase().charCodeAt(0);
const upperOf = (code: number): number => String.fromCharCode(code).toUpperCase().charCodeAt(0);
