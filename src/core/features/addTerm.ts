import { addedToGlossary, type OwnTerm } from '../paper/ownGlossary.ts';
import type { FileEdits } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isInside, joinUri } from '../workspace/uri.ts';

export interface AddTermAnswer {
  readonly files: readonly FileEdits[];
  /** What was done or why nothing was, as a sentence. */
  readonly message: string;
}

/** Where the words of a workspace folder stand. */
const ownGlossaryPath = '.psycite/glossary.yaml';

/**
 * Adds a term of one's own to the glossary of the workspace folder that a manuscript is in, which is made
 * where there is none.
 */
export function addTerm(snapshot: Snapshot, uri: string, term: OwnTerm): AddTermAnswer {
  const folder = snapshot.folders.find((one) => isInside(uri, one));
  if (folder === undefined)
    return {
      files: [],
      message: 'Open a folder first: the glossary stands in it, in .psycite/glossary.yaml.',
    };
  const glossary = joinUri(folder, ownGlossaryPath);
  const text = snapshot.text(glossary)?.toString();
  const edit = addedToGlossary(text ?? '', term);
  if (typeof edit === 'string') return { files: [], message: edit };
  return {
    files: [{ uri: glossary, create: text === undefined, edits: [edit] }],
    message: `Added “${term.long}” to ${ownGlossaryPath}.`,
  };
}
