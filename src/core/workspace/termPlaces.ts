import { fold } from '../bibliography/fold.ts';
import type { PackTerm } from '../paper/types.ts';
import { shortCitation } from '../render/reference.ts';
import { findTerms } from '../terms/manuscriptTerms.ts';
import { entryOf, type Library } from './library.ts';
import type { Snapshot } from './snapshot.ts';

/** Where a writer meets a term: how often in the manuscript, and which works of the bibliography have it in their title. */
export interface TermPlaces {
  readonly uses: number;
  readonly mentionedBy: readonly string[];
}

/** A larger library is searched as it is typed in, and not for every card. */
const largestLibrary = 5_000;
const most = { works: 6, found: 30, names: 8 } as const;

export function termPlaces(snapshot: Snapshot, uri: string, pack: string, term: PackTerm): TermPlaces {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return { uses: 0, mentionedBy: [] };
  const uses = findTerms(snapshot.terms, manuscript).all.filter(
    (one) => one.pack === pack && one.id === term.id,
  );
  return { uses: uses.length, mentionedBy: mentionedBy(snapshot.library(uri), term) };
}

const plain = (text: string): string =>
  ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

function mentionedBy(
  library: Library,
  { prefLabel, altLabel = [], shortForms = [] }: PackTerm,
): readonly string[] {
  const size = library.sources.reduce((sum, { bibliography }) => sum + bibliography.size, 0);
  if (size === 0 || size > largestLibrary) return [];
  const found = new Map<string, string>();
  for (const name of [prefLabel, ...altLabel, ...shortForms].slice(0, most.names)) {
    const words = plain(name);
    if (words.trim().length < 3) continue;
    for (const entry of library.search(name, { limit: most.found, wordsAlone: true }).entries) {
      const { key } = entryOf(entry);
      if (found.has(key)) continue;
      const reference = library.reference(entry);
      // A plural is the same word.
      const title = plain(reference.title ?? '');
      if (title.includes(words) || title.includes(`${words.trimEnd()}s `))
        found.set(key, `${shortCitation(reference)} (${key})`);
      if (found.size > most.works) return [...found.values()];
    }
  }
  return [...found.values()];
}
