import type { LanguageConfiguration } from 'vscode';

/**
 * The part of VS Code's API that the client uses, for tests without an editor: `vscode` resolves to this file
 * there. What the editor would do stands in `editor`: a test opens documents with it, and reads what was
 * shown or run.
 */
type Listener<T> = (event: T) => unknown;

export class Disposable {
  readonly #dispose: () => unknown;

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  static from(...parts: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const part of parts) part.dispose();
    });
  }

  dispose(): void {
    this.#dispose();
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class Uri {
  readonly scheme: string;
  readonly path: string;

  private constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }

  static from({ scheme, path }: { readonly scheme: string; readonly path: string }): Uri {
    return new Uri(scheme, path);
  }

  static parse(text: string): Uri {
    const { protocol, pathname } = new URL(text);
    return new Uri(protocol.slice(0, -1), decodeURIComponent(pathname));
  }

  static joinPath({ scheme, path }: Uri, ...names: readonly string[]): Uri {
    return new Uri(scheme, [path, ...names].join('/'));
  }

  toString(): string {
    return `${this.scheme}:${this.scheme === 'file' ? '//' : ''}${encodeURI(this.path)}`;
  }
}

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }

  translate(lines: number, characters: number): Position {
    return new Position(this.line + lines, this.character + characters);
  }

  isEqual({ line, character }: Position): boolean {
    return this.line === line && this.character === character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position) {
    this.start = start;
    this.end = end;
  }

  get isEmpty(): boolean {
    const { start, end } = this;
    return start.line === end.line && start.character === end.character;
  }
}

export class Selection extends Range {
  get active(): Position {
    return this.end;
  }
}

export class TabInputText {
  readonly uri: Uri;

  constructor(uri: Uri) {
    this.uri = uri;
  }
}

export class TabInputWebview {
  readonly viewType: string;

  constructor(viewType: string) {
    this.viewType = viewType;
  }
}

export class TabInputCustom extends TabInputWebview {}

export const TextDocumentChangeReason = { Undo: 1, Redo: 2 } as const;

export const ViewColumn = { Beside: -2 } as const;

export class TextDocument {
  readonly uri: Uri;
  readonly languageId: string;
  version = 1;
  isClosed = false;
  isDirty = false;
  #text: string;
  #saved: string;

  constructor(uri: Uri, languageId: string, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#text = text;
    this.#saved = text;
  }

  getText(): string {
    return this.#text;
  }

  lineAt(line: number): { readonly text: string } {
    return { text: this.#text.split('\n')[line] ?? '' };
  }

  offsetAt({ line, character }: Position): number {
    const before = this.#text.split('\n').slice(0, line);
    return before.reduce((sum, { length }) => sum + length + 1, character);
  }

  positionAt(offset: number): Position {
    const before = this.#text.slice(0, offset).split('\n');
    return new Position(before.length - 1, before.at(-1)!.length);
  }

  getWordRangeAtPosition(): undefined {}

  /** How often it was saved. */
  saves = 0;
  /** How long a save takes to reach the disk, ms. */
  saveTime = 0;

  /** What happens on the disk once a save has reached it. */
  onWritten: () => void = () => undefined;

  /** As VS Code: what is undone while it is being saved is clean, and the next save has nothing to do. */
  async save(): Promise<boolean> {
    if (!this.isDirty) return true;
    this.saves += 1;
    const text = this.#text;
    if (this.saveTime > 0) await new Promise((resolve) => setTimeout(resolve, this.saveTime));
    editor.disk.set(String(this.uri), text);
    this.#saved = text;
    this.onWritten();
    if (this.#text === text) this.isDirty = false;
    editor.saved.fire(this);
    return true;
  }

  /** For the editor alone. */
  set(text: string): void {
    this.#text = text;
    this.version += 1;
    this.isDirty = text !== this.#saved;
  }
}

/** A list of the editor with a line to type into. As in VS Code, a tick is told by its place. */
export class QuickPick<T> {
  value = '';
  title = '';
  busy = false;
  canSelectMany = false;
  items: readonly T[] = [];
  selectedItems: readonly T[] = [];
  activeItems: readonly T[] = [];
  readonly #typed = new EventEmitter<string>();
  readonly #ticked = new EventEmitter<readonly T[]>();
  readonly #moved = new EventEmitter<readonly T[]>();
  readonly #accepted = new EventEmitter<void>();
  readonly #hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.#typed.event;
  readonly onDidChangeSelection = this.#ticked.event;
  readonly onDidChangeActive = this.#moved.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidTriggerButton = new EventEmitter<unknown>().event;

  show(): void {}

  dispose(): void {}

  hide(): void {
    this.#hidden.fire();
  }

  type(value: string): void {
    this.value = value;
    this.#typed.fire(value);
  }

  /** The rows at these places are ticked, and no others. */
  tick(...places: readonly number[]): void {
    this.selectedItems = places.map((place) => this.items[place]!);
    this.#ticked.fire(this.selectedItems);
  }

  /** VS Code tells that a row has the focus. */
  move(place: number): void {
    this.activeItems = [this.items[place]!];
    this.#moved.fire(this.activeItems);
  }

  accept(): void {
    this.#accepted.fire();
  }
}

/** An edit gives a document its whole new text. */
export class WorkspaceEdit {
  readonly #texts = new Map<string, readonly [Uri, string]>();
  /** What was put into it, in this order. */
  readonly parts: string[] = [];

  get size(): number {
    return this.#texts.size;
  }

  createFile(uri: Uri): void {
    this.parts.push(`make ${String(uri)}`);
  }

  set(uri: Uri, text: string): void {
    this.parts.push(`write ${String(uri)}`);
    this.#texts.set(String(uri), [uri, text]);
  }

  entries(): (readonly [Uri, string])[] {
    return [...this.#texts.values()];
  }
}

/** A document in an editor, with its cursor. */
export class TextEditor {
  readonly document: TextDocument;
  selection: Selection;

  constructor(document: TextDocument) {
    this.document = document;
    const lines = document.getText().split('\n');
    const end = new Position(lines.length - 1, lines.at(-1)!.length);
    this.selection = new Selection(end, end);
  }
}

interface ContentChange {
  readonly range: Range;
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

interface ContentProvider {
  readonly onDidChange?: (listener: Listener<Uri>) => Disposable;
  provideTextDocumentContent(uri: Uri, token: unknown): Promise<string>;
}

const token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable(() => 0) };

export class CancellationTokenSource {
  readonly token = { ...token };

  cancel(): void {
    this.token.isCancellationRequested = true;
  }
}

/** What a person and the editor itself would do. `reset` before each test. */
class Editor {
  documents: TextDocument[] = [];
  active: TextEditor | undefined;
  readonly changed = new EventEmitter<{
    readonly document: TextDocument;
    readonly contentChanges: readonly ContentChange[];
    readonly reason: number | undefined;
  }>();
  readonly activated = new EventEmitter<TextEditor | undefined>();
  readonly moved = new EventEmitter<{ readonly textEditor: TextEditor }>();
  readonly opened = new EventEmitter<TextDocument>();
  readonly saved = new EventEmitter<TextDocument>();
  readonly closed = new EventEmitter<TextDocument>();
  readonly tabsChanged = new EventEmitter<void>();
  /** The kinds of webviews that stand in tabs. */
  webviews: string[] = [];
  /** What was told, by `showInformationMessage` and its like. */
  messages: string[] = [];
  /** The commands that were run, each with its arguments. */
  ran: unknown[][] = [];
  /** Documents in no tab yet: those that an edit opens, until `showTabs`. */
  readonly behind = new Set<TextDocument>();
  refusesEdits = false;
  /** The changes that were made or refused. */
  applied: WorkspaceEdit[] = [];
  clipboard = '';
  /** What is chosen of a list; nothing until a test says so. */
  pick: (items: readonly unknown[]) => unknown = () => undefined;
  /** The last one that was made. */
  quickPick = new QuickPick<unknown>();
  readonly commands = new Map<string, (...parameters: unknown[]) => unknown>();
  readonly providers = new Map<string, ContentProvider>();
  /** By URI, the text of each file that was saved. */
  readonly disk = new Map<string, string>();
  /** Settings by full name. */
  readonly settings = new Map<string, unknown>();
  /** What was configured, by the id of the language. */
  readonly configured = new Map<string, LanguageConfiguration>();
  /** Extensions, this one among them, with their manifests. */
  installed: { readonly id: string; readonly packageJSON: unknown }[] = [];

  reset(): void {
    this.documents = [];
    this.active = undefined;
    for (const event of [
      this.changed,
      this.activated,
      this.moved,
      this.opened,
      this.saved,
      this.closed,
      this.tabsChanged,
    ])
      event.dispose();
    this.webviews = [];
    this.messages = [];
    this.ran = [];
    this.installed = [];
    this.behind.clear();
    this.refusesEdits = false;
    this.applied = [];
    this.pick = () => undefined;
    for (const map of [this.commands, this.providers, this.settings, this.configured, this.disk]) map.clear();
  }

  /** Opens a document; one of a provider's scheme gets its text there, and again whenever that says so. */
  async open(uri: Uri, languageId = 'markdown', text = ''): Promise<TextDocument> {
    const provider = this.providers.get(uri.scheme);
    const read = async () => (await provider?.provideTextDocumentContent(uri, token)) ?? text;
    const document = new TextDocument(uri, languageId, await read());
    this.documents.push(document);
    this.opened.fire(document);
    provider?.onDidChange?.((changed) => {
      if (changed.toString() === uri.toString()) void read().then((now) => document.set(now));
    });
    return document;
  }

  /**
   * Shows a document in the one editor, its cursor at the end; undefined where something else gets the focus.
   */
  show(document: TextDocument | undefined): void {
    this.active = document && new TextEditor(document);
    this.activated.fire(this.active);
    this.tabsChanged.fire();
  }

  /** Changes texts, and opens those that are in no editor. */
  async applyEdit(edit: WorkspaceEdit): Promise<boolean> {
    this.applied.push(edit);
    if (this.refusesEdits) return false;
    for (const [uri, text] of edit.entries()) {
      let document = this.documents.find((one) => String(one.uri) === String(uri));
      if (document === undefined) {
        document = await this.open(uri);
        this.behind.add(document);
      }
      this.become(document, text, undefined);
    }
    return true;
  }

  become(document: TextDocument, text: string, reason: number | undefined): void {
    document.set(text);
    this.changed.fire({ document, contentChanges: [], reason });
  }

  /** What was changed in no tab gets one. */
  showTabs(): void {
    this.behind.clear();
    this.tabsChanged.fire();
  }

  /** Types behind the cursor of the active editor; backspaces are `\b`. */
  type(text: string): void {
    for (const character of text) {
      const { document, selection } = this.active!;
      const cursor = selection.active;
      const isBack = character === '\b';
      const start = isBack ? cursor.translate(0, -1) : cursor;
      const lines = document.getText().split('\n');
      const line = lines[cursor.line]!;
      lines[cursor.line] =
        line.slice(0, start.character) + (isBack ? '' : character) + line.slice(cursor.character);
      document.set(lines.join('\n'));
      const end = start.translate(0, isBack ? 0 : 1);
      this.active!.selection = new Selection(end, end);
      const change = {
        range: new Range(start, cursor),
        rangeOffset: document.offsetAt(start),
        rangeLength: isBack ? 1 : 0,
        text: isBack ? '' : character,
      };
      this.changed.fire({ document, contentChanges: [change], reason: undefined });
      this.moved.fire({ textEditor: this.active! });
    }
  }

  /** How often a command was run, with what. */
  runsOf(command: string): unknown[][] {
    return this.ran.filter(([name]) => name === command).map(([, ...parameters]) => parameters);
  }
}

export const editor = new Editor();

export const extensions = {
  get all() {
    return editor.installed;
  },
};

export const languages = {
  setLanguageConfiguration(id: string, configuration: LanguageConfiguration): Disposable {
    editor.configured.set(id, configuration);
    return new Disposable(() => editor.configured.delete(id));
  },
};

export const commands = {
  getCommands: (): Promise<string[]> => Promise.resolve([...editor.commands.keys()]),
  executeCommand(name: string, ...parameters: unknown[]): Promise<unknown> {
    editor.ran.push([name, ...parameters]);
    return Promise.resolve(editor.commands.get(name)?.(...parameters));
  },
};

export const env = {
  clipboard: { readText: (): Promise<string> => Promise.resolve(editor.clipboard) },
};

export const QuickInputButtons = { Back: {} };

export const QuickPickItemKind = { Separator: -1, Default: 0 };

export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };

export const workspace = {
  isTrusted: true,
  onDidChangeTextDocument: editor.changed.event,
  onDidOpenTextDocument: editor.opened.event,
  onDidSaveTextDocument: editor.saved.event,
  onDidCloseTextDocument: editor.closed.event,
  applyEdit: (edit: WorkspaceEdit): Promise<boolean> => editor.applyEdit(edit),
  get textDocuments(): readonly TextDocument[] {
    return editor.documents;
  },
  fs: {
    readFile(uri: Uri): Promise<Uint8Array> {
      const text = editor.disk.get(String(uri));
      if (text === undefined) return Promise.reject(new Error('There is no such file.'));
      return Promise.resolve(new TextEncoder().encode(text));
    },
    delete(uri: Uri): Promise<void> {
      editor.disk.delete(String(uri));
      return Promise.resolve();
    },
    rename(from: Uri, to: Uri): Promise<void> {
      editor.disk.set(String(to), editor.disk.get(String(from))!);
      editor.disk.delete(String(from));
      return Promise.resolve();
    },
    writeFile(uri: Uri, bytes: Uint8Array): Promise<void> {
      editor.disk.set(String(uri), new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      return Promise.resolve();
    },
  },
  registerTextDocumentContentProvider(scheme: string, provider: ContentProvider): Disposable {
    editor.providers.set(scheme, provider);
    return new Disposable(() => editor.providers.delete(scheme));
  },
};

export const window = {
  get activeTextEditor(): TextEditor | undefined {
    return editor.active;
  },
  get visibleTextEditors(): readonly TextEditor[] {
    return editor.active === undefined ? [] : [editor.active];
  },
  registerWebviewViewProvider: () => ({ dispose: () => undefined }),
  onDidChangeActiveTextEditor: editor.activated.event,
  onDidChangeTextEditorSelection: editor.moved.event,
  tabGroups: {
    get all() {
      const tabs = editor.documents
        .filter((document) => !document.isClosed && !editor.behind.has(document))
        .map(({ uri }) => ({ input: new TabInputText(uri) }));
      return [{ tabs: [...tabs, ...editor.webviews.map((kind) => ({ input: new TabInputWebview(kind) }))] }];
    },
    onDidChangeTabs: editor.tabsChanged.event,
  },
  createQuickPick(): QuickPick<unknown> {
    editor.quickPick = new QuickPick();
    return editor.quickPick;
  },
  showQuickPick(items: readonly { readonly picked?: boolean }[]): Promise<unknown> {
    return Promise.resolve(editor.pick(items));
  },
  withProgress<T>(_: unknown, task: (progress: unknown, token: unknown) => Promise<T>): Promise<T> {
    return task({ report: () => undefined }, token);
  },
  showWarningMessage(message: string): Promise<undefined> {
    editor.messages.push(message);
    return Promise.resolve(undefined);
  },
  showInformationMessage(message: string): Promise<undefined> {
    editor.messages.push(message);
    return Promise.resolve(undefined);
  },
};
