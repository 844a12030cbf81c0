import { quoted } from '../render/escape.ts';
import {
  type AddedToBibliography,
  addReferences,
  nothing,
  type WantedReference,
} from '../workspace/fixes/addReferences.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { zoteroSource, zoteroWork } from '../workspace/zoteroWorks.ts';

/** Works of one pack, or of Zotero; of several where `packs` names the pack of each. */
export interface WorksToAdd {
  readonly pack: string;
  readonly works: readonly string[];
  readonly packs?: readonly string[] | null | undefined;
}

/**
 * Adds works to the manuscript's bibliography, in that file's format and the style of its keys, all in one
 * edit. Where the manuscript has none, `references.bib` is made beside it and declared in it. Facts from
 * memory are left out unless the user asked. Citations of `citedAs`, where it is told, are given the work's
 * key.
 */
export function addToBibliography(
  snapshot: Snapshot,
  uri: string,
  { pack, works, packs }: WorksToAdd,
  wantedKeys: readonly string[],
  citedAs?: string,
): AddedToBibliography {
  const wanted: WantedReference[] = [];
  for (const [place, id] of works.entries()) {
    const from = packs?.[place] ?? pack;
    const key = wantedKeys[place];
    if (from === zoteroSource) {
      const found = zoteroWork(snapshot, id);
      if (found === undefined) return nothing('Zotero does not have that work any more.');
      wanted.push({ work: found.work, key: key ?? found.key });
      continue;
    }
    const index = snapshot.pack(from);
    if (index === undefined) return nothing(`There is no paper ${quoted(from)}.`);
    const work = index.work(id) ?? (index.pack.source.id === id ? index.pack.source : undefined);
    if (work !== undefined) wanted.push({ work, key });
  }
  return addReferences(snapshot, uri, wanted, citedAs);
}
