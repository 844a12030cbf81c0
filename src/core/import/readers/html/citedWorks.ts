import type { Span } from '../../../../base/span.ts';
import type { CitationLink } from '../../article.ts';

/** A link of the text to works of the list, by their numbers in it. */
export interface WorkLink extends Span {
  readonly works: readonly number[];
}

/** No citation names more works by a range. */
const widestRange = 100;

/**
 * The citations of a text; “3–7” links its two ends, or its first alone, and means what lies between as well.
 *
 * @param directlyBefore the works of the citation that ends where the text begins
 */
export function citedWorks(
  links: readonly WorkLink[],
  text: string,
  directlyBefore?: readonly number[],
): readonly CitationLink[] {
  let before: WorkLink | undefined = directlyBefore && { start: 0, end: 0, works: directlyBefore };
  return links.flatMap((link): CitationLink[] => {
    const { start, end } = link;
    const left = between(before, link, text);
    const right = beyond(link.works, text.slice(start, end));
    before = link;
    if (end <= start) return [];
    const isAlone = left.length === 0 && right.length === 0;
    return [{ start, end, works: isAlone ? link.works : [...new Set([...left, ...link.works, ...right])] }];
  });
}

/**
 * The works between the last of one link and the first of the next, where a dash joins their numbers, in
 * brackets or without.
 */
function between(before: WorkLink | undefined, { start, end, works }: WorkLink, text: string): number[] {
  const from = before?.works.at(-1);
  const to = works[0];
  if (before === undefined || from === undefined || to === undefined || start - before.end > 5) return [];
  const isRange =
    /^[\])]?\s?[-–—‐]\s?[[(]?$/u.test(text.slice(before.end, start)) &&
    /^\d{1,4}$/u.test(text.slice(start, end).trim());
  return isRange ? numbers(from + 1, to - 1) : [];
}

/** The works that a printed range names behind the one that it links. */
function beyond(works: readonly number[], printed: string): number[] {
  if (!/[-–—‐]/u.test(printed)) return [];
  const range = /^\[?(?<from>\d{1,4})\s?[-–—‐]\s?(?<to>\d{1,4})\]?$/u.exec(printed.trim())?.groups;
  const [first] = works;
  if (range === undefined || first === undefined || works.length > 1) return [];
  const from = Number(range['from']);
  const to = Number(range['to']);
  // Some sites let a range lead to its last work.
  if (first === to - 1) return numbers(from - 1, to - 2);
  return numbers(first + 1, first + to - from);
}

const numbers = (from: number, to: number): number[] =>
  to < from || to - from > widestRange
    ? []
    : Array.from({ length: to - from + 1 }, (_, index) => from + index);
