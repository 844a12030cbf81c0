import type { MappedText } from '../readers/text/mappedText.ts';

/** How an article prints the numbers of the works it cites. */
export type NumberStyle = 'brackets' | 'raised' | 'glued' | 'round' | 'spaced' | 'mixed';

const numbers = String.raw`\d{1,4}(?:\s?[,;–—-]\s?\d{1,4}){0,60}`;
/** "[3, 5]", and "[3]–[7]", which means what lies between as well. */
const bracketed = new RegExp(String.raw`\[(?<list>${numbers})\](?:\s?[–—-]\s?\[(?<to>\d{1,4})\])?`, 'gu');
/** "95% CI [3, 7]", "= [1]": an interval. */
const interval = /(?:\bCIs?|[=:<>≤≥∈]|\binterval|\brange)[\s,:]{0,3}$/u;
/**
 * A number that a mark raises, `^{12}` or `<sup>12</sup>`; its marks are gone from the text and stand in the
 * file.
 */
const digits = new RegExp(String.raw`(?=\d)(?<!\d)${numbers}`, 'gu');
const raisedDigits = /[¹²³⁰⁴-⁹]+(?:[,;–—-]?[¹²³⁰⁴-⁹]+){0,60}/gu;
const plainDigits = new Map([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((digit, value) => [digit, String(value)]));
/** What a citation may stand behind: a word of three letters, which no unit is, or punctuation. */
const behindWord = /(?:\p{L}{3}|[.,;:!?)\]"”’])$/u;
const raisedTag = /<sup(?:\s[^<>]{0,100})?>\s{0,5}$/u;
/** Copying from a browser leaves a raised number behind the full stop of its sentence. */
const glued = new RegExp(String.raw`(?=\d)(?<=\p{Ll}{3}[.,])(?<list>${numbers})(?=\s+\p{Lu}|$)`, 'gu');
/** Words that a number belongs to. */
const labelled = /\b(?:figs?|eqs?|refs?|vols?|nos?|tabs?|sect?s?|chap|supp?l?|approx|ver|vs)[.,]$/iu;

/** Between round brackets, and none of "(n = 3)", "F(1,51)", "Figure (2)". */
const round = new RegExp(String.raw`(?=\()(?<![\p{L}\p{N}])\((?:refs?\.? )?(?<list>${numbers})\)`, 'gu');
/** Words before a number in round brackets that is none of a reference. */
const counted =
  /(?:\b(?:figs?|figures?|tables?|eqs?|equations?|sections?|steps?|phases?|items?|models?|aims?|hypothes[ei]s|boxes|box|panels?|study|studies|experiments?|chapters?|appendix|appendices|part|wave|grade|level|n|p|t|f|z|r)\.?|[=<>≤≥±×+-]) ?$/iu;
/** Behind a word of small letters, as a raised number is copied: "effect1,2", "effect 1,2." */
const behindSmall = new RegExp(
  String.raw`(?=\d)(?<=(?<![\p{L}\p{N}-])\p{Lu}?\p{Ll}{3,30}[.,;:)”"]?|\p{Ll}[)”"])(?<list>${numbers})(?![\p{L}\p{N}%°/-]|[.,]\d)`,
  'gu',
);
/** Words to which a number belongs that is glued to them. */
const labelling =
  /(?:phase|type|group|week|day|grade|stage|level|table|figure|item|step|version|wave|time|factor|box|part|arm|cluster)s?$/iu;
const spaced = new RegExp(
  String.raw`(?=\d)(?<=(?<![\p{L}\p{N}-])\p{Lu}?\p{Ll}{3,30} )(?<list>${numbers})(?=[.,;:](?:\s|$))`,
  'gu',
);
/** Words that count or are counted: a number behind them is no citation. */
const counting =
  /\b(?:age|aged|about|and|are|around|arms?|than|least|most|only|over|under|from|with|were|was|the|for|day|days|week|weeks|month|months|year|years|phase|phases|grade|grades|stage|type|types|level|levels|group|groups|item|items|study|studies|experiments?|figures?|tables?|sections?|chapters?|steps?|versions?|scores?|visits?|time|times|total|values?|between|approximately|exceeded|equals?|reached|cohorts?|waves?|models?|cycles?|sessions?|runs?|blocks?|panels?|part|parts|to|of|in|at|by|on|or|is|until|every|first|last|next|january|february|march|april|may|june|july|august|september|october|november|december)[.,]? ?$/iu;

export interface FoundNumbers {
  readonly start: number;
  readonly end: number;
  /** In plain digits. */
  readonly list: string;
  /** True between brackets, which stay in the text; a raised number is no part of its sentence. */
  readonly isBracketed?: boolean;
}

export function numbersIn(source: string, text: MappedText, style: NumberStyle): FoundNumbers[] {
  switch (style) {
    case 'brackets':
      return [...text.text.matchAll(bracketed)]
        .filter(({ index }) => !interval.test(text.text.slice(Math.max(0, index - 20), index)))
        .map(({ index, 0: whole, groups }) => ({
          start: index + 1,
          end: index + whole.length - 1,
          list: [groups?.['list'], groups?.['to']].filter((one) => one !== undefined).join('-'),
          isBracketed: true,
        }));
    case 'raised':
      return [...markedNumbers(source, text), ...raisedNumbers(text)].sort((a, b) => a.start - b.start);
    case 'glued':
      return [...text.text.matchAll(glued)]
        .filter(({ index }) => !labelled.test(text.text.slice(Math.max(0, index - 12), index)))
        .map(({ index, groups }) => {
          const list = groups?.['list'] ?? '';
          return { start: index, end: index + list.length, list };
        });
    case 'mixed':
      return [...numbersIn(source, text, 'round'), ...numbersIn(source, text, 'spaced')].sort(
        (a, b) => a.start - b.start,
      );
    case 'round':
      return withoutEnumerators(
        text.text,
        listed(round, text, 1).filter(({ start }) => !counted.test(before(text, start - 1))),
      ).map((one) => ({ ...one, isBracketed: true }));
    case 'spaced':
      return [
        ...listed(behindSmall, text, 0).filter((one) => !labelling.test(before(text, one.start))),
        ...listed(spaced, text, 0).filter((one) => !counting.test(before(text, one.start))),
      ].sort((a, b) => a.start - b.start);
  }
}

const before = ({ text }: MappedText, at: number): string => text.slice(Math.max(0, at - 22), at);

/**
 * "(1) we ask, (2) we tell": numbers that stand before words and begin with one count the parts of a
 * sentence.
 */
function withoutEnumerators(text: string, found: readonly FoundNumbers[]): readonly FoundNumbers[] {
  const leads = ({ list, end }: FoundNumbers): boolean =>
    /^\d{1,2}$/u.test(list) && /^\)\s\p{L}/u.test(text.slice(end, end + 3));
  return found.some((one) => one.list === '1' && leads(one)) ? found.filter((one) => !leads(one)) : found;
}

/** @param closing how many characters close the list behind it */
const listed = (pattern: RegExp, { text }: MappedText, closing: number): FoundNumbers[] =>
  [...text.matchAll(pattern)].map(({ index, 0: whole, groups }) => {
    const list = groups?.['list'] ?? '';
    const end = index + whole.length - closing;
    return { start: end - list.length, end, list };
  });

function markedNumbers(source: string, text: MappedText): FoundNumbers[] {
  return [...text.text.matchAll(digits)].flatMap(({ index, 0: list }) => {
    const end = index + list.length;
    // Some raise the numbers alone of "(1,2)".
    const cites = /(?:\p{L}{3}|[.,;:!?()\]"”’])$/u.test(text.text.slice(Math.max(0, index - 3), index));
    if (!cites || /^\p{L}/u.test(text.text.slice(end, end + 1))) return [];
    const place = text.place(index, end);
    const isMarked =
      (source.startsWith('^{', place.start - 2) && source[place.end] === '}') ||
      (raisedTag.test(source.slice(Math.max(0, place.start - 120), place.start)) &&
        source.startsWith('</sup>', place.end));
    return isMarked ? [{ start: index, end, list }] : [];
  });
}

function raisedNumbers({ text }: MappedText): FoundNumbers[] {
  return [...text.matchAll(raisedDigits)].flatMap(({ index, 0: printed }) => {
    const list = [...printed].map((digit) => plainDigits.get(digit) ?? digit).join('');
    const cites = behindWord.test(text.slice(Math.max(0, index - 3), index));
    return cites ? [{ start: index, end: index + printed.length, list }] : [];
  });
}
