import { boostsFor } from './boosts.ts';
import type { LibraryEntry, SearchOptions } from './library.ts';
import { type PackWork, unlistedWorks } from './packWorks.ts';
import type { Snapshot } from './snapshot.ts';
import { unlistedZoteroWorks, type ZoteroWork } from './zoteroWorks.ts';

/** An entry of the library, or a work of a pack or of Zotero that is not in it. */
export type FoundWork =
  | { readonly from: 'library'; readonly entry: LibraryEntry }
  | { readonly from: 'pack'; readonly packWork: PackWork }
  | { readonly from: 'zotero'; readonly zoteroWork: ZoteroWork };

export interface FoundWorks {
  /** Best first. */
  readonly works: readonly FoundWork[];
  readonly incomplete: boolean;
}

/** Of a list that the library fills, Zotero's works have the last places. */
const keptForZotero = 10;

/**
 * The library of a manuscript and the packs, searched in one order: of equal works the library's come first.
 * Behind them the works of Zotero, in the same order.
 */
export function findWorks(
  snapshot: Snapshot,
  uri: string,
  query: string,
  limit: number,
  options: Pick<SearchOptions, 'wordsAlone'> & { readonly withoutZotero?: boolean } = {},
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
      works.push({ from: 'pack', packWork: unlisted[next]! });
    works.push({ from: 'library', entry });
  }
  for (const packWork of unlisted.slice(next)) works.push({ from: 'pack', packWork });
  const room = Math.max(keptForZotero, limit - works.length);
  const ofZotero = options.withoutZotero ? [] : unlistedZoteroWorks(snapshot, library, query, room);
  const kept = [...ofZotero].map((one): FoundWork => ({ from: 'zotero', zoteroWork: one }));
  const own = works.slice(0, Math.max(limit - kept.length, limit - keptForZotero, 0));
  const all = [...own, ...kept];
  const isMore = works.length > own.length || all.length > limit;
  return { works: all.slice(0, limit), incomplete: incomplete || isMore };
}
