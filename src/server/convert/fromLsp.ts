import type { Position, Range, TextDocumentContentChangeEvent, WorkspaceFolder } from 'vscode-languageserver';
import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import { normaliseUri, type Text } from '../../core/index.ts';
import type { ClientSupport } from './clientSupport.ts';
import { offsetAt } from './encoding.ts';

/** What is known of the client: how its positions count. */
type Counting = Pick<ClientSupport, 'encoding'>;

export const toOffset = (text: Text, position: Position, { encoding }: Counting): number =>
  offsetAt(text, position, encoding);

/** The empty span at a position. */
export const toPlace = (text: Text, position: Position, client: Counting): Span => {
  const offset = toOffset(text, position, client);
  return { start: offset, end: offset };
};

export const toSpan = (text: Text, range: Range, client: Counting): Span => ({
  start: toOffset(text, range.start, client),
  end: toOffset(text, range.end, client),
});

/** Each change is against the text that the ones before it left, as LSP says. */
export function toEdits(
  text: Text,
  changes: readonly TextDocumentContentChangeEvent[],
  client: Counting,
): TextEdit[] {
  let current = text;
  return changes.map((change) => {
    const edit: TextEdit =
      'range' in change
        ? { ...toSpan(current, change.range, client), text: change.text }
        : { start: 0, end: current.length, text: change.text };
    current = current.replace(edit);
    return edit;
  });
}

export const toFolders = (folders: readonly WorkspaceFolder[] | null | undefined): string[] =>
  (folders ?? []).map((folder) => normaliseUri(folder.uri));
