import type { Manuscript } from '../../manuscript/types.ts';
import type { Definition } from './manuscriptAbbreviations.ts';
import { isCommon } from './shortForm.ts';

/*
 * Whether a short form is certain to be worth nothing where it is not used again. Many are given because
 * readers look for them: measures, tools, corpora and algorithms have their names in capitals, and some are
 * better known than what they stand for.
 */

const minorWords = new Set(
  'a an and as at by de for from in into of on or per the to versus vs with'.split(' '),
);

/** "(BMIQ) method", "(WLSMV) estimator", "(JIT) compiler": what stands behind says what is named so. */
const named =
  /^s?[)\]}*_]{1,3} (?:[\p{Ll}-]{3,20} )?(?:methods?|estimat(?:or|ion)s?|algorithms?|procedures?|approach(?:es)?|techniques?|functions?|compilers?|optimi[sz]ers?|instructions?|estimates?|classifiers?|inhibitors?|agonists?|antagonists?|blockers?|frameworks?|protocols?|formats?|standards?|languages?|loss|kernels?|networks?|architectures?|corpus|corpora|datasets?|databases?|norms|cluster)\b/u;

/**
 * True for a plain abbreviation of words that are no name: small letters, each giving a capital of the short
 * form, or words that a pack knows to be what it stands for.
 */
export function isPlainAbbreviation(
  { text }: Manuscript,
  { key, long, longSpan, end }: Definition,
  isKnown: () => boolean,
): boolean {
  if (!/^[A-Z]{2,}\d?(?:-[A-Z]+)*$/.test(key) || isCommon(key)) return false;
  const words = long.split(/[\s/‐‑–-]+/).filter((word) => word !== '');
  if (words.slice(1).some((word) => /^\p{Lu}\p{L}/u.test(word)) || /^\p{Lu}{2}/u.test(long)) return false;
  if (isOfName(text.slice(Math.max(0, longSpan.start - 40), longSpan.start), long)) return false;
  if (named.test(text.slice(end, end + 60))) return false;
  const letters = key.replace(/-/g, '');
  const spelled = [words, words.filter((word) => !minorWords.has(word)), long.split(/\s+/)].map(initialsOf);
  return spelled.includes(letters) || isKnown();
}

/** "the Ensembl variant effect predictor", "called No-return search": names, in the midst of a sentence. */
const isOfName = (before: string, long: string): boolean =>
  /[\p{Ll},] \p{Lu}\p{Ll}+ $/u.test(before) ||
  (/^\p{Lu}\p{Ll}/u.test(long) && /[\p{L}\d,;(] $/u.test(before));

/** "GTA2" of gamma, type and A2. */
const initialsOf = (words: readonly string[]): string =>
  words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).replace(/\D/g, '')).join('');
