import { type TextDocument, type TextEditor, window } from 'vscode';
import { isManuscript } from '../languages.ts';

/** The manuscript in the active editor. Fails with a message for the user where there is none. */
export function activeManuscript(): TextEditor {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isManuscript(editor.document)) throw new Error('open a manuscript first.');
  return editor;
}

export const identifier = (document: TextDocument): { readonly textDocument: { readonly uri: string } } => ({
  textDocument: { uri: document.uri.toString() },
});
