import {
  type CancellationToken,
  CancellationTokenSource,
  type CompletionItem,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  type Position,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type {
  BaseLanguageClient,
  LanguageClientOptions,
  WorkspaceEdit as LspWorkspaceEdit,
} from 'vscode-languageclient';
import { namedCommands } from '../protocol/commands.ts';
import {
  type OutlineChanged,
  outlineChangedNotification,
  packsChangedNotification,
  type WorkspaceEditAnswer,
} from '../protocol/requests.ts';
import type { RequestName } from '../protocol/schema.ts';
import { isBesideMarkdown, notListedBeside } from './besideMarkdown.ts';
import { Changes } from './changes.ts';
import { answerFileRequests } from './fileAccess.ts';
import { documentSelector, isWritten } from './languages.ts';
import { settingsOf } from './settings.ts';

/** How often a change is asked for that cannot be made: about four seconds. */
const attempts = 12;

export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** The language server of this window: started once, and again by a command. */
export class LanguageServer implements Disposable {
  readonly #create: CreateClient;
  readonly #output: LogOutputChannel;
  readonly #extension: Uri;
  readonly #storage: Uri;
  readonly #outlineChanged = new EventEmitter<OutlineChanged>();
  readonly #packsChanged = new EventEmitter<void>();
  readonly #started = new EventEmitter<void>();
  /** The files that a change makes, as URIs. */
  readonly #made = new WeakMap<WorkspaceEdit, readonly string[]>();
  /** The open texts that a change was made from: their versions by URI. */
  readonly #from = new WeakMap<WorkspaceEdit, ReadonlyMap<string, number>>();
  readonly #changes = new Changes();
  readonly #completed = new EventEmitter<readonly CompletionItem[]>();
  readonly #hovered = new EventEmitter<void>();
  readonly #completing = new EventEmitter<void>();
  readonly #asked = new EventEmitter<Position>();
  /** The editor is about to show these. */
  readonly onCompleted = this.#completed.event;
  /** The server had a card for what the pointer rests on. */
  readonly onHovered = this.#hovered.event;
  /** From now on a list that the editor opens is the server's: what was typed before had none. */
  readonly onCompleting = this.#completing.event;
  /** The editor asks for a list at this position. */
  readonly onAsked = this.#asked.event;
  readonly onOutlineChanged = this.#outlineChanged.event;
  readonly onPacksChanged = this.#packsChanged.event;
  readonly onStarted = this.#started.event;
  #client: Promise<BaseLanguageClient> | undefined;

  constructor(create: CreateClient, output: LogOutputChannel, extension: Uri, storage: Uri) {
    this.#create = create;
    this.#output = output;
    this.#extension = extension;
    this.#storage = storage;
  }

  /** Fails where the server cannot be started or the request fails; the error's message is for the user. */
  async request<P, Q, R>(
    { method }: Pick<RequestName<P, Q, R>, 'method' | 'types'>,
    parameters: P,
    token?: CancellationToken,
  ): Promise<R> {
    const client = await this.start();
    // A worker is sent a clone, in which VS Code's positions and ranges have lost their members: as JSON they
    // keep them.
    const plain: unknown = JSON.parse(JSON.stringify(parameters));
    // A token that is undefined would count as a second parameter, and the parameters would go by position.
    if (token === undefined) return await client.sendRequest<R>(method, plain);
    return await client.sendRequest<R>(method, plain, token);
  }

  /** Tells the server something that has no answer; nothing is told to one that does not run. */
  notify(method: string, parameters: object): void {
    this.#client
      ?.then(
        (client) => client.sendNotification(method, parameters),
        () => undefined, // it never started, and said so then
      )
      .catch(() => undefined); // it has stopped: there is nobody to tell
  }

  /** Adds the server's edit, which is LSP's, to one of VS Code's. */
  async merge(into: WorkspaceEdit, edit: unknown): Promise<void> {
    const { protocol2CodeConverter } = await this.start();
    const sent = edit as LspWorkspaceEdit | null;
    // An edit of VS Code's gives the changes of texts alone when it is asked for what it holds.
    const from = new Map(this.#from.get(into));
    for (const change of sent?.documentChanges ?? [])
      if ('textDocument' in change) {
        const { uri, version } = change.textDocument;
        if (version !== null) from.set(protocol2CodeConverter.asUri(uri).toString(), version);
      } else if (change.kind === 'create') {
        const uri = protocol2CodeConverter.asUri(change.uri);
        into.createFile(uri, { ignoreIfExists: true });
        this.#made.set(into, [...(this.#made.get(into) ?? []), uri.toString()]);
      }
    this.#from.set(into, from);
    const converted = await protocol2CodeConverter.asWorkspaceEdit(sent);
    for (const [uri, edits] of converted?.entries() ?? []) into.set(uri, edits);
  }

  /** Makes a change that may reach several files, as one undoable step. */
  async apply(edit: WorkspaceEdit, hurried = false): Promise<boolean> {
    const done = await this.#tryTo(edit, hurried);
    if (!done)
      void window.showWarningMessage('VS Code refused the change. The text may have changed meanwhile.');
    return done;
  }

  /** False, and nothing is changed, where a text was edited since the server saw it: places have moved. */
  async #tryTo(edit: WorkspaceEdit, hurried: boolean): Promise<boolean> {
    const from = this.#from.get(edit);
    const isEdited = workspace.textDocuments.some(
      ({ uri, version }) => (from?.get(uri.toString()) ?? version) !== version,
    );
    return !isEdited && (await this.#changes.apply(edit, this.#made.get(edit) ?? [], hurried));
  }

  /**
   * Asks for a change, makes it and says what is to be said. While a person types on, the text is edited
   * before the change can be made: then it is asked for anew.
   */
  async change<P, Q>(request: RequestName<P, Q, WorkspaceEditAnswer>, parameters: P): Promise<void> {
    for (let times = 1; ; times += 1) {
      const { edit, message } = await this.request(request, parameters);
      const change = new WorkspaceEdit();
      await this.merge(change, edit);
      const isLast = times === attempts;
      if (await (isLast ? this.apply(change, true) : this.#tryTo(change, times > 1))) {
        if (message !== '') void window.showInformationMessage(message);
        return;
      }
      if (isLast) return;
      await new Promise((resolve) => setTimeout(resolve, times * 50));
    }
  }

  /** For a change that VS Code itself makes in a moment. */
  follow(edit: WorkspaceEdit): void {
    this.#changes.follow(edit);
  }

  /** Makes the change of an answer and says what it says. True where something was changed. */
  async applyAnswer({ edit, message }: WorkspaceEditAnswer): Promise<boolean> {
    const change = new WorkspaceEdit();
    await this.merge(change, edit);
    if (!(await this.apply(change))) return false;
    if (message !== '') void window.showInformationMessage(message);
    return change.size > 0;
  }

  start(): Promise<BaseLanguageClient> {
    this.#client ??= this.#launch();
    return this.#client;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.then(
      (running) => running.dispose(),
      () => undefined, // it never started, and said so then
    );
  }

  dispose(): void {
    void this.stop();
    this.#outlineChanged.dispose();
    this.#packsChanged.dispose();
    this.#started.dispose();
    this.#completed.dispose();
    this.#hovered.dispose();
    this.#completing.dispose();
    this.#asked.dispose();
    this.#changes.dispose();
  }

  async #launch(): Promise<BaseLanguageClient> {
    const client = await this.#create(
      clientOptions(
        this.#output,
        { extension: this.#extension, storage: this.#storage },
        {
          completed: this.#completed,
          hovered: this.#hovered,
          completing: this.#completing,
          asked: this.#asked,
        },
      ),
    );
    client.onNotification(outlineChangedNotification, (change: OutlineChanged) => {
      this.#outlineChanged.fire(change);
    });
    client.onNotification(packsChangedNotification, () => {
      this.#packsChanged.fire();
    });
    answerFileRequests(client);
    // Also when the client has started a server again that came to grief.
    client.onDidChangeState(() => {
      if (client.isRunning()) this.#started.fire();
    });
    await client.start();
    return client;
  }
}

function clientOptions(
  outputChannel: LogOutputChannel,
  folders: { readonly extension: Uri; readonly storage: Uri },
  events: {
    readonly completed: EventEmitter<readonly CompletionItem[]>;
    readonly hovered: EventEmitter<void>;
    readonly completing: EventEmitter<void>;
    readonly asked: EventEmitter<Position>;
  },
): LanguageClientOptions {
  return {
    documentSelector,
    outputChannel,
    // A worker does not know its own address: this is where it finds what it loads later.
    initializationOptions: {
      distribution: `${folders.extension.toString(true)}/dist`,
      storage: folders.storage.toString(),
      commands: namedCommands,
    },
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      async handleRegisterCapability(parameters, next) {
        await next(parameters, new CancellationTokenSource().token);
        if (parameters.registrations.some(({ method }) => method === 'textDocument/completion'))
          events.completing.fire();
      },
      didOpen: (document, next) => (isWritten(document) ? next(document) : Promise.resolve()),
      async provideCompletionItem(document, position, context, token, next) {
        events.asked.fire(position);
        const answer = await next(document, position, context, token);
        // A request that was given up may end after the one that took its place.
        if (!token.isCancellationRequested)
          events.completed.fire(Array.isArray(answer) ? answer : (answer?.items ?? []));
        return answer;
      },
      async provideHover(document, position, token, next) {
        const card = await next(document, position, token);
        if (card) events.hovered.fire();
        return card;
      },
      async provideDocumentSymbols(document, token, next) {
        return (await isBesideMarkdown(document)) ? [] : await next(document, token);
      },
      async provideReferences(document, position, options, token, next) {
        return await notListedBeside(document, position, async () =>
          next(document, position, options, token),
        );
      },
      workspace: {
        async configuration(parameters, token, next) {
          const answer: unknown = await next(parameters, token);
          if (!Array.isArray(answer)) return [];
          return answer.map((section: unknown, index) => {
            const item = parameters.items[index];
            return item?.section === 'psycite' ? settingsOf(section, item.scopeUri) : section;
          });
        },
      },
    },
  };
}
