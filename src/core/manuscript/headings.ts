import type { Heading, Scope } from './types.ts';

/** Titles of the part that sums a manuscript up, in any markup. "Summary" alone may sum up a chapter. */
const abstractTitle = /^(?:structured |plain[- ]language |lay |graphical )?abstract\.?:?$/i;

/**
 * In LaTeX and Typst, which read a text from left to right: the rank of the section titled "Abstract" that
 * the text behind a heading is in, or undefined.
 */
export function abstractRankAfter(
  { rank, title }: { readonly rank: number; readonly title: string },
  before: number | undefined,
): number | undefined {
  if (before !== undefined && rank > before) return before;
  return abstractTitle.test(title.trim()) ? rank : undefined;
}

export const scopeInSection = (scope: Scope, abstractRank: number | undefined): Scope =>
  scope === 'body' && abstractRank !== undefined ? 'abstract' : scope;

/** A heading before it is known where its section ends. */
export type OpenHeading = Omit<Heading, 'section'>;

/**
 * Gives each heading its section: up to the next heading of the same or a higher level, or the end of the
 * text.
 */
export function withSections(headings: readonly OpenHeading[], textLength: number): Heading[] {
  const ends = new Array<number>(headings.length).fill(textLength);
  const open: number[] = [];
  for (const [index, heading] of headings.entries()) {
    while (open.length > 0 && headings[open.at(-1)!]!.level >= heading.level) {
      ends[open.pop()!] = heading.span.start;
    }
    open.push(index);
  }
  return headings.map((heading, index) => ({
    ...heading,
    section: { start: heading.span.start, end: ends[index]! },
  }));
}
