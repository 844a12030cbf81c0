import { foldTable, isSpace, separator, unitEnd } from './fold.ts';

/**
 * What one unit of a label asks of the text beyond the folded character. A character each, so that they form
 * a string.
 */
export const Ask = {
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
  /** Some dash of it may not be white space. */
  readonly dashed: boolean;
}

/** Longer labels are not matched: nobody writes them, and they would make a scan's cost theirs. */
export const maxLabelLength = 160;

/**
 * The case rules by shape. Words match in lower case and with a capital first letter; parts with capitals
 * inside (`NMDA`, `fMRI`) and short forms match as they are written; a single letter joined by a hyphen
 * (`N-methyl`) in either case. Undefined for labels that are empty, too long, a single character or of no
 * matchable characters.
 */
export function shapeOf(label: string, short: boolean): Shape | undefined {
  const text = label.trim();
  if (text.length < 2 || text.length > maxLabelLength) return undefined;
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
  const dashed = asks.includes(Ask.Dash);
  return { units, asks, dashed, capitals: !short && words > 1 && /^[^A-Z]*$/.test(text) };
}

/**
 * Whether `text` from `start` on, which holds the shape's units, has the case and separators that it asks
 * for.
 */
export function fits({ asks, capitals: mayShout }: Shape, text: string, start: number, end: number): boolean {
  const cases = caseTable();
  // Nearly always a unit is one character.
  const plain = end - start === asks.length;
  let seen = 0;
  let refused = 0;
  let at = start;
  for (let unit = 0; unit < asks.length && at < end; unit++) {
    const found = cases[text.charCodeAt(at)]!;
    seen |= found;
    refused |= found & refusedBy[asks.charCodeAt(unit)]!;
    at = plain ? at + 1 : unitEnd(text, at, end);
  }
  return refused === 0 || (mayShout && (seen & Case.Lower) === 0);
}

export const Case = { Lower: 1, Upper: 2, Space: 4 } as const;

/** What each kind of `Ask` refuses, by its character. */
const refusedBy = new Uint8Array(128);
refusedBy[Ask.Upper.charCodeAt(0)] = Case.Lower;
refusedBy[Ask.Lower.charCodeAt(0)] = Case.Upper;
refusedBy[Ask.Dash.charCodeAt(0)] = Case.Space;

let caseUnits: Uint8Array | undefined;

/** UTF-16 unit → `Case`, 0 for what has none. Letters with both cases at once do not exist. */
export function caseTable(): Uint8Array {
  if (caseUnits) return caseUnits;
  const table = new Uint8Array(65536);
  for (let code = 0; code < 65536; code++) {
    table[code] = isLower(code) ? Case.Lower : isUpper(code) ? Case.Upper : isSpace(code) ? Case.Space : 0;
  }
  caseUnits = table;
  return table;
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
