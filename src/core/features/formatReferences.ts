import type { Reference } from '../bibliography/types.ts';
import { citationsOf } from '../workspace/citations.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * The references of these keys, or of all works that the manuscript cites in the order of their first
 * citation.
 */
export function referencesOf(
  snapshot: Snapshot,
  uri: string,
  keys: readonly string[] | null,
): readonly Reference[] {
  const manuscript = snapshot.manuscript(uri);
  const wanted = keys ?? (manuscript ? [...citationsOf(manuscript).byKey.keys()] : []);
  const library = snapshot.library(uri);
  const found = wanted.flatMap((key) => library.find(key) ?? []);
  const entries = new Map(found.map((entry) => [`${entry.source.uri} ${entry.index}`, entry]));
  return [...entries.values()].map((entry) => library.printed(entry));
}
