import { Disposable, type TextEditor, window } from 'vscode';
import { type CursorMoved, cursorMovedNotification } from '../protocol/requests.ts';
import type { LanguageServer } from './languageClient.ts';
import { isManuscript } from './languages.ts';

/** How long the cursor rests before the server is told, ms: holding an arrow key down tells it once. */
const rest = 150;

/**
 * Tells the server where the cursor rests in a manuscript, so that it knows when a key is no longer being
 * typed.
 */
export class CursorReports implements Disposable {
  readonly #server: LanguageServer;
  readonly #subscription: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #editor = window.activeTextEditor;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#subscription = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#rested(textEditor);
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        this.#activated(editor);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }

  #rested(editor: TextEditor): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { line, character } = editor.selection.active;
      this.#tell(editor, { line, character });
    }, rest);
  }

  /** Undefined while VS Code is between two editors, or where something else than a text has the focus. */
  #activated(editor: TextEditor | undefined): void {
    if (editor === undefined || editor.document === this.#editor?.document) return;
    clearTimeout(this.#timer);
    if (this.#editor !== undefined) this.#tell(this.#editor, null);
    this.#editor = editor;
  }

  #tell({ document }: TextEditor, position: CursorMoved['position']): void {
    if (document.isClosed || !isManuscript(document)) return;
    const moved: CursorMoved = { textDocument: { uri: document.uri.toString() }, position };
    this.#server.notify(cursorMovedNotification, moved);
  }
}
