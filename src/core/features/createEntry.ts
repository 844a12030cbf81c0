import { Text } from '../../base/text.ts';
import type { Reference } from '../bibliography/types.ts';
import { oneLine, quoted } from '../render/escape.ts';
import { type AddedToBibliography, addReferences, nothing } from '../workspace/fixes/addReferences.ts';
import type { FileEdits } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { fileName } from '../workspace/uri.ts';

export interface CreatedEntry extends AddedToBibliography {
  /** The first field to fill, in the text as it will be. */
  readonly cursor?: { readonly uri: string; readonly text: Text; readonly offset: number };
}

/** Writes an entry of this key whose fields are to be filled in, where the manuscript's works are added. */
export function createEntry(snapshot: Snapshot, uri: string, key: string): CreatedEntry {
  if (snapshot.library(uri).find(key) !== undefined)
    return nothing(`There is an entry ${quoted(key)} already.`);
  const marked = markedReference(key);
  const added = addReferences(snapshot, uri, [{ work: marked.work, key }]);
  const [place] = added.files;
  if (place === undefined) return added;
  if (added.keys[0] !== key) return nothing(`${quoted(key)} cannot be the key of an entry there.`);
  const [edit] = place.edits;
  const first = edit!.text.search(marked.marks);
  const blank = { ...edit!, text: edit!.text.replace(marked.marks, '') };
  const files: FileEdits[] = [{ ...place, edits: [blank] }, ...added.files.slice(1)];
  const before = place.create ? Text.of('') : snapshot.text(place.uri);
  return {
    files,
    keys: added.keys,
    message: `Wrote the entry ${quoted(key)} into ${oneLine(fileName(place.uri), 100)}: its fields are to be filled in.`,
    ...(before && {
      cursor: { uri: place.uri, text: before.replace(blank), offset: blank.start + first },
    }),
  };
}

/**
 * An article that has a mark in each field, for writers leave out what is empty; the key holds none of the
 * marks.
 */
function markedReference(key: string): { readonly work: Reference; readonly marks: RegExp } {
  let mark = 'zzz';
  while (key.includes(mark)) mark += 'z';
  let year = 9999;
  while (key.includes(String(year))) year -= 1;
  const work: Reference = {
    id: key,
    type: 'article-journal',
    author: [{ family: mark }],
    title: mark,
    'container-title': mark,
    issued: { 'date-parts': [[year]] },
  };
  // BibTeX has a name of one word in braces of its own.
  return { work, marks: new RegExp(`\\{${mark}\\}(?=\\})|${mark}|${year}`, 'g') };
}
