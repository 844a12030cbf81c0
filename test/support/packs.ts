import { readPack } from '../../src/core/paper/readPack.ts';

/** A small pack that breaks no rule; what a test is about goes into `changes`. */
export const packText = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify(
    {
      packVersion: '1.0',
      id: 'moreau2021',
      lang: 'en',
      license: 'CC0-1.0',
      source: {
        id: 'moreau2021',
        type: 'article-journal',
        title: 'A made-up review',
        author: [{ family: 'Moreau' }],
      },
      references: [],
      sections: [{ id: 'sec-intro', title: 'Introduction', extent: 'full' }],
      abbreviations: [],
      terms: [],
      citations: [],
      provenance: { method: 'hand-curated', date: '2026-11-23' },
      ...changes,
    },
    undefined,
    1,
  );

/** Each problem as `code: message` with the text it underlines. */
export function problemsOf(text: string): { readonly at: string; readonly says: string }[] {
  return readPack(text).problems.map((problem) => ({
    at: text.slice(problem.start, problem.end),
    says: `${problem.code}: ${problem.message}`,
  }));
}

export { readPack };
