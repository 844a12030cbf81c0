import { quoted } from '../render/escape.ts';
import { type AddedToBibliography, addReferences, nothing } from '../workspace/addReferences.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { zoteroSource, zoteroWork } from '../workspace/zoteroWorks.ts';

/**
 * Adds works of a pack, or of Zotero, to the manuscript's bibliography, in that file's format and the style
 * of its keys. Where the manuscript has none, `references.bib` is made beside it and declared in it. Facts
 * from memory are left out unless the user asked. Citations of `citedAs`, where it is told, are given the
 * work's key.
 */
export function addToBibliography(
  snapshot: Snapshot,
  uri: string,
  pack: string,
  works: readonly string[],
  wantedKeys: readonly string[],
  citedAs?: string,
): AddedToBibliography {
  if (pack === zoteroSource) {
    const kept = works.flatMap((id, place) => {
      const found = zoteroWork(snapshot, id);
      return found === undefined ? [] : [{ work: found.work, key: wantedKeys[place] ?? found.key }];
    });
    if (kept.length < works.length) return nothing('Zotero does not have that work any more.');
    return addReferences(snapshot, uri, kept, citedAs);
  }
  const index = snapshot.pack(pack);
  if (index === undefined) return nothing(`There is no paper ${quoted(pack)}.`);
  const wanted = works.flatMap((id, place) => {
    const work = index.work(id) ?? (index.pack.source.id === id ? index.pack.source : undefined);
    return work === undefined ? [] : [{ work, key: wantedKeys[place] }];
  });
  return addReferences(snapshot, uri, wanted, citedAs);
}
