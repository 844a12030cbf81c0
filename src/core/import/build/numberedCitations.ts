import type { Span } from '../../../base/span.ts';
import type { CitationLink, ListedWork } from '../article.ts';
import { type MappedText, MappedTextBuilder } from '../readers/text/mappedText.ts';
import { type NumberStyle, numbersIn } from './numberStyles.ts';

/**
 * The numbers that a list prints before its works, with their places in it; undefined where it is not
 * numbered.
 */
export function numbersOf(works: readonly ListedWork[]): ReadonlyMap<number, number> | undefined {
  const places = new Map<number, number>();
  for (const [index, { number }] of works.entries())
    if (number !== undefined && !places.has(number)) places.set(number, index);
  return places.size >= 2 && places.size >= works.length * 0.8 ? places : undefined;
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
  for (const { start, end, list, isBracketed } of numbersIn(source, text, style)) {
    const { works, others } = worksOf(list, places, stated) ?? none;
    const place = text.place(start, end);
    if (others > 0) unlisted.push(place);
    if (works.length === 0) continue;
    if (isBracketed === true) {
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

/** More works than anybody cites at one place; a wider range is none. */
const widestRange = 100;

interface NumberedWorks {
  /** Places in the list. */
  readonly works: readonly number[];
  /** How many more are cited, which the file does not show. */
  readonly others: number;
}

const none: NumberedWorks = { works: [], others: 0 };

/**
 * What "3–7, 9" cites; undefined where it holds a number that neither is printed nor can be: above `stated`,
 * or 0.
 */
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

/** How an article cites by number: the style, and the place in the list of each number. */
export interface Numbering {
  readonly style: NumberStyle;
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Signs of nothing else than a citation; the others have to show that their numbers count up as a list does.
 */
const certain = ['brackets', 'raised', 'glued'] as const;
const uncertain = ['round', 'spaced', 'mixed'] as const;
/** Paragraphs that are looked at for the style. */
const maxParagraphs = 2_000;

/**
 * How the paragraphs of an article cite by number. A list without numbers is taken to be numbered in its
 * order where the citations count up through it.
 */
export function numberingOf(
  source: string,
  paragraphs: readonly MappedText[],
  works: readonly ListedWork[],
  stated = 0,
): Numbering | undefined {
  const printed = numbersOf(works);
  const places = printed ?? new Map(works.map((_, index) => [index + 1, index]));
  const most = Math.max(stated, ...places.keys());
  const sample = paragraphs.slice(0, maxParagraphs);
  for (const style of printed === undefined ? [] : certain)
    if (sample.some((text) => citesAny(source, text, style, places, most))) return { style, places };
  for (const style of [...certain, ...uncertain]) {
    const { distinct, inOrder } = countUp(source, sample, style, places, most);
    const isWhole = distinct >= 3 || distinct === places.size;
    const isEnough =
      printed === undefined ? isWhole && distinct >= places.size * 0.4 : distinct >= 2 || places.size < 3;
    if (distinct > 0 && isEnough && inOrder >= distinct * 0.7) return { style, places };
  }
  return undefined;
}

const citesAny = (
  source: string,
  text: MappedText,
  style: NumberStyle,
  places: ReadonlyMap<number, number>,
  stated: number,
): boolean =>
  numbersIn(source, text, style).some(({ list }) => (worksOf(list, places, stated) ?? none).works.length > 0);

/** How many works are cited, and how many of them for the first time in the order of the list. */
function countUp(
  source: string,
  paragraphs: readonly MappedText[],
  style: NumberStyle,
  places: ReadonlyMap<number, number>,
  stated: number,
): { readonly distinct: number; readonly inOrder: number } {
  const seen = new Set<number>();
  let inOrder = 0;
  let last = -1;
  for (const text of paragraphs)
    for (const { list } of numbersIn(source, text, style))
      for (const work of worksOf(list, places, stated)?.works ?? []) {
        if (seen.has(work)) continue;
        seen.add(work);
        if (work > last && work <= last + 3) inOrder += 1;
        last = Math.max(last, work);
      }
  return { distinct: seen.size, inOrder };
}
