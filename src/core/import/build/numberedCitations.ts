import type { Span } from '../../../base/span.ts';
import type { CitationLink, ListedWork } from '../article.ts';
import { type MappedText, MappedTextBuilder } from '../readers/text/mappedText.ts';

const numbers = String.raw`\d{1,4}(?:\s?[,;–—-]\s?\d{1,4}){0,60}`;
const bracketed = new RegExp(String.raw`\[(?<list>${numbers})\]`, 'gu');
/** "95% CI [3, 7]", "= [1]": an interval. */
const interval = /(?:\bCIs?|[=:<>≤≥∈]|\binterval|\brange)[\s,:]{0,3}$/u;
/** A number that a mark raises, `^{12}` or `<sup>12</sup>`; its marks are gone from the text and stand in the file. */
const digits = new RegExp(String.raw`(?<!\d)${numbers}`, 'gu');
const raisedDigits = /[¹²³⁰⁴-⁹]+(?:[,;–—-]?[¹²³⁰⁴-⁹]+){0,60}/gu;
const plainDigits = new Map([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((digit, value) => [digit, String(value)]));
/** What a citation may stand behind: a word of three letters, which no unit is, or punctuation. */
const behindWord = /(?:\p{L}{3}|[.,;:!?)\]"”’])$/u;
/** Copying from a browser leaves a raised number behind the full stop of its sentence. */
const glued = new RegExp(String.raw`(?<=\p{Ll}{3}[.,])(?<list>${numbers})(?=\s+\p{Lu}|$)`, 'gu');
/** Words that a number belongs to. */
const labelled = /\b(?:figs?|eqs?|refs?|vols?|nos?|tabs?|sect?s?|chap|supp?l?|approx|ver|vs)[.,]$/iu;

/** The numbers that a list prints before its works, with their places in it; undefined where it is not numbered. */
export function numbersOf(works: readonly ListedWork[]): ReadonlyMap<number, number> | undefined {
  const places = new Map<number, number>();
  for (const [index, { number }] of works.entries())
    if (number !== undefined && !places.has(number)) places.set(number, index);
  return places.size >= 2 && places.size >= works.length * 0.8 ? places : undefined;
}

/** How an article prints the numbers of the works it cites. */
export type NumberStyle = 'brackets' | 'raised' | 'glued';

/** The first style that a text uses for numbers of the list. */
export function numberStyleOf(
  source: string,
  text: MappedText,
  places: ReadonlyMap<number, number>,
  stated: number,
): NumberStyle | undefined {
  return (['brackets', 'raised', 'glued'] as const).find((style) =>
    found(source, text, style).some(({ list }) => (worksOf(list, places, stated) ?? none).works.length > 0),
  );
}

export interface NumberedText {
  /** Without raised numbers: they are links and no words. */
  readonly text: MappedText;
  readonly links: readonly CitationLink[];
  /** Where numbers of the list stand that the file does not show. */
  readonly unlisted: readonly Span[];
}

/**
 * The works that a text cites by number.
 *
 * @param stated how many works the page says its list has; larger numbers cite nothing
 */
export function linkNumbers(
  source: string,
  text: MappedText,
  style: NumberStyle,
  places: ReadonlyMap<number, number>,
  stated: number,
): NumberedText {
  const links: CitationLink[] = [];
  const unlisted: Span[] = [];
  const kept = new MappedTextBuilder();
  let from = 0;
  for (const { start, end, list } of found(source, text, style)) {
    const { works, others } = worksOf(list, places, stated) ?? none;
    const place = text.place(start, end);
    if (others > 0) unlisted.push(place);
    if (works.length === 0) continue;
    if (style === 'brackets') {
      links.push({ start, end, works, basis: 'by-number', place });
      continue;
    }
    kept.append(text.slice(from, start));
    links.push({ start: kept.length, end: kept.length, works, basis: 'by-number', place });
    from = end;
  }
  if (from === 0) return { text, links, unlisted };
  kept.append(text.slice(from));
  return { text: kept.build(), links, unlisted };
}

interface FoundNumbers {
  readonly start: number;
  readonly end: number;
  /** In plain digits. */
  readonly list: string;
}

function found(source: string, text: MappedText, style: NumberStyle): FoundNumbers[] {
  switch (style) {
    case 'brackets':
      return [...text.text.matchAll(bracketed)]
        .filter(({ index }) => !interval.test(text.text.slice(Math.max(0, index - 20), index)))
        .map(({ index, 0: whole, groups }) => ({
          start: index + 1,
          end: index + whole.length - 1,
          list: groups?.['list'] ?? '',
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
  }
}

function markedNumbers(source: string, text: MappedText): FoundNumbers[] {
  return [...text.text.matchAll(digits)].flatMap(({ index, 0: list }) => {
    const end = index + list.length;
    const place = text.place(index, end);
    const isMarked =
      (source.startsWith('^{', place.start - 2) && source[place.end] === '}') ||
      (source.startsWith('<sup>', place.start - 5) && source.startsWith('</sup>', place.end));
    const cites = behindWord.test(text.text.slice(Math.max(0, index - 3), index));
    return isMarked && cites && !/^\p{L}/u.test(text.text.slice(end, end + 1))
      ? [{ start: index, end, list }]
      : [];
  });
}

function raisedNumbers({ text }: MappedText): FoundNumbers[] {
  return [...text.matchAll(raisedDigits)].flatMap(({ index, 0: printed }) => {
    const list = [...printed].map((digit) => plainDigits.get(digit) ?? digit).join('');
    const cites = behindWord.test(text.slice(Math.max(0, index - 3), index));
    return cites ? [{ start: index, end: index + printed.length, list }] : [];
  });
}

/** More works than anybody cites at one place; a wider range is none. */
const widestRange = 100;

interface NumberedWorks {
  /** Places in the list. */
  readonly works: readonly number[];
  /** How many more are cited, which the file does not show. */
  readonly others: number;
}

const none: NumberedWorks = { works: [], others: 0 };

/** What "3–7, 9" cites; undefined where it holds a number that neither is printed nor can be: above `stated`, or 0. */
function worksOf(
  list: string,
  places: ReadonlyMap<number, number>,
  stated: number,
): NumberedWorks | undefined {
  const works: number[] = [];
  let others = 0;
  for (const part of list.split(/\s?[,;]\s?/u)) {
    const [from = 0, to = from] = part.split(/\s?[–—-]\s?/u).map(Number);
    if (to < from || to - from > widestRange) return undefined;
    for (let number = from; number <= to; number += 1) {
      const work = places.get(number);
      if (work !== undefined) works.push(work);
      else if (number > 0 && number <= stated) others += 1;
      else return undefined;
    }
  }
  return { works, others };
}
