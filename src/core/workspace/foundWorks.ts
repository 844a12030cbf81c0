import { boostsFor } from './boosts.ts';
import type { LibraryEntry, SearchOptions } from './library.ts';
import { type PackWork, unlistedWorks } from './packWorks.ts';
import type { Snapshot } from './snapshot.ts';

/** An entry of the library, or a work of a pack that is not in it. */
export type FoundWork =
  | { readonly entry: LibraryEntry; readonly packWork?: undefined }
  | { readonly entry?: undefined; readonly packWork: PackWork };

export interface FoundWorks {
  /** Best first. */
  readonly works: readonly FoundWork[];
  readonly incomplete: boolean;
}

/** The library of a manuscript and the packs, searched in one order: of equal works the library's come first. */
export function findWorks(
  snapshot: Snapshot,
  uri: string,
  query: string,
  limit: number,
  options: Pick<SearchOptions, 'wordsAlone'> = {},
): FoundWorks {
  const library = snapshot.library(uri);
  const { entries, ranks, incomplete } = library.search(query, {
    ...options,
    limit,
    boost: boostsFor(snapshot, uri),
  });
  const unlisted = [...unlistedWorks(snapshot, library, query, options)];
  unlisted.sort((one, other) => one.rank - other.rank);
  const works: FoundWork[] = [];
  let next = 0;
  for (const [at, entry] of entries.entries()) {
    for (; next < unlisted.length && unlisted[next]!.rank < ranks[at]!; next += 1)
      works.push({ packWork: unlisted[next]! });
    works.push({ entry });
  }
  for (const packWork of unlisted.slice(next)) works.push({ packWork });
  return { works: works.slice(0, limit), incomplete: incomplete || works.length > limit };
}
