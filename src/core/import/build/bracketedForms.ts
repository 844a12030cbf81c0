import type { Span } from '../../../base/span.ts';

/** A short form in brackets behind its long form. */
export interface BracketedForm extends Span {
  readonly short: string;
  readonly long: string;
}

const bracketed =
  /[([](?<short>(?=[^\s)\]]{0,6}\p{Lu}[^\s)\]]{0,10}\p{Lu})\p{L}[\p{L}\d]{1,9}(?:-(?:\d{1,2}|[IVX]{1,4}))?)[)\]]/gu;
const smallWord = /^(?:of|and|the|for|in|on|to|at|by|de|la|with|&)$/u;
/** Long forms are looked for in so many characters before the bracket. */
const longest = 160;

/** Symbols of elements, by which short forms of salts begin: "sodium taurodeoxycholate (NaTDC)". */
const elements = new Map(
  Object.entries({
    Na: 'sodium',
    K: 'potassium',
    Li: 'lithium',
    Ca: 'calcium',
    Mg: 'magnesium',
    Zn: 'zinc',
    Fe: 'iron',
  }),
);

/**
 * Short forms in round or square brackets whose every letter begins a word before them, in their order: also
 * those with a number behind a hyphen ("Beck Depression Inventory [BDI-II]") and behind words with full stops
 * ("U.S. Preventive Services Task Force (USPSTF)"), and those that begin with the symbol of an element.
 * Nothing else is a definition here.
 *
 * @param known where forms stand that are known already, which are left out
 */
export function bracketedForms(
  text: string,
  known: { has(start: number): boolean } = new Set(),
): readonly BracketedForm[] {
  const found: BracketedForm[] = [];
  for (const { index, groups } of text.matchAll(bracketed)) {
    if (known.has(index + 1)) continue;
    const short = groups?.['short'] ?? '';
    const before = text.slice(Math.max(0, index - longest), index);
    const letters = short.replace(/-(?:\d{1,2}|[IVX]{1,4})$/u, '');
    const long = byInitials(before, letters) ?? bySalt(before, letters);
    if (long !== undefined) found.push({ short, long, start: index + 1, end: index + 1 + short.length });
  }
  return found;
}

/** The words whose first letters a short form in capitals is made of. */
function byInitials(text: string, letters: string): string | undefined {
  const before = text.trimEnd();
  if (!mayEnd(before, letters) || !/^\p{Lu}{2,8}$/u.test(letters)) return undefined;
  const words = [...before.matchAll(/(?:\p{L}\.){2,4}|[\p{L}\d’'-]+|&/gu)];
  let left = letters.length;
  for (let at = words.length - 1; at >= 0 && left > 0; at -= 1) {
    const { 0: word, index } = words[at]!;
    const initials = word.endsWith('.')
      ? word.replaceAll('.', '')
      : word
          .split('-')
          .map((part) => part.slice(0, 1))
          .join('');
    const wanted = letters.slice(0, left);
    if (wanted.endsWith(initials.toUpperCase())) left -= initials.length;
    else if (wanted.endsWith(word.slice(0, 1).toUpperCase())) left -= 1;
    else if (!smallWord.test(word)) return undefined;
    // No sentence ends within a long form.
    if (left === 0)
      return /[.;:]\s/u.test(before.slice(index + word.length)) ? undefined : before.slice(index);
  }
  return undefined;
}

/** Whether the last word, where it is a plain one, can be the last of the long form. */
function mayEnd(before: string, letters: string): boolean {
  const last = before.slice(before.lastIndexOf(' ') + 1);
  return !/^[a-z]+$/iu.test(last) || last[0]!.toUpperCase() === letters.at(-1) || smallWord.test(last);
}

/**
 * "sodium taurodeoxycholate (NaTDC)": a symbol, and letters of the next word in their order, its first one
 * among them.
 */
function bySalt(before: string, letters: string): string | undefined {
  if (!elements.has(letters.slice(0, 2)) && !elements.has(letters.slice(0, 1))) return undefined;
  const { symbol, rest } = /^(?<symbol>\p{Lu}\p{Ll}?)(?<rest>\p{Lu}{2,5})$/u.exec(letters)?.groups ?? {};
  const name = elements.get(symbol ?? '');
  if (rest === undefined || name === undefined) return undefined;
  const last = /(?<!\p{L})(?<salt>\p{L}{3,20}) (?<word>\p{L}{5,40})$/u.exec(before.trimEnd())?.groups;
  if (last?.['salt']?.toLowerCase() !== name) return undefined;
  const word = last['word']!.toLowerCase();
  let at = -1;
  for (const [index, letter] of [...rest.toLowerCase()].entries()) {
    at = word.indexOf(letter, at + 1);
    if (at < 0 || (index === 0 && at > 0)) return undefined;
  }
  return `${last['salt']} ${last['word']}`;
}
