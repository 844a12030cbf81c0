import { type Span, touches } from '../../../base/span.ts';
import type { Text } from '../../../base/text.ts';
import type { RawField } from './body.ts';
import { Char, isBlank, isLineBreak, isNameCharacter, isSpace } from './characters.ts';
import { RecordKind, type Records } from './records.ts';

/**
 * Where the cursor stands in a BibTeX file, for completion. `entry` is the index of the entry it stands in.
 */
export type BibtexContext =
  | { readonly kind: 'entry-type'; readonly replace: Span }
  | { readonly kind: 'field-name'; readonly replace: Span; readonly entry: number | undefined }
  /** A value that names other entries: `crossref`, `xdata`, `xref`, `related`, `entryset`. */
  | { readonly kind: 'entry-reference'; readonly replace: Span; readonly entry: number | undefined }
  | { readonly kind: 'key'; readonly replace: Span; readonly entry: number | undefined }
  | { readonly kind: 'other' };

export interface RecordReader {
  entryOf(row: number): number | undefined;
  fieldsOf(row: number): readonly RawField[];
}

const other: BibtexContext = { kind: 'other' };
const referringFields = new Set(['crossref', 'xdata', 'xref', 'related', 'entryset']);
/** No word that is worth completing is longer. */
const maxWordLength = 200;

export function contextAt(text: Text, records: Records, offset: number, reader: RecordReader): BibtexContext {
  const row = records.rowBefore(offset - 1);
  const word = wordAt(text, offset, isNameCharacter);
  const atSign = skipBlanksBack(text, word.start) - 1;
  const isInside = row >= 0 && (offset < records.end(row) || isOpenEnded(text, records, row, offset));
  if (text.charCodeAt(atSign) === Char.At) {
    const startsRecord = row >= 0 && records.start(row) === atSign;
    if (startsRecord) return { kind: 'entry-type', replace: word };
  }
  if (!isInside || records.kind(row) === RecordKind.other) return other;
  const start = records.start(row);
  const field = reader.fieldsOf(row).find(({ nameStart, valueEnd }) => {
    return start + nameStart <= offset && offset <= start + valueEnd;
  });
  const entry = reader.entryOf(row);
  if (field) return inField(text, start, field, offset, entry);
  if (records.kind(row) === RecordKind.string) return other;
  const key = { start: records.keyStart(row), end: records.keyEnd(row) };
  if (key.end > key.start && touches(key, offset)) return { kind: 'key', replace: key, entry };
  const before = skipSpaceBack(text, word.start);
  const code = text.charCodeAt(before - 1);
  if ((code === Char.OpenBrace || code === Char.Open) && key.start === key.end) {
    return { kind: 'key', replace: word, entry };
  }
  const startsLine = before === 0 || hasLineBreak(text, before, word.start);
  const isAfterComma = code === Char.Comma;
  return isAfterComma || startsLine ? { kind: 'field-name', replace: word, entry } : other;
}

function inField(
  text: Text,
  start: number,
  { name, nameStart, nameEnd, valueStart, valueEnd }: RawField,
  offset: number,
  entry: number | undefined,
): BibtexContext {
  if (offset <= start + nameEnd) {
    return { kind: 'field-name', replace: { start: start + nameStart, end: start + nameEnd }, entry };
  }
  if (!referringFields.has(name) || offset <= start + valueStart) return other;
  const isBehindValue = offset === start + valueEnd && !isKeyCharacter(text.charCodeAt(offset - 1));
  if (isBehindValue) return other;
  return { kind: 'entry-reference', replace: wordAt(text, offset, isKeyCharacter), entry };
}

/** True at the end of a record that nothing closes: what is typed there belongs to it. */
function isOpenEnded(text: Text, records: Records, row: number, offset: number): boolean {
  if (offset !== records.end(row)) return false;
  const last = text.charCodeAt(offset - 1);
  return last !== Char.CloseBrace && last !== Char.Close;
}

function wordAt(text: Text, offset: number, isPart: (code: number) => boolean): Span {
  let start = offset;
  while (start > 0 && offset - start < maxWordLength && isPart(text.charCodeAt(start - 1))) start -= 1;
  let end = offset;
  while (end - offset < maxWordLength && isPart(text.charCodeAt(end))) end += 1;
  return { start, end };
}

const isKeyCharacter = (code: number): boolean =>
  code >= 0 &&
  !isSpace(code) &&
  code !== Char.Comma &&
  code !== Char.OpenBrace &&
  code !== Char.CloseBrace &&
  code !== Char.Quote;

/** White space looked over at most before a word. */
const maxGapLength = 10_000;

function skipBack(text: Text, from: number, isSkipped: (code: number) => boolean): number {
  let at = from;
  while (at > 0 && from - at < maxGapLength && isSkipped(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

const skipSpaceBack = (text: Text, from: number): number => skipBack(text, from, isSpace);
const skipBlanksBack = (text: Text, from: number): number => skipBack(text, from, isBlank);

function hasLineBreak(text: Text, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isLineBreak(text.charCodeAt(at))) return true;
  return false;
}
