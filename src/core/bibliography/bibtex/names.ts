/**
 * Lists of names as BibTeX splits them ("Tame the BeaST", section 11; BibLaTeX manual 2.3.3 and, for names given part by
 * part, biber's `family=…, given=…`).
 */
import type { Name } from '../types.ts';
import { latexToText } from './latexText.ts';

/** No work has more names than this in what is shown. */
const maximumNames = 5_000;

export interface NameList {
  readonly names: readonly Name[];
  /** The list ends in "and others". */
  readonly others: boolean;
}

/** Splits and decodes a list of names; `source` is LaTeX. */
export function parseNames(source: string): NameList {
  const names: Name[] = [];
  let others = false;
  for (const part of splitAtWord(source, 'and').slice(0, maximumNames)) {
    const text = part.trim();
    if (text === '') continue;
    if (text === 'others') others = true;
    else names.push(parseName(text));
  }
  return { names, others };
}

/** The family names (or literals) alone, for search: cheaper than whole names. */
export function surnamesOf(source: string): string {
  const { names } = parseNames(source);
  return names
    .map(({ family, literal, given, 'non-dropping-particle': particle }) => {
      const name = family ?? literal ?? given ?? '';
      return particle === undefined ? name : `${particle} ${name}`;
    })
    .join(' ');
}

function parseName(text: string): Name {
  if (isWholeBraced(text)) return { literal: latexToText(text) };
  if (/^\s*(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=/.test(text)) return extendedName(text);
  const parts = splitAtComma(text).map((part) => part.trim());
  if (parts.length === 1) return nameInOrder(wordsOf(parts[0]!));
  const [last = '', second = '', third] = parts;
  const { particle, family } = particleAndFamily(wordsOf(last));
  const given = third === undefined ? second : third;
  return nameOf({ particle, family, given, suffix: third === undefined ? '' : second });
}

/** "First von Last": the particle is the run of lower-case words before the last name. */
function nameInOrder(words: readonly string[]): Name {
  if (words.length === 1) return nameOf({ particle: '', family: words[0]!, given: '', suffix: '' });
  const lower = words.slice(0, -1).map(isLowerCase);
  const from = lower.indexOf(true);
  if (from < 0) {
    return nameOf({ particle: '', family: words.at(-1)!, given: words.slice(0, -1).join(' '), suffix: '' });
  }
  const to = lower.lastIndexOf(true) + 1;
  return nameOf({
    particle: words.slice(from, to).join(' '),
    family: words.slice(to).join(' '),
    given: words.slice(0, from).join(' '),
    suffix: '',
  });
}

/** "von Last": the words up to the last lower-case one, but never all of them. */
function particleAndFamily(words: readonly string[]): { particle: string; family: string } {
  const to = words.slice(0, -1).map(isLowerCase).lastIndexOf(true) + 1;
  const from = words.findIndex(isLowerCase);
  if (to === 0 || from !== 0) return { particle: '', family: words.join(' ') };
  return { particle: words.slice(0, to).join(' '), family: words.slice(to).join(' ') };
}

function extendedName(text: string): Name {
  const parts = new Map<string, string>();
  for (const part of splitAtComma(text)) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const value = part.slice(equals + 1).trim();
    parts.set(part.slice(0, equals).trim(), unquoted(value));
  }
  return nameOf({
    particle: parts.get('prefix') ?? '',
    family: parts.get('family') ?? '',
    given: parts.get('given') ?? '',
    suffix: parts.get('suffix') ?? '',
  });
}

const unquoted = (value: string): string => (/^".*"$/s.test(value) ? value.slice(1, -1) : value);

interface NameParts {
  readonly particle: string;
  readonly family: string;
  readonly given: string;
  readonly suffix: string;
}

function nameOf(parts: NameParts): Name {
  const family = latexToText(parts.family);
  const given = latexToText(parts.given);
  const particle = latexToText(parts.particle);
  const suffix = latexToText(parts.suffix);
  return {
    ...(family !== '' && { family }),
    ...(given !== '' && { given }),
    ...(particle !== '' && { 'non-dropping-particle': particle }),
    ...(suffix !== '' && { suffix }),
  };
}

/** `{World Health Organization}`: one pair of braces around everything. */
function isWholeBraced(text: string): boolean {
  if (!text.startsWith('{') || !text.endsWith('}') || text.startsWith('{\\')) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0 && at < text.length - 1) return false;
  }
  return depth === 0;
}

/** A word is lower case by its first letter outside braces; a braced accent (`{\'e}`) counts by its letter. */
function isLowerCase(word: string): boolean {
  const special = /^\{\\[^A-Za-z]?\s*\{?\\?(\p{L})/u.exec(word);
  const letter = special?.[1] ?? /^\p{L}/u.exec(word)?.[0] ?? /^\\[^A-Za-z]\{?(\p{L})/u.exec(word)?.[1];
  return letter !== undefined && letter === letter.toLowerCase() && letter !== letter.toUpperCase();
}

/** Splits at white space and ties outside braces. */
const wordsOf = (text: string): string[] =>
  splitWhere(text, (char) => /[\s~]/.test(char)).filter((word) => word !== '');

const splitAtComma = (text: string): string[] => splitWhere(text, (char) => char === ',');

function splitWhere(text: string, isBorder: (char: string) => boolean): string[] {
  const out: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === '{') depth += 1;
    else if (char === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0 && isBorder(char)) {
      out.push(text.slice(start, at));
      start = at + 1;
    }
  }
  out.push(text.slice(start));
  return out;
}

/** Splits at a word that stands alone outside braces, in any case: `and`. */
export function splitAtWord(text: string, word: string): string[] {
  const out: string[] = [];
  const border = new RegExp(`[{}]|(?<=\\s)${word}(?=\\s)`, 'giu');
  let depth = 0;
  let start = 0;
  for (const match of text.matchAll(border)) {
    if (match[0] === '{') depth += 1;
    else if (match[0] === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      out.push(text.slice(start, match.index));
      start = match.index + word.length;
    }
  }
  out.push(text.slice(start));
  return out;
}
