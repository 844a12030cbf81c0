import type { Span } from '../../../base/span.ts';
import type { CitationCommand } from './commands.ts';
import type { LatexTokens } from './tokens.ts';

/*
 * Arguments of LaTeX commands: where they stand, and the keys and pairs inside them. Offsets are those of the
 * tokens' text. Nothing here looks further than the end of that text.
 */

/** An argument between its braces or brackets; `next` is behind the closing one. */
export interface LatexArgument extends Span {
  readonly next: number;
  readonly closed: boolean;
}

/** Behind white space and comments, as TeX skips them before an argument. */
function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9 || code === 10 || code === 13) at++;
    else if (code === 37) {
      const feed = text.indexOf('\n', at);
      at = feed < 0 ? text.length : feed + 1;
    } else break;
  }
  return at;
}

/**
 * The argument that starts with `opener` at or behind `from`, where white space and comments may stand before
 * it.
 */
export function argumentAt(tokens: LatexTokens, from: number, opener: '{' | '['): LatexArgument | undefined {
  const at = skipSpace(tokens.text, from);
  if (tokens.text[at] !== opener) return undefined;
  const close = tokens.partners.get(at);
  if (close !== undefined) return { start: at + 1, end: close, next: close + 1, closed: true };
  if (opener === '[') return undefined;
  const end = tokens.lineEndAt(at);
  return { start: at + 1, end, next: end, closed: false };
}

/** Longer than any list of keys or pairs; a longer one is not looked through, for arguments may nest. */
const maxListLength = 20_000;

/** Behind all optional arguments that follow at `from`. */
export function skipOptional(tokens: LatexTokens, from: number): number {
  let at = from;
  for (let argument = argumentAt(tokens, at, '['); argument; argument = argumentAt(tokens, at, '[')) {
    at = argument.next;
  }
  return at;
}

/** How far `(…)` and `<…>` around notes are followed. */
const maxNoteLength = 1000;

function skipDelimited(tokens: LatexTokens, from: number, opener: string, closer: string): number {
  const { text, partners } = tokens;
  const start = skipSpace(text, from);
  if (text[start] !== opener) return from;
  const limit = Math.min(text.length, start + maxNoteLength);
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === closer) return at + 1;
    if (text[at] === '{') at = partners.get(at) ?? limit;
  }
  return from;
}

export interface CitationArguments {
  /** Behind the last argument. */
  readonly end: number;
  /** The insides of the braces with keys. */
  readonly keyLists: readonly LatexArgument[];
}

/** The arguments of a citation command whose name ends at `from`; undefined where it has no keys. */
export function citationArguments(
  tokens: LatexTokens,
  from: number,
  command: CitationCommand,
): CitationArguments | undefined {
  const several = command.arguments === 'many' || command.arguments === 'volumes';
  const hasVolume = command.arguments === 'volume' || command.arguments === 'volumes';
  let at = from;
  if (several) for (let count = 0; count < 2; count++) at = skipDelimited(tokens, at, '(', ')');
  else at = skipDelimited(tokens, at, '<', '>');
  const keyLists: LatexArgument[] = [];
  let end = at;
  while (keyLists.length === 0 || several) {
    at = skipOptional(tokens, end);
    if (hasVolume) {
      const volume = argumentAt(tokens, at, '{');
      if (!volume?.closed) break;
      at = skipOptional(tokens, volume.next);
    }
    const keys = argumentAt(tokens, at, '{');
    if (!keys) break;
    const list = keys.closed ? keys : halfTyped(tokens.text, keys);
    keyLists.push(list);
    end = list.next;
    if (!keys.closed) break;
  }
  return keyLists.length > 0 ? { end, keyLists } : undefined;
}

/** What counts as a list of keys while its brace is not closed: keys and commas on one line. */
function halfTyped(text: string, open: LatexArgument): LatexArgument {
  let end = open.start;
  let afterComma = true;
  for (let at = open.start; at < open.end; at++) {
    const character = text[at]!;
    if (/[\\{}%~]/.test(character)) break;
    if (/\s/.test(character)) continue;
    if (at > end && !afterComma && character !== ',') break;
    afterComma = character === ',';
    end = at + 1;
  }
  // Behind a comma the next key may be typed after spaces.
  if (afterComma) while (end < open.end && /[ \t]/.test(text[end]!)) end++;
  return { start: open.start, end, next: end, closed: false };
}

/** The items of a list that commas separate, without the white space and comments around them. */
export function listItems(text: string, list: Span): readonly Span[] {
  const items: Span[] = [];
  if (list.end - list.start > maxListLength) return items;
  let at = list.start;
  while (at < list.end) {
    at = Math.min(list.end, skipSpace(text, at));
    let end = at;
    let stop = at;
    for (; stop < list.end; stop++) {
      const code = text.charCodeAt(stop);
      if (code === 44) break;
      if (code === 37) {
        stop = Math.min(list.end, skipSpace(text, stop)) - 1;
        continue;
      }
      if (code !== 32 && code !== 9 && code !== 10 && code !== 13) end = stop + 1;
    }
    if (end > at) items.push({ start: at, end });
    at = stop + 1;
  }
  return items;
}

/** The values of `short=…, long={…}` by their names. */
export function keyValues(tokens: LatexTokens, list: Span): ReadonlyMap<string, Span> {
  const { text, partners } = tokens;
  const values = new Map<string, Span>();
  let start = list.start;
  if (list.end - list.start > maxListLength) return values;
  const take = (end: number): void => {
    const name = /\s*([a-zA-Z-]+)\s*=\s*/y;
    name.lastIndex = start;
    const found = name.exec(text);
    if (!found || name.lastIndex >= end) return;
    const from = name.lastIndex;
    const to = from + text.slice(from, end).trimEnd().length;
    const braced = text[from] === '{' && partners.get(from) === to - 1;
    values.set(found[1]!, braced ? { start: from + 1, end: to - 1 } : { start: from, end: to });
  };
  for (let at = list.start; at < list.end; at++) {
    if (text[at] === '{') at = Math.min(list.end, partners.get(at) ?? at);
    else if (text[at] === ',') {
      take(at);
      start = at + 1;
    }
  }
  take(list.end);
  return values;
}

/** A title or a long form as plain text: no commands, no braces, white space folded. Bounded. */
export function plainLatex(source: string): string {
  return source
    .slice(0, 1000)
    .replace(/%[^\n]*\n?/g, '')
    .replace(/\\(?:label|footnote|thanks)\{[^{}]*\}/g, '')
    .replace(/\\[,;:! ]|~/g, ' ')
    .replace(/\\([&%#_$])/g, '$1')
    .replace(/\\[a-zA-Z]+\*?[ \t]*|\\./g, '')
    .replace(/[{}$]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
