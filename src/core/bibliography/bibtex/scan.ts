import { BraceMatcher } from './braceMatcher.ts';
import { Char, isLineBreak, isNameCharacter, isSpace, isWordCharacter } from './characters.ts';
import { NextPlace } from './nextPlace.ts';
import type { SyntaxProblemKind } from './problems.ts';
import { RecordFlag, RecordKind, type ScannedRecord } from './records.ts';
import { SourceReader } from './sourceReader.ts';

/**
 * How far behind the first line that looks like the start of an entry a value may still close, in UTF-16
 * units. Bounds what one broken entry costs, and how far an edit can change what was found before it.
 */
const lookAhead = 1 << 18;

/** What stands in a record, for those who want more than its place. Offsets of the scanner's text. */
export interface BodyListener {
  field(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void;
  problem(kind: SyntaxProblemKind, start: number, end: number): void;
}

/** UTF-16 units of a value that are looked through one by one: quicker for years and numbers. */
const shortValue = 24;

/** Values cut out of one record at most where a missing brace let them swallow the fields behind. */
const maxCuts = 20;

/**
 * A tolerant scanner of BibTeX and BibLaTeX files: one pass, no recursion, linear. It finds records; it
 * decodes nothing. After a broken entry every other entry is found, and none is invented.
 *
 * What a record is depends on the text from its start to its `reach` alone, so that an edit elsewhere leaves
 * it as it was.
 *
 * Text between records is comment (`lib/btparse` of biber, as Pandoc reads it): a `%` hides the rest of its
 * line. Braces count as BibTeX counts them: a backslash before one changes nothing.
 *
 * A value that holds a line which looks like the start of an entry is believed only if it closes, and
 * something follows that can follow a value. Otherwise a brace or quote is missing, and the entry ends before
 * that line.
 */
export class Scanner extends SourceReader implements ScannedRecord {
  kind = 0;
  start = 0;
  end = 0;
  keyStart = 0;
  keyEnd = 0;
  flags = 0;
  /** The last `@` that is no record as far as the text goes, but could be one if it went on; else -1. */
  undecided = -1;

  readonly #listener: BodyListener | undefined;
  #braces: BraceMatcher | undefined;
  /** Where the next record begins, once a value of this one turned out not to close; else -1. */
  #resume = -1;
  /** The quotation mark that a brace of the entry made end; else -1. */
  #brokenQuoteAt = -1;
  #cuts = 0;
  /** The last field is held back from the listener until what follows shows that its value is whole. */
  #isHeld = false;
  #nameStart = 0;
  #nameEnd = 0;
  #valueStart = 0;
  #valueEnd = 0;

  readonly #nextOpen: NextPlace;
  readonly #nextClose: NextPlace;
  readonly #nextEntry: NextPlace;

  constructor(text: string, listener?: BodyListener) {
    super(text);
    this.#nextOpen = new NextPlace(text, '{');
    this.#nextClose = new NextPlace(text, '}');
    this.#nextEntry = new NextPlace(text, '@');
    this.#listener = listener;
  }

  /** Scans the next record at or behind `from`, where one ended or the text begins. False where none is. */
  next(from: number): boolean {
    const text = this.text;
    for (let at = from; at < this.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === Char.Percent) at = this.lineEnd(at);
      else if (code === Char.At && this.#record(at, from)) return true;
    }
    return false;
  }

  #record(at: number, from: number): boolean {
    // "me@home.org" is an address.
    if (at > from && isWordCharacter(this.text.charCodeAt(at - 1))) return false;
    const typeStart = this.skipBlanks(at + 1);
    const typeEnd = this.endOfName(typeStart);
    const open = this.skipSpace(typeEnd);
    if (open >= this.length) this.undecided = at;
    const bracket = this.text.charCodeAt(open);
    const opens = typeEnd > typeStart && (bracket === Char.OpenBrace || bracket === Char.Open);
    if (!opens && !this.isLineStart(at, from)) return false;
    this.#begin(at);
    if (!opens) {
      if (this.isWord(typeStart, typeEnd, 'comment')) return false;
      this.look(open + 1);
      this.#fragment('stray-at', at, Math.max(at + 1, typeEnd));
      this.#finish(Math.max(at + 1, typeEnd));
      return true;
    }
    const closer = bracket === Char.OpenBrace ? Char.CloseBrace : Char.Close;
    this.#finish(this.#body(typeStart, typeEnd, open, closer));
    return true;
  }

  #begin(at: number): void {
    this.kind = RecordKind.entry;
    this.start = at;
    this.keyStart = at;
    this.keyEnd = at;
    this.reach = at;
    this.flags = 0;
    this.#resume = -1;
    this.#brokenQuoteAt = -1;
    this.#cuts = 0;
    this.#isHeld = false;
  }

  #finish(end: number): void {
    this.#release();
    this.end = end;
    this.look(end);
  }

  #body(typeStart: number, typeEnd: number, open: number, closer: number): number {
    // Most types are told by their first letter and length.
    switch (typeEnd - typeStart) {
      case 6:
        if (this.isWord(typeStart, typeEnd, 'string')) return this.#string(typeStart, open, closer);
        break;
      case 7:
        if (this.isWord(typeStart, typeEnd, 'comment')) return this.#group(typeStart, open, closer);
        break;
      case 8:
        if (this.isWord(typeStart, typeEnd, 'preamble')) return this.#group(typeStart, open, closer);
        break;
    }
    return this.#entry(typeStart, open, closer);
  }

  /** `@comment{…}`, `@preamble{…}`: what their braces hold is nothing to us. */
  #group(typeStart: number, open: number, closer: number): number {
    this.kind = RecordKind.other;
    if (closer === Char.Close) return this.#parenthesised(typeStart, open);
    const end = this.#braced(open);
    if (this.#resume < 0) return end;
    this.#problem('entry-not-closed', typeStart - 1, open);
    return this.#resume;
  }

  #parenthesised(typeStart: number, open: number): number {
    let depth = 0;
    for (let at = open + 1; at < this.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === Char.OpenBrace) depth += 1;
      else if (code === Char.CloseBrace) depth -= 1;
      else if (code === Char.Close && depth <= 0) return at + 1;
      else if (code === Char.At && this.isEntryLine(at, open)) {
        this.#problem('entry-not-closed', typeStart - 1, open);
        return at;
      }
    }
    this.look(this.length + 1);
    this.#problem('entry-not-closed', typeStart - 1, open);
    return this.length;
  }

  #string(typeStart: number, open: number, closer: number): number {
    this.kind = RecordKind.string;
    this.keyStart = this.skipSpace(open + 1);
    this.keyEnd = this.endOfName(this.keyStart);
    return this.#fields(this.keyStart, closer, typeStart - 1, open);
  }

  #entry(typeStart: number, open: number, closer: number): number {
    const keyStart = this.skipSpace(open + 1);
    const keyEnd = this.endOfKey(keyStart, closer);
    const behind = this.skipSpace(keyEnd);
    const code = this.text.charCodeAt(behind);
    this.look(behind + 1);
    if (code === Char.Equals || keyEnd === keyStart) {
      this.#fragment('missing-key', typeStart - 1, open + 1);
      return this.#fields(keyEnd === keyStart ? behind : keyStart, closer, -1, -1);
    }
    this.keyStart = keyStart;
    this.keyEnd = keyEnd;
    if (code === Char.Comma) return this.#fields(behind + 1, closer, keyStart, keyEnd);
    if (code === closer) return this.#closed(behind + 1);
    if (isNameCharacter(code) && this.startsField(behind)) {
      this.#problem('missing-comma-after-key', keyStart, keyEnd);
      return this.#fields(behind, closer, keyStart, keyEnd);
    }
    if (isNameCharacter(code)) {
      const end = this.wordsEnd(behind);
      this.#fragment('space-in-key', keyStart, end);
      return this.#fields(end, closer, -1, -1);
    }
    // Still being typed: not an entry before its comma.
    this.#fragment('unfinished-entry', keyStart, keyEnd);
    return this.#fields(behind, closer, -1, -1);
  }

  /**
   * Scans `name = value, …` to the end of the record. The span is where to say that it does not end; none at
   * -1.
   */
  #fields(from: number, closer: number, openStart: number, openEnd: number): number {
    let at = from;
    let junkEnd = -1;
    for (;;) {
      const code = this.text.charCodeAt(at);
      if (code === Char.Comma || isSpace(code)) at += 1;
      else if (code === closer) return this.#closed(at + 1);
      else if (isNameCharacter(code)) at = this.#field(at, closer);
      else if (code === Char.Percent) at = this.lineEnd(at);
      else if (at >= this.length || (code === Char.At && this.opensRecord(at))) this.#resume = at;
      else {
        if (junkEnd !== at) this.#problem('stray-character', at, at + 1);
        at = code === Char.OpenBrace ? this.#braced(at) : at + 1;
        junkEnd = at;
      }
      if (this.#resume < 0) continue;
      if (at >= this.length) this.look(this.length + 1);
      const cut = this.#cut('value-not-closed');
      if (cut < 0) return this.#unclosed(openStart, openEnd);
      at = cut;
    }
  }

  #closed(end: number): number {
    const comma = this.skipBlanks(end);
    if (this.text.charCodeAt(comma) !== Char.Comma) {
      this.look(comma + 1);
      return end;
    }
    const field = this.skipSpace(comma + 1);
    this.look(field + 1);
    if (isNameCharacter(this.text.charCodeAt(field)) && this.startsField(field)) {
      this.flags |= RecordFlag.broken | RecordFlag.closedEarly;
    }
    return end;
  }

  #unclosed(openStart: number, openEnd: number): number {
    const isOpen = this.#isHeld && this.#valueEnd >= this.#resume;
    const open = isOpen ? this.text.charCodeAt(this.#valueStart) : 0;
    if (open === Char.OpenBrace) this.#problem('value-not-closed', this.#valueStart, this.#valueStart + 1);
    else if (open === Char.Quote) this.#problem('quote-not-closed', this.#valueStart, this.#valueStart + 1);
    else if (openStart >= 0) this.#problem('entry-not-closed', openStart, openEnd);
    this.flags |= RecordFlag.broken;
    return this.#resume;
  }

  /** The offset behind a field and its comma. */
  #field(nameStart: number, closer: number): number {
    const nameEnd = this.endOfName(nameStart);
    const equals = this.skipSpace(nameEnd);
    const code = this.text.charCodeAt(equals);
    let valueStart = equals;
    if (code === Char.Equals) valueStart = this.skipSpace(equals + 1);
    else if (code === Char.OpenBrace || code === Char.Quote)
      this.#problem('missing-equals', nameStart, nameEnd);
    else {
      this.#problem('not-a-field', nameStart, nameEnd);
      return equals;
    }
    this.#note(nameStart, nameEnd);
    const valueEnd = this.#value(valueStart, closer);
    if (valueEnd === valueStart) this.#problem('missing-value', nameStart, nameEnd);
    if (this.#listener) this.#hold(nameStart, nameEnd, valueStart, valueEnd);
    if (this.#resume >= 0) return this.#resume;
    if (this.#brokenQuoteAt >= 0) return this.#afterBrokenQuote(valueEnd);
    const behind = this.skipSpace(valueEnd);
    const next = this.text.charCodeAt(behind);
    if (next === Char.Comma) return behind + 1;
    if (next === closer || next === Char.At || next === Char.Percent || behind >= this.length) return behind;
    const cut = this.#cut('quote-not-closed');
    if (cut >= 0) return cut;
    if (valueEnd === valueStart) return behind;
    const isBare = isNameCharacter(this.text.charCodeAt(valueStart));
    if (isBare && isNameCharacter(next) && !this.startsField(behind)) {
      const end = this.wordsEnd(behind);
      this.#problem('bare-words', valueStart, end);
      return end;
    }
    this.#problem('missing-comma', valueEnd - 1, valueEnd);
    return behind;
  }

  /** Remembers the fields that the index has to know of. */
  #note(start: number, end: number): void {
    switch (end - start) {
      case 3:
        if (this.isWord(start, end, 'ids')) this.flags |= RecordFlag.aliases;
        break;
      case 5:
        if (this.isWord(start, end, 'xdata')) this.flags |= RecordFlag.parents;
        break;
      case 8:
        if (this.isWord(start, end, 'crossref')) this.flags |= RecordFlag.parents;
        break;
    }
  }

  /** The offset behind a value, pieces joined by `#`; `from` itself where there is none. */
  #value(from: number, closer: number): number {
    let at = from;
    let end = from;
    for (;;) {
      const code = this.text.charCodeAt(at);
      if (code === Char.OpenBrace) end = this.#braced(at);
      else if (code === Char.Quote) end = this.#quoted(at);
      else {
        const bareEnd = this.bareEnd(at, closer);
        // `title = ⏎ year = 2000`: the word is the next field's name.
        if (bareEnd === at || this.text.charCodeAt(this.skipSpace(bareEnd)) === Char.Equals) return end;
        end = bareEnd;
      }
      if (this.#resume >= 0) return end;
      const hash = this.skipSpace(end);
      if (this.text.charCodeAt(hash) !== Char.Hash) return end;
      at = this.skipSpace(hash + 1);
    }
  }

  /** The offset behind the brace that closes the one at `open`; sets `#resume` where none does. */
  #braced(open: number): number {
    const text = this.text;
    const near = Math.min(this.length, open + shortValue);
    let depth = 0;
    for (let at = open; at < near; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 122) {
        if (code === Char.OpenBrace) depth += 1;
        else if (code === Char.CloseBrace) {
          depth -= 1;
          if (depth === 0) return at + 1;
        }
      } else if (code === Char.At && this.isEntryLine(at, open)) {
        return this.#beyond(at, this.#closingBrace(open, at + lookAhead));
      }
    }
    return this.#bracedFar(open, near, depth);
  }

  /** Goes on with `#braced` at `from`, inside `depth` braces, from one character that matters to the next. */
  #bracedFar(open: number, from: number, outer: number): number {
    let depth = outer;
    for (let at = from; ; at += 1) {
      const close = this.#nextClose.at(at);
      const nested = this.#nextOpen.at(at);
      const entry = this.#nextEntry.at(at);
      at = Math.min(close, nested, entry);
      if (at >= this.length) return this.#unending(this.length);
      if (at === nested) depth += 1;
      else if (at === close) {
        depth -= 1;
        if (depth === 0) return at + 1;
      } else if (this.isEntryLine(at, open)) {
        return this.#beyond(at, this.#closingBrace(open, at + lookAhead));
      }
    }
  }

  /** As `#braced` for a quoted value: it closes at a quote outside braces, and holds no brace too many. */
  #quoted(open: number): number {
    const text = this.text;
    let depth = 0;
    for (let at = open + 1; at < this.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 122) {
        if (code === Char.OpenBrace) depth += 1;
        else if (code === Char.CloseBrace) {
          depth -= 1;
          if (depth < 0) return this.#brokenQuote(open, at);
        }
      } else if (code === Char.Quote) {
        if (depth === 0) return at + 1;
      } else if (code === Char.At && this.isEntryLine(at, open)) {
        return this.#beyond(at, this.#closingQuote(open, at + lookAhead));
      }
    }
    return this.#unending(this.length);
  }

  /** The brace at `at` is the entry's own: the quote at `open` never closes. */
  #brokenQuote(open: number, at: number): number {
    this.flags |= RecordFlag.broken | RecordFlag.aliases | RecordFlag.parents;
    this.#brokenQuoteAt = open;
    return at;
  }

  #afterBrokenQuote(valueEnd: number): number {
    const open = this.#brokenQuoteAt;
    this.#brokenQuoteAt = -1;
    const cut = this.#cut('quote-not-closed');
    if (cut >= 0) return cut;
    this.#problem('quote-not-closed', open, open + 1);
    return valueEnd;
  }

  #matcherFrom(open: number): BraceMatcher {
    this.#braces ??= new BraceMatcher(this.text);
    this.#braces.begin(open);
    return this.#braces;
  }

  #closingBrace(open: number, limit: number): number {
    return this.#matcherFrom(open).closing(open, limit);
  }

  #closingQuote(open: number, limit: number): number {
    const braces = this.#matcherFrom(open);
    const end = Math.min(limit, this.length);
    for (let at = open + 1; at < end; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === Char.Quote) return at;
      if (code === Char.CloseBrace) return -1;
      if (code !== Char.OpenBrace) continue;
      at = braces.closing(at, limit);
      if (at < 0) return -1;
    }
    return -1;
  }

  /**
   * A value held a line like an entry's first at `line`, and closes at `close`, if at all. Believed where a
   * comma, `#`, bracket or another field follows.
   */
  #beyond(line: number, close: number): number {
    if (close < 0) {
      this.look(Math.min(line + lookAhead, this.length + 1));
      return this.#unending(line);
    }
    const behind = this.skipSpace(close + 1);
    const code = this.text.charCodeAt(behind);
    this.look(behind + 1);
    const goesOn =
      code === Char.Comma || code === Char.Hash || code === Char.CloseBrace || code === Char.Close;
    if (goesOn || (isNameCharacter(code) && this.startsField(behind))) return close + 1;
    return this.kind === RecordKind.other ? close + 1 : this.#unending(line);
  }

  #unending(resume: number): number {
    if (resume >= this.length) this.look(this.length + 1);
    this.flags |= RecordFlag.broken | RecordFlag.aliases | RecordFlag.parents;
    this.#resume = resume;
    return resume;
  }

  /**
   * Where a value swallowed the fields behind it, for a brace or quote is missing, gives the listener the
   * value up to them. Answers where they begin, or -1. It never changes where the record ends.
   */
  #cut(kind: 'value-not-closed' | 'quote-not-closed'): number {
    if (!this.#isHeld || this.#cuts >= maxCuts) return -1;
    const isQuote = this.text.charCodeAt(this.#valueStart) === Char.Quote;
    if (!isQuote && kind === 'quote-not-closed') return -1;
    const swallowed = firstFieldLine(this.text, this.#valueStart, this.#valueEnd);
    if (swallowed < 0) return -1;
    this.#cuts += 1;
    let valueEnd = swallowed;
    while (valueEnd > this.#valueStart + 1 && endsValue(this.text.charCodeAt(valueEnd - 1))) valueEnd -= 1;
    this.#valueEnd = valueEnd;
    this.#problem(isQuote ? 'quote-not-closed' : kind, this.#valueStart, this.#valueStart + 1);
    this.#release();
    this.#resume = -1;
    return swallowed;
  }

  #hold(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    this.#release();
    this.#isHeld = true;
    this.#nameStart = nameStart;
    this.#nameEnd = nameEnd;
    this.#valueStart = valueStart;
    this.#valueEnd = valueEnd;
  }

  #release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#listener?.field(this.#nameStart, this.#nameEnd, this.#valueStart, this.#valueEnd);
  }

  #fragment(kind: SyntaxProblemKind, start: number, end: number): void {
    this.kind = RecordKind.fragment;
    this.#problem(kind, start, end);
  }

  #problem(kind: SyntaxProblemKind, start: number, end: number): void {
    this.flags |= RecordFlag.broken;
    this.#listener?.problem(kind, start, end);
  }
}

/** The start of the first line in `[from, to)` that reads `name =`, or -1. */
function firstFieldLine(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (!isLineBreak(text.charCodeAt(at))) continue;
    let start = at + 1;
    while (start < to && isSpace(text.charCodeAt(start))) start += 1;
    let end = start;
    while (end < to && isNameCharacter(text.charCodeAt(end))) end += 1;
    let equals = end;
    while (equals < to && isSpace(text.charCodeAt(equals))) equals += 1;
    if (end > start && equals < to && text.charCodeAt(equals) === Char.Equals) return start;
    at = Math.max(at, end - 1);
  }
  return -1;
}

const endsValue = (code: number): boolean => isSpace(code) || code === Char.Comma;
