import { findWorks } from '../../workspace/foundWorks.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Status } from './status.ts';
import { toldEntry, toldPackWork } from './works.ts';

/**
 * The works whose key, authors, title, year or journal hold every word of a query, ranked as completion is.
 */
export function foundWorks(snapshot: Snapshot, uri: string, query: string, limit: number) {
  const options = { wordsAlone: true, withoutZotero: true };
  const { works, incomplete } = findWorks(snapshot, uri, query, limit, options);
  const found = works.flatMap((one) =>
    one.from === 'library'
      ? toldEntry(snapshot, one.entry)
      : one.from === 'pack'
        ? toldPackWork(snapshot, one.packWork)
        : [],
  );
  const status: Status = found.length === 0 ? 'unknown' : 'known';
  return { status, works: found, incomplete };
}
