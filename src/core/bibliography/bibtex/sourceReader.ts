import { Char, isBlank, isLineBreak, isNameCharacter, isSpace } from './characters.ts';

/** Looks at a text without changing place: what stands at an offset, and where it ends. All of it linear. */
export class SourceReader {
  /**
   * The offset behind the last character that a decision depends on; one more than the length for the end
   * itself.
   */
  reach = 0;
  protected readonly text: string;
  protected readonly length: number;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  protected look(end: number): void {
    if (end > this.reach) this.reach = Math.min(end, this.length + 1);
  }

  /** True for a line that begins like an entry with a key, or like a directive. */
  protected isEntryLine(at: number, floor: number): boolean {
    if (!this.isLineStart(at, floor)) return false;
    const typeStart = at + 1;
    const typeEnd = this.endOfName(typeStart);
    const open = this.skipSpace(typeEnd);
    const bracket = this.text.charCodeAt(open);
    this.look(open + 1);
    if (typeEnd === typeStart || (bracket !== Char.OpenBrace && bracket !== Char.Open)) return false;
    if (this.isDirective(typeStart, typeEnd)) return true;
    const keyStart = this.skipSpace(open + 1);
    const keyEnd = this.endOfKey(keyStart, Char.CloseBrace);
    const comma = this.skipSpace(keyEnd);
    this.look(comma + 1);
    return keyEnd > keyStart && this.text.charCodeAt(comma) === Char.Comma;
  }

  private isDirective(start: number, end: number): boolean {
    return (
      this.isWord(start, end, 'string') ||
      this.isWord(start, end, 'comment') ||
      this.isWord(start, end, 'preamble')
    );
  }

  /** True where a record begins at the `@` at `at`, between fields. */
  protected opensRecord(at: number): boolean {
    const typeStart = this.skipBlanks(at + 1);
    const typeEnd = this.endOfName(typeStart);
    const open = this.skipSpace(typeEnd);
    this.look(open + 1);
    const bracket = this.text.charCodeAt(open);
    return typeEnd > typeStart && (bracket === Char.OpenBrace || bracket === Char.Open);
  }

  /** True where `name =` stands. */
  protected startsField(at: number): boolean {
    const equals = this.skipSpace(this.endOfName(at));
    this.look(equals + 1);
    return this.text.charCodeAt(equals) === Char.Equals;
  }

  protected isLineStart(at: number, floor: number): boolean {
    let before = at - 1;
    while (before >= floor && isBlank(this.text.charCodeAt(before))) before -= 1;
    if (before < floor) return true;
    const code = this.text.charCodeAt(before);
    return isLineBreak(code) || code === 0xfeff;
  }

  protected isWord(start: number, end: number, word: string): boolean {
    return end - start === word.length && this.text.slice(start, end).toLowerCase() === word;
  }

  protected lineEnd(from: number): number {
    let at = from;
    while (at < this.length && !isLineBreak(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  protected skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  protected skipBlanks(from: number): number {
    let at = from;
    while (isBlank(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  protected endOfName(from: number): number {
    let at = from;
    while (isNameCharacter(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  /** The end of the words that stand on one line. */
  protected wordsEnd(from: number): number {
    let end = from;
    for (let at = from; ; at += 1) {
      const code = this.text.charCodeAt(at);
      if (isNameCharacter(code)) end = at + 1;
      else if (!isBlank(code)) return end;
    }
  }

  /** A key holds anything but white space, comma and brackets that end it; `=` where no value follows. */
  protected endOfKey(from: number, closer: number): number {
    let at = from;
    for (; at < this.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === Char.Comma || code === closer || isSpace(code)) break;
      if (code === Char.OpenBrace || code === Char.CloseBrace || code === Char.Quote) break;
      if (code === Char.Equals && this.startsValue(at + 1)) break;
      if (code === Char.At && at === from && this.opensRecord(at)) break;
    }
    return at;
  }

  private startsValue(from: number): boolean {
    const at = this.skipSpace(from);
    this.look(at + 1);
    const code = this.text.charCodeAt(at);
    return code === Char.OpenBrace || code === Char.Quote;
  }

  protected bareEnd(from: number, closer: number): number {
    let at = from;
    for (; at < this.length; at += 1) {
      const code = this.text.charCodeAt(at);
      const isBracket = code === Char.Open || (code === Char.Close && closer !== Char.Close);
      if (!isNameCharacter(code) && !isBracket) break;
    }
    return at;
  }
}
