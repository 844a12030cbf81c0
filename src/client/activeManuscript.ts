import { type Disposable, EventEmitter, type TextDocument, type TextEditor, window, workspace } from 'vscode';
import { isManuscript } from './languages.ts';

/**
 * The manuscript that views and commands are about: the one in the active editor, or the last one that was, for as
 * long as it is shown somewhere. So a bibliography, an output channel or the view itself can have the focus.
 */
export class ActiveManuscript implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #moved = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly onDidMoveCursor = this.#moved.event;
  readonly #subscriptions: Disposable[];
  #editor: TextEditor | undefined;

  constructor() {
    this.#editor = manuscriptIn(window.activeTextEditor);
    this.#subscriptions = [
      this.#changed,
      this.#moved,
      window.onDidChangeActiveTextEditor(() => {
        this.#update();
      }),
      window.onDidChangeVisibleTextEditors(() => {
        this.#update();
      }),
      workspace.onDidOpenTextDocument(() => {
        this.#update(); // a change of a document's language closes it and opens it again
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === this.#editor) this.#moved.fire();
      }),
    ];
  }

  get editor(): TextEditor | undefined {
    return this.#editor;
  }

  get document(): TextDocument | undefined {
    return this.#editor?.document;
  }

  /** The line of the cursor, from 0. */
  get line(): number | undefined {
    return this.#editor?.selection.active.line;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #update(): void {
    const before = this.#editor?.document;
    this.#editor = manuscriptIn(window.activeTextEditor) ?? this.#stillVisible();
    if (this.#editor?.document !== before) this.#changed.fire();
    else this.#moved.fire();
  }

  #stillVisible(): TextEditor | undefined {
    const before = this.#editor?.document;
    const visible = window.visibleTextEditors;
    return manuscriptIn(
      visible.find((editor) => editor.document === before) ??
        visible.find(({ document }) => isManuscript(document)),
    );
  }
}

const manuscriptIn = (editor: TextEditor | undefined): TextEditor | undefined =>
  editor !== undefined && isManuscript(editor.document) ? editor : undefined;
