import { findAuthorYear } from '../../src/core/manuscript/authorYear/parse.ts';
import type { AuthorYearMention, BlockBody } from '../../src/core/manuscript/types.ts';

/** A body of prose in which `*`, `_` and `**` are markup, as a syntax would give it. */
export function proseBody(text: string): BlockBody {
  const prose: { start: number; end: number }[] = [];
  for (const run of text.matchAll(/[^*_]+/g))
    prose.push({ start: run.index, end: run.index + run[0].length });
  return { text, scope: 'body', prose, mentions: [], crossReferences: [], links: [] };
}

/** One mention as the labelled cases write it: `!Trullas & Skolnick+ 1990`. */
export const showMention = ({ surnames, etAl, year, narrative }: AuthorYearMention): string =>
  `${narrative ? '!' : ''}${surnames.join(' & ')}${etAl ? '+' : ''} ${year}`;

/** The mentions in a text, without those that only a work of a library would make certain. */
export const mentionsIn = (text: string): readonly AuthorYearMention[] =>
  findAuthorYear(proseBody(text)).filter(({ isDoubtful }) => isDoubtful !== true);
