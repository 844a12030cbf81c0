import type { Reference } from '../bibliography/types.ts';
import { oneLine } from '../render/escape.ts';
import { shortCitation } from '../render/reference.ts';
import { findWorks } from '../workspace/foundWorks.ts';
import { entryOf, referenceOf } from '../workspace/library.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { zoteroSource } from '../workspace/zoteroWorks.ts';

export interface FoundReference {
  /** The key in the library, or the work's id in its pack or in Zotero. */
  readonly key: string;
  readonly label: string;
  readonly title: string;
  readonly container: string;
  /** The id of the pack where the work is not in the library, or what stands for Zotero. */
  readonly pack: string | null;
  /** The key, or where else the work is. */
  readonly where: string;
}

/** The library of a manuscript, searched for a picker: ranked as completion is. */
export function searchReferences(
  snapshot: Snapshot,
  uri: string,
  query: string,
  limit: number,
): { readonly items: readonly FoundReference[]; readonly incomplete: boolean } {
  const { works, incomplete } = findWorks(snapshot, uri, query, limit);
  const items = works.map((one): FoundReference => {
    if (one.from === 'pack') {
      const { work, index } = one.packWork;
      return shown(work.id, work, index.pack.id, 'in the paper, not in your bibliography');
    }
    if (one.from === 'zotero') {
      const { id, work } = one.zoteroWork;
      return shown(id, work, zoteroSource, 'in Zotero, not in your bibliography');
    }
    const { key } = entryOf(one.entry);
    return shown(key, referenceOf(one.entry), null, `@${key}`);
  });
  return { items, incomplete };
}

const shown = (key: string, reference: Reference, pack: string | null, where: string): FoundReference => ({
  key,
  label: shortCitation(reference),
  title: oneLine(textOf(reference.title), 300),
  container: oneLine(textOf(reference['container-title-short'] ?? reference['container-title']), 100),
  pack,
  where,
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
