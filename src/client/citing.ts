import {
  type Position,
  Range,
  type TextDocument,
  type TextEditor,
  type Uri,
  WorkspaceEdit,
  window,
} from 'vscode';
import {
  addToBibliographyRequest,
  citationTextRequest,
  type WorkspaceEditAnswer,
} from '../protocol/requests.ts';
import type { LanguageServer } from './languageClient.ts';

/** Works by their keys, and behind them works that may not be in the bibliography yet, each with its pack. */
export interface Cited {
  readonly keys?: readonly string[];
  readonly works?: readonly { readonly pack: string; readonly work: string }[];
}

/** Where a work is cited. */
export interface CitingPlace {
  readonly document: TextDocument;
  readonly position: Position;
  /** True where an author-year citation stands there, in whose place the work is cited. */
  readonly instead?: boolean;
}

/** Cites works at the cursor; those that are not in the bibliography are added to it in the same step. */
export async function insertCitations(
  server: LanguageServer,
  editor: TextEditor,
  cited: Cited,
  place: CitingPlace = { document: editor.document, position: editor.selection.active },
): Promise<void> {
  const { document } = place;
  const textDocument = { uri: document.uri.toString() };
  const edit = new WorkspaceEdit();
  const keys = [...(cited.keys ?? []), ...(await addTo(edit))];
  if (keys.length === 0) return;
  await cite(server, edit, place, keys);
  await server.apply(edit);
  await window.showTextDocument(document, editor.viewColumn);

  async function addTo(into: WorkspaceEdit): Promise<readonly string[]> {
    const [first] = cited.works ?? [];
    if (first === undefined) return [];
    const answer = await server.request(addToBibliographyRequest, {
      textDocument,
      pack: first.pack,
      works: cited.works!.map(({ work }) => work),
      packs: cited.works!.map(({ pack }) => pack),
    });
    if (answer.keys.length === 0) void window.showWarningMessage(answer.message);
    await server.merge(into, answer.edit);
    return answer.keys;
  }
}

/**
 * Writes the citation into an edit: nothing where it is to stand in the place of a citation that shares its
 * bracket with others.
 */
async function cite(
  server: LanguageServer,
  edit: WorkspaceEdit,
  { document, position, instead = false }: CitingPlace,
  keys: readonly string[],
): Promise<void> {
  const textDocument = { uri: document.uri.toString() };
  const parameters = { textDocument, position, keys, instead: instead ? ('yes' as const) : null };
  const { text, range } = await server.request(citationTextRequest, parameters);
  if (range !== undefined) {
    const { start, end } = range;
    edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), text);
  } else if (!instead) edit.insert(document.uri, position, behindBlank(document, position, text));
}

/** With the blank that prose needs in front of it, where it stands behind a word. */
export function behindBlank(document: TextDocument, { line, character }: Position, text: string): string {
  const before = document.lineAt(line).text.charAt(character - 1);
  return /[\p{L}\p{N})\].,;:!?”’"'%]/u.test(before) ? ` ${text}` : text;
}

/**
 * Makes the edit of works that were added, and cites them at a position of the manuscript, in one undoable
 * step.
 */
export async function citeAdded(
  server: LanguageServer,
  place: CitingPlace,
  { edit, keys, message }: WorkspaceEditAnswer & { readonly keys: readonly string[] },
): Promise<void> {
  if (keys.length === 0) throw new Error(message);
  const change = new WorkspaceEdit();
  await server.merge(change, edit);
  await cite(server, change, place, keys);
  if ((await server.apply(change)) && message !== '') void window.showInformationMessage(message);
}

/**
 * Adds works of a pack to the manuscript's bibliography, in one undoable step. `keys` are the keys that the
 * works are cited by already, in their order.
 */
export async function addToBibliography(
  server: LanguageServer,
  manuscript: Uri,
  pack: string,
  works: readonly string[],
  keys: readonly string[] = [],
): Promise<void> {
  const textDocument = { uri: manuscript.toString() };
  await server.change(addToBibliographyRequest, { textDocument, pack, works, keys });
}
