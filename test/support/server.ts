import { PassThrough } from 'node:stream';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  type CodeLens,
  CodeLensRequest,
  type CompletionItem,
  type CompletionList,
  CompletionRequest,
  CompletionResolveRequest,
  createProtocolConnection,
  DefinitionRequest,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesRegistrationOptions,
  DidCloseTextDocumentNotification,
  DidDeleteFilesNotification,
  DidOpenTextDocumentNotification,
  type DocumentHighlight,
  DocumentHighlightRequest,
  type DocumentLink,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  type FoldingRange,
  FoldingRangeRequest,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type InlayHint,
  InlayHintRequest,
  InlineCompletionRequest,
  InlineCompletionTriggerKind,
  type Location,
  type LocationLink,
  type TextEdit as LspTextEdit,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  ReferencesRequest,
  type Registration,
  RegistrationRequest,
  RenameRequest,
  SemanticTokensRequest,
  ShutdownRequest,
  UnregistrationRequest,
  type WorkspaceEdit,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { Text } from '../../src/base/text.ts';
import { isInside } from '../../src/core/index.ts';
import { namedCommands } from '../../src/protocol/commands.ts';
import type { RequestName } from '../../src/protocol/schema.ts';
import type { Host, HostFiles } from '../../src/server/host.ts';
import { lifeCycle } from '../../src/server/lifeCycle.ts';
import { startServer } from '../../src/server/server.ts';
import { start } from '../../src/server/start.ts';
import { parseFixture } from './fixture.ts';
import { globRegExp } from './globs.ts';
import { type MemoryFiles, memoryHost } from './memoryHost.ts';

export const root = 'file:///paper';
export const uriOf = (name: string): string => `${root}/${name}`;

/** Capabilities that VS Code has and PsyCite looks at. */
const capabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
  textDocument: {
    definition: { linkSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    inlineCompletion: {},
    completion: { completionItem: { documentationFormat: ['markdown', 'plaintext'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
  },
};

/**
 * The real server over a real JSON-RPC connection in memory, with files from a map. Each LSP request has one
 * method here.
 */
export class TestServer {
  readonly connection: ProtocolConnection;
  readonly files: MemoryFiles;
  initialized: InitializeResult | undefined;
  settings: unknown = {};
  /** What the server has asked the client to tell it of. */
  registrations: Registration[] = [];
  /** A client that is slow to register does so when this resolves. */
  registering: Promise<void> = Promise.resolve();
  /** Resolves once the server has asked to be told of files, where the client lets it. */
  #watching: Promise<void> = Promise.resolve();
  readonly #diagnostics = new Map<string, Diagnostic[]>();
  /** The version of each file that its problems are of. */
  readonly #checked = new Map<string, number | undefined>();
  readonly #waiting = new Set<() => void>();
  readonly #versions = new Map<string, number>();
  readonly #texts = new Map<string, Text>();

  private constructor(connection: ProtocolConnection, files: MemoryFiles) {
    this.connection = connection;
    this.files = files;
  }

  /** `files` by name in the workspace folder. */
  static async start(
    files: Readonly<Record<string, string | Uint8Array>> = {},
    options: {
      readonly settings?: unknown;
      readonly host?: Partial<Host>;
      readonly capabilities?: ClientCapabilities;
      /** The commands that the client runs itself. */
      readonly commands?: readonly string[];
      /** The folder of the extension's own files, as a URI. */
      readonly storage?: string;
      /** When the files were written, for a disk that tells it. */
      readonly stamp?: HostFiles['stamp'];
    } = {},
  ): Promise<TestServer> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const map: MemoryFiles = new Map(Object.entries(files).map(([name, text]) => [uriOf(name), text]));
    const host = memoryHost(map, options.host);
    const ends = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const;
    const order = lifeCycle();
    const connection = createConnection(...ends, { messageStrategy: order });
    const disk = { ...host.files, ...(options.stamp && { stamp: options.stamp }) };
    start(connection, order, () =>
      Promise.resolve((client) => startServer(connection, { ...host, files: disk }, client)),
    );
    const client = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    const server = new TestServer(client, map);
    server.settings = options.settings ?? {};
    client.onRequest('workspace/configuration', () => [server.settings]);
    const declared = options.capabilities ?? capabilities;
    let watches: () => void = () => undefined;
    if (declared.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      server.#watching = new Promise((resolve) => {
        watches = resolve;
      });
    client.onRequest(RegistrationRequest.type, async ({ registrations }) => {
      await server.registering;
      server.registrations.push(...registrations);
      if (registrations.some(({ method }) => method === DidChangeWatchedFilesNotification.method)) watches();
    });
    client.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
      const gone = new Set(unregisterations.map(({ id }) => id));
      server.registrations = server.registrations.filter(({ id }) => !gone.has(id));
    });
    client.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      server.#diagnostics.set(uri, diagnostics);
      server.#checked.set(uri, version);
      for (const check of server.#waiting) check();
    });
    client.listen();
    server.initialized = await client.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: root,
      capabilities: declared,
      initializationOptions: {
        commands: options.commands ?? namedCommands,
        ...(options.storage !== undefined && { storage: options.storage }),
      },
      workspaceFolders: [{ uri: root, name: 'paper' }],
    });
    await client.sendNotification(InitializedNotification.type, {});
    return server;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type).catch(() => undefined); // it was shut down before
    this.connection.dispose();
  }

  /** Opens a fixture; the answer is its cursor's position. */
  async open(name: string, source: string, languageId = languageOf(name)): Promise<Position> {
    const { text, cursor } = parseFixture(source);
    const document = Text.of(text);
    this.#texts.set(name, document);
    this.#versions.set(name, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: uriOf(name), languageId, version: 1, text },
    });
    return document.positionAt(cursor ?? 0);
  }

  /** Replaces `range` (the whole text where it is absent) as typing does. */
  async change(name: string, text: string, range?: Range): Promise<void> {
    const version = (this.#versions.get(name) ?? 0) + 1;
    this.#versions.set(name, version);
    const before = this.#texts.get(name) ?? Text.of('');
    const span = range
      ? { start: before.offsetAt(range.start), end: before.offsetAt(range.end) }
      : { start: 0, end: before.length };
    this.#texts.set(name, before.replace({ ...span, text }));
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: uriOf(name), version },
      contentChanges: [range ? { range, text } : { text }],
    });
  }

  async close(name: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: uriOf(name) },
    });
  }

  /** Writes or deletes a file on the "disk", and tells the server where it has asked to be told. */
  async write(name: string, text: string | Uint8Array | undefined): Promise<void> {
    const uri = uriOf(name);
    const type = text === undefined ? 3 : this.files.has(uri) ? 2 : 1;
    if (text === undefined) this.files.delete(uri);
    else this.files.set(uri, text);
    await this.#watching;
    if (!this.isWatched(name)) return;
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri, type }],
    });
  }

  /** True where the server has asked to be told of changes to this file. */
  isWatched(name: string): boolean {
    const uri = uriOf(name);
    return this.registrations
      .filter(({ method }) => method === DidChangeWatchedFilesNotification.method)
      .flatMap(
        ({ registerOptions }) => (registerOptions as DidChangeWatchedFilesRegistrationOptions).watchers,
      )
      .some(({ globPattern }) => {
        const [base, glob] =
          typeof globPattern === 'string'
            ? [root, globPattern]
            : [globPattern.baseUri as string, globPattern.pattern];
        return isInside(uri, base) && globRegExp(glob).test(decodeURI(uri.slice(base.length + 1)));
      });
  }

  /** Deletes a folder from the "disk", of which an editor tells as one operation. */
  async deleteFolder(name: string): Promise<void> {
    for (const uri of [...this.files.keys()]) if (uri.startsWith(`${uriOf(name)}/`)) this.files.delete(uri);
    await this.connection.sendNotification(DidDeleteFilesNotification.type, {
      files: [{ uri: uriOf(name) }],
    });
  }

  async completion(name: string, position: Position): Promise<CompletionList> {
    const answer = await this.connection.sendRequest(CompletionRequest.type, at(name, position));
    return Array.isArray(answer)
      ? { isIncomplete: false, items: answer }
      : (answer ?? { isIncomplete: false, items: [] });
  }

  /** What is suggested behind the cursor: each as the text that the line would read up to the cursor. */
  async inlineCompletions(name: string, position: Position, asked = false): Promise<string[]> {
    const context = {
      triggerKind: asked ? InlineCompletionTriggerKind.Invoked : InlineCompletionTriggerKind.Automatic,
    };
    const answer = await this.connection.sendRequest(InlineCompletionRequest.type, {
      ...at(name, position),
      context,
    });
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    const before = { line: position.line, character: 0 };
    return items.map(
      ({ insertText, range }) =>
        this.textAt(name, { start: before, end: range!.start }) +
        (typeof insertText === 'string' ? insertText : insertText.value),
    );
  }

  resolve(item: CompletionItem): Promise<CompletionItem> {
    return this.connection.sendRequest(CompletionResolveRequest.type, item);
  }

  /** The card's Markdown; undefined where there is none. */
  async hover(
    name: string,
    position: Position,
  ): Promise<{ markdown: string; range: Range | undefined } | undefined> {
    const answer: Hover | null = await this.connection.sendRequest(HoverRequest.type, at(name, position));
    if (answer === null) return undefined;
    return { markdown: (answer.contents as { value: string }).value, range: answer.range };
  }

  async definition(name: string, position: Position): Promise<LocationLink[]> {
    return ((await this.connection.sendRequest(DefinitionRequest.type, at(name, position))) ??
      []) as LocationLink[];
  }

  async references(name: string, position: Position): Promise<Location[]> {
    const context = { includeDeclaration: true };
    return (
      (await this.connection.sendRequest(ReferencesRequest.type, { ...at(name, position), context })) ?? []
    );
  }

  rename(name: string, position: Position, newName: string): Promise<WorkspaceEdit | null> {
    return this.connection.sendRequest(RenameRequest.type, { ...at(name, position), newName });
  }

  async symbols(name: string) {
    return (
      (await this.connection.sendRequest(DocumentSymbolRequest.type, {
        textDocument: { uri: uriOf(name) },
      })) ?? []
    );
  }

  async codeActions(name: string, range: Range, diagnostics: Diagnostic[] = []): Promise<CodeAction[]> {
    const params = { textDocument: { uri: uriOf(name) }, range, context: { diagnostics } };
    return ((await this.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
  }

  async highlights(name: string, position: Position): Promise<DocumentHighlight[]> {
    return (await this.connection.sendRequest(DocumentHighlightRequest.type, at(name, position))) ?? [];
  }

  async links(name: string): Promise<DocumentLink[]> {
    return (
      (await this.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri: uriOf(name) } })) ??
      []
    );
  }

  async lenses(name: string): Promise<CodeLens[]> {
    return (
      (await this.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: uriOf(name) } })) ?? []
    );
  }

  async folds(name: string): Promise<FoldingRange[]> {
    return (
      (await this.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri: uriOf(name) } })) ??
      []
    );
  }

  async inlayHints(name: string, range: Range): Promise<InlayHint[]> {
    const params = { textDocument: { uri: uriOf(name) }, range };
    return (await this.connection.sendRequest(InlayHintRequest.type, params)) ?? [];
  }

  /** Each token as its text and whether it is unresolved. */
  async semanticTokens(name: string): Promise<{ text: string; unresolved: boolean }[]> {
    const answer = await this.connection.sendRequest(SemanticTokensRequest.type, {
      textDocument: { uri: uriOf(name) },
    });
    const data = answer?.data ?? [];
    const out: { text: string; unresolved: boolean }[] = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!;
      line += data[i]!;
      const range = { start: { line, character }, end: { line, character: character + data[i + 2]! } };
      out.push({ text: this.textAt(name, range), unresolved: data[i + 4] === 1 });
    }
    return out;
  }

  async workspaceSymbols(query: string): Promise<string[]> {
    const found = (await this.connection.sendRequest(WorkspaceSymbolRequest.type, { query })) ?? [];
    return found.map((symbol) => symbol.name);
  }

  /** The file's text after the edits of a change that the server answered with. */
  after(name: string, edit: WorkspaceEdit | null | undefined): string {
    const known = this.#texts.get(name);
    const file = this.files.get(uriOf(name));
    let text = known ?? Text.of(typeof file === 'string' ? file : '');
    for (const change of edit?.documentChanges ?? []) {
      if (!('edits' in change) || change.textDocument.uri !== uriOf(name)) continue;
      const spans = change.edits.map((one) => ({
        start: text.offsetAt((one as LspTextEdit).range.start),
        end: text.offsetAt((one as LspTextEdit).range.end),
        text: (one as LspTextEdit).newText,
      }));
      for (const span of spans.sort((a, b) => b.start - a.start)) text = text.replace(span);
    }
    return text.toString();
  }

  request<P, Q, R>({ method }: RequestName<P, Q, R>, params: P): Promise<R> {
    return this.connection.sendRequest(method, params);
  }

  /** The problems of a file, once `done` holds for them; the wait ends with the test's own time limit. */
  diagnostics(
    name: string,
    done: (problems: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<Diagnostic[]> {
    return new Promise((resolve) => {
      const check = (): void => {
        const problems = this.#diagnostics.get(uriOf(name));
        if (problems === undefined || !done(problems)) return;
        this.#waiting.delete(check);
        resolve(problems);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Resolves when the problems of a file are those of its text as it is now. */
  async checked(name: string): Promise<void> {
    await this.diagnostics(name, () => this.#checked.get(uriOf(name)) === this.#versions.get(name));
  }

  /** The keys that are marked as undefined, once they are those that are `wanted`. */
  async undefinedKeys(name: string, wanted: readonly string[]): Promise<string[]> {
    const keys = (list: readonly Diagnostic[]) =>
      list.filter(({ code }) => code === 'citation-undefined').map(({ range }) => this.textAt(name, range));
    return keys(await this.diagnostics(name, (list) => keys(list).join() === wanted.join()));
  }

  /** The text that a range of a file covers. */
  textAt(name: string, range: Range): string {
    const known = this.#texts.get(name);
    const file = this.files.get(uriOf(name));
    const text = known ?? Text.of(typeof file === 'string' ? file : '');
    return text.slice(text.offsetAt(range.start), text.offsetAt(range.end));
  }
}

const at = (name: string, position: Position) => ({ textDocument: { uri: uriOf(name) }, position });

const languages = new Map([
  ['md', 'markdown'],
  ['qmd', 'quarto'],
  ['Rmd', 'rmd'],
  ['tex', 'latex'],
  ['typ', 'typst'],
  ['bib', 'bibtex'],
  ['json', 'json'],
]);

const languageOf = (name: string): string =>
  languages.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'plaintext';
