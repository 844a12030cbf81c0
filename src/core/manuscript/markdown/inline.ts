import { closeGroup, followsAlphanumeric, type Item, type OpenBracket, scanKey } from '../citations.ts';
import type { MarkdownDialect } from './dialect.ts';
import { InlineFindings } from './findings.ts';
import {
  attributesEnd,
  autolinkEnd,
  BacktickRuns,
  bareUrlEnd,
  dollarMathEnd,
  isBlank,
  isSpace,
  matchBrackets,
  schemeStart,
  scriptClose,
  tagEndAt,
} from './markup.ts';
import { isCitationRole, isProseRole, scanCitationRole } from './roles.ts';
import { scanTexCitations, scanTexCommand, type TexContext, withoutTexComments } from './tex.ts';

const special = new Uint8Array(128);
for (const character of '\\`$<[]!^~*_@-;{:wW') special[character.charCodeAt(0)] = 1;

/**
 * Reads the inline markup of one block in a single pass. `scan` may be called for several parts of the block
 * (the cells of a table); what lies outside of them is no prose.
 */
export class InlineScanner extends InlineFindings {
  readonly #dialect: MarkdownDialect;
  readonly #brackets: OpenBracket[] = [];
  /** Closing marks that do not come any more, so that no opening mark looks for them again. */
  readonly #absent = new Set<string>();
  #text = '';
  #start = 0;
  #end = 0;
  #runs: BacktickRuns | undefined;
  #braces: ((at: number) => number) | undefined;
  #parentheses: ((at: number) => number) | undefined;
  #squares: ((at: number) => number) | undefined;

  /** `length` is that of the whole block; where `maskAll`, only what is unmasked is prose. */
  constructor(dialect: MarkdownDialect, length: number, maskAll: boolean) {
    super(length, maskAll);
    this.#dialect = dialect;
    this.#texContext = {
      brace: this.#closingBrace,
      square: this.#closingSquare,
      citationCommands: dialect.citationCommands,
    };
  }

  /** Reads `[start, end)` of `text`, which is the block's text with what is no part of it blanked. */
  scan(text: string, start: number, end: number): void {
    this.#enter(text, start, end);
    let at = start;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code >= 128 || special[code] === 0 || this.isMasked(at)) at++;
      else at = Math.max(at + 1, this.#step(code, at));
    }
  }

  /** Reads raw TeX: nothing in it is prose, but what `\cite` cites is cited. */
  scanTex(text: string, start: number, end: number): void {
    this.mask(start, end);
    const readable = withoutTexComments(text);
    this.#enter(readable, start, end);
    scanTexCitations(readable, start, end, this, this.#texContext);
  }

  #enter(text: string, start: number, end: number): void {
    // Nothing looks beyond the end, so that many small parts cost no more than one large one.
    this.#text = text.slice(0, end);
    this.#start = start;
    this.#end = end;
    this.#brackets.length = 0;
    this.#absent.clear();
    this.#runs = this.#braces = this.#parentheses = this.#squares = undefined;
  }

  /** Reads the construct at `at` and returns where to go on. */
  #step(code: number, at: number): number {
    switch (code) {
      case 92:
        return this.#backslash(at);
      case 96:
        return this.#code(at);
      case 36:
        return this.#math(at);
      case 60:
        return this.#angle(at);
      case 33:
        return this.#text.charCodeAt(at + 1) === 91 && at + 1 < this.#end
          ? this.#open('image', at, at + 1)
          : at + 1;
      case 91:
        return this.#openSquare(at);
      case 93:
        return this.#closeSquare(at);
      case 94:
        return this.#caret(at);
      case 126:
        return this.#text.charCodeAt(at + 1) === 126 ? this.#emphasis(code, at) : this.#script(at);
      case 42:
      case 95:
        return this.#emphasis(code, at);
      case 64:
        return this.#at(at, at);
      case 45:
        return this.#text.charCodeAt(at + 1) === 64 && at + 1 < this.#end ? this.#at(at, at + 1) : at + 1;
      case 59:
        this.#brackets.at(-1)?.separators.push(at);
        return at + 1;
      case 123:
        return this.#brace(at);
      case 58:
        return this.#colon(at);
      default:
        return this.#www(at);
    }
  }

  /** Takes `[start, end)` out of the prose and goes on behind it. */
  #skip(start: number, end: number): number {
    this.mask(start, end);
    return end;
  }

  #closingBrace = (at: number): number => {
    this.#braces ??= matchBrackets(this.#text, this.#start, this.#end, '{', '}');
    return this.#braces(at);
  };

  #closingSquare = (at: number): number => {
    this.#squares ??= matchBrackets(this.#text, this.#start, this.#end, '[', ']');
    return this.#squares(at);
  };

  #closingParenthesis = (at: number): number => {
    this.#parentheses ??= matchBrackets(this.#text, this.#start, this.#end, '(', ')');
    return this.#parentheses(at);
  };

  readonly #texContext: TexContext;

  #backslash(at: number): number {
    const next = at + 1 < this.#end ? this.#text.charCodeAt(at + 1) : -1;
    if (next < 0) return at + 1;
    if (this.#dialect.backslashMath && (next === 40 || next === 91)) {
      const end = this.#through(next === 40 ? '\\)' : '\\]', at, 2);
      if (end > at + 1) return end;
    }
    if (next === 64 && this.#text.startsWith('\\@ref(', at)) {
      const close = this.#closingParenthesis(at + 5);
      if (close >= 0) {
        this.crossReferences.push({ start: at + 6, end: close });
        return this.#skip(at, close + 1);
      }
    }
    if (this.#dialect.rawTex) {
      const end = scanTexCommand(this.#text, at, this.#end, this, this.#texContext);
      if (end >= 0) return this.#skip(at, end);
    }
    if (!isPunctuationOrSpace(next)) return at + 1;
    this.mask(at, at + 1);
    return at + 2;
  }

  #code(at: number): number {
    let start = at;
    while (start < this.#end && this.#text.charCodeAt(start) === 96) start++;
    const end = this.#codeEnd(at, start);
    if (end < 0) return start;
    const attributes = attributesEnd(this.#text, end, this.#closingBrace);
    return this.#skip(at, attributes < 0 ? end : attributes);
  }

  /** The end of the code that the backticks from `at` to `start` open, or -1. */
  #codeEnd(at: number, start: number): number {
    this.#runs ??= new BacktickRuns(this.#text, this.#start, this.#end);
    const close = this.#runs.next(start - at, start);
    return close < 0 ? -1 : close + start - at;
  }

  #math(at: number): number {
    if (this.#text.charCodeAt(at + 1) === 36) {
      const close = this.#text.indexOf('$$', at + 2);
      if (close < 0 || close >= this.#end) return at + 2;
      return this.#skip(at, this.#attributesBehind(close + 2));
    }
    const end = dollarMathEnd(this.#text, at, this.#end);
    return end < 0 ? at + 1 : this.#skip(at, end);
  }

  /** Behind attributes at `at`, with a space before them (Quarto labels of equations). */
  #attributesBehind(at: number): number {
    const start = this.#text.charCodeAt(at) === 32 ? at + 1 : at;
    const end = start < this.#end ? attributesEnd(this.#text, start, this.#closingBrace) : -1;
    return end < 0 ? at : end;
  }

  #angle(at: number): number {
    const text = this.#text;
    const rest = text.slice(at, at + 9);
    if (rest.startsWith('<!--')) return this.#through('-->', at, 4);
    if (rest.startsWith('<?')) return this.#through('?>', at, 2);
    if (rest === '<![CDATA[') return this.#through(']]>', at, 9);
    const link = autolinkEnd(text, at);
    if (link >= 0 && link <= this.#end) {
      const target = text.slice(at + 1, link - 1);
      if (/^https?:/i.test(target)) this.links.push({ start: at + 1, end: link - 1, target });
      return this.#skip(at, link);
    }
    const tag = tagEndAt(text, at);
    return tag >= 0 && tag <= this.#end ? this.#skip(at, tag) : at + 1;
  }

  /** Skips to behind `close`, or one character where it does not come. */
  #through(close: string, at: number, opening: number): number {
    if (this.#absent.has(close)) return at + 1;
    const found = this.#text.indexOf(close, at + opening);
    if (found >= 0) return this.#skip(at, found + close.length);
    this.#absent.add(close);
    return at + 1;
  }

  /** A superscript goes before a note: `^[@a]^` is a raised citation. */
  #caret(at: number): number {
    const isNote = this.#text.charCodeAt(at + 1) === 91 && scriptClose(this.#text, at, this.#end) < 0;
    return isNote ? this.#open('note', at, at + 1) : this.#script(at);
  }

  #script(at: number): number {
    const close = scriptClose(this.#text, at, this.#end);
    if (close >= 0) {
      this.mask(at, at + 1);
      this.mask(close, close + 1);
    }
    return at + 1;
  }

  /** Marks of emphasis: all that are not between spaces and, for `_`, not inside a word. */
  #emphasis(code: number, at: number): number {
    let end = at + 1;
    while (end < this.#end && this.#text.charCodeAt(end) === code) end++;
    const spaceBefore = at === this.#start || isSpace(this.#text.charCodeAt(at - 1));
    const spaceAfter = end === this.#end || isSpace(this.#text.charCodeAt(end));
    if (spaceBefore && spaceAfter) return end;
    if (code === 95 && followsAlphanumeric(this.#text, at, this.#start) && isWordAt(this.#text, end))
      return end;
    return this.#skip(at, end);
  }

  /** A citation at the `@` at `at`; `start` is the place of a `-` before it, or `at`. */
  #at(start: number, at: number): number {
    const last = this.items.at(-1);
    const text = this.#text;
    const behindItem = last !== undefined && last.end === start;
    if (!behindItem && this.#isInsideWord(start)) return start + 1;
    if (start < at && text.charCodeAt(start - 1) === 45) return start + 1;
    if (text.startsWith('@*', at)) {
      this.citesEverything = true;
      return at + 2;
    }
    const found = scanKey(text, at, this.#end, this.#closingBrace);
    if (!found) return at + 1;
    const suppressAuthor = start < at;
    const item = {
      start,
      end: found.end,
      key: found.key,
      suppressAuthor,
      depth: this.#brackets.length,
      narrative: !suppressAuthor,
      citation: { start, end: found.end },
    };
    this.items.push(item);
    return this.#skip(start, found.end);
  }

  /** True where an `@` would be that of an e-mail address: behind a letter, a digit or a full stop. */
  #isInsideWord(at: number): boolean {
    if (at === this.#start) return false;
    const before = this.#text.charCodeAt(at - 1);
    return before === 46
      ? !this.#text.endsWith('...', at) && !this.isMasked(at - 1)
      : followsAlphanumeric(this.#text, at, this.#start) && !this.isMasked(at - 1);
  }

  #openSquare(at: number): number {
    if (this.#text.charCodeAt(at + 1) === 94) {
      const close = this.#closingSquare(at);
      if (close >= 0 && close > at + 2 && !/\s/.test(this.#text.slice(at + 2, Math.min(close, at + 1000)))) {
        return this.#skip(at, close + 1);
      }
    }
    return this.#open('text', at, at);
  }

  /** Opens the bracket at `at`; `start` is the place of a mark before it. */
  #open(kind: OpenBracket['kind'], start: number, at: number): number {
    if (kind === 'note') this.mask(start, at + 1);
    this.#brackets.push({
      kind,
      at,
      depth: this.#brackets.length + 1,
      firstItem: this.items.length,
      itemBefore: kind === 'text' ? this.#itemBefore(at) : undefined,
      separators: [],
    });
    return at + 1;
  }

  /** The item of the sentence that only white space, with at most one line break, parts from `at`. */
  #itemBefore(at: number): Item | undefined {
    const item = this.items.at(-1);
    if (!item || item.depth !== this.#brackets.length || item.citation.end !== item.end) return undefined;
    if (!isBlank(this.#text, item.end, at)) return undefined;
    const between = this.#text.slice(item.end, at);
    return between.indexOf('\n') === between.lastIndexOf('\n') ? item : undefined;
  }

  #closeSquare(at: number): number {
    const bracket = this.#brackets.pop();
    if (!bracket) return at + 1;
    if (bracket.kind === 'note') return this.#skip(at, at + 1);
    const end = this.#linkEnd(bracket, at);
    if (end >= 0) return end;
    if (bracket.kind === 'text' && closeGroup(bracket, at, this.items)) {
      this.mask(bracket.at, bracket.at + 1);
      for (const separator of bracket.separators) this.mask(separator, separator + 1);
      return this.#skip(at, at + 1);
    }
    return at + 1;
  }

  /** The end of the link, image or span whose text `bracket` holds, or -1. */
  #linkEnd(bracket: OpenBracket, close: number): number {
    const behind = close + 1;
    if (behind >= this.#end) return -1;
    const next = this.#text.charCodeAt(behind);
    const start = bracket.kind === 'image' ? bracket.at - 1 : bracket.at;
    let end = -1;
    if (next === 40) {
      end = this.#closingParenthesis(behind) + 1;
      if (end > 0) {
        this.#addLink(behind + 1, end - 1);
        const attributes = attributesEnd(this.#text, end, this.#closingBrace);
        if (attributes >= 0) end = attributes;
      } else end = -1;
    } else if (next === 91) {
      const labelEnd = this.#closingSquare(behind);
      const label = labelEnd < 0 ? '@' : this.#text.slice(behind + 1, labelEnd);
      if (!label.includes('@') && !label.startsWith('^')) end = labelEnd + 1;
    } else if (bracket.kind === 'text') {
      end = attributesEnd(this.#text, behind, this.#closingBrace);
    }
    if (end < 0) return -1;
    this.mask(start, bracket.at + 1);
    if (bracket.kind === 'image') this.image = { start, end };
    return this.#skip(close, end);
  }

  #addLink(start: number, end: number): void {
    const found = /^\s*<?((?:https?:\/\/|doi:)[^\s<>]+)/i.exec(this.#text.slice(start, end));
    const target = found?.[1];
    if (!found || target === undefined) return;
    const from = start + found[0].length - target.length;
    this.links.push({ start: from, end: from + target.length, target });
  }

  #brace(at: number): number {
    if (this.#text.startsWith('{{<', at)) return this.#shortcode(at);
    if (!this.#dialect.myst) return at + 1;
    const close = this.#closingBrace(at);
    if (close < 0 || this.#text.charCodeAt(close + 1) !== 96) return at + 1;
    const name = this.#text.slice(at + 1, close);
    if (!/^[\w:+.-]{1,60}$/.test(name)) return at + 1;
    let start = close + 1;
    while (start < this.#end && this.#text.charCodeAt(start) === 96) start++;
    const end = this.#codeEnd(close + 1, start);
    const length = start - close - 1;
    if (isCitationRole(name)) {
      // Two backticks with nothing between them are an empty role, not the start of code.
      if (end < 0 && length === 2) {
        this.slots.push({ start: start - 1, end: start - 1 });
        return this.#skip(at, start);
      }
      // A role that is still being typed has no closing backtick; its keys end with the line.
      const line = this.#text.indexOf('\n', start);
      const open = line < 0 ? this.#end : Math.min(line, this.#end);
      const keysEnd = end < 0 ? open : end - length;
      scanCitationRole(name, this.#text, { start: at, end: end < 0 ? keysEnd : end }, start, keysEnd, this);
      return this.#skip(at, end < 0 ? keysEnd : end);
    }
    if (end < 0) return at + 1;
    if (!isProseRole(name)) return this.#skip(at, end);
    this.mask(at, start);
    this.mask(end - length, end);
    return end;
  }

  #shortcode(at: number): number {
    const end = this.#through('>}}', at, 3);
    const found = /^\{\{<\s*include\s+(\S+)\s*>\}\}$/.exec(this.#text.slice(at, Math.min(end, at + 1000)));
    const path = found?.[1];
    if (path !== undefined) {
      const start = this.#text.indexOf(path, at + 10);
      this.includes.push({ start, end: start + path.length, path });
    }
    return end;
  }

  #colon(at: number): number {
    if (!this.#text.startsWith('://', at)) return at + 1;
    const start = schemeStart(this.#text, at, this.#start);
    return start < 0 ? at + 1 : this.#url(start, at + 3);
  }

  #www(at: number): number {
    const isHost = /^www\.[\w-]/i.test(this.#text.slice(at, at + 5));
    return isHost && !followsAlphanumeric(this.#text, at, this.#start) ? this.#url(at, at + 4) : at + 1;
  }

  #url(start: number, rest: number): number {
    const end = bareUrlEnd(this.#text, rest, this.#end);
    const target = this.#text.slice(start, end);
    if (/^https?:/i.test(target)) this.links.push({ start, end, target });
    return this.#skip(start, end);
  }
}

const isWordAt = (text: string, at: number): boolean => /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));

/** Only ASCII punctuation, a space or a line end can be escaped. */
function isPunctuationOrSpace(code: number): boolean {
  if (isSpace(code)) return true;
  return (
    (code > 32 && code < 48) ||
    (code > 57 && code < 65) ||
    (code > 90 && code < 97) ||
    (code > 122 && code < 127)
  );
}
