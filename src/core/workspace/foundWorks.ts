import { boostsFor } from './boosts.ts';
import type { LibraryEntry, SearchOptions } from './library.ts';
import { type PackWork, unlistedWorks } from './packWorks.ts';
import type { Snapshot } from './snapshot.ts';

export interface FoundWorks {
  readonly entries: readonly LibraryEntry[];
  /** Works of the packs that are not in the library. */
  readonly works: readonly PackWork[];
  readonly incomplete: boolean;
}

/** The library of a manuscript, searched: ranked as completion is, works of the packs last. */
export function findWorks(
  snapshot: Snapshot,
  uri: string,
  query: string,
  limit: number,
  options: Pick<SearchOptions, 'wordsAlone'> = {},
): FoundWorks {
  const library = snapshot.library(uri);
  const { entries, incomplete } = library.search(query, {
    ...options,
    limit,
    boost: boostsFor(snapshot, uri),
  });
  const works: PackWork[] = [];
  for (const work of unlistedWorks(snapshot, library, query, options)) {
    if (entries.length + works.length >= limit) break;
    works.push(work);
  }
  return { entries, works, incomplete };
}
