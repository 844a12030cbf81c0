import {
  type Disposable,
  type Event,
  TabInputText,
  type TextDocument,
  TextDocumentChangeReason,
  Uri,
  WorkspaceEdit,
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
  /** By URI, the last save of each file that was saved here: the text that it wrote, once it has. */
  readonly #saves = new Map<string, Promise<string | undefined>>();
  /** By URI, the change that is yet to be saved. */
  readonly #waiting = new Map<string, object>();
  readonly #subscriptions: readonly Disposable[];

  constructor() {
    this.#subscriptions = [
      workspace.onDidChangeTextDocument(({ document, reason }) => {
        if (reason === TextDocumentChangeReason.Undo || reason === TextDocumentChangeReason.Redo)
          this.#stepBack(document);
      }),
      workspace.onDidSaveTextDocument(({ uri }) => {
        this.#waiting.delete(String(uri));
      }),
    ];
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }

  /**
   * `made` are the files that the change makes. False where the editor refuses the change. One that is made
   * while a person types on is `hurried`: it is not refused for that, but undone file by file.
   */
  async apply(edit: WorkspaceEdit, made: readonly string[], hurried = false): Promise<boolean> {
    const untouched = edit
      .entries()
      .map(([uri]) => uri)
      .filter((uri) => !made.includes(String(uri)) && isClean(uri));
    const change = hurried ? textsFirst(edit, made) : edit;
    if (edit.size > 0 && !(await workspace.applyEdit(change))) {
      await Promise.all(made.map(removeEmpty));
      return false;
    }
    for (const document of workspace.textDocuments) {
      if (!made.includes(String(document.uri))) continue;
      await this.#save(document);
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
    const change = {};
    this.#waiting.set(String(uri), change);
    await isInTab(uri);
    await isUnsaved(uri);
    // What was undone or saved meanwhile waits no longer: what is unsaved now is the person's own.
    if (this.#waiting.get(String(uri)) !== change) return;
    this.#waiting.delete(String(uri));
    const document = documentOf(uri);
    if (document?.isDirty === true) await this.#save(document);
  }

  #stepBack(document: TextDocument): void {
    const uri = String(document.uri);
    const isWaiting = this.#waiting.delete(uri);
    const last = this.#saves.get(uri) ?? (isWaiting ? Promise.resolve(undefined) : undefined);
    if (last !== undefined && !isLookedAt(document)) this.#saves.set(uri, saveBack(document, last));
  }

  #save(document: TextDocument): Promise<string> {
    const save = saved(document);
    this.#saves.set(String(document.uri), save);
    return save;
  }
}

/**
 * VS Code makes a change part by part, and takes up to a second over a file that it makes: it refuses what
 * stands behind it where a text was edited meanwhile. So the texts that are there come first.
 */
function textsFirst(edit: WorkspaceEdit, made: readonly string[]): WorkspaceEdit {
  const ordered = new WorkspaceEdit();
  const isMade = (uri: Uri): boolean => made.includes(String(uri));
  const parts = edit.entries();
  for (const [uri, edits] of parts) if (!isMade(uri)) ordered.set(uri, edits);
  for (const uri of made) ordered.createFile(Uri.parse(uri), { ignoreIfExists: true });
  for (const [uri, edits] of parts) if (isMade(uri)) ordered.set(uri, edits);
  return ordered;
}

/** A file that was made before the rest of its change was refused: it would count as a bibliography. */
async function removeEmpty(file: string): Promise<void> {
  const uri = Uri.parse(file);
  try {
    if ((await workspace.fs.readFile(uri)).length === 0) await workspace.fs.delete(uri);
  } catch {
    // It was not made.
  }
}

/** Resolves with the text that was saved. */
async function saved(document: TextDocument): Promise<string> {
  const text = document.getText();
  await document.save();
  return text;
}

const bom = '\uFEFF';

/** Saves what a step back has changed, once the save before it has ended; undefined where that fails. */
async function saveBack(
  document: TextDocument,
  last: Promise<string | undefined>,
): Promise<string | undefined> {
  const before = await last.catch(() => undefined);
  try {
    // VS Code tells of it as unsaved a little later.
    const now = await saved(document);
    if (now === before || document.isDirty) return now;
    // What was undone while it was being saved counts as saved for VS Code, and stays behind on disk.
    const bytes = await workspace.fs.readFile(document.uri);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const mark = text.startsWith(bom) ? bom : '';
    if (text.slice(mark.length) === before)
      await workspace.fs.writeFile(document.uri, new TextEncoder().encode(mark + document.getText()));
    return now;
  } catch {
    return undefined; // The step back has taken the file away, or VS Code has told of a save that failed.
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
