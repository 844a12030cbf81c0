import type { BlockBody } from '../../manuscript/types.ts';
import { BlockValues } from '../blocks.ts';
import { proseOf } from '../prose.ts';
import { canBeDefined, needsPerfectFit, singularShort } from './shortForm.ts';

/**
 * Short forms that a block explains in a way that gives no long form to go by: alone in a bracket behind
 * words that hold most of their letters, or before an equal sign or a colon. They need no explanation, and
 * nothing else is said of them.
 */
export const hintsOfBlocks = new BlockValues(findHints);

const bracketed =
  /\(\s?(?:[^\p{L}()]{1,4}-)?([\p{L}\p{N}][\p{L}\p{N}+*'’/‐‑–-]{1,14})(?:[,;:][^()]{0,80}| [A-Z](?: and [A-Z])?)?\)/gu;
const severalForms = /(?<=\p{L} )\(([^()]{3,60})\)/gu;
/** "(including principal component analysis - PCA, and others)" */
const dashed = /(?<=\p{L}) [-–—] (\p{Ll}{0,3}\p{Lu}{2}[\p{L}\d-]{0,10})(?=[,;.)]|$)/gu;
const named =
  /(?:designated|called|named|termed|denoted|labell?ed|abbreviated|hereafter|henceforth) (?:as |to )?["“‘']?(\p{Ll}{0,3}\p{Lu}{2}[\p{L}\d-]{0,10})/gu;
/** "KS = Kolmogorov-Smirnov test", "FFN: a feed-forward network". */
const explainedBehind = /(?<![\p{L}\p{N}-])([\p{L}\p{N}-]{2,12})\s?[=:]\s(?:an? |the )?(\p{L})\p{L}/gu;
/** How far back the words may stand. */
const reach = 90;

function findHints(body: BlockBody): ReadonlySet<string> {
  const { text } = proseOf(body);
  const found = new Set<string>();
  for (const { 0: whole, 1: form, index } of text.matchAll(bracketed)) {
    if (!canBeDefined(form!) || needsPerfectFit(form!)) continue;
    const before = text.slice(Math.max(0, index - reach), index);
    const after = text.slice(index + whole.length, index + whole.length + reach);
    if (isAlone(whole, before)) found.add(introduced(form!));
    const isHeld = [form!, ...form!.split('/')].some((one) => holdsLetters(before, one));
    if (!isHeld && !isInTheMidst(before, after, form!)) continue;
    for (const part of [form!, ...form!.split(/[-‐‑–/]/)])
      if (part.length > 1) found.add(singularShort(part));
  }
  for (const { 1: form, index } of text.matchAll(dashed))
    if (holdsLetters(text.slice(Math.max(0, index - reach), index), form!)) found.add(singularShort(form!));
  // "(DLPFC, VLPFC)" behind words, "(designated ABC, …)"
  for (const { 1: forms, index } of text.matchAll(severalForms)) {
    const initials = initialsOf(text.slice(Math.max(0, index - reach), index)).slice(-8);
    const each = forms!.split(/, | and | or /);
    if (!each.every((form) => /^\p{Ll}{0,3}\p{Lu}{2}[\p{L}\d-]*$/u.test(form))) continue;
    for (const form of each)
      if (initials.includes(form.charAt(0).toLowerCase())) found.add(singularShort(form));
  }
  for (const { 1: form } of text.matchAll(named)) found.add(singularShort(form!));
  for (const { 1: form, 2: initial } of text.matchAll(explainedBehind)) {
    const isSame = form!.charAt(0).toLowerCase() === initial!.toLowerCase();
    if (isSame && canBeDefined(form!) && !needsPerfectFit(form!)) found.add(singularShort(form!));
  }
  return found;
}

/**
 * A short form with which a bracket begins, right behind a word: "Centre for Mental Crises (FETZ)". That is
 * how short forms are introduced, also where their letters are those of another language.
 */
const isAlone = (bracket: string, before: string): boolean =>
  /^\(\s?\p{Lu}[\p{L}\d-]{2,}\s?(?:[);]|,(?! ?\p{L}*\p{Lu}{2}))/u.test(bracket) &&
  /[\p{L}\d] $/u.test(before);

/** How a short form is kept that a bracket introduces, whatever its letters are. */
export const introduced = (form: string): string => `(${singularShort(form)}`;

/** "a high (HR) or a low (LR) familial risk": the bracket stands within the words that it is short for. */
function isInTheMidst(before: string, after: string, form: string): boolean {
  const letters = form.toLowerCase().replace(/[^\p{L}]/gu, '');
  const last = /(?<!\p{L})(\p{L})[\p{L}-]*\s?$/u.exec(before)?.[1]?.toLowerCase();
  const behind = [
    ...after.toLowerCase().matchAll(/^(?: (\p{L})[\p{L}-]*)(?: (\p{L})[\p{L}-]*)?(?: (\p{L}))?/gu),
  ].flat();
  const rest = letters.slice(1);
  if (last === undefined || last !== letters[0] || rest === '') return false;
  let at = 0;
  for (const initial of behind.slice(1)) if (initial === rest[at]) at++;
  return at === rest.length;
}

/**
 * Whether one of the last words begins with the first letter, and the words from there with most of all, in
 * order.
 */
function holdsLetters(text: string, form: string): boolean {
  // "the second edition of the Beck Depression Inventory (BDI-II)"
  const letters = form
    .replace(/(?<=\p{Lu}{2})-[IVX]+$/u, '')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
  if (letters.length < 3) return false;
  const phrase = text.slice(Math.max(...[...'.;:!?(\u0001'].map((mark) => text.lastIndexOf(mark))) + 1);
  const initials = initialsOf(phrase);
  const last = initials.slice(-letters.length - 4);
  return last.some((initial, first) => {
    if (initial !== letters[0]) return false;
    let held = 0;
    let at = 0;
    for (const letter of last.slice(first)) {
      const next = letters.indexOf(letter, at);
      if (next < 0) continue;
      held++;
      at = next + 1;
    }
    return held >= 0.7 * letters.length;
  });
}

const initialsOf = (phrase: string): readonly string[] =>
  [...phrase.toLowerCase().matchAll(/(?<!\p{L})\p{L}/gu)].map(([letter]) => letter);
