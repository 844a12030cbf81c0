import { urlCommands, verbatimEnvironments } from './commands.ts';

/*
 * The lexer of LaTeX: what TeX's category codes decide, and nothing of what commands mean. It knows comments,
 * verbatim text, and which brace closes which. One pass, linear, over one segment.
 */

export type LatexTokenKind =
  | 'text'
  | 'command'
  | 'open'
  | 'close'
  | 'dollar'
  | 'comment'
  | 'verbatim'
  /** A command with the URL behind it: `\url{…}`, `\href{…}`, whose argument may hold `%` and `#`. */
  | 'url'
  | 'tie'
  | 'align';

export interface LatexToken {
  readonly kind: LatexTokenKind;
  readonly start: number;
  readonly end: number;
  /** The command's name without backslash and star; of other tokens empty. */
  readonly name: string;
}

export interface LatexTokens {
  readonly text: string;
  readonly tokens: readonly LatexToken[];
  /** Offset of an opening `{` or `[` → offset of what closes it. Unclosed ones are absent. */
  readonly partners: ReadonlyMap<number, number>;
  /** The start of the last `$` or `$$`, or -1: an earlier one has something that may close it. */
  readonly lastDollar: number;
  /** The verbatim environment that is still open at the end, or empty. */
  readonly verbatim: string;
  /** The end of the line that `offset` is on, without its line break. Cheap for offsets that grow. */
  lineEndAt(offset: number): number;
}

/** The name that stands for a chunk of R in a Sweave file: `<<setup>>=` to a line with `@`. */
const sweaveChunk = '<<';

const special = /[\\%{}[\]$~&<]/g;
const commandName = /[a-zA-Z@]+/y;
const inlineVerbatim: ReadonlySet<string> = new Set(['verb', 'Verb', 'lstinline', 'mintinline', 'spverb']);
/** How far an inline construct is followed before it counts as unclosed. */
const maxInlineLength = 2048;

export function tokenizeLatex(text: string, verbatim: string): LatexTokens {
  const lexer = new Lexer(text);
  return lexer.run(verbatim);
}

class Lexer {
  readonly #text: string;
  readonly #tokens: LatexToken[] = [];
  readonly #partners = new Map<number, number>();
  readonly #open: number[] = [];
  #at = 0;
  #lastDollar = -1;
  #verbatim = '';
  #line = { start: 0, end: -1 };

  constructor(text: string) {
    this.#text = text;
  }

  run(verbatim: string): LatexTokens {
    if (verbatim !== '') this.#skipVerbatim(verbatim);
    while (this.#at < this.#text.length) this.#next();
    return {
      text: this.#text,
      tokens: this.#tokens,
      partners: this.#partners,
      lastDollar: this.#lastDollar,
      verbatim: this.#verbatim,
      lineEndAt: (offset) => this.#lineEndAt(offset),
    };
  }

  #lineEndAt(offset: number): number {
    const { start, end } = this.#line;
    if (start <= offset && offset <= end) return end;
    const feed = this.#text.indexOf('\n', offset);
    const stop = feed < 0 ? this.#text.length : feed;
    this.#line = { start: offset, end: this.#text[stop - 1] === '\r' && stop > offset ? stop - 1 : stop };
    return this.#line.end;
  }

  #next(): void {
    const text = this.#text;
    const start = this.#at;
    switch (text[start]) {
      case '\\':
        this.#command(start);
        return;
      case '%': {
        const feed = text.indexOf('\n', start);
        this.#push('comment', start, feed < 0 ? text.length : feed);
        return;
      }
      case '{':
        this.#open.push(start);
        this.#push('open', start, start + 1);
        return;
      case '}':
        this.#close(start);
        this.#push('close', start, start + 1);
        return;
      case '[':
        this.#open.push(start);
        this.#push('text', start, start + 1);
        return;
      case ']': {
        const opener = this.#open.at(-1);
        if (opener !== undefined && text[opener] === '[') {
          this.#open.pop();
          this.#partners.set(opener, start);
        }
        this.#push('text', start, start + 1);
        return;
      }
      case '$':
        this.#lastDollar = start;
        this.#push('dollar', start, start + (text[start + 1] === '$' ? 2 : 1));
        return;
      case '~':
        this.#push('tie', start, start + 1);
        return;
      case '&':
        this.#push('align', start, start + 1);
        return;
      case '<':
        if (this.#startsChunk(start)) {
          this.#skipVerbatim(sweaveChunk);
          return;
        }
        break;
      default:
    }
    special.lastIndex = start + 1;
    const next = special.exec(text);
    this.#push('text', start, next ? next.index : text.length);
  }

  #push(kind: LatexTokenKind, start: number, end: number, name = ''): void {
    this.#tokens.push({ kind, start, end, name });
    this.#at = end;
  }

  /** A brace closes every bracket that was opened inside it. */
  #close(at: number): void {
    while (this.#open.length > 0) {
      const opener = this.#open.pop()!;
      if (this.#text[opener] === '{') {
        this.#partners.set(opener, at);
        return;
      }
    }
  }

  #command(start: number): void {
    const text = this.#text;
    commandName.lastIndex = start + 1;
    const name = commandName.exec(text)?.[0];
    if (name === undefined) {
      const code = text.codePointAt(start + 1) ?? 0;
      this.#push(
        'command',
        start,
        Math.min(text.length, start + (code > 0xffff ? 3 : 2)),
        text[start + 1] ?? '',
      );
      return;
    }
    const end = start + 1 + name.length;
    if (name === 'begin') {
      const environment = /\{([a-zA-Z]+\*?)\}/y;
      environment.lastIndex = end;
      const found = environment.exec(text)?.[1];
      if (found !== undefined && verbatimEnvironments.has(found)) {
        this.#skipVerbatim(found);
        return;
      }
    }
    if (name === 'iffalse') {
      this.#skipFalseBranch(start, end, 0);
      return;
    }
    if (inlineVerbatim.has(name) && this.#inlineVerbatim(name, start, end)) return;
    if (urlCommands.has(name) && text[end] === '{') {
      const close = this.#urlEnd(end + 1);
      if (close > 0) {
        this.#push('url', start, close + 1, name);
        return;
      }
    }
    this.#push('command', start, text[end] === '*' ? end + 1 : end, name);
  }

  /** `\verb|…|`, `\lstinline[language=R]{…}`: to the same delimiter on the same line. */
  #inlineVerbatim(name: string, start: number, end: number): boolean {
    const text = this.#text;
    let at = text[end] === '*' ? end + 1 : end;
    if (text[at] === '[') at = closeOnLine(text, ']', at) + 1;
    if (name === 'mintinline' && text[at] === '{') at = closeOnLine(text, '}', at) + 1;
    const delimiter = text[at];
    if (at === 0 || delimiter === undefined || /\s/.test(delimiter)) return false;
    const close = closeOnLine(text, delimiter === '{' ? '}' : delimiter, at + 1);
    if (close < 0) return false;
    this.#push('verbatim', start, close + 1);
    return true;
  }

  #urlEnd(from: number): number {
    let depth = 0;
    const limit = Math.min(this.#text.length, from + maxInlineLength);
    for (let at = from; at < limit; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 123) depth++;
      else if (code === 125 && depth-- === 0) return at;
      else if (code === 10) return -1;
    }
    return -1;
  }

  #startsChunk(start: number): boolean {
    const text = this.#text;
    if (text[start + 1] !== '<' || (start > 0 && text[start - 1] !== '\n')) return false;
    const feed = text.indexOf('\n', start);
    return text
      .slice(start, feed < 0 ? text.length : feed)
      .trimEnd()
      .endsWith('>>=');
  }

  /**
   * From here to behind the end of a verbatim environment, or to the end of the segment, where it goes on.
   */
  #skipVerbatim(name: string): void {
    const start = this.#at;
    if (name.startsWith(falseBranch)) {
      this.#skipFalseBranch(start, start, name.length - falseBranch.length);
      return;
    }
    const end = name === sweaveChunk ? chunkEnd(this.#text, start) : this.#environmentEnd(name, start);
    if (end < 0) this.#verbatim = name;
    this.#push('verbatim', start, end < 0 ? this.#text.length : end);
  }

  /**
   * Behind the `\else` or `\fi` of an `\iffalse`, conditionals in it skipped; `depth` are open from segments
   * before.
   */
  #skipFalseBranch(start: number, from: number, depth: number): void {
    const text = this.#text;
    conditional.lastIndex = from;
    for (let found = conditional.exec(text); found !== null; found = conditional.exec(text)) {
      const isFi = found[0] === '\\fi';
      if (depth === 0 && (isFi || found[0] === '\\else')) {
        this.#push('verbatim', start, conditional.lastIndex);
        return;
      }
      if (isFi) depth -= 1;
      else if (found[0] !== '\\else' && depth < maxConditionals) depth += 1;
    }
    this.#verbatim = falseBranch + '+'.repeat(depth);
    this.#push('verbatim', start, text.length);
  }

  #environmentEnd(name: string, from: number): number {
    const closing = `\\end{${name}}`;
    const at = this.#text.indexOf(closing, from);
    return at < 0 ? -1 : at + closing.length;
  }
}

/** The state inside `\iffalse`, no environment's name; a `+` for each conditional open in it. */
const falseBranch = '\\iffalse';
const maxConditionals = 100;
/**
 * TeX's own conditionals (The TeXbook, chapter 20, and e-TeX): others may take arguments and have no `\fi`.
 */
const conditional =
  /\\(?:if(?:x|num|dim|odd|case|cat|[hvm]mode|inner|void|[hv]box|eof|true|false|defined|csname)?|else|fi)(?![a-zA-Z@])/g;

function closeOnLine(text: string, delimiter: string, from: number): number {
  const limit = Math.min(text.length, from + maxInlineLength);
  for (let at = from; at < limit; at++) {
    if (text[at] === delimiter) return at;
    if (text[at] === '\n') return -1;
  }
  return -1;
}

function chunkEnd(text: string, from: number): number {
  const line = /^@[ \t]*(?=[%\r\n]|$)/gm;
  line.lastIndex = from;
  const found = line.exec(text);
  return found ? found.index + found[0].length : -1;
}
