import type { Name } from '../types.ts';
import { isSpace } from './characters.ts';
import { latexToText } from './latexText.ts';

/** No work has more names than this in what is shown. */
const maxNames = 5_000;

export interface NameList {
  readonly names: readonly Name[];
  /** The list ends in "and others". */
  readonly others: boolean;
}

/**
 * Splits and decodes a list of names as BibTeX does ("Tame the BeaST", section 11): `First von Last`, `von
 * Last, First`, `von Last, Jr, First`; a name wholly in braces is a corporate author; and biber's names given
 * part by part, `family=…, given=…` (BibLaTeX manual, section 3.14). Particles are non-dropping, as BibTeX's
 * styles print them.
 */
export function parseNames(source: string): NameList {
  const names: Name[] = [];
  let others = false;
  for (const text of splitNames(source)) {
    if (isOthers(text)) others = true;
    else names.push(nameOf(partsOf(text)));
  }
  return { names, others };
}

/**
 * The particles and family names (or literals) alone, joined with a space: for search, cheaper than whole
 * names.
 */
export function surnamesOf(source: string): string {
  let surnames = '';
  for (const text of splitNames(source)) {
    if (isOthers(text)) continue;
    surnames += surnames === '' ? surnameOf(text) : ` ${surnameOf(text)}`;
  }
  return latexToText(surnames);
}

function surnameOf(text: string): string {
  // `Last, First` without a brace is by far the most frequent form.
  const end = text.indexOf(',');
  if (end > 0 && !text.includes('{') && !text.includes('=')) return text.slice(0, end);
  const { particle, family, given } = partsOf(text);
  return particle === '' ? family || given : `${particle} ${family}`;
}

const isOthers = (text: string): boolean => text.length < 9 && /^(?:others|et\.? al\.?)$/i.test(text);

/** A name in parts, each in LaTeX. */
interface NameParts {
  readonly family: string;
  readonly given: string;
  readonly particle: string;
  readonly suffix: string;
  readonly isLiteral: boolean;
}

const parts = (family: string, given = '', particle = '', suffix = '', isLiteral = false): NameParts => ({
  family,
  given,
  particle,
  suffix,
  isLiteral,
});

function nameOf({ family, given, particle, suffix, isLiteral }: NameParts): Name {
  if (isLiteral) return { literal: latexToText(family) };
  const name: [string, string][] = [];
  const add = (part: string, source: string) => {
    const text = source === '' ? '' : latexToText(source);
    if (text !== '') name.push([part, text]);
  };
  if (family === '') add('family', given);
  else {
    add('family', family);
    // `J.M.` is two initials.
    add('given', given.replace(/(?<=\p{Lu}\.)(?=\p{Lu}\.)/gu, ' '));
  }
  add('non-dropping-particle', particle);
  add('suffix', suffix);
  return Object.fromEntries(name) as Name;
}

function partsOf(text: string): NameParts {
  if (isWholeBraced(text)) return parts(text, '', '', '', true);
  if (text.includes('=') && isExtended.test(text)) return extendedName(text);
  const [first = '', second, third] = splitOutside(text, (code) => code === comma).map((part) => part.trim());
  if (second === undefined) return inOrder(first);
  const { particle, family } = isLowerCase(first)
    ? particleAndFamily(wordsOf(first))
    : { particle: '', family: first };
  return third === undefined ? parts(family, second, particle) : parts(family, third, particle, second);
}

/**
 * `First von Last`: the particle runs from the first lower-case word to the last one before the last word.
 */
function inOrder(text: string): NameParts {
  const words = wordsOf(text);
  const last = words.length - 1;
  let from = 0;
  while (from < last && !isLowerCase(words[from]!)) from += 1;
  let to = last;
  while (to > from && !isLowerCase(words[to - 1]!)) to -= 1;
  const join = (start: number, end?: number) => words.slice(start, end).join(' ');
  return parts(join(to), join(0, from), join(from, to));
}

/** `von Last`: the particle runs to the last lower-case word, but never over all words. */
function particleAndFamily(words: readonly string[]): { particle: string; family: string } {
  let to = words.length - 1;
  while (to > 0 && !isLowerCase(words[to - 1]!)) to -= 1;
  return { particle: words.slice(0, to).join(' '), family: words.slice(to).join(' ') };
}

const isExtended = /(?:^|,)\s{0,8}(?:family|given)(?:-i)?\s{0,8}=/i;

function extendedName(text: string): NameParts {
  const found = new Map<string, string>();
  for (const part of splitOutside(text, (code) => code === comma)) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const value = part.slice(equals + 1).trim();
    const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
    found.set(part.slice(0, equals).trim().toLowerCase(), isQuoted ? value.slice(1, -1) : value);
  }
  const part = (name: string): string => found.get(name) ?? '';
  return parts(part('family'), part('given'), part('prefix'), part('suffix'));
}

/** `{World Health Organization}`: one pair of braces around everything. */
function isWholeBraced(text: string): boolean {
  if (text.charCodeAt(0) !== openBrace || text.charCodeAt(text.length - 1) !== closeBrace) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === openBrace) depth += 1;
    else if (code === closeBrace) {
      depth -= 1;
      if (depth === 0) return at === text.length - 1 && !/^\{\\[^A-Za-z]/.test(text);
    }
  }
  return false;
}

/** By its first letter outside braces; `{\'e}` and `\O` count by the letter that they print. */
function isLowerCase(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code >= 65 && code <= 90) return false;
  if (code >= 97 && code <= 122) return true;
  const printed = special.test(word) ? latexToText(word.slice(0, maxSpecialLength)) : word;
  const letter = /^\P{L}{0,4}(\p{L})/u.exec(printed)?.[1];
  if (letter === undefined || (printed === word && !word.startsWith(letter))) return false;
  return letter === letter.toLowerCase() && letter !== letter.toUpperCase();
}

/**
 * Words that begin with a command, in braces or not: BibTeX's "special characters", and letters without
 * braces.
 */
const special = /^[^\p{L}{\\]{0,4}\{?\\/u;
const maxSpecialLength = 60;

const comma = 44;
const openBrace = 123;
const closeBrace = 125;
const tilde = 126;
const backslash = 92;

/** Words between white space and ties outside braces. */
const wordsOf = (text: string): string[] =>
  splitOutside(text, (code, before) => isSpace(code) || (code === tilde && before !== backslash)).filter(
    (word) => word !== '',
  );

function splitOutside(text: string, isBorder: (code: number, before: number) => boolean): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  let before = 0;
  /** Behind the letters of a command, whose end a blank is and no more: `Bj\o rn`. */
  let isInCommand = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === openBrace) depth += 1;
    else if (code === closeBrace) depth = Math.max(0, depth - 1);
    else if (depth === 0 && !(isInCommand && isSpace(code)) && isBorder(code, before)) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
    isInCommand = isLetter && (isInCommand || before === backslash);
    before = code;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Splits at `and` as a word outside braces, in any case; white space around the names goes. */
export function splitNames(source: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let start = 0;
  const add = (end: number) => {
    const name = source.slice(start, end).trim();
    if (name !== '' && names.length < maxNames) names.push(name);
  };
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === openBrace) depth += 1;
    else if (code === closeBrace) depth = Math.max(0, depth - 1);
    else if (depth === 0 && isSpace(code) && isAnd(source, at + 1)) {
      add(at);
      start = at + 4;
      at += 3;
    }
  }
  add(source.length);
  return names;
}

/** True where `and` stands at `at` with white space behind it. */
const isAnd = (source: string, at: number): boolean =>
  (source.charCodeAt(at) | 32) === 97 &&
  (source.charCodeAt(at + 1) | 32) === 110 &&
  (source.charCodeAt(at + 2) | 32) === 100 &&
  isSpace(source.charCodeAt(at + 3));
