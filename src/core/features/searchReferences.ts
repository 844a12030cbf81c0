import type { Reference } from '../bibliography/types.ts';
import { oneLine } from '../render/escape.ts';
import { shortCitation } from '../render/reference.ts';
import { findWorks } from '../workspace/foundWorks.ts';
import { entryOf, referenceOf } from '../workspace/library.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface FoundReference {
  /** The key in the library, or the work's id in its pack. */
  readonly key: string;
  readonly label: string;
  readonly title: string;
  readonly container: string;
  /** The id of the pack where the work is not in the library. */
  readonly pack: string | null;
}

/** The library of a manuscript, searched for a picker: ranked as completion is. */
export function searchReferences(
  snapshot: Snapshot,
  uri: string,
  query: string,
  limit: number,
): { readonly items: readonly FoundReference[]; readonly incomplete: boolean } {
  const { works, incomplete } = findWorks(snapshot, uri, query, limit);
  const items = works.map(({ entry, packWork }) =>
    entry === undefined
      ? shown(packWork.work.id, packWork.work, packWork.index.pack.id)
      : shown(entryOf(entry).key, referenceOf(entry), null),
  );
  return { items, incomplete };
}

const shown = (key: string, reference: Reference, pack: string | null): FoundReference => ({
  key,
  label: shortCitation(reference),
  title: oneLine(textOf(reference.title), 300),
  container: oneLine(textOf(reference['container-title-short'] ?? reference['container-title']), 100),
  pack,
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
