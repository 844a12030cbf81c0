import {
  capitalWords,
  commonAbbreviations,
  dictionaryAbbreviations,
  units,
} from '../data/commonAbbreviations.ts';

const dotted = /^(?:\p{L}\.){2,6}$/u;
const shortShape = /^[\p{L}\p{N}][\p{L}\p{N}.+*/'’‐‑–-]{0,14}$/u;
const roman = /^[IVX]+$/;
/** "VIIIA": a lobule, a stage or a factor that goes by its number. */
const romanPart = /^[IVX]{3,}[AB]$/;
/** "XIXth": a number. "SciPy", "PyPI", "FastICA": a capital, small letters and a capital make a name. */
const romanOrdinal = /^[IVXLCM]+(?:st|nd|rd|th)$/;
const camelCase = /^[A-Z](?:[a-z]+[A-Z][A-Za-z]|[a-z]{3,}[A-Z]$)/;
/** "DESIGNER", "ENIGMA": what is pronounced is the name of a tool or a trial. */
const pronounced = /^(?=.*[AEIOU].*[AEIOU])[A-Z]{6,}$/;
/** Electrodes of the 10-20 and 10-10 systems without a digit; "AF3" is no short form by its digit. */
const electrode = /^(?:Fp|AF|FC|FT|TP|CP|PO)z$/;

/**
 * Whether text can be the short form of a definition: 2 to 15 characters, one word, a letter, and something
 * that tells it from a word: a capital that is not merely the first letter, dots, or digits among letters.
 */
export function canBeDefined(text: string): boolean {
  if (text.length < 2 || !shortShape.test(text) || !/\p{L}/u.test(text)) return false;
  // "C.S.G." is a person.
  if (dotted.test(text))
    return !/^(?:e\.g|i\.e|a\.m|p\.m|cf)\.$/i.test(text) && !/^(?:\p{Lu}\.)+$/u.test(text);
  if (/[.'’*]$/.test(text) || /^\d+(?:st|nd|rd|th|[a-z])?$/.test(text)) return false;
  if (/^\d+(?:[.,]\d+)?(?:mg|kg|g|ml|mL|h|min|s|Hz|T)$/.test(text)) return false;
  const capitals = countOf(text, /\p{Lu}/gu);
  if (capitals === 0) return /^[a-z]{3,5}$/.test(text);
  if (roman.test(text) && text.length > 2) return false;
  return capitals > 1 || /^\p{Lu}\p{Ll}{1,3}$/u.test(text) || /\p{Ll}\p{Lu}|\d/u.test(text);
}

/** Whether a definition of this short form needs every word of the long form: it has no shape of its own. */
export const needsPerfectFit = (short: string): boolean =>
  countOf(short, /\p{Lu}/gu) < 2 && !dotted.test(short);

/** Whether journals let a short form stand unexplained. */
export const isCommon = (short: string): boolean =>
  commonAbbreviations.has(short) || dictionaryAbbreviations.has(short);

/** A short form as it is looked up: without a plural or possessive s. */
export const singularShort = (short: string): string => short.replace(/(?<=[A-Z0-9c])(?:s|['’]s)$/, '');

/**
 * Whether a word of running text is a short form that readers may not know: at least two capitals, no digits
 * inside, no unit, roman numeral, word in capitals, or abbreviation that journals let stand.
 */
export function looksUnexplained(word: string): boolean {
  const short = singularShort(word);
  if (short.length < 2 || short.length > 10 || !/^[A-Za-z]+(?:-[A-Z]{1,2}|-\d|-[A-Z]\d{1,2})?$/.test(short))
    return false;
  // "XXXX", "YYYYYY": to be filled in.
  if (/^(.)\1{2,}$/.test(short)) return false;
  if (romanOrdinal.test(short) || pronounced.test(short) || camelCase.test(short) || electrode.test(short))
    return false;
  const capitals = countOf(short, /[A-Z]/g);
  const small = countOf(short, /[a-z]/g);
  if (capitals < 2 || small > capitals + 1 || /[a-z]{3}$/.test(short)) return false;
  // "IL-6", "MK-8": two letters and a number are a code. "PHQ-9" is a name.
  if (/^[A-Za-z]{1,2}-\d$/.test(short) || roman.test(short) || romanPart.test(short)) return false;
  const stem = short.split('-', 1)[0]!;
  if (commonAbbreviations.has(short) || commonAbbreviations.has(word) || units.has(short)) return false;
  if (commonAbbreviations.has(stem) && stem.length > 2) return false;
  return !capitalWords.has(short) && !capitalWords.has(word);
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
