import type { Heading } from './types.ts';

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
