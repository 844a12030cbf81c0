import type { Position, Range, TextDocumentContentChangeEvent, WorkspaceFolder } from 'vscode-languageserver';
import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import { normaliseUri, type Text } from '../../core/index.ts';

export const toOffset = (text: Text, position: Position): number => text.offsetAt(position);

/** The empty span at a position. */
export const toPlace = (text: Text, position: Position): Span => {
  const offset = text.offsetAt(position);
  return { start: offset, end: offset };
};

export const toSpan = (text: Text, range: Range): Span => ({
  start: text.offsetAt(range.start),
  end: text.offsetAt(range.end),
});

/** Each change is against the text that the ones before it left, as LSP says. */
export function toEdits(text: Text, changes: readonly TextDocumentContentChangeEvent[]): TextEdit[] {
  let current = text;
  return changes.map((change) => {
    const edit: TextEdit =
      'range' in change
        ? { ...toSpan(current, change.range), text: change.text }
        : { start: 0, end: current.length, text: change.text };
    current = current.replace(edit);
    return edit;
  });
}

export const toFolders = (folders: readonly WorkspaceFolder[] | null | undefined): string[] =>
  (folders ?? []).map((folder) => normaliseUri(folder.uri));
