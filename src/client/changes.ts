import {
  type Disposable,
  type Event,
  TabInputText,
  type TextDocument,
  TextDocumentChangeReason,
  type Uri,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

/** VS Code opens a file that was changed behind it in a tab of its own. How long that is waited for, ms. */
const patience = 3000;

/**
 * Makes changes that may reach several files, each as one undoable step, and leaves nothing unsaved that
 * nobody looks at: a file that is made, was in no editor or had no changes of its own is saved, and saved
 * again where the step is undone.
 */
export class Changes implements Disposable {
  /** The files that were saved, as URIs. */
  readonly #saved = new Set<string>();
  readonly #subscription: Disposable;

  constructor() {
    this.#subscription = workspace.onDidChangeTextDocument(({ document, reason }) => {
      const isBack = reason === TextDocumentChangeReason.Undo || reason === TextDocumentChangeReason.Redo;
      // It is told of as unsaved a little later.
      if (isBack && this.#saved.has(String(document.uri)) && !isLookedAt(document)) void document.save();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** `made` are the files that the change makes. False where the editor refuses the change. */
  async apply(edit: WorkspaceEdit, made: readonly string[]): Promise<boolean> {
    const untouched = edit
      .entries()
      .map(([uri]) => uri)
      .filter((uri) => !made.includes(String(uri)) && isClean(uri));
    if (edit.size > 0 && !(await workspace.applyEdit(edit))) return false;
    for (const document of workspace.textDocuments) {
      if (!made.includes(String(document.uri))) continue;
      this.#saved.add(String(document.uri));
      await document.save();
    }
    for (const uri of untouched) void this.#saveBehind(uri);
    return true;
  }

  /**
   * Of a change that VS Code itself makes in a moment, as of one that is pasted: what it changes is saved as
   * by `apply`.
   */
  follow(edit: WorkspaceEdit): void {
    for (const [uri] of edit.entries()) {
      if (!isClean(uri)) continue;
      const end = (): void => {
        clearTimeout(timer);
        for (const one of subscriptions) one.dispose();
      };
      const timer = setTimeout(end, patience);
      const look = (document: TextDocument): void => {
        if (String(document.uri) !== String(uri)) return;
        end();
        void this.#saveBehind(uri);
      };
      // What was not open may come with the change made.
      const subscriptions = [
        workspace.onDidOpenTextDocument(look),
        workspace.onDidChangeTextDocument(({ document }) => {
          look(document);
        }),
      ];
    }
  }

  /** Once it is in a tab: VS Code forgets how to undo what is saved and in none. */
  async #saveBehind(uri: Uri): Promise<void> {
    await isInTab(uri);
    await isUnsaved(uri);
    const document = documentOf(uri);
    if (document?.isDirty !== true) return;
    this.#saved.add(String(uri));
    await document.save();
  }
}

const documentOf = (uri: Uri): TextDocument | undefined =>
  workspace.textDocuments.find((document) => String(document.uri) === String(uri));

const isLookedAt = (document: TextDocument): boolean => document === window.activeTextEditor?.document;

/** True for a file without changes of its own that the person is not writing in. */
function isClean(uri: Uri): boolean {
  const document = documentOf(uri);
  return document === undefined || (!document.isDirty && !isLookedAt(document));
}

/** Resolves once a file is in a tab, or has not come into one for long. */
const isInTab = (uri: Uri): Promise<void> =>
  until(
    () =>
      window.tabGroups.all.some(({ tabs }) =>
        tabs.some(({ input }) => input instanceof TabInputText && String(input.uri) === String(uri)),
      ),
    window.tabGroups.onDidChangeTabs,
  );

/** Resolves once a file is known to be unsaved, of which is told a little later than of what changed. */
const isUnsaved = (uri: Uri): Promise<void> =>
  until(() => documentOf(uri)?.isDirty === true, workspace.onDidChangeTextDocument);

/** Resolves once something is so; it is looked at with each event, for as long as the patience lasts. */
async function until(isSo: () => boolean, event: Event<unknown>): Promise<void> {
  if (isSo()) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(end, patience);
    const subscription = event(() => {
      if (isSo()) end();
    });
  });
}
