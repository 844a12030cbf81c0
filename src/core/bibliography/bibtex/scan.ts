/**
 * A tolerant scanner of BibTeX and BibLaTeX files: one pass, no recursion, linear. It finds blocks and the places of
 * their fields; it decodes nothing. After a broken entry every other entry is found.
 *
 * Braces count as BibTeX counts them: a backslash before one changes nothing ("Designing BibTeX Styles", section 4).
 *
 * What tells a broken value from one that only looks odd: a value that holds a line which starts like an entry
 * (`@article{key,`) is believed if it closes soon behind that line and a comma, `#` or closing brace follows. Otherwise
 * the entry is taken to end before that line. The look ahead is bounded, so that a file of nothing but broken entries
 * is still read in linear time, and an edit needs to be scanned only near to where it was made.
 */
import {
  BlockKind,
  Column,
  columns,
  FieldColumn,
  fieldColumns,
  Rows,
  type Scan,
  type ScanProblem,
} from './table.ts';

/** How far behind the first line that starts like an entry a value may close, in UTF-16 units and in such lines. */
export const lookAhead = 65_536;
const lookAheadEntries = 20;
/** Problems kept; a file with more is no BibTeX file. */
const maximumProblems = 1_000;
/** A step of `scanInSteps`, in UTF-16 units. */
const stepLength = 262_144;

enum Char {
  Tab = 9,
  Newline = 10,
  Return = 13,
  Space = 32,
  Quote = 34,
  Hash = 35,
  Percent = 37,
  Open = 40,
  Close = 41,
  Comma = 44,
  Equals = 61,
  At = 64,
  OpenBrace = 123,
  CloseBrace = 125,
}

/** Scans a whole text in steps; yields the offset that was reached. */
export function* scanInSteps(source: string): Generator<number, Scan> {
  const scanner = new Scanner(source, 0);
  let next = stepLength;
  while (scanner.nextBlock()) {
    if (scanner.position < next) continue;
    yield scanner.position;
    next = scanner.position + stepLength;
  }
  return scanner.finish();
}

/** Scans blocks of `source` one after another, beginning at an offset that is outside of any block. */
export class Scanner {
  readonly #source: string;
  readonly #blocks = new Rows(columns);
  readonly #fields = new Rows(fieldColumns);
  readonly #problems: ScanProblem[] = [];
  #position: number;
  #reach = 0;

  constructor(source: string, from: number) {
    this.#source = source;
    this.#position = from;
  }

  get position(): number {
    return this.#position;
  }

  /** The offset behind the last character looked at, by the last block and the search for it. */
  get reach(): number {
    return this.#reach;
  }

  get blockCount(): number {
    return this.#blocks.count;
  }

  startOfLastBlock(): number {
    return this.#blocks.at(this.#blocks.count - 1, Column.start);
  }

  /** Takes the last block back: it is known already. */
  dropLastBlock(): void {
    const row = this.#blocks.count - 1;
    const start = this.startOfLastBlock();
    this.#fields.length = this.#blocks.at(row, Column.fields) * fieldColumns;
    this.#blocks.length -= columns;
    while ((this.#problems.at(-1)?.start ?? -1) >= start) this.#problems.pop();
  }

  finish(): Scan {
    this.#blocks.trim();
    this.#fields.trim();
    return { blocks: this.#blocks, fields: this.#fields, problems: this.#problems };
  }

  /** Scans on to the end of the next block; false where there is none. */
  nextBlock(): boolean {
    for (;;) {
      const at = this.#source.indexOf('@', this.#position);
      if (at < 0) {
        this.#position = this.#source.length;
        this.#reach = this.#position;
        return false;
      }
      if (this.#blockAt(at)) return true;
    }
  }

  #blockAt(at: number): boolean {
    const typeStart = this.#skipBlanks(at + 1);
    const typeEnd = this.#wordEnd(typeStart);
    const open = this.#skipSpace(typeEnd);
    const bracket = this.#source.charCodeAt(open);
    if (typeEnd === typeStart || (bracket !== Char.OpenBrace && bracket !== Char.Open)) {
      if (this.#isLineStart(at)) {
        this.#problem(
          at,
          Math.max(at + 1, typeEnd),
          'This “@” begins no entry: a type and an opening brace should follow, as in “@article{key,”.',
        );
      }
      this.#position = Math.max(at + 1, typeEnd);
      return false;
    }
    // "mail@example{" is no entry: something stands right before the "@".
    if (isWordCode(this.#source.charCodeAt(at - 1))) {
      this.#position = typeEnd;
      return false;
    }
    this.#reach = open;
    const row = this.#blocks.add();
    this.#blocks.set(row, Column.start, at);
    this.#blocks.set(row, Column.typeStart, typeStart);
    this.#blocks.set(row, Column.typeEnd, typeEnd);
    this.#blocks.set(row, Column.fields, this.#fields.count);
    const end = this.#body(row, this.#source.slice(typeStart, typeEnd).toLowerCase(), open, bracket);
    this.#blocks.set(row, Column.end, end);
    this.#position = end;
    this.#reach = Math.max(this.#reach, end);
    this.#blocks.set(row, Column.reach, this.#reach);
    return true;
  }

  #body(row: number, type: string, open: number, bracket: number): number {
    const closer = bracket === Char.OpenBrace ? Char.CloseBrace : Char.Close;
    switch (type) {
      case 'comment':
        this.#blocks.set(row, Column.kind, BlockKind.comment);
        return this.#commentEnd(open, bracket);
      case 'preamble':
        this.#blocks.set(row, Column.kind, BlockKind.preamble);
        return this.#preambleEnd(row, open, closer);
      case 'string':
        this.#blocks.set(row, Column.kind, BlockKind.string);
        return this.#fieldsEnd(row, open + 1, closer, '@string');
      default:
        return this.#entryEnd(row, open, closer);
    }
  }

  /** A comment ends with its brace; one that never closes is the word alone, as BibTeX itself reads it. */
  #commentEnd(open: number, bracket: number): number {
    if (bracket !== Char.OpenBrace) return open;
    const close = this.#braceEnd(open);
    return close.end >= 0 ? close.end : open;
  }

  #preambleEnd(row: number, open: number, closer: number): number {
    const value = this.#valueEnd(open + 1, closer, 'the preamble');
    if (value.broken) return this.#unclosed(row, value.end, '@preamble');
    const at = this.#skipSpace(value.end);
    return this.#source.charCodeAt(at) === closer ? at + 1 : this.#unclosed(row, at, '@preamble');
  }

  #entryEnd(row: number, open: number, closer: number): number {
    const keyStart = this.#skipSpace(open + 1);
    const keyEnd = this.#keyEnd(keyStart, closer);
    const behind = this.#skipSpace(keyEnd);
    const code = this.#source.charCodeAt(behind);
    const isField = code === Char.Equals;
    const key = isField ? '' : this.#source.slice(keyStart, keyEnd);
    this.#blocks.set(row, Column.keyStart, keyStart);
    this.#blocks.set(row, Column.keyEnd, isField ? keyStart : keyEnd);
    this.#blocks.set(row, Column.kind, BlockKind.entry);
    if (key === '') {
      this.#blocks.set(row, Column.kind, BlockKind.keyless);
      this.#problem(
        open,
        open + 1,
        'This entry has no key. Write one behind the opening brace, followed by a comma.',
      );
      return this.#fieldsEnd(row, keyStart, closer, 'the entry');
    }
    if (code === Char.Comma) return this.#fieldsEnd(row, behind + 1, closer, `“${key}”`);
    if (code === closer) return behind + 1;
    if (Number.isNaN(code) || (code === Char.At && this.#isBlockStart(behind))) {
      // Still being typed: it has no comma yet, so it is not an entry.
      this.#blocks.set(row, Column.kind, BlockKind.keyless);
      return this.#unclosed(row, behind, `“${key}”`);
    }
    this.#problem(keyEnd - 1, keyEnd, `A comma is missing behind the key “${key}”.`);
    return this.#fieldsEnd(row, behind, closer, `“${key}”`);
  }

  /** Scans `name = value, …` to the end of the block. `what` names the block in messages. */
  #fieldsEnd(row: number, from: number, closer: number, what: string): number {
    let at = from;
    let junk = -1;
    for (;;) {
      at = this.#skipSpace(at);
      const code = this.#source.charCodeAt(at);
      if (code === Char.Comma) {
        at += 1;
        continue;
      }
      if (code === closer) return at + 1;
      if (Number.isNaN(code) || (code === Char.At && this.#isBlockStart(at)))
        return this.#unclosed(row, at, what);
      const nameEnd = this.#nameEnd(at);
      if (nameEnd === at) {
        if (junk < 0)
          this.#problem(at, at + 1, `This does not belong here; ${what} expects “name = {value}”.`);
        junk = at;
        at += 1;
        continue;
      }
      const next = this.#field(at, nameEnd, closer, what);
      if (next.broken) return next.end;
      at = next.end;
    }
  }

  #field(nameStart: number, nameEnd: number, closer: number, what: string): Part {
    const name = this.#source.slice(nameStart, Math.min(nameEnd, nameStart + 60));
    const equals = this.#skipSpace(nameEnd);
    const code = this.#source.charCodeAt(equals);
    const begins = code === Char.OpenBrace || code === Char.Quote;
    if (code !== Char.Equals) {
      this.#problem(nameStart, nameEnd, `“${name}” has no value: write “${name} = {…}”.`);
      if (!begins) return { end: equals, broken: false };
    }
    const valueStart = this.#skipSpace(begins ? equals : equals + 1);
    const value = this.#valueEnd(valueStart, closer, `“${name}”`);
    const field = this.#fields.add();
    this.#fields.set(field, FieldColumn.nameStart, nameStart);
    this.#fields.set(field, FieldColumn.nameEnd, nameEnd);
    this.#fields.set(field, FieldColumn.valueStart, valueStart);
    this.#fields.set(field, FieldColumn.valueEnd, value.end);
    if (value.broken) {
      this.#problem(
        nameStart,
        nameEnd,
        `The value of “${name}” in ${what} is not closed: a brace or a quote is missing.`,
      );
      return value;
    }
    if (value.end === valueStart) this.#problem(nameStart, nameEnd, `“${name}” has no value.`);
    const behind = this.#skipSpace(value.end);
    const next = this.#source.charCodeAt(behind);
    if (next !== Char.Comma && next !== closer && this.#nameEnd(behind) > behind) {
      this.#problem(
        Math.max(valueStart, value.end - 1),
        value.end,
        `A comma is missing behind the value of “${name}”.`,
      );
    }
    return { end: behind, broken: false };
  }

  /** A value: pieces joined by `#`. */
  #valueEnd(from: number, closer: number, _what: string): Part {
    let at = from;
    for (;;) {
      const code = this.#source.charCodeAt(at);
      let end: number;
      if (code === Char.OpenBrace || code === Char.Quote) {
        const piece = code === Char.OpenBrace ? this.#braceEnd(at) : this.#quoteEnd(at, closer);
        if (piece.end < 0) return { end: piece.resume, broken: true };
        end = piece.end;
      } else {
        end = this.#bareEnd(at);
      }
      const behind = this.#skipSpace(end);
      if (this.#source.charCodeAt(behind) !== Char.Hash) return { end, broken: false };
      at = this.#skipSpace(behind + 1);
    }
  }

  /** The offset behind the brace that closes the one at `open`; or -1 and where to go on. */
  #braceEnd(open: number): Piece {
    const source = this.#source;
    let depth = 0;
    const ahead = new LookAhead();
    for (let at = open; at < source.length; at += 1) {
      const code = source.charCodeAt(at);
      if (code === Char.OpenBrace) depth += 1;
      else if (code === Char.CloseBrace) {
        depth -= 1;
        if (depth === 0) return this.#believed(at + 1, ahead);
      } else if (code === Char.At && this.#isLineStart(at) && this.#isBlockStart(at)) ahead.sees(at);
      if (ahead.isExhausted(at)) return this.#stopped(at, ahead);
    }
    return this.#stopped(source.length, ahead);
  }

  /** As `#braceEnd` for a quoted value: it closes at a quote outside braces, and cannot hold a surplus brace. */
  #quoteEnd(open: number, closer: number): Piece {
    const source = this.#source;
    let depth = 0;
    const ahead = new LookAhead();
    for (let at = open + 1; at < source.length; at += 1) {
      const code = source.charCodeAt(at);
      if (code === Char.OpenBrace) depth += 1;
      else if (code === Char.CloseBrace) {
        depth -= 1;
        if (depth < 0) {
          this.#looked(at);
          return {
            end: -1,
            resume: closer === Char.CloseBrace && ahead.first < 0 ? at + 1 : this.#resume(at, ahead),
          };
        }
      } else if (code === Char.Quote && depth === 0) return this.#believed(at + 1, ahead);
      else if (code === Char.At && this.#isLineStart(at) && this.#isBlockStart(at)) ahead.sees(at);
      if (ahead.isExhausted(at)) return this.#stopped(at, ahead);
    }
    return this.#stopped(source.length, ahead);
  }

  /** A value that holds a line like an entry counts as closed only if the file goes on as behind a value. */
  #believed(end: number, ahead: LookAhead): Piece {
    this.#looked(end);
    if (ahead.first < 0) return { end, resume: end };
    const behind = this.#skipSpace(end);
    this.#looked(behind + 1);
    const code = this.#source.charCodeAt(behind);
    const goesOn =
      code === Char.Comma || code === Char.Hash || code === Char.CloseBrace || code === Char.Close;
    return goesOn ? { end, resume: end } : { end: -1, resume: ahead.first };
  }

  #stopped(at: number, ahead: LookAhead): Piece {
    this.#looked(at);
    return { end: -1, resume: this.#resume(at, ahead) };
  }

  #resume(at: number, ahead: LookAhead): number {
    return ahead.first < 0 ? at : ahead.first;
  }

  #unclosed(row: number, at: number, what: string): number {
    const start = this.#blocks.at(row, Column.start);
    const end = this.#blocks.at(row, Column.typeEnd);
    this.#problem(
      start,
      end,
      `${what.startsWith('“') ? `The entry ${what}` : capital(what)} is not closed: a closing brace is missing.`,
    );
    this.#looked(at + 1);
    return this.#backOverSpace(at);
  }

  /** True where a block begins at this `@`: a type, a bracket, and a key with its comma or a macro with its sign. */
  #isBlockStart(at: number): boolean {
    const typeEnd = this.#wordEnd(this.#skipBlanks(at + 1));
    const open = this.#skipBlanks(typeEnd);
    const code = this.#source.charCodeAt(open);
    if (typeEnd === at + 1 || (code !== Char.OpenBrace && code !== Char.Open)) return false;
    const type = this.#source
      .slice(at + 1, typeEnd)
      .trim()
      .toLowerCase();
    if (type === 'comment' || type === 'preamble') return true;
    const keyStart = this.#skipSpace(open + 1);
    const keyEnd = this.#keyEnd(keyStart, Char.CloseBrace);
    const behind = this.#skipSpace(keyEnd);
    this.#looked(behind + 1);
    const sign = this.#source.charCodeAt(behind);
    return keyEnd > keyStart && (sign === Char.Comma || (type === 'string' && sign === Char.Equals));
  }

  #isLineStart(at: number): boolean {
    let before = at - 1;
    while (before >= 0 && isBlank(this.#source.charCodeAt(before))) before -= 1;
    if (before < 0) return true;
    const code = this.#source.charCodeAt(before);
    return code === Char.Newline || code === Char.Return || code === 0xfeff;
  }

  #skipBlanks(at: number): number {
    let next = at;
    while (isBlank(this.#source.charCodeAt(next))) next += 1;
    return next;
  }

  #skipSpace(at: number): number {
    let next = at;
    while (isSpace(this.#source.charCodeAt(next))) next += 1;
    return next;
  }

  #backOverSpace(at: number): number {
    let end = Math.min(at, this.#source.length);
    while (end > 0 && isSpace(this.#source.charCodeAt(end - 1))) end -= 1;
    return end;
  }

  #wordEnd(at: number): number {
    let end = at;
    while (isTypeCode(this.#source.charCodeAt(end))) end += 1;
    return end;
  }

  #keyEnd(at: number, closer: number): number {
    let end = at;
    for (; end < this.#source.length; end += 1) {
      const code = this.#source.charCodeAt(end);
      if (isSpace(code) || code === Char.Comma || code === Char.Equals || code === closer) break;
      if (code === Char.OpenBrace || code === Char.CloseBrace || code === Char.Quote || code === Char.Hash)
        break;
      if (code === Char.At && end === at) break;
    }
    return end;
  }

  #nameEnd(at: number): number {
    let end = at;
    for (; end < this.#source.length; end += 1) if (endsName(this.#source.charCodeAt(end))) break;
    return end;
  }

  #bareEnd(at: number): number {
    return this.#nameEnd(at);
  }

  #looked(at: number): void {
    if (at > this.#reach) this.#reach = at;
  }

  #problem(start: number, end: number, message: string): void {
    if (this.#problems.length < maximumProblems)
      this.#problems.push({ start, end, code: 'bib-syntax', message });
    else if (this.#problems.length === maximumProblems) {
      this.#problems.push({
        start,
        end,
        code: 'limit-reached',
        message: `Only the first ${maximumProblems} problems of this bibliography are reported.`,
      });
    }
  }
}

/** Where scanning goes on, and whether the entry ended before its time. */
interface Part {
  readonly end: number;
  readonly broken: boolean;
}

interface Piece {
  /** Behind the closing character; -1 where there is none. */
  readonly end: number;
  readonly resume: number;
}

/** Lines inside a value that start like an entry. */
class LookAhead {
  first = -1;
  #count = 0;

  sees(at: number): void {
    if (this.first < 0) this.first = at;
    this.#count += 1;
  }

  isExhausted(at: number): boolean {
    return this.first >= 0 && (at - this.first > lookAhead || this.#count > lookAheadEntries);
  }
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const isBlank = (code: number): boolean => code === Char.Space || code === Char.Tab;

const isSpace = (code: number): boolean =>
  code === Char.Space || (code >= Char.Tab && code <= Char.Return) || code === 0xa0 || code === 0xfeff;

const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

const isTypeCode = (code: number): boolean => isWordCode(code) || code === 95 || code === 45 || code === 43;

function endsName(code: number): boolean {
  switch (code) {
    case Char.Quote:
    case Char.Hash:
    case Char.Percent:
    case Char.Open:
    case Char.Close:
    case Char.Comma:
    case Char.Equals:
    case Char.At:
    case Char.OpenBrace:
    case Char.CloseBrace:
      return true;
    default:
      return isSpace(code);
  }
}
