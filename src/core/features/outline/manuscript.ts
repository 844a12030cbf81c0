import type { Span } from '../../../base/span.ts';
import type { Manuscript } from '../../manuscript/types.ts';
import { countWords } from '../../manuscript/words.ts';
import { termsOf } from '../../terms/index.ts';
import { citationsOf } from '../../workspace/citations.ts';
import { problemsOf } from '../../workspace/problems.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { fileName } from '../../workspace/uri.ts';
import type { Sections } from './sections.ts';

/** A paragraph of at least this many words without a citation is counted as uncited. */
const tellingParagraph = 30;

/** The sections of a manuscript with what is counted in each. */
export function manuscriptOutline(snapshot: Snapshot, uri: string, sections: Sections) {
  const manuscript = snapshot.manuscript(uri);
  const text = snapshot.text(uri);
  if (manuscript === undefined || text === undefined) return undefined;
  const counts = sections.headings.map(() => ({
    words: 0,
    citations: 0,
    terms: 0,
    undefinedKeys: 0,
    undefinedAbbreviations: 0,
    uncitedParagraphs: 0,
  }));
  const { authorYears } = sections;
  let words = 0;
  let nextAuthorYear = 0;
  for (const { start, body } of manuscript.blocks) {
    const end = start + body.text.length;
    let cited = body.mentions.length > 0;
    while (nextAuthorYear < authorYears.length && authorYears[nextAuthorYear]!.mention.start < end) {
      cited ||= authorYears[nextAuthorYear]!.mention.start >= start;
      nextAuthorYear += 1;
    }
    const own = body.scope === 'heading' || body.scope === 'title' ? 0 : countWords(body);
    if (body.scope === 'body' || body.scope === 'abstract') words += own;
    const section = counts[sections.at(start)];
    if (section === undefined) continue;
    section.words += own;
    if (body.scope === 'body' && own >= tellingParagraph && !cited) section.uncitedParagraphs += 1;
  }
  const count = ({ start }: Span, what: keyof (typeof counts)[number]): void => {
    const section = counts[sections.at(start)];
    if (section !== undefined) section[what] += 1;
  };
  for (const mention of citationsOf(manuscript).mentions) count(mention, 'citations');
  for (const { mention } of authorYears) count(mention, 'citations');
  for (const mention of termsOf(manuscript, snapshot.terms)) count(mention, 'terms');
  for (const problem of problemsOf(snapshot, uri)) {
    if (problem.code === 'citation-undefined') count(problem, 'undefinedKeys');
    else if (problem.code === 'abbreviation-undefined') count(problem, 'undefinedAbbreviations');
  }
  return {
    title: titleOf(manuscript, uri),
    fileName: fileName(uri),
    words,
    wordLimit: wordLimit(manuscript),
    sections: sections.headings.map(({ level, title, section }, index) => ({
      index,
      level,
      title,
      line: text.positionAt(section.start).line,
      ...counts[index]!,
    })),
  };
}

const titleOf = (manuscript: Manuscript, uri: string): string => {
  const title = manuscript.metadata.get('title');
  return typeof title === 'string' && title !== '' ? title : (manuscript.headings[0]?.title ?? fileName(uri));
};

/** `word-limit: 4000` in the front matter, or `journal: {word-limit: …}`. */
function wordLimit(manuscript: Manuscript): number | null {
  const journal = manuscript.metadata.get('journal');
  const candidates = [
    manuscript.metadata.get('word-limit'),
    typeof journal === 'object' && journal !== null
      ? (journal as Record<string, unknown>)['word-limit']
      : undefined,
  ];
  // Lists and maps are left out: YAML may give them a `toString` that is no function.
  const limit = candidates
    .map((value) => (typeof value === 'number' || typeof value === 'string' ? Number(value) : 0))
    .find((value) => Number.isInteger(value) && value > 0);
  return limit ?? null;
}
