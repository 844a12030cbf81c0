import { detectFormat } from '../../bibliography/index.ts';
import { writeBibliography } from '../../bibliography/write.ts';
import { declareBibliography } from '../../manuscript/declareBibliography.ts';
import { oneLine, quoted } from '../../render/escape.ts';
import type { FileEdits } from '../place.ts';
import type { Snapshot } from '../snapshot.ts';
import { displayPath, fileName, parentOf, relativePath } from '../uri.ts';

/** Paths that stand as they are in YAML, LaTeX and Typst, quoted or not. */
const plainPath = /^[\p{L}\p{N}_.+/-]+$/u;

/** True for a path that needs no quotes in any language. */
export const isPlainPath = (path: string): boolean => plainPath.test(path);

export interface DeclaredFile {
  readonly files: readonly FileEdits[];
  /** What was done, or why nothing was, for the person. */
  readonly message: string;
}

/**
 * Makes a manuscript declare a bibliography; `create` makes the file as well, empty, which is not there yet.
 */
export function declareFile(snapshot: Snapshot, uri: string, file: string, create: boolean): DeclaredFile {
  const manuscript = snapshot.manuscript(uri);
  const name = oneLine(fileName(file), 100);
  if (manuscript === undefined) return nothing('This is not a manuscript.');
  const made = create ? [emptyFile(file)] : [];
  const { declaredAt } =
    snapshot.appliedBibliographies(uri).find(({ found }) => found.uri === file)?.found ?? {};
  if (declaredAt !== undefined)
    return create ? { files: made, message: `Made ${name}.` } : nothing(`${name} is declared already.`);
  const [declared] = manuscript.declarations;
  if (declared !== undefined)
    return nothing(
      `This manuscript declares ${quoted(declared.path)} already: write ${quoted(name)} there yourself.`,
    );
  const path = relativePath(file, parentOf(uri));
  if (path === undefined || !isPlainPath(path)) {
    const shown = oneLine(displayPath(file, snapshot.folders[0]), 200);
    return nothing(`The path ${shown} needs quotes; declare it yourself.`);
  }
  const edit = declareBibliography(manuscript, path);
  if (edit === undefined) return nothing('The file that includes this one has to declare the bibliography.');
  return {
    files: [...made, { uri, edits: [edit] }],
    message: create ? `Made ${name} and declared it.` : `Declared ${name}.`,
  };
}

const nothing = (message: string): DeclaredFile => ({ files: [], message });

const emptyFile = (uri: string): FileEdits => ({
  uri,
  create: true,
  edits: [{ start: 0, end: 0, text: writeBibliography(detectFormat(fileName(uri), '') ?? 'bibtex', []) }],
});
