import { touches } from '../../base/span.ts';
import type { Entry } from '../bibliography/types.ts';
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
  readonly entries: readonly { readonly uri: string; readonly entry: Entry }[];
  /** The manuscripts in which the key means this entry. */
  readonly manuscripts: readonly ManuscriptFile[];
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
  const cited = library.find(key);
  const entry = cited && entryOf(cited);
  return {
    key,
    keys: entry ? [...new Set([key, entry.key, ...entry.aliases])] : [key],
    place: { uri, start, end },
    entries: library.all(key).map((found) => ({ uri: found.source.uri, entry: entryOf(found) })),
    manuscripts: cited ? manuscriptsWith(snapshot, cited.source.uri, key) : [file],
  };
}

function keyOfEntry(snapshot: Snapshot, uri: string, offset: number): KeyTarget | undefined {
  const file = snapshot.bibliographyFile(uri);
  const index = file?.bibliography.indexAt(offset) ?? -1;
  if (file === undefined || index < 0) return undefined;
  const entry = file.bibliography.entry(index);
  if (!touches(entry.keySpan, offset)) return undefined;
  return {
    key: entry.key,
    keys: [...new Set([entry.key, ...entry.aliases])],
    place: { uri, ...entry.keySpan },
    entries: file.bibliography.indexesOf(entry.key).map((i) => ({ uri, entry: file.bibliography.entry(i) })),
    manuscripts: manuscriptsWith(snapshot, uri, entry.key),
  };
}

/** Manuscripts whose library gives this bibliography's entry for the key, rather than another one's. */
const manuscriptsWith = (snapshot: Snapshot, bibliographyUri: string, key: string): ManuscriptFile[] =>
  snapshot
    .manuscriptsCiting(bibliographyUri)
    .filter((file) => snapshot.library(file.uri).find(key)?.source.uri === bibliographyUri);
