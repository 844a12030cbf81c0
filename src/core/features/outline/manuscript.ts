import type { Span } from '../../../base/span.ts';
import type { Manuscript } from '../../manuscript/types.ts';
import { countWords } from '../../manuscript/words.ts';
import { citationsOf } from '../../workspace/citations.ts';
import { problemsOf } from '../../workspace/problems.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { fileName } from '../../workspace/uri.ts';
import type { Sections } from './sections.ts';

/** A paragraph of at least this many words without a citation is counted as uncited. */
const tellingParagraph = 30;

/**
 * The sections of a manuscript with what is counted in each. `terms` are the mentions of terms in each
 * section.
 */
export function manuscriptOutline(
  snapshot: Snapshot,
  uri: string,
  sections: Sections,
  terms: readonly number[],
) {
  const manuscript = snapshot.manuscript(uri);
  const text = snapshot.text(uri);
  if (manuscript === undefined || text === undefined) return undefined;
  const counts = sections.headings.map((_, index) => ({
    words: 0,
    citations: 0,
    terms: terms[index]!,
    undefinedKeys: 0,
    undefinedAbbreviations: 0,
    uncitedParagraphs: 0,
  }));
  const { authorYears } = sections;
  let words = 0;
  let abstract = 0;
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
    if (body.scope === 'abstract') abstract += own;
    const section = counts[sections.at(start)];
    if (section === undefined) continue;
    section.words += own;
    if (body.scope === 'body' && own >= tellingParagraph && !cited) section.uncitedParagraphs += 1;
  }
  const count = ({ start }: Span, what: keyof (typeof counts)[number]): void => {
    const section = counts[sections.at(start)];
    if (section !== undefined) section[what] += 1;
  };
  const { mentions, byKey } = citationsOf(manuscript);
  for (const mention of mentions) count(mention, 'citations');
  for (const { mention } of authorYears) count(mention, 'citations');
  for (const problem of problemsOf(snapshot, uri)) {
    if (problem.code === 'citation-undefined') count(problem, 'undefinedKeys');
    else if (problem.code === 'abbreviation-undefined') count(problem, 'undefinedAbbreviations');
  }
  return {
    title: titleOf(manuscript, uri),
    fileName: fileName(uri),
    words,
    limits: limitsOf(manuscript, { words, abstract, references: byKey.size }),
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

const limitKeys = {
  words: 'word-limit',
  abstract: 'abstract-word-limit',
  references: 'reference-limit',
} as const;

/** `word-limit: 4000` in the front matter, or `journal: {word-limit: 4000, reference-limit: 50}`. */
function limitsOf({ metadata }: Manuscript, counts: Readonly<Record<keyof typeof limitKeys, number>>) {
  const journal = metadata.get('journal');
  const ofJournal: ReadonlyMap<unknown, unknown> = journal instanceof Map ? journal : new Map();
  return (Object.keys(limitKeys) as (keyof typeof limitKeys)[]).flatMap((of) => {
    const key = limitKeys[of];
    const limit = [metadata.get(key), ofJournal.get(key)].map(wholeNumber).find((value) => value > 0);
    return limit === undefined ? [] : { of, count: counts[of], limit };
  });
}

/** 0 for what is none. Lists and maps are left out: YAML may give them a `toString` that is no function. */
function wholeNumber(value: unknown): number {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : 0;
  return Number.isSafeInteger(number) ? number : 0;
}
