import { languages } from '../../manuscript/languages.ts';
import type { Manuscript } from '../../manuscript/types.ts';
import { singularPhrase } from '../spellings.ts';
import type { Definition, Occurrence, Unit } from './manuscriptAbbreviations.ts';

/* What stands around a long or a short form, and says that it is to stand as it does. */

/** "see Event-Related Potentials above": the name of a section, where the definition has no capitals. */
export const isTitle = (
  { text }: Manuscript,
  { start, end }: Occurrence,
  { longSpan }: Definition,
): boolean =>
  isCapitalised(text.slice(start, end)) && !isCapitalised(text.slice(longSpan.start, longSpan.end));

/**
 * "cytochrome P450 CYP2D6", where CYP is defined, and "cyclic causal discovery methods such as the CCD
 * algorithm": the short form would stand twice.
 */
export function isNamedOn({ text }: Manuscript, { end }: Occurrence, { key }: Definition): boolean {
  const after = text.slice(end, end + 60 + key.length);
  const [clause] = /^[^.;:!?]*?\bsuch as (?:the )?/.exec(after) ?? [''];
  return [after, after.slice(clause.length)].some((rest) =>
    rest.replace(/^[\s~*_`{(/]+/, '').startsWith(key),
  );
}

/**
 * "PAG (i.e., partial ancestral graph: a class)", "PAG: partial ancestral graph": a reader is told again what
 * stands before it.
 */
export const isGlossOf = ({ text }: Manuscript, { start }: Occurrence, { key }: Definition): boolean => {
  const before = text.slice(Math.max(0, start - 20 - key.length), start);
  const gloss = /s?(?: \((?:(?:i\. ?e\.|that is|or),? )?| ?[:=] )$/.exec(before);
  return gloss !== null && before.slice(0, gloss.index).endsWith(key);
};

/** "(Committee on Tests, 2019)", "the Adey and Brook (2015) model": who wrote a work. */
export const isAuthor = ({ text }: Manuscript, { start, end }: Occurrence): boolean =>
  /^,? \(?(?:1[89]|20)\d\d[a-z]?\b/.test(text.slice(end, end + 8)) &&
  (/[(;] ?$/.test(text.slice(Math.max(0, start - 3), start)) ||
    (text[end + 1] === '(' && isCapitalised(text.slice(start, end))));

/** "There are other cyclic causal discovery methods": a class, of which the short form names one. */
export const isOfOthers = ({ text }: Manuscript, { start }: Occurrence): boolean =>
  /\b(?:[Oo]ther|[Aa]nother|[Aa]lternative) $/.test(text.slice(Math.max(0, start - 16), start));

/** "**Preparing for Functional Data Analysis**": a short paragraph of its own, in bold or italic. */
export function isHeadline({ blocks }: Manuscript, { block }: Occurrence): boolean {
  const text = blocks[block]!.body.text.slice(0, 200).trim();
  return text.length < 100 && /^(\*{1,3}|_{1,3})(?!\s)[^*_\n]+\1[.:]?$/.test(text);
}

/** Whether each word but the small ones begins with a capital. */
const isCapitalised = (phrase: string): boolean =>
  phrase.split(/[\s-]+/).every((word) => /^\p{Lu}|^(?:and|of|for|the|in)$/u.test(word));

/** "Bangla Big Five Inventory-2 (BFI-2-B)", where BFI-2 is the Big Five Inventory-2. */
export const isSpelledBefore = (
  { text }: Manuscript,
  { start }: Occurrence,
  own: Definition | undefined,
): boolean =>
  own !== undefined &&
  text[start - 1] === '(' &&
  text
    .slice(start - own.long.length - 12, start - 1)
    .toLowerCase()
    .includes(own.long.toLowerCase());

/**
 * "Monetary Choice Questionnaire Automated Scorer": a name in capitals that goes on. "Department of Veterans
 * Affairs": one that began before.
 */
export const isPartOfName = ({ text }: Manuscript, { start, end }: Occurrence): boolean =>
  isCapitalised(text.slice(start, end)) &&
  // "the Multinomial Naive Bayes classifier"
  (/[\p{Ll},] \p{Lu}\p{Ll}+ $/u.test(text.slice(Math.max(0, start - 30), start)) ||
    /^(?! *\r?\n\s*\n)\s{1,40}\p{Lu}\p{Ll}{2}/u.test(text.slice(end, end + 80)) ||
    /\b(?:Department|Ministry|Institutes?|Office|Cent(?:er|re)s?|School|University) (?:of|for) (?:the )?$/.test(
      text.slice(Math.max(0, start - 30), start),
    ));

/** "Meyer, I. R. (2021). Sampling of moods": the title of a work that is typed in the midst of a text. */
export const isInTypedTitle = ({ text }: Manuscript, { start }: Occurrence): boolean =>
  /\p{Lu}\.,? \((?:19|20)\d\d[a-z]?(?:, [\p{L}\d ]{1,20})?\)\. [^.?!]{0,250}$/u.test(
    text.slice(Math.max(0, start - 300), start),
  );

/**
 * Whether a short form stands where no prose is: in code that prints it, in a formula, or in a heading, which
 * an abstract has none of.
 */
export function isOutsideProse({ text, blocks }: Manuscript, key: string, unit: Unit): boolean {
  let block = 0;
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
    while (block < blocks.length && blocks[block]!.start + blocks[block]!.body.text.length <= at) block += 1;
    const here = blocks[block];
    if (here !== undefined && here.start <= at && !(unit === 'body' && here.body.scope === 'heading')) {
      const inBlock = at - here.start;
      if (here.body.prose.some(({ start, end }) => start <= inBlock && inBlock < end)) continue;
    }
    if (/[\p{L}\d_]/u.test(text[at - 1] ?? ' ')) continue;
    if (/^(?!s?[\p{L}\d_])/u.test(text.slice(at + key.length, at + key.length + 2))) return true;
  }
  return false;
}

/** "RS4", "RS13", "RS16": numbers of one series, however many of them a text goes through. */
export function isOfSeries({ text }: Manuscript, key: string): boolean {
  const [, letters] = /^([A-Z]{1,3})\d{1,2}$/.exec(key) ?? [];
  if (letters === undefined) return false;
  const series = text.match(new RegExp(`(?<![\\p{L}\\d])${letters}\\d{1,2}(?![\\p{L}\\d])`, 'gu'));
  return new Set(series).size >= 5;
}

/** "T1, T2* and diffusion-weighted MRI": the codes share a word of the long form. */
export const followsCodes = ({ text }: Manuscript, { start }: Occurrence): boolean =>
  /(?:^|[\s,(])\p{Lu}\p{L}{0,3}\d{1,3}\*?,? (?:and|or) $/u.test(text.slice(Math.max(0, start - 20), start));

/** "*TTN*": genes stand in italics. */
export const isGeneSymbol = ({ text }: Manuscript, { short, start, end }: Occurrence): boolean =>
  /^[A-Z][A-Z\d]{2,}$/.test(short) &&
  /(?:^|[^*])\*$|\\(?:emph|textit)\{$/.test(text.slice(Math.max(0, start - 8), start)) &&
  /^[*}]/.test(text.slice(end, end + 1));

/** "a method called single-cell RNA sequencing": the words are what is named. */
export const isCalled = ({ text }: Manuscript, { start }: Occurrence): boolean =>
  /\b(?:called|named|termed|known as) ["“‘'`*_]{0,3}(?:[\p{L}-]+ ){0,2}$/u.test(
    text.slice(Math.max(0, start - 60), start),
  );

/** "ultra-low field strengths" beside "ultra-low-field": the last word belongs to the next. */
export const isParted = ({ text }: Manuscript, { start, end }: Occurrence, { long }: Definition): boolean =>
  !/\s/.test(long) && /\s/.test(text.slice(start, end));

/**
 * "poor, intermediate and ultrarapid metabolizers", where PM, IM and UM are defined: the words before share
 * the last one, which the short form would take from them.
 */
export function sharesHead(
  { text }: Manuscript,
  { start, end }: Occurrence,
  definitions: readonly Definition[],
): boolean {
  const [, before] =
    /(?<![\p{L}-])([\p{L}-]{1,40}),? (?:and|or) $/u.exec(text.slice(Math.max(0, start - 60), start)) ?? [];
  if (before === undefined) return false;
  const head = singularPhrase(text.slice(start, end)).split(/\s+/).at(-1)!;
  const whole = `${before} ${head}`.toLowerCase();
  return definitions.some(({ long }) => singularPhrase(long).toLowerCase() === whole);
}

/** Somebody else's words. */
export const isQuoted = ({ syntax, text }: Manuscript, { start }: Occurrence): boolean =>
  languages[syntax].isQuoted?.(text, start) ?? false;
