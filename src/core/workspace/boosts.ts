import { citedKeys } from './citations.ts';
import { entryOf } from './library.ts';
import { entryOfWork, packWorks } from './packWorks.ts';
import type { Snapshot } from './snapshot.ts';

/** What search lifts: works already cited in this manuscript most, then works of the packs. By key. */
export function boostsFor(snapshot: Snapshot, uri: string): ReadonlyMap<string, number> {
  const library = snapshot.library(uri);
  const boosts = new Map<string, number>();
  for (const { work } of packWorks(snapshot)) {
    const entry = entryOfWork(library, work);
    if (entry !== undefined) boosts.set(entryOf(entry).key, 1);
  }
  const manuscript = snapshot.manuscript(uri);
  if (manuscript !== undefined) for (const key of citedKeys(manuscript)) boosts.set(key, 2);
  return boosts;
}
