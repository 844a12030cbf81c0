import type { Manuscript } from '../../src/core/manuscript/types.ts';

/**
 * What a manuscript holds, as its text with marks, so that a whole document is read at a glance:
 * «key» around the key of a mention (`»n` narrative, `»s` author suppressed), ‹…› around a cross-reference.
 */
export function markMentions(manuscript: Manuscript): string {
  const marks: { at: number; rank: number; text: string }[] = [];
  for (const { start, body } of manuscript.blocks) {
    for (const mention of body.mentions) {
      const form = mention.narrative ? 'n' : mention.suppressAuthor ? 's' : '';
      marks.push({ at: start + mention.start, rank: 1, text: '«' });
      marks.push({ at: start + mention.end, rank: 0, text: `»${form}` });
    }
    for (const reference of body.crossReferences) {
      marks.push({ at: start + reference.start, rank: 1, text: '‹' });
      marks.push({ at: start + reference.end, rank: 0, text: '›' });
    }
  }
  return insertMarks(manuscript.text, marks);
}

/** The text with `[` and `]` replaced by ⟦ ⟧ around each run of prose. */
export function markProse(manuscript: Manuscript): string {
  const marks = manuscript.blocks.flatMap(({ start, body }) =>
    body.prose.flatMap((run) => [
      { at: start + run.start, rank: 1, text: '⟦' },
      { at: start + run.end, rank: 0, text: '⟧' },
    ]),
  );
  return insertMarks(manuscript.text, marks);
}

/** One line a block: its scope and its text, line breaks as ⏎. */
export const listBlocks = (manuscript: Manuscript): string[] =>
  manuscript.blocks.map(({ body }) => `${body.scope}: ${body.text.replaceAll('\n', '⏎')}`);

/** The keys of all mentions, in document order. */
export const keysOf = (manuscript: Manuscript): string[] =>
  manuscript.blocks.flatMap(({ body }) => body.mentions.map(({ key }) => key));

function insertMarks(text: string, marks: { at: number; rank: number; text: string }[]): string {
  marks.sort((a, b) => a.at - b.at || a.rank - b.rank);
  let marked = '';
  let from = 0;
  for (const mark of marks) {
    marked += text.slice(from, mark.at) + mark.text;
    from = mark.at;
  }
  return marked + text.slice(from);
}
