import {
  commands,
  type Disposable,
  EventEmitter,
  TabInputTextDiff,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { LanguageServer } from './languageClient.ts';

/** Read-only documents that show files as they would be. */
const scheme = 'psycite-changed';

interface Change {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Shows files as they are beside what some changes of them would make, in VS Code's own diff editor. Which of
 * the changes are shown can be told anew, and nothing is made of them.
 */
export class ChangesBeside implements Disposable {
  readonly #title: string;
  readonly #originals: ReadonlyMap<string, TextDocument>;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #changes: readonly (readonly Change[])[];
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider: Disposable;
  #shown: ReadonlySet<number>;

  private constructor(
    title: string,
    originals: ReadonlyMap<string, TextDocument>,
    changes: readonly (readonly Change[])[],
  ) {
    this.#title = title;
    this.#originals = originals;
    this.#texts = new Map([...originals].map(([file, document]) => [file, document.getText()]));
    this.#changes = changes;
    this.#shown = new Set(changes.keys());
    this.#provider = workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: ({ query }) => this.#textOf(query),
    });
  }

  /** `edits` are the server's, one a change; all of them are shown at first. */
  static async open(
    server: LanguageServer,
    title: string,
    edits: readonly unknown[],
  ): Promise<ChangesBeside> {
    const originals = new Map<string, TextDocument>();
    const changes: Change[][] = [];
    for (const sent of edits) {
      const edit = new WorkspaceEdit();
      await server.merge(edit, sent);
      const change: Change[] = [];
      for (const [uri, parts] of edit.entries()) {
        const file = uri.toString();
        const document = originals.get(file) ?? (await workspace.openTextDocument(uri));
        originals.set(file, document);
        for (const { range, newText } of parts)
          change.push({
            file,
            start: document.offsetAt(range.start),
            end: document.offsetAt(range.end),
            text: newText,
          });
      }
      changes.push(change);
    }
    const beside = new ChangesBeside(title, originals, changes);
    await beside.#open();
    return beside;
  }

  /** Shows these of the changes, by their places in the list. */
  show(places: Iterable<number>): void {
    this.#shown = new Set(places);
    for (const { uri } of this.#originals.values()) this.#changed.fire(changedUri(uri));
  }

  async #open(): Promise<void> {
    const pairs = [...this.#originals.values()].map(({ uri }) => [uri, uri, changedUri(uri)] as const);
    const [only] = pairs;
    if (only === undefined) return;
    // The editor is beside what is asked, and does not take the focus from it.
    const options = { preview: true, preserveFocus: true };
    if (pairs.length === 1)
      await commands.executeCommand('vscode.diff', only[1], only[2], this.#title, options);
    else await commands.executeCommand('vscode.changes', this.#title, pairs);
  }

  #textOf(file: string): string {
    const changes = this.#changes
      .filter((_, place) => this.#shown.has(place))
      .flatMap((change) => change.filter((part) => part.file === file));
    let text = this.#texts.get(file) ?? '';
    for (const { start, end, text: own } of changes.sort((a, b) => b.start - a.start))
      text = text.slice(0, start) + own + text.slice(end);
    return text;
  }

  dispose(): void {
    const own = window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.filter(
        ({ input, label }) =>
          (input instanceof TabInputTextDiff && input.modified.scheme === scheme) || label === this.#title,
      ),
    );
    void window.tabGroups.close(own, true);
    this.#provider.dispose();
    this.#changed.dispose();
  }
}

const changedUri = (uri: Uri): Uri => Uri.from({ scheme, path: uri.path, query: uri.toString() });
