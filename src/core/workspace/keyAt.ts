import { touches } from '../../base/span.ts';
import type { Bibliography, Entry } from '../bibliography/types.ts';
import { mentionAt } from './citations.ts';
import { entryOf } from './library.ts';
import type { ManuscriptFile } from './manuscriptFile.ts';
import type { Place } from './place.ts';
import type { Snapshot } from './snapshot.ts';

/** The citation key under a cursor, with everything that the key names. */
export interface KeyTarget {
  readonly key: string;
  /** The key with its aliases: all of them cite the same entry. */
  readonly keys: readonly string[];
  readonly place: Place;
  /**
   * Every entry that has the key or alias: first those that citations of the key mean, then those that these
   * hide. A feature that shows entries shows all of them; a feature that changes one changes those of
   * `cited`.
   */
  readonly entries: readonly PlacedEntry[];
  /**
   * Of the entries, those in the bibliography that citations of the key mean; several where it repeats the
   * key.
   */
  readonly cited: readonly PlacedEntry[];
  /** The manuscripts in which the key means this entry. */
  readonly manuscripts: readonly ManuscriptFile[];
}

export interface PlacedEntry {
  readonly uri: string;
  readonly entry: Entry;
}

/** The key under the cursor: of a citation in a manuscript, or of an entry in a bibliography. */
export function keyAt(snapshot: Snapshot, uri: string, offset: number): KeyTarget | undefined {
  return keyOfMention(snapshot, uri, offset) ?? keyOfEntry(snapshot, uri, offset);
}

function keyOfMention(snapshot: Snapshot, uri: string, offset: number): KeyTarget | undefined {
  const file = snapshot.manuscriptFile(uri);
  const mention = file && mentionAt(file.manuscript, offset);
  if (file === undefined || mention === undefined) return undefined;
  const { key, start, end } = mention;
  const library = snapshot.library(uri);
  const found = library.find(key);
  const entry = found && entryOf(found);
  const all = library.all(key).map((one) => ({ uri: one.source.uri, entry: entryOf(one) }));
  const cited = all.filter((one) => one.uri === found?.source.uri);
  return {
    key,
    keys: entry ? [...new Set([key, entry.key, ...entry.aliases])] : [key],
    place: { uri, start, end },
    entries: [...cited, ...all.filter((one) => !cited.includes(one))],
    cited,
    manuscripts: found ? manuscriptsWith(snapshot, found.source.uri, key) : [file],
  };
}

function keyOfEntry(snapshot: Snapshot, uri: string, offset: number): KeyTarget | undefined {
  const bibliography = bibliographyAt(snapshot, uri, offset);
  if (bibliography === undefined) return undefined;
  const entry = bibliography.entry(bibliography.indexAt(offset));
  if (!touches(entry.keySpan, offset)) return undefined;
  const same = bibliography.indexesOf(entry.key).map((i) => ({ uri, entry: bibliography.entry(i) }));
  return {
    key: entry.key,
    keys: [...new Set([entry.key, ...entry.aliases])],
    place: { uri, ...entry.keySpan },
    entries: same,
    cited: same,
    manuscripts: manuscriptsWith(snapshot, uri, entry.key),
  };
}

/**
 * The bibliography with an entry around `offset`: a file of references, or those that stand in a manuscript.
 */
export const bibliographyAt = (snapshot: Snapshot, uri: string, offset: number): Bibliography | undefined =>
  [snapshot.bibliographyShown(uri), ...snapshot.embedded(uri)].find(
    (one) => one !== undefined && one.bibliography.indexAt(offset) >= 0,
  )?.bibliography;

/** Manuscripts whose library gives this bibliography's entry for the key, rather than another one's. */
const manuscriptsWith = (snapshot: Snapshot, bibliographyUri: string, key: string): ManuscriptFile[] =>
  snapshot
    .manuscriptsCiting(bibliographyUri)
    .filter((file) => snapshot.library(file.uri).find(key)?.source.uri === bibliographyUri);
