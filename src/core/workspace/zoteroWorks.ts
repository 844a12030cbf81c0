import type { Bibliography, Reference } from '../bibliography/types.ts';
import { placeVariable } from '../services/zotero/copy.ts';
import { entryOf, Library, type LibraryEntry, referenceOf } from './library.ts';
import { entryOfWork } from './packWorks.ts';
import type { Snapshot } from './snapshot.ts';

/** Stands where a pack's id does, and is none: for works of the user's Zotero. */
export const zoteroSource = 'zotero:';

/** The works of a copy of Zotero as a library of their own: it defines no key. */
export const zoteroLibrary = (bibliography: Bibliography): Library =>
  new Library([{ uri: zoteroSource, bibliography }]);

/** A work of Zotero that the library of the manuscript does not have. */
export interface ZoteroWork {
  /** Its key in the copy, by which `zoteroWork` finds it again. */
  readonly id: string;
  /** As a bibliography is to get it. */
  readonly work: Reference;
  /** The key that Zotero or Better BibTeX has for it; undefined where it has none that can be cited. */
  readonly key: string | undefined;
}

/** Works of Zotero that match and are not in the library, at most so many, best first. */
export function* unlistedZoteroWorks(
  { searchedZotero }: Snapshot,
  library: Library,
  query: string,
  limit: number,
): Generator<ZoteroWork> {
  let left = limit;
  for (const entry of searchedZotero?.search(query, { limit: 2 * limit, wordsAlone: true }).entries ?? []) {
    if (left === 0) return;
    const found = workOf(entry);
    if (entryOfWork(library, found.work) !== undefined) continue;
    left -= 1;
    yield found;
  }
}

export function zoteroWork({ zotero }: Snapshot, id: string): ZoteroWork | undefined {
  const entry = zotero?.find(id);
  return entry && workOf(entry);
}

function workOf(entry: LibraryEntry): ZoteroWork {
  const { [placeVariable]: _place, ...work } = referenceOf(entry);
  const { key } = entryOf(entry);
  return { id: key, work: { ...(work as Reference), id: '' }, key: ownKey(key) };
}

/** Zotero's item keys (`ABCD2345`, with a library in front `Lab:ABCD2345`) are no keys to cite by. */
export const ownKey = (key: string): string | undefined =>
  key.includes(':') || /^[A-Z\d]{8}$/.test(key) ? undefined : key;

/** Where Zotero has the entry: `users/0/items/ABCD2345`. */
export const zoteroPlace = (entry: LibraryEntry): string | undefined => {
  const place = referenceOf(entry)[placeVariable];
  return typeof place === 'string' && /^(?:users\/0|groups\/\d{1,12})\/items\/[A-Z\d]{8}$/.test(place)
    ? place
    : undefined;
};
