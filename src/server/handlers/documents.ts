import { TextDocumentSaveReason } from 'vscode-languageserver';
import { normaliseUri } from '../../core/index.ts';
import { cursorMoved, cursorMovedNotification } from '../../protocol/requests.ts';
import { toEdits, toOffset } from '../convert/fromLsp.ts';
import { type HandlerContext, targetOf } from './context.ts';
import { checked } from './parameters.ts';

/**
 * Incremental document synchronisation. The server keeps texts of its own: large files stay out of
 * TextDocument.
 */
export function handleDocuments(context: HandlerContext): void {
  const { connection, workspace, publisher } = context;

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    workspace.open(normaliseUri(uri), languageId, version, text);
    publisher.changed(normaliseUri(uri));
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const edits = workspace.change(normaliseUri(uri), version, (text) =>
      toEdits(text, contentChanges, context.client()),
    );
    const last = edits.at(-1);
    if (last !== undefined) publisher.typed(normaliseUri(uri), last.start + last.text.length);
  });

  // Saved by the writer, that is: an editor that saves by itself does so in the middle of a word.
  connection.onWillSaveTextDocument(({ textDocument: { uri }, reason }) => {
    if (reason !== TextDocumentSaveReason.AfterDelay) publisher.typingEnded(normaliseUri(uri));
  });

  connection.onNotification(cursorMovedNotification, (sent: unknown) => {
    const params = checked(cursorMovedNotification, cursorMoved, sent);
    const target = targetOf(context, params);
    if (target === undefined) return;
    if (params.position === null) publisher.typingEnded(target.uri);
    else publisher.cursorAt(target.uri, toOffset(target.text, params.position, context.client()));
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    workspace.close(normaliseUri(uri));
    publisher.closed(normaliseUri(uri));
  });

  connection.workspace.onDidDeleteFiles(({ files }) => {
    workspace.foldersChanged(files.map(({ uri }) => normaliseUri(uri)));
  });

  connection.workspace.onDidRenameFiles(({ files }) => {
    workspace.foldersChanged(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri].map(normaliseUri)));
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void workspace.filesChanged(changes.map(({ uri }) => normaliseUri(uri)));
  });
}
