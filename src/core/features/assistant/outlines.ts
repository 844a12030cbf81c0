import { exactName, quotedOrNull, quotedText } from '../../render/quoted.ts';
import { entryOfWork } from '../../workspace/packWorks.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { shownPath, toldEntry, toldPackWork, toldPaper } from './works.ts';

const maxSections = 1_000;
const maxWorks = 500;
const maxParts = 200;

interface PaperRow {
  readonly pack: string;
  readonly referencesStated: number | null;
  readonly referencesShown: number | null;
  readonly works: readonly {
    readonly id: string;
    readonly citedIn: readonly number[];
    readonly uncertain: boolean;
  }[];
}

/** The works that the papers cite and a manuscript does not, from the outline of the papers. */
export function missingWorks(snapshot: Snapshot, uri: string, papers: readonly PaperRow[]) {
  const library = snapshot.library(uri);
  return papers.flatMap(({ pack, works, referencesShown, referencesStated }) => {
    const index = snapshot.pack(pack);
    if (index === undefined) return [];
    const missing = works.filter(({ citedIn }) => citedIn.length === 0);
    return {
      ...toldPaper(index),
      referencesStated,
      referencesShown,
      listed: works.length,
      cited: works.length - missing.length,
      perhapsCited: works.filter(({ citedIn, uncertain }) => citedIn.length > 0 && uncertain).length,
      more: Math.max(0, missing.length - maxWorks),
      works: missing.slice(0, maxWorks).flatMap(({ id }) => {
        const work = index.work(id);
        if (work === undefined) return [];
        const entry = entryOfWork(library, work);
        const told = entry ? toldEntry(snapshot, entry) : toldPackWork(snapshot, { index, work });
        return { ...told, id: exactName(id) };
      }),
    };
  });
}

/** The other files that are compiled with a manuscript, as paths to ask about. */
export const partsOf = (snapshot: Snapshot, uri: string): readonly string[] =>
  snapshot
    .filesBeside(uri)
    .slice(0, maxParts)
    .map((file) => shownPath(snapshot, file.uri));

interface ManuscriptRow {
  readonly title: string;
  readonly fileName: string;
  readonly words: number;
  readonly limits: readonly { readonly of: string; readonly count: number; readonly limit: number }[];
  readonly sections: readonly ({
    readonly level: number;
    readonly title: string;
    readonly line: number;
  } & Record<
    'words' | 'citations' | 'terms' | 'undefinedKeys' | 'undefinedAbbreviations' | 'uncitedParagraphs',
    number
  >)[];
}

/** The outline of a manuscript with its texts quoted and its lines counted from 1. */
export const toldOutline = ({ title, fileName, words, limits, sections }: ManuscriptRow) => ({
  quoted: true as const,
  title: quotedOrNull(title, 300),
  fileName: quotedText(fileName, 200),
  words,
  limits,
  more: Math.max(0, sections.length - maxSections),
  sections: sections.slice(0, maxSections).map((section) => ({
    level: section.level,
    title: quotedText(section.title, 300),
    line: section.line + 1,
    words: section.words,
    citations: section.citations,
    terms: section.terms,
    undefinedKeys: section.undefinedKeys,
    undefinedAbbreviations: section.undefinedAbbreviations,
    uncitedParagraphs: section.uncitedParagraphs,
  })),
});
