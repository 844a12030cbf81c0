import { abstractRankAfter, scopeInSection } from '../headings.ts';
import { SegmentCollector } from '../segments/segmentCollector.ts';
import { emptyParts, type SegmentParts } from '../segments/segments.ts';
import type { Scope } from '../types.ts';
import {
  argumentAt,
  citationArguments,
  type LatexArgument,
  listItems,
  plainLatex,
  skipOptional,
} from './arguments.ts';
import {
  type CitationCommand,
  citationCommand,
  environmentArguments,
  mathEnvironments,
  type OwnCommands,
  scopedArguments,
  scopedEnvironments,
  sectioning,
  silentArguments,
  silentEnvironments,
} from './commands.ts';
import { readDeclaration, readSection } from './declarations.ts';
import { readFileContents } from './embedded.ts';
import { type LatexFrame, type LatexState, maxDepth } from './state.ts';
import type { LatexToken, LatexTokens } from './tokens.ts';

/** Lists of references as they print: their `\bibitem`s begin no list of another. */
const printedLists = new Set(['thebibliography', 'CSLReferences']);

/** What an argument becomes when its brace closes. */
interface OpenArgument {
  readonly frame: LatexFrame;
  readonly command: LatexToken;
  readonly start: number;
}

/**
 * Reads one segment of LaTeX: walks its tokens once, keeps a stack of what it is inside of, and collects what
 * a manuscript has. A blank line ends mathematics and plain groups, as TeX ends a paragraph there, so that a
 * brace that is half typed spoils one paragraph and not the document.
 */
export class LatexReader {
  readonly #tokens: LatexTokens;
  readonly #text: string;
  readonly #own: OwnCommands;
  /** The token that is being read. */
  #index = 0;
  readonly #frames: LatexFrame[];
  readonly #open: OpenArgument[] = [];
  readonly #parts: SegmentCollector;
  /** Braces that were opened beyond the depth that is followed, and are still to be closed. */
  #tooDeep = 0;
  #phase: LatexState['phase'];
  /** Everything before it has been read: arguments are read ahead of their tokens. */
  #at = 0;
  /** Up to here stand arguments that are no prose, though commands in them count. */
  #silentUntil = 0;
  /** The rank of the section titled "Abstract" that the reader is in. */
  #abstractRank: number | undefined;
  /** What ends the mathematics that the reader is in, or empty. */
  #math: '' | '$' | '$$' | ']' | ')' = '';

  constructor(tokens: LatexTokens, before: LatexState, own: OwnCommands) {
    this.#tokens = tokens;
    this.#text = tokens.text;
    this.#own = own;
    this.#phase = before.phase;
    this.#frames = [...before.frames];
    this.#abstractRank = before.abstractRank;
    this.#parts = new SegmentCollector(tokens.text, this.#scope);
  }

  read(): { parts: SegmentParts; after: LatexState } {
    const before = this.#phase;
    const { tokens } = this.#tokens;
    for (; this.#index < tokens.length; this.#index++) {
      if (this.#phase === 'ended') break;
      const token = tokens[this.#index]!;
      if (token.end > this.#at) this.#read(token);
    }
    const parts = before === 'ended' ? emptyParts : this.#parts.finish();
    return { parts, after: this.#after() };
  }

  /** What goes on behind a blank line: environments, and arguments that may hold paragraphs. */
  #after(): LatexState {
    const frames = this.#frames.filter(
      (frame) => frame.kind !== 'group' && frame.scope !== 'heading' && !mathEnvironments.has(frame.name),
    );
    const ended = this.#phase === 'ended';
    return {
      phase: this.#phase,
      frames: ended ? [] : frames,
      verbatim: ended ? '' : this.#tokens.verbatim,
      abstractRank: ended ? undefined : this.#abstractRank,
    };
  }

  get #scope(): Scope {
    return scopeInSection(this.#frames.at(-1)?.scope ?? 'body', this.#abstractRank);
  }

  get #isProse(): boolean {
    const frame = this.#frames.at(-1);
    return frame ? frame.prose : this.#phase !== 'preamble';
  }

  #prose(start: number, end: number): void {
    if (this.#math !== '' || !this.#isProse) return;
    this.#parts.blocks.prose(Math.max(start, this.#silentUntil, this.#at), end);
  }

  #read(token: LatexToken): void {
    switch (token.kind) {
      case 'text':
        this.#prose(token.start, token.end);
        break;
      case 'command':
        this.#command(token);
        return;
      case 'open':
        this.#push({ kind: 'group', name: '', scope: this.#scope, prose: this.#isProse });
        break;
      case 'close':
        this.#close(token);
        break;
      case 'dollar':
        this.#dollar(token);
        break;
      case 'comment':
        this.#comment(token);
        break;
      case 'url':
        this.#url(token);
        break;
      case 'verbatim':
        readFileContents(this.#text, token, this.#parts);
        if (token.end > this.#tokens.lineEndAt(token.start)) {
          this.#parts.blocks.cut(token.start, this.#scope);
          this.#parts.blocks.cut(token.end, this.#scope);
        }
        break;
      case 'tie':
      case 'align':
        break;
    }
    this.#at = Math.max(this.#at, token.end);
  }

  #push(frame: LatexFrame): void {
    if (this.#frames.length < maxDepth) this.#frames.push(frame);
    else if (frame.kind === 'group') this.#tooDeep++;
  }

  #close(token: LatexToken): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const frame = this.#frames.at(-1);
    if (!frame || frame.kind === 'environment') return;
    this.#frames.pop();
    if (frame.kind === 'group') return;
    const open = this.#open.at(-1);
    this.#parts.blocks.cut(token.end, this.#scope);
    if (open?.frame !== frame) return;
    this.#open.pop();
    this.#closed(open, token);
  }

  #closed(open: OpenArgument, token: LatexToken): void {
    const titleSpan = { start: open.start, end: token.start };
    const rank = open.frame.scope === 'heading' ? sectioning.get(open.command.name) : undefined;
    const title = plainLatex(this.#text.slice(titleSpan.start, titleSpan.end));
    if (rank !== undefined) {
      const span = { start: open.command.start, end: token.end };
      this.#parts.headings.push({ rank, title, span, titleSpan });
      this.#enterSection(rank, title, token.end);
    } else if (open.frame.scope === 'title') this.#parts.metadata.set('title', title);
  }

  #dollar(token: LatexToken): void {
    const mark = token.end - token.start === 2 ? '$$' : '$';
    if (this.#math === mark) this.#math = '';
    else if (this.#math === '' && token.start < this.#tokens.lastDollar) this.#math = mark;
  }

  #comment(token: LatexToken): void {
    const line = this.#text.slice(token.start, token.end).trimEnd();
    const magic = /^%\s*!\s*TEX\s+root\s*=\s*/i.exec(line);
    const path = magic && line.slice(magic[0].length);
    if (!path) return;
    const start = token.start + magic[0].length;
    this.#parts.files.push({ start, end: start + path.length, path, by: 'root' });
  }

  #url(token: LatexToken): void {
    const open = this.#text.indexOf('{', token.start);
    const target = this.#text.slice(open + 1, token.end - 1).replace(/\\([%#&_~{}])/g, '$1');
    if (token.name === 'path' || target === '') return;
    this.#parts.blocks.link(
      open + 1,
      token.end - 1,
      token.name === 'doi' ? `https://doi.org/${target}` : target,
    );
  }

  #command(token: LatexToken): void {
    this.#at = token.end;
    const { name } = token;
    if (!/^[a-zA-Z@]/.test(name)) {
      this.#symbol(token);
      return;
    }
    if (name === 'begin' || name === 'end') {
      this.#environment(token);
      return;
    }
    const starred = this.#text[token.end - 1] === '*';
    const citation = citationCommand(name, starred, this.#own);
    if (citation && this.#citation(token, citation)) return;
    const rank = sectioning.get(name);
    if (rank !== undefined) {
      this.#heading(token, rank);
      return;
    }
    const scope = scopedArguments.get(name) ?? (this.#own.captions.has(name) ? 'legend' : undefined);
    if (scope !== undefined) {
      this.#scoped(token, scope);
      return;
    }
    if (name === 'item') {
      this.#parts.blocks.cut(token.start, this.#scope);
      return;
    }
    if (name === 'documentclass') this.#documentClass(token);
    else if (name === 'bibitem' && !this.#frames.some((frame) => printedLists.has(frame.name)))
      this.#list(token.start);
    this.#silentUntil = Math.max(
      this.#silentUntil,
      readDeclaration(this.#tokens, token, this.#parts, this.#own),
    );
    this.#plainArguments(token);
  }

  /**
   * `\&`, `\%` … print the character behind the backslash; `\(` and `\[` begin mathematics; others are space.
   */
  #symbol(token: LatexToken): void {
    const { name } = token;
    if (name === '(' || name === '[') {
      if (this.#math === '') this.#math = name === '(' ? ')' : ']';
    } else if (name === ')' || name === ']') {
      if (this.#math === name) this.#math = '';
    } else if (/^[&%#_{}$ ]$/.test(name)) {
      this.#at = token.start;
      this.#prose(token.start + 1, token.end);
      this.#at = token.end;
    } else if (name === '\\') {
      this.#silentUntil = Math.max(this.#silentUntil, skipAdjacentOptional(this.#tokens, token.end));
    }
  }

  #environment(token: LatexToken): void {
    const argument = argumentAt(this.#tokens, token.end, '{');
    if (!argument?.closed) return;
    const name = this.#text.slice(argument.start, argument.end).trim();
    this.#at = argument.next;
    if (name === 'document') {
      this.#document(token);
      return;
    }
    if (token.name === 'end') {
      this.#endEnvironment(name, argument.next);
      return;
    }
    const scope = scopedEnvironments.get(name) ?? this.#scope;
    const silent = mathEnvironments.has(name) || silentEnvironments.has(name);
    this.#parts.blocks.cut(token.start, scope);
    if (name === 'thebibliography') this.#list(token.start);
    else if (name === 'refsection') readSection(this.#tokens, argument.next, this.#parts);
    this.#push({ kind: 'environment', name, scope, prose: this.#isProse && !silent });
    this.#silence(argument.next, environmentArguments.get(name) ?? 0);
  }

  #document(token: LatexToken): void {
    this.#phase = token.name === 'end' ? 'ended' : 'document';
    this.#frames.length = 0;
    this.#tooDeep = 0;
    this.#open.length = 0;
    this.#math = '';
    this.#silentUntil = 0;
    this.#parts.blocks.cut(this.#at, 'body');
  }

  #endEnvironment(name: string, next: number): void {
    const index = this.#frames.findLastIndex((frame) => frame.kind === 'environment' && frame.name === name);
    if (index < 0) return;
    this.#drop(index);
    if (mathEnvironments.has(name)) this.#math = '';
    this.#parts.blocks.cut(next, this.#scope);
  }

  /** Leaves everything from the frame at `index` on. */
  #drop(index: number): void {
    this.#frames.length = index;
    this.#tooDeep = 0;
    while (this.#open.length > 0 && !this.#frames.includes(this.#open.at(-1)!.frame)) this.#open.pop();
  }

  #heading(token: LatexToken, rank: number): void {
    // A heading in an argument means that its brace was never closed.
    const argument = this.#frames.findIndex((frame) => frame.kind === 'argument');
    if (argument >= 0) this.#drop(argument);
    const title = argumentAt(this.#tokens, skipOptional(this.#tokens, token.end), '{');
    if (!title) return;
    this.#parts.blocks.cut(token.start, 'heading');
    if (title.closed) {
      this.#openArgument(token, title, {
        kind: 'argument',
        name: token.name,
        scope: 'heading',
        prose: this.#isProse,
      });
      return;
    }
    const titleSpan = { start: title.start, end: title.end };
    this.#at = title.start;
    this.#prose(title.start, title.end);
    this.#at = title.end;
    const span = { start: token.start, end: title.end };
    const text = plainLatex(this.#text.slice(title.start, title.end));
    this.#parts.headings.push({ rank, title: text, span, titleSpan });
    this.#enterSection(rank, text, title.end);
  }

  #enterSection(rank: number, title: string, at: number): void {
    this.#abstractRank = abstractRankAfter({ rank, title }, this.#abstractRank);
    this.#parts.blocks.cut(at, this.#scope);
  }

  #scoped(token: LatexToken, scope: Scope): void {
    let from = skipOptional(this.#tokens, token.end);
    if (token.name === 'captionof') from = argumentAt(this.#tokens, from, '{')?.next ?? from;
    const argument = argumentAt(this.#tokens, from, '{');
    if (!argument) return;
    const prose = scope === 'title' ? true : this.#isProse;
    this.#parts.blocks.cut(token.start, scope);
    this.#openArgument(token, argument, { kind: 'argument', name: token.name, scope, prose });
  }

  #openArgument(command: LatexToken, argument: LatexArgument, frame: LatexFrame): void {
    this.#at = argument.start;
    if (this.#frames.length >= maxDepth) {
      this.#tooDeep++;
      return;
    }
    this.#frames.push(frame);
    this.#open.push({ frame, command, start: argument.start });
  }

  #citation(token: LatexToken, command: CitationCommand, depth = 0): boolean {
    const found = citationArguments(this.#tokens, token.end, command);
    if (!found) return false;
    const citation = { start: token.start, end: found.end };
    let from = token.end;
    for (const list of found.keyLists) {
      this.#nestedCitations(from, list.start, depth);
      from = list.end;
      this.#parts.slot(list.start, list.end);
      for (const span of listItems(this.#text, list)) {
        const key = this.#text.slice(span.start, span.end);
        if (token.name === 'nocite' && key === '*') this.#parts.citesEverything = true;
        else if (!/[\\{}#%]/.test(key)) {
          const { narrative, suppressAuthor } = command;
          this.#parts.blocks.mention({
            kind: 'key',
            ...span,
            key,
            item: span,
            citation,
            narrative,
            suppressAuthor,
          });
        }
      }
    }
    this.#at = found.end;
    return true;
  }

  /** Citations in the notes of another: `\citep[cf.\ \citealt{x}]{y}`. Nothing else in a note is read. */
  #nestedCitations(from: number, to: number, depth: number): void {
    if (depth >= maxDepth) return;
    const { tokens } = this.#tokens;
    this.#at = from;
    for (let index = this.#index + 1; index < tokens.length && tokens[index]!.start < to; index++) {
      const token = tokens[index]!;
      if (token.kind !== 'command' || token.start < this.#at) continue;
      const outer = this.#index;
      this.#index = index;
      const command = citationCommand(token.name, this.#text[token.end - 1] === '*', this.#own);
      if (command) this.#citation(token, command, depth + 1);
      this.#index = outer;
    }
  }

  /** References that the document prints as they stand. */
  #list(start: number): void {
    this.#parts.embedded.push({ format: 'bibitem', start, end: start });
  }

  #documentClass(token: LatexToken): void {
    if (this.#phase !== 'fragment') return;
    this.#phase = 'preamble';
    this.#parts.blocks.cut(token.start, this.#scope);
  }

  /**
   * Other commands: optional arguments are no prose; those in braces are, except where the tables know
   * better.
   */
  #plainArguments(token: LatexToken): void {
    const silent = silentArguments.get(token.name);
    if (silent !== undefined) this.#silence(token.end, silent);
    else this.#silentUntil = Math.max(this.#silentUntil, skipAdjacentOptional(this.#tokens, token.end));
  }

  /**
   * Silences the optional arguments at `from` and the next `count` in braces, with the optional ones between.
   */
  #silence(from: number, count: number): void {
    let at = skipOptional(this.#tokens, from);
    for (let index = 0; index < count; index++) {
      const argument = argumentAt(this.#tokens, at, '{');
      if (!argument) {
        // `\newcommand\name{…}`: a command may stand where its braces are left out.
        const bare = index === 0 ? /\\[a-zA-Z@]+/y : undefined;
        if (bare) bare.lastIndex = at;
        const found = bare?.exec(this.#text);
        if (!found) break;
        at = skipOptional(this.#tokens, at + found[0].length);
        continue;
      }
      at = argument.closed
        ? skipAdjacentOptional(this.#tokens, argument.next)
        : this.#tokens.lineEndAt(argument.start);
    }
    this.#silentUntil = Math.max(this.#silentUntil, at);
  }
}

/** Behind the optional arguments that follow without a space: `\\[2pt]`, `\foo[x]`. */
function skipAdjacentOptional(tokens: LatexTokens, from: number): number {
  return tokens.text[from] === '[' ? skipOptional(tokens, from) : from;
}
