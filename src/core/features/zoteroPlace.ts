import { keyAt } from '../workspace/keyAt.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { zoteroPlace } from '../workspace/zoteroWorks.ts';

export type PlaceInZotero =
  /** `users/0/items/ABCD2345`, and where Zotero itself shows that. */
  | { readonly kind: 'place'; readonly path: string; readonly address: string }
  | { readonly kind: 'none'; readonly message: string };

const none = (message: string): PlaceInZotero => ({ kind: 'none', message });

/** Where the connected Zotero has the work that is cited, or stands, at a place. */
export function placeInZotero(snapshot: Snapshot, uri: string, offset: number): PlaceInZotero {
  const { zotero } = snapshot;
  if (zotero === undefined) return none('Zotero is not connected. Run “Connect to Zotero” first.');
  const cited = keyAt(snapshot, uri, offset)?.cited[0];
  const bibliography = cited && snapshot.bibliographyFile(cited.uri)?.bibliography;
  if (cited === undefined || bibliography === undefined)
    return none('Put the cursor into a citation key, or into the key of an entry.');
  const reference = bibliography.reference(cited.entry.index);
  const found = zotero.findWork({
    doi: reference.DOI,
    title: reference.title,
    year: reference.issued?.['date-parts']?.[0]?.[0],
    author: reference.author,
  });
  const path = found && zoteroPlace(found);
  if (path === undefined) return none('Zotero does not have this work, or had not when it was read last.');
  return { kind: 'place', path, address: `zotero://select/${inAddress(path)}` };
}

/** As Zotero's own addresses name its libraries: `library/items/…`, `groups/ID/items/…`. */
export const inAddress = (path: string): string => path.replace(/^users\/0\//, 'library/');
