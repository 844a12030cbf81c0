import { formats } from '../../bibliography/formats.ts';
import { isKey, keyOfAdded } from '../../bibliography/keyStyle.ts';
import type { Reference } from '../../bibliography/types.ts';
import { insertionOf, type KeyedReference, writeBibliography } from '../../bibliography/write.ts';
import { declareBibliography } from '../../manuscript/declareBibliography.ts';
import { languages } from '../../manuscript/languages.ts';
import { keyEdit } from '../../manuscript/writeCitation.ts';
import { withoutRecalled } from '../../paper/packIndex.ts';
import { fewOf, oneLine } from '../../render/escape.ts';
import { shortCitation } from '../../render/reference.ts';
import { citationsOf } from '../citations.ts';
import { entryOf } from '../library.ts';
import { entryOfWork } from '../packWorks.ts';
import type { FileEdits } from '../place.ts';
import type { AppliedBibliography, Snapshot } from '../snapshot.ts';
import { displayPath, fileName, joinUri, parentOf } from '../uri.ts';

export interface AddedToBibliography {
  readonly files: readonly FileEdits[];
  /** What was done, or why nothing was, for the person. */
  readonly message: string;
  /** The keys of the works, in their order; of those that were there already, the keys they have. */
  readonly keys: readonly string[];
}

export interface WantedReference {
  readonly work: Reference;
  /** The key that it is to get where that is free; made in the style of the bibliography's where absent. */
  readonly key?: string | undefined;
}

/**
 * Adds works wherever they come from: those that are there already give their keys alone. Citations of
 * `citedAs`, which the manuscript has for the one work, are given its key.
 */
export function addReferences(
  snapshot: Snapshot,
  uri: string,
  wanted: readonly WantedReference[],
  citedAs?: string,
): AddedToBibliography {
  const library = snapshot.library(uri);
  const target = targetOf(snapshot, uri);
  const unread = target === undefined ? unreadable(snapshot, uri) : undefined;
  if (unread !== undefined) return nothing(unread);
  const taken = new Set<string>();
  const added: KeyedReference[] = [];
  const keys: string[] = [];
  for (const { work, key: wantedKey } of wanted) {
    const known = entryOfWork(library, work);
    if (known !== undefined) {
      keys.push(entryOf(known).key);
      continue;
    }
    const isTaken = (key: string): boolean => taken.has(key) || library.find(key) !== undefined;
    const key = keyOfAdded(work, wantedKey, target?.file?.bibliography, isTaken);
    taken.add(key);
    keys.push(key);
    added.push({ key, reference: snapshot.settings.showRecalled ? work : withoutRecalled(work) });
  }
  const renamed = citedAs === undefined ? [] : renamedCitations(snapshot, uri, citedAs, keys[0]);
  if (added.length === 0)
    return {
      files: renamed,
      keys,
      message: keys.length > 0 ? 'It is in your bibliography already.' : 'There is nothing to add.',
    };
  const names = fewOf(added, maxNamed, ({ reference }) => shortCitation(reference));
  const written = write(snapshot, uri, target, added, names);
  // The entry and the citations of it come together or not at all.
  return { ...written, files: written.files.length > 0 ? [...written.files, ...renamed] : [], keys };
}

/** The edits that give every citation of one key another. */
export function renamedCitations(
  snapshot: Snapshot,
  uri: string,
  citedAs: string,
  key: string | undefined,
): readonly FileEdits[] {
  const manuscript = snapshot.manuscript(uri);
  const mentions = manuscript && citationsOf(manuscript).byKey.get(citedAs);
  if (manuscript === undefined || mentions === undefined || key === undefined) return [];
  const edits = mentions.map((mention) => {
    const braced = manuscript.text[mention.start - 1] !== '{';
    const { replace, insert } = keyEdit(manuscript, { replace: mention, braced }, key);
    return { start: replace.start, end: replace.end, text: insert };
  });
  return [{ uri, edits }];
}

/** Works that a message names. */
const maxNamed = 3;

/** True where an entry of this key can be written for a manuscript. */
export function canHoldKey(snapshot: Snapshot, uri: string, key: string): boolean {
  const format = targetOf(snapshot, uri)?.file?.format;
  return isKey(key) && (format === undefined || formats[format].hasNoKeys !== true);
}

export const nothing = (message: string): AddedToBibliography => ({ files: [], message, keys: [] });

function write(
  snapshot: Snapshot,
  uri: string,
  target: AppliedBibliography | undefined,
  added: readonly KeyedReference[],
  names: string,
): Omit<AddedToBibliography, 'keys'> {
  if (target?.file === undefined || target.file.state.kind === 'missing') {
    const created = target?.found.uri ?? joinUri(parentOf(uri), 'references.bib');
    const text = writeBibliography(target?.file?.format ?? 'bibtex', added);
    const name = oneLine(fileName(created), 100);
    const manuscript = snapshot.manuscript(uri);
    const needsTelling =
      target === undefined &&
      manuscript !== undefined &&
      languages[manuscript.syntax].files.bibliographies.readsFolder !== true;
    const declaration = needsTelling ? declareBibliography(manuscript, 'references.bib') : undefined;
    return {
      files: [
        { uri: created, create: true, edits: [{ start: 0, end: 0, text }] },
        ...(declaration ? [{ uri, edits: [declaration] }] : []),
      ],
      message: `Created ${name} with ${names}${declaration ? ', and declared it in the manuscript' : ''}.`,
    };
  }
  const { file } = target;
  const where = oneLine(displayPath(file.uri, snapshot.folders[0]), 200);
  const edit = insertionOf(file.format, file.text.toString(), added);
  if (edit === undefined)
    return { files: [], message: `${where} is no list of references; nothing was added.` };
  return { files: [{ uri: file.uri, edits: [edit] }], message: `Added ${names} to ${where}.` };
}

/** A file that the manuscript declares and that cannot be read is no reason to make another beside it. */
function unreadable(snapshot: Snapshot, uri: string): string | undefined {
  for (const { found, file } of snapshot.appliedBibliographies(uri)) {
    if (found.embedded !== undefined) {
      const where = oneLine(displayPath(found.uri, snapshot.folders[0]), 200);
      return `The references stand in ${where} itself. Nothing was added.`;
    }
    if (file?.state.kind !== 'refused' || file.state.why !== 'unreadable') continue;
    const where = oneLine(displayPath(file.uri, snapshot.folders[0]), 200);
    return `${where} is not read: ${file.state.reason}. Nothing was added.`;
  }
  return undefined;
}

/**
 * The first bibliography of the manuscript that can be written to; one from a user setting only if there is
 * no other.
 */
function targetOf(snapshot: Snapshot, uri: string): AppliedBibliography | undefined {
  const usable = snapshot
    .appliedBibliographies(uri)
    .filter(
      ({ found, file }) =>
        found.refused === undefined && found.embedded === undefined && file?.state.kind !== 'refused',
    );
  return usable.find(({ found }) => found.reason !== 'user-setting') ?? usable[0];
}
