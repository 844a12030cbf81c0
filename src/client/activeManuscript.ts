import {
  type Disposable,
  EventEmitter,
  TabInputText,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { isManuscript, isWritten } from './languages.ts';

/**
 * The manuscript that the outline is about: the one in the active editor, or the last one that was, for as
 * long as it has a tab. So a bibliography, a pack, an output channel or the view itself can have the focus.
 */
export class ActiveManuscript implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #moved = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly onDidMoveCursor = this.#moved.event;
  readonly #subscriptions: Disposable[];
  /** Plain texts that the server has an outline for: saved pages that a paper was imported from. */
  readonly #pages = new Set<string>();
  #document: TextDocument | undefined;
  #line: number | undefined;

  constructor() {
    const update = () => {
      this.#update();
    };
    this.#subscriptions = [
      this.#changed,
      this.#moved,
      window.onDidChangeActiveTextEditor(update),
      window.tabGroups.onDidChangeTabs(update),
      workspace.onDidOpenTextDocument(update), // a document whose language changes is closed and opened again
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document === this.#document) this.#moveTo(textEditor);
      }),
    ];
    this.#update();
  }

  get document(): TextDocument | undefined {
    return this.#document;
  }

  /** The line of the cursor when the manuscript was last looked at, from 0. */
  get line(): number | undefined {
    return this.#line;
  }

  /** Brings the manuscript to the front; its cursor stays where it was. */
  async show(): Promise<TextEditor | undefined> {
    const document = this.#document;
    if (document === undefined) return undefined;
    const visible = window.visibleTextEditors.find((editor) => editor.document === document);
    return await window.showTextDocument(document, visible?.viewColumn);
  }

  /**
   * The server has something to say about a file. Of plain texts it does so only where they are pages of a
   * paper.
   */
  reported(uri: string): void {
    if (this.#pages.has(uri)) return;
    this.#pages.add(uri);
    this.#update();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #update(): void {
    const before = this.#document;
    const active = window.activeTextEditor;
    if (active !== undefined && this.#hasOutline(active.document)) {
      this.#document = active.document;
      this.#line = active.selection.active.line;
    } else if (before === undefined || before.isClosed || !hasTab(before) || !this.#hasOutline(before)) {
      const visible = window.visibleTextEditors.find(({ document }) => this.#hasOutline(document));
      this.#document = visible?.document;
      this.#line = visible?.selection.active.line;
    }
    if (this.#document !== before) this.#changed.fire();
    else this.#moved.fire();
  }

  #hasOutline(document: TextDocument): boolean {
    if (isManuscript(document)) return true;
    return (
      document.languageId === 'plaintext' && isWritten(document) && this.#pages.has(document.uri.toString())
    );
  }

  #moveTo(editor: TextEditor): void {
    this.#line = editor.selection.active.line;
    this.#moved.fire();
  }
}

const hasTab = (document: TextDocument): boolean =>
  window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) => input instanceof TabInputText && input.uri.toString() === document.uri.toString(),
    ),
  );
