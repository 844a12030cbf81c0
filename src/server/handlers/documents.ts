import { normaliseUri } from '../../core/index.ts';
import { toEdits } from '../convert/fromLsp.ts';
import type { HandlerContext } from './context.ts';

/** Incremental document synchronisation. The server keeps texts of its own: large files stay out of TextDocument. */
export function handleDocuments({ connection, workspace, publisher }: HandlerContext): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    workspace.open(normaliseUri(uri), languageId, version, text);
    publisher.changed(normaliseUri(uri));
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const edits = workspace.change(normaliseUri(uri), version, (text) => toEdits(text, contentChanges));
    const last = edits.at(-1);
    if (last !== undefined)
      publisher.typed(normaliseUri(uri), { start: last.start, end: last.start + last.text.length });
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    workspace.close(normaliseUri(uri));
    publisher.closed(normaliseUri(uri));
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    workspace.filesChanged(changes.map(({ uri }) => normaliseUri(uri)));
  });
}
