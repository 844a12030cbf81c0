import type { Span } from '../../base/span.ts';
import type { Doubt } from './article.ts';

/**
 * More of anything than a paper has. What comes later is left out, and the person is told: so a file of any
 * size takes bounded memory, and its pack stays small enough to be read again.
 */
export const limits = {
  /** Characters of running text. */
  text: 8_000_000,
  /** Elements of a page; a page with more is refused. */
  elements: 500_000,
  sections: 1_000,
  references: 3_000,
  citations: 6_000,
  abbreviations: 1_000,
  facts: 2_000,
  keywords: 200,
} as const;

/** What a paragraph counts at least towards the limit of text: each takes time, however short it is. */
export const leastParagraph = 160;

export const tooMany = (count: number, what: string, place: Span = { start: 0, end: 0 }): Doubt[] =>
  count <= 0
    ? []
    : [
        {
          message: `The file holds ${count} more ${what} than is kept of a paper; they were left out.`,
          start: place.start,
          end: place.end,
        },
      ];
