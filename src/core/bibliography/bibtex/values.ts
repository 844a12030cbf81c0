import { Char, isNameCharacter, isSpace } from './characters.ts';

/** What one value may expand to, in UTF-16 units. */
const maxValueLength = 100_000;
/**
 * What all the macros of a file may expand to beyond what is written: doubling chains of `@string` end here.
 */
const maxExpansionLength = 1_000_000;

/** Text of macros by lower-case name. */
export type Macros = ReadonlyMap<string, string>;

/** The text of a macro by its name in lower case. */
export type MacroLookUp = (name: string) => string | undefined;

/**
 * Expands `@string` definitions, given in file order: each sees those before it, the last of a name counts.
 * So a definition can never lead to itself.
 */
export function expandMacros(definitions: Iterable<readonly [name: string, raw: string]>): Macros {
  const macros = new Map<string, string>();
  let left = maxExpansionLength;
  for (const [name, raw] of definitions) {
    const text = valueSource(raw, (macro) => macros.get(macro));
    left -= Math.max(0, text.length - raw.length);
    macros.set(name.toLowerCase(), left >= 0 ? text : raw.slice(0, maxValueLength));
  }
  return macros;
}

/**
 * The LaTeX source of a value: the delimiters of its pieces gone, macros replaced, pieces joined. A macro
 * that nobody defined stands as its name, so do BibTeX's months, of which a date is made.
 */
export function valueSource(raw: string, macro: MacroLookUp): string {
  const first = pieceEnd(raw, 0);
  if (first === raw.length) return content(raw, 0, first, macro);
  let source = '';
  for (let at = 0; at < raw.length && source.length < maxValueLength; ) {
    const code = raw.charCodeAt(at);
    if (isSpace(code) || code === Char.Hash) {
      at += 1;
      continue;
    }
    const end = pieceEnd(raw, at);
    source += content(raw, at, end, macro);
    at = end;
  }
  return source.length > maxValueLength ? source.slice(0, maxValueLength) : source;
}

/** The bare words of a value, each with its place: macros, and numbers that need no braces. */
export function* wordsOf(raw: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let at = 0; at < raw.length; ) {
    const code = raw.charCodeAt(at);
    if (isSpace(code) || code === Char.Hash) {
      at += 1;
      continue;
    }
    const end = pieceEnd(raw, at);
    if (!isDelimited(raw, at)) yield { start: at, end };
    at = end;
  }
}

/** The span of what the delimiters of a value of one piece hold; of a value of several, the whole. */
export function contentSpan(raw: string): { readonly start: number; readonly end: number } {
  const isWhole = isDelimited(raw, 0) && pieceEnd(raw, 0) === raw.length;
  return { start: isWhole ? 1 : 0, end: isWhole && closes(raw, 0, raw.length) ? raw.length - 1 : raw.length };
}

function content(raw: string, start: number, end: number, macro: MacroLookUp): string {
  if (isDelimited(raw, start)) return raw.slice(start + 1, closes(raw, start, end) ? end - 1 : end);
  const word = raw.slice(start, end);
  return macro(word.toLowerCase()) ?? word;
}

const isDelimited = (raw: string, start: number): boolean => {
  const code = raw.charCodeAt(start);
  return code === Char.OpenBrace || code === Char.Quote;
};

const closes = (raw: string, start: number, end: number): boolean =>
  end > start + 1 &&
  raw.charCodeAt(end - 1) === (raw.charCodeAt(start) === Char.Quote ? Char.Quote : Char.CloseBrace);

/** The offset behind the piece that begins at `start`; the end of the text where it does not close. */
function pieceEnd(raw: string, start: number): number {
  const first = raw.charCodeAt(start);
  if (first === Char.OpenBrace || first === Char.Quote) return delimitedEnd(raw, start, first === Char.Quote);
  let at = start + 1;
  while (at < raw.length && isInWord(raw.charCodeAt(at))) at += 1;
  return at;
}

const isInWord = (code: number): boolean =>
  isNameCharacter(code) || code === Char.Open || code === Char.Close;

function delimitedEnd(raw: string, start: number, isQuoted: boolean): number {
  let depth = isQuoted ? 0 : 1;
  for (let at = start + 1; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (code === Char.OpenBrace) depth += 1;
    else if (code === Char.CloseBrace) {
      depth -= 1;
      if (depth === 0 && !isQuoted) return at + 1;
    } else if (code === Char.Quote && isQuoted && depth === 0) return at + 1;
  }
  return raw.length;
}
