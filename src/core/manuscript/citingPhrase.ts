import type { CitingContext } from './types.ts';

/** Words of a phrase at most, and UTF-16 units. */
const maxWords = 8;
const longest = 120;
/** What ends a key's place in some language: a phrase holds none of it, but before a year. */
const bounds = /[\][{}<>();,@`"|\n]/;
/** What follows the comma or bracket of "Berman, 2000" and "Berman (2000", so far as it is typed. */
const year = /^\s*\(?(?:1[89]|20)\d{0,2}[a-z]?$/;

/**
 * Where several words are typed in the place of a key, `[@risk after`, `\cite{o'brien`, `[@Berman, 2000`: all
 * of them as the query. Undefined where one word is typed, and where a key stands free in the text, for there
 * prose follows it.
 * @param offset the cursor, in UTF-16 units
 * @param contextAt the citing context of the language at an offset
 */
export function citingPhraseAt(
  text: string,
  offset: number,
  contextAt: (offset: number) => CitingContext | undefined,
): (CitingContext & { readonly first: string }) | undefined {
  let found: CitingContext | undefined;
  let words = 0;
  for (let at = offset - 1; at >= 0 && offset - at <= longest && words < maxWords; at -= 1) {
    const character = text.charAt(at);
    const isBeforeYear = /[,(]/.test(character) && year.test(text.slice(at + 1, offset));
    if (bounds.test(character) && !isBeforeYear) break;
    if (!/[\s'’,(]/.test(character)) continue;
    words += 1;
    const context = contextAt(at);
    if (context !== undefined && context.query !== '' && context.replace.end <= at) found = context;
  }
  if (found === undefined) return undefined;
  const { start } = found.replace;
  if (text.charAt(start - 1) === '@' && !isInBracket(text, start - 1)) return undefined;
  const query = text.slice(start, offset);
  // An editor closes the bracket before a year as it is typed.
  const isClosed = query.includes('(') && text.charAt(offset) === ')';
  return {
    replace: { start, end: isClosed ? offset + 1 : offset },
    query,
    braced: found.braced,
    first: found.query,
  };
}

/** True where a bracket is open on the line. */
function isInBracket(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  return line.lastIndexOf('[') > line.lastIndexOf(']');
}
