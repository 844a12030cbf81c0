import { abstractRankAfter, scopeInSection } from '../headings.ts';
import { SegmentCollector } from '../segments/segmentCollector.ts';
import type { SegmentParts } from '../segments/segments.ts';
import type { Scope } from '../types.ts';
import { readBibliographyExpression } from './bibliographies.ts';
import {
  argumentScopes,
  blockStatements,
  CitationCalls,
  calleeScopes,
  silentCallees,
  statements,
} from './calls.ts';
import {
  addressAt,
  codeMark,
  commentEnd,
  escapeAt,
  identifier,
  isMailAddress,
  labelAt,
  lineEnd,
  markupMark,
  mathEnd,
  namedArgumentEnd,
  plainTypst,
  rawEnd,
  referenceAt,
  stringEnd,
  tickCount,
} from './lexical.ts';
import { headingTo, readReference, readString, type StartedHeading } from './readings.ts';
import { codeFrame, isHalfTyped, maxDepth, type TypstFrame, type TypstState } from './state.ts';

/** Reads one segment of Typst: markup and code in one pass, with a stack of the brackets it is inside of. */
export class TypstReader {
  readonly #text: string;
  readonly #frames: TypstFrame[];
  readonly #calls: CitationCalls;
  readonly #parts: SegmentCollector;
  #at = 0;
  #rawTicks: number;
  #commentDepth: number;
  #abstractRank: number | undefined;
  /** Brackets beyond the depth that is followed. */
  #tooDeep = 0;
  #contentStart = 0;
  #heading: StartedHeading | undefined;
  /** Once one was not closed in the segment none is looked for again: looking twice would not be linear. */
  #unclosedMath = false;
  #unclosedString = false;
  /** `include` or `import` was read, and the next string is its path. */
  #pathOf: 'include' | 'import' | undefined;

  /** `own` are functions of the author's own that cite. */
  constructor(text: string, before: TypstState, own: ReadonlySet<string>) {
    this.#text = text;
    this.#calls = new CitationCalls(own);
    this.#frames = before.frames.map((frame) => ({ ...frame }));
    this.#rawTicks = before.rawTicks;
    this.#commentDepth = before.commentDepth;
    this.#abstractRank = before.abstractRank;
    // A heading at the start of a line cannot stand in arguments: a bracket before it was never closed.
    if (/^=+[ \t]/.test(text)) while (this.#inCode) this.#frames.pop();
    this.#parts = new SegmentCollector(text, this.#scope);
  }

  read(): { parts: SegmentParts; after: TypstState } {
    this.#continueLexical();
    if (!this.#inCode) this.#lineStart();
    while (this.#at < this.#text.length) {
      if (this.#inCode) this.#code();
      else this.#markup();
    }
    this.#endHeading(this.#text.length);
    while (isHalfTyped(this.#top)) this.#frames.pop();
    this.#calls.closeAll(this.#text.trimEnd().length);
    const [frames, rawTicks, commentDepth] = [this.#frames, this.#rawTicks, this.#commentDepth];
    const after = { frames, rawTicks, commentDepth, abstractRank: this.#abstractRank };
    return { parts: this.#parts.finish(), after };
  }

  get #top(): TypstFrame | undefined {
    return this.#frames.at(-1);
  }

  get #inCode(): boolean {
    return (this.#top?.kind ?? 'content') !== 'content';
  }

  get #scope(): Scope {
    return scopeInSection(this.#top?.scope ?? 'body', this.#abstractRank);
  }

  #prose(start: number, end: number): void {
    if (this.#proseHere) this.#parts.blocks.prose(start, end);
  }

  /** Finishes a raw block or comment that began in a segment before. */
  #continueLexical(): void {
    if (this.#rawTicks > 0) {
      const end = rawEnd(this.#text, 0, this.#rawTicks);
      if (end >= 0) this.#rawTicks = 0;
      this.#skipTo(end < 0 ? this.#text.length : end);
    } else if (this.#commentDepth > 0) {
      const { end, depth } = commentEnd(this.#text, 0, this.#commentDepth);
      this.#commentDepth = depth;
      this.#skipTo(end);
    }
  }

  /** Skips what belongs to no block. */
  #skipTo(end: number): void {
    this.#at = end;
    this.#parts.blocks.cut(end, this.#heading ? 'heading' : this.#scope);
  }

  #markup(): void {
    const text = this.#text;
    const start = this.#at;
    markupMark.lastIndex = start;
    const found = markupMark.exec(text);
    const at = found ? found.index : text.length;
    this.#prose(start, at);
    this.#at = at;
    if (!found) return;
    switch (found[0]) {
      case '\n':
        this.#prose(at, at + 1);
        this.#at = at + 1;
        this.#endHeading(at);
        this.#lineStart();
        return;
      case '\\':
        this.#escape(at);
        return;
      case '#':
        this.#hash(at);
        return;
      case '@':
        this.#reference(at);
        return;
      case '<':
        this.#label(at);
        return;
      case '[':
        if (this.#top) this.#top.nesting++;
        this.#prose(at, at + 1);
        break;
      case ']':
        this.#closeContent(at);
        return;
      case '*':
      case '_':
        // Between letters they are text (Typst's lexer).
        if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[at + 1] ?? '')) {
          this.#prose(at, at + 1);
        }
        break;
      case '~':
        break;
      case '`':
      case '/':
      case '$':
        if (this.#lexical(at)) return;
        this.#prose(at, at + 1);
        break;
      default:
        this.#link(at);
        return;
    }
    this.#at = at + 1;
  }

  /** Comments, raw text and mathematics, which are the same in markup and in code. */
  #lexical(at: number): boolean {
    const text = this.#text;
    if (text[at] === '/') {
      if (text[at + 1] === '/') {
        if (this.#heading && this.#heading.titleEnd < 0) this.#heading.titleEnd = at;
        this.#at = lineEnd(text, at);
      } else if (text[at + 1] === '*') {
        const { end, depth } = commentEnd(text, at + 2, 1);
        this.#commentDepth = depth;
        this.#at = end;
      } else return false;
      return true;
    }
    if (text[at] === '$') {
      const end = this.#unclosedMath ? -1 : mathEnd(text, at);
      if (end < 0) {
        this.#unclosedMath = true;
        return false;
      }
      this.#at = end;
      return true;
    }
    const ticks = tickCount(text, at);
    const end = ticks === 2 ? at + 2 : rawEnd(text, at + ticks, ticks);
    if (end < 0 && ticks === 1) return false;
    if (end < 0) this.#rawTicks = ticks;
    if (ticks > 2) {
      this.#parts.blocks.cut(at, this.#scope);
      this.#skipTo(end < 0 ? text.length : end);
    } else this.#at = end;
    return true;
  }

  #escape(at: number): void {
    const { end, isText } = escapeAt(this.#text, at);
    if (isText) this.#prose(at + 1, end);
    this.#at = end;
  }

  #link(at: number): void {
    const target = addressAt(this.#text, at);
    this.#parts.blocks.link(at, at + target.length, target);
    this.#at = at + target.length;
  }

  /** Headings, and items of lists. */
  #lineStart(): void {
    const mark = /[ \t]*(?:(=+)[ \t]+|[-+/][ \t]|\d+\.[ \t])/y;
    mark.lastIndex = this.#at;
    const found = mark.exec(this.#text);
    if (!found) return;
    const { 0: whole, 1: marks } = found;
    this.#parts.blocks.cut(this.#at, marks === undefined ? this.#scope : 'heading');
    this.#at += whole.length;
    if (marks === undefined) return;
    const start = this.#at - whole.trimStart().length;
    const depth = this.#frames.length;
    this.#heading = { start, titleStart: this.#at, titleEnd: -1, rank: marks.length, depth };
  }

  #endHeading(at: number): void {
    const heading = this.#heading;
    if (!heading || this.#frames.length > heading.depth) return;
    this.#heading = undefined;
    const read = headingTo(this.#text, heading, at);
    this.#parts.headings.push(read);
    this.#abstractRank = abstractRankAfter(read, this.#abstractRank);
    this.#parts.blocks.cut(at, this.#scope);
  }

  #label(at: number): void {
    const name = labelAt(this.#text, at + 1);
    const end = at + 1 + name.length;
    if (name === '' || this.#text[end] !== '>') {
      this.#prose(at, at + 1);
      this.#at = at + 1;
      return;
    }
    this.#parts.labels.push(name);
    this.#parts.blocks.crossReference({ start: at + 1, end });
    if (this.#heading && this.#heading.titleEnd < 0) this.#heading.titleEnd = at;
    this.#at = end + 1;
  }

  #reference(at: number): void {
    const key = referenceAt(this.#text, at + 1);
    if (key !== '' && isMailAddress(this.#text, at, key)) {
      this.#at = at + 1 + key.length;
      this.#prose(at, this.#at);
    } else this.#at = readReference(this.#text, at, key, this.#parts);
  }

  /** A `#` in markup: a statement to the end of its line, or an expression that ends with its brackets. */
  #hash(at: number): void {
    identifier.lastIndex = at + 1;
    const name = identifier.exec(this.#text)?.[0];
    const next = this.#text[at + 1] ?? '';
    if (name === undefined) {
      this.#at = at + 1;
      if (next === '(' || next === '{') this.#push(next === '(' ? 'paren' : 'brace', '', at);
      else if (next === '[') this.#openContent('');
      else if (next === '"') this.#string(at + 1);
      else if (!/\d/.test(next)) this.#prose(at, at + 1);
      return;
    }
    this.#at = at + 1 + name.length;
    if (!statements.has(name)) {
      this.#chain(name, at);
      return;
    }
    if (name === 'include' || name === 'import') this.#pathOf = name;
    const silent = name === 'set' || name === 'show';
    this.#frames.push({
      ...codeFrame,
      kind: 'statement',
      callee: name,
      scope: this.#scope,
      prose: !silent && this.#proseHere,
    });
    if (this.#frames.length > maxDepth) this.#frames.pop();
  }

  /** What may follow a value without a space: `.field`, `(arguments)`, `[content]`. */
  #chain(callee: string, start: number): void {
    let name = callee;
    while (this.#text[this.#at] === '.') {
      identifier.lastIndex = this.#at + 1;
      const field = identifier.exec(this.#text)?.[0];
      if (field === undefined) return;
      name = field;
      this.#at += 1 + field.length;
    }
    if (name === 'bibliography') readBibliographyExpression(this.#text, this.#at, this.#parts);
    if (this.#text[this.#at] === '(') this.#push('paren', name, start);
    else if (this.#text[this.#at] === '[') this.#openContent(name);
  }

  get #proseHere(): boolean {
    return this.#top?.prose ?? true;
  }

  /** Enters the bracket at the current offset. */
  #push(kind: 'paren' | 'brace', callee: string, start: number): void {
    this.#at++;
    if (this.#frames.length >= maxDepth) {
      this.#tooDeep++;
      return;
    }
    const inherited = /^(?:path|read)?$/.test(callee) ? this.#top?.callee : undefined;
    const role = kind === 'paren' && inherited === 'bibliography' ? inherited : callee;
    const scope = role === 'table' ? 'table' : this.#scope;
    if (scope !== this.#scope) this.#parts.blocks.cut(start, scope);
    const frame: TypstFrame = { ...codeFrame, kind, callee: role, scope, prose: this.#proseHere };
    this.#frames.push(frame);
    this.#calls.open(frame, start);
  }

  #openContent(callee: string): void {
    this.#at++;
    if (this.#frames.length >= maxDepth) {
      this.#tooDeep++;
      return;
    }
    const top = this.#top;
    const argument = top?.kind === 'paren' && callee === '' ? top.argument : '';
    const named = silentCallees.has(top?.callee ?? '') ? undefined : argumentScopes.get(argument);
    const scope = named ?? calleeScopes.get(callee) ?? this.#scope;
    const silent = silentCallees.has(callee) || (top?.kind === 'paren' && silentCallees.has(top.callee));
    const prose = (named === 'title' || named === 'abstract' || this.#proseHere) && !silent;
    if (scope !== this.#scope) this.#parts.blocks.cut(this.#at, scope);
    this.#frames.push({ kind: 'content', callee, argument: '', scope, prose, nesting: 0 });
    this.#contentStart = this.#at;
    this.#lineStart();
  }

  #closeContent(at: number): void {
    this.#at = at + 1;
    const top = this.#top;
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    if (!top || top.nesting > 0) {
      if (top) top.nesting--;
      this.#prose(at, at + 1);
      return;
    }
    this.#leave(top, at);
  }

  /** Leaves a bracket, and reads what may follow its call. */
  #leave(frame: TypstFrame, at: number): void {
    this.#endHeading(at);
    this.#frames.pop();
    const outer = this.#heading ? 'heading' : this.#scope;
    if (frame.scope !== outer) {
      if (frame.scope === 'title' && this.#contentStart <= at) {
        this.#parts.metadata.set('title', plainTypst(this.#text.slice(this.#contentStart, at)));
      }
      this.#parts.blocks.cut(at, outer);
      this.#parts.blocks.cut(at + 1, outer);
    }
    const start = this.#calls.close(frame, at + 1) ?? at;
    const top = this.#top;
    if (top?.kind === 'statement' && blockStatements.has(top.callee) && frame.kind !== 'paren') {
      if (!/^\s*else\b/.test(this.#text.slice(this.#at, this.#at + 40))) this.#frames.pop();
      return;
    }
    if (frame.kind !== 'brace') this.#chain(frame.callee, start);
  }

  #code(): void {
    const text = this.#text;
    codeMark.lastIndex = this.#at;
    const found = codeMark.exec(text);
    if (!found) {
      this.#at = text.length;
      return;
    }
    const at = found.index;
    const mark = found[0];
    this.#at = at + 1;
    switch (mark) {
      case '"':
        this.#string(at);
        return;
      case '(':
      case '{':
        this.#at = at;
        this.#push(mark === '(' ? 'paren' : 'brace', '', at);
        return;
      case '[':
        this.#at = at;
        this.#openContent('');
        return;
      case ')':
      case '}':
      case ']':
        this.#closeCode(mark, at);
        return;
      case ',':
        if (this.#top) this.#top.argument = '';
        return;
      case ';':
      case '\n':
        this.#endStatement();
        return;
      case '<':
        this.#codeLabel(at);
        return;
      case '`':
      case '/':
      case '$':
        this.#lexical(at);
        return;
      default:
        this.#word(mark, at);
    }
  }

  #endStatement(): void {
    const top = this.#top;
    if (top?.kind !== 'statement') return;
    this.#pathOf = undefined;
    if (top.callee === 'if' && /^\s*else\b/.test(this.#text.slice(this.#at, this.#at + 40))) return;
    this.#frames.pop();
    if (this.#text[this.#at - 1] === '\n') this.#lineStart();
  }

  /**
   * A closing bracket in code. One that closes nothing here is ignored, or ends what was left open inside it.
   */
  #closeCode(mark: string, at: number): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const kind = mark === ')' ? 'paren' : mark === '}' ? 'brace' : 'content';
    let index = this.#frames.length - 1;
    while (index >= 0 && this.#frames[index]!.kind !== kind) {
      if (this.#frames[index]!.kind === 'content') return;
      index--;
    }
    if (index < 0) return;
    while (this.#frames.length > index + 1) {
      const dropped = this.#frames.pop()!;
      this.#calls.close(dropped, at);
    }
    this.#leave(this.#frames[index]!, at);
  }

  #word(word: string, at: number): void {
    this.#at = at + word.length;
    const top = this.#top;
    // `include path`: what follows is no path that is written here.
    this.#pathOf = word === 'include' || word === 'import' ? word : undefined;
    if (top?.kind === 'paren') {
      const named = namedArgumentEnd(this.#text, at, this.#at);
      if (named !== undefined) {
        top.argument = word;
        this.#at = named;
        return;
      }
      if (word === 'true' && top.argument === 'full' && top.callee === 'bibliography')
        this.#parts.citesEverything = true;
    }
    this.#chain(word, at);
  }

  #codeLabel(at: number): void {
    const name = labelAt(this.#text, at + 1);
    const end = at + 1 + name.length;
    const closed = this.#text[end] === '>';
    this.#at = closed ? end + 1 : end;
    const top = this.#top;
    const isSource = top?.kind === 'paren' && top.callee === 'quote' && top.argument === 'attribution';
    if (isSource || this.#calls.citesIn(top)) {
      this.#parts.slot(at + 1, end);
      if (name !== '')
        this.#calls.cite(name, { start: at + 1, end }, { start: at, end: this.#at }, this.#parts);
    } else if (closed && name !== '') this.#parts.blocks.crossReference({ start: at + 1, end });
  }

  #string(at: number): void {
    const end = this.#unclosedString ? -1 : stringEnd(this.#text, at);
    this.#unclosedString ||= end < 0;
    this.#at = end < 0 ? lineEnd(this.#text, at) : end;
    const span = { start: at + 1, end: end < 0 ? this.#at : end - 1 };
    const value = this.#text.slice(span.start, span.end).replace(/\\(["\\])/g, '$1');
    const top = this.#top;
    if (this.#pathOf) {
      if (/\.typ$/.test(value)) this.#parts.files.push({ ...span, path: value, by: this.#pathOf });
      this.#pathOf = undefined;
      return;
    }
    // `#let chapters = ("a.typ", "b.typ")`, which a loop includes.
    if (top?.kind === 'paren' && top.callee === '' && /\.typ$/.test(value))
      this.#parts.files.push({ ...span, path: value, by: 'include' });
    const written = { text: this.#text, span, value, isClosed: end >= 0 };
    readString(written, top, this.#frames.at(-2), this.#calls, this.#parts);
  }
}
