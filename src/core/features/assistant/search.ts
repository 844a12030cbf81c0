import { findWorks } from '../../workspace/foundWorks.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Status } from './status.ts';
import { toldEntry, toldPackWork } from './works.ts';

/** The works whose key, authors, title, year or journal hold every word of a query; the library's first. */
export function foundWorks(snapshot: Snapshot, uri: string, query: string, limit: number) {
  const { entries, works, incomplete } = findWorks(snapshot, uri, query, limit, { wordsAlone: true });
  const found = [
    ...entries.map((entry) => toldEntry(snapshot, entry)),
    ...works.map((work) => toldPackWork(snapshot, work)),
  ];
  const status: Status = found.length === 0 ? 'unknown' : 'known';
  return { status, works: found, incomplete };
}
