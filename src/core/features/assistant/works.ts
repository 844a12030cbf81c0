import { yearText } from '../../bibliography/dateText.ts';
import type { Reference } from '../../bibliography/types.ts';
import { creators } from '../../bibliography/variables.ts';
import { type PackIndex, withoutRecalled } from '../../paper/packIndex.ts';
import { exactName, quotedOrNull, quotedText } from '../../render/quoted.ts';
import { shortCitation } from '../../render/reference.ts';
import { entryOf, type LibraryEntry, referenceOf } from '../../workspace/library.ts';
import type { PackWork } from '../../workspace/packWorks.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { displayPath, isInside } from '../../workspace/uri.ts';

/** A work as an assistant is told of it. Every text is quoted from a file of the user. */
export interface ToldWork {
  readonly quoted: true;
  /** What cites it; null for a work that is not in the library, or whose key cannot be written as it is. */
  readonly key: string | null;
  readonly citation: string;
  readonly authors: readonly string[];
  readonly authorsOmitted: boolean;
  readonly year: string | null;
  readonly title: string | null;
  readonly container: string | null;
  readonly DOI: string | null;
  readonly type: string | null;
  readonly inLibrary: boolean;
  /** The bibliography that holds the entry, and its line there, from 1. */
  readonly path: string | null;
  readonly line: number | null;
  /** The pack that lists a work which is not in the library. */
  readonly pack: string | null;
}

const shownAuthors = 20;

const nameText = ({ family, given, literal, ...name }: NonNullable<Reference['author']>[number]): string =>
  quotedText(
    literal ??
      [name['dropping-particle'], name['non-dropping-particle'], family, given && `, ${given}`]
        .filter((part) => part !== undefined && part !== '')
        .join(' ')
        .replace(' , ', ', '),
    120,
  );

function described(reference: Reference): Omit<ToldWork, 'key' | 'inLibrary' | 'path' | 'line' | 'pack'> {
  const authors = creators(reference);
  return {
    quoted: true,
    citation: quotedText(shortCitation(reference), 200),
    authors: authors.slice(0, shownAuthors).map(nameText),
    authorsOmitted: authors.length > shownAuthors || reference.othersOmitted === true,
    year: quotedOrNull(yearText(reference.issued), 40),
    title: quotedOrNull(reference.title, 500),
    container: quotedOrNull(reference['container-title'] ?? reference['container-title-short'], 200),
    DOI: quotedOrNull(reference.DOI, 200),
    type: quotedOrNull(reference.type, 40),
  };
}

/** An entry of the library. */
export function toldEntry(snapshot: Snapshot, found: LibraryEntry): ToldWork {
  const { key, keySpan } = entryOf(found);
  const { uri } = found.source;
  return {
    ...described(referenceOf(found)),
    key: exactName(key),
    inLibrary: true,
    path: shownPath(snapshot, uri),
    line: lineAt(snapshot, uri, keySpan.start),
    pack: null,
  };
}

/** A work that a pack lists and the library does not have. What was filled in from memory is left out. */
export const toldPackWork = (snapshot: Snapshot, { index, work }: PackWork): ToldWork => ({
  ...described(snapshot.settings.showRecalled ? work : withoutRecalled(work)),
  key: null,
  inLibrary: false,
  path: null,
  line: null,
  pack: exactName(index.pack.id),
});

/** The paper of a pack. */
export const toldPaper = (index: PackIndex) => ({
  quoted: true as const,
  pack: quotedText(index.pack.id, 120),
  citation: quotedText(shortCitation(index.pack.source), 200),
  title: quotedOrNull(index.pack.source.title, 500),
  DOI: quotedOrNull(index.pack.source.DOI, 200),
});

/** A path below the workspace's folder, for a reader that may ask for it again. */
export const shownPath = (snapshot: Snapshot, uri: string): string =>
  quotedText(
    displayPath(
      uri,
      snapshot.folders.find((folder) => isInside(uri, folder)),
    ),
    500,
  );

export function lineAt(snapshot: Snapshot, uri: string, offset: number): number | null {
  const text = snapshot.text(uri);
  return text === undefined ? null : text.positionAt(Math.min(offset, text.length)).line + 1;
}
