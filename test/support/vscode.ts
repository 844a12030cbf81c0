import type { LanguageConfiguration } from 'vscode';

/**
 * The part of VS Code's API that the client uses, for tests without an editor: `vscode` resolves to this file there.
 * What the editor would do stands in `editor`: a test opens documents with it, and reads what was shown or run.
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
}

export const ViewColumn = { Beside: -2 } as const;

export class TextDocument {
  readonly uri: Uri;
  readonly languageId: string;
  readonly version = 1;
  isClosed = false;
  #text: string;

  constructor(uri: Uri, languageId: string, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#text = text;
  }

  getText(): string {
    return this.#text;
  }

  /** For the editor alone. */
  set(text: string): void {
    this.#text = text;
  }
}

interface ContentProvider {
  readonly onDidChange?: (listener: Listener<Uri>) => Disposable;
  provideTextDocumentContent(uri: Uri, token: unknown): Promise<string>;
}

const token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable(() => 0) };

/** What a person and the editor itself would do. `reset` before each test. */
class Editor {
  documents: TextDocument[] = [];
  /** What was told, by `showInformationMessage` and its like. */
  messages: string[] = [];
  /** The commands that were run, each with its arguments. */
  ran: unknown[][] = [];
  readonly commands = new Map<string, (...parameters: unknown[]) => unknown>();
  readonly providers = new Map<string, ContentProvider>();
  /** Settings by full name. */
  readonly settings = new Map<string, unknown>();
  /** What was configured, by the id of the language. */
  readonly configured = new Map<string, LanguageConfiguration>();
  /** Extensions, this one among them, with their manifests. */
  installed: { readonly id: string; readonly packageJSON: unknown }[] = [];

  reset(): void {
    this.documents = [];
    this.messages = [];
    this.ran = [];
    this.installed = [];
    for (const map of [this.commands, this.providers, this.settings, this.configured]) map.clear();
  }

  /** Opens a document; one of a provider's scheme gets its text there, and again whenever that says so. */
  async open(uri: Uri, languageId = 'markdown', text = ''): Promise<TextDocument> {
    const provider = this.providers.get(uri.scheme);
    const read = async () => (await provider?.provideTextDocumentContent(uri, token)) ?? text;
    const document = new TextDocument(uri, languageId, await read());
    this.documents.push(document);
    provider?.onDidChange?.((changed) => {
      if (changed.toString() === uri.toString()) void read().then((now) => document.set(now));
    });
    return document;
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

export const workspace = {
  get textDocuments(): readonly TextDocument[] {
    return editor.documents;
  },
  registerTextDocumentContentProvider(scheme: string, provider: ContentProvider): Disposable {
    editor.providers.set(scheme, provider);
    return new Disposable(() => editor.providers.delete(scheme));
  },
};

export const window = {
  showWarningMessage(message: string): Promise<undefined> {
    editor.messages.push(message);
    return Promise.resolve(undefined);
  },
};
