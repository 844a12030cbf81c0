import {
  type ClientCapabilities,
  CompletionRequest,
  type Connection,
  DidChangeConfigurationNotification,
  MessageType,
  RegistrationRequest,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { expandHome, readSettings } from '../core/index.ts';
import { completionByLanguage } from './citingCharacters.ts';
import { toFolders } from './convert/fromLsp.ts';
import { handleAssistant } from './handlers/assistant.ts';
import { handleCommands } from './handlers/commands.ts';
import type { HandlerContext } from './handlers/context.ts';
import { handleDocuments } from './handlers/documents.ts';
import { handleNavigation } from './handlers/navigation.ts';
import { handleStructure } from './handlers/structure.ts';
import { handleWriting } from './handlers/writing.ts';
import type { Host } from './host.ts';
import { type InitializedClient, registersCompletion } from './initialize.ts';
import { type PolledFiles, Polling } from './polling.ts';
import { Publisher } from './publisher.ts';
import { Debouncer } from './scheduler.ts';
import { Styles } from './styles.ts';
import { warmUp } from './warmUp.ts';
import { Watching } from './watching.ts';
import { Workspace } from './workspace.ts';
import type { ZoteroKeeper } from './zoteroCopy.ts';

/** How long bibliographies that were found are gathered before the client is asked to watch them, ms. */
const watchDelay = 500;

/** How long the first requests wait for the settings, ms. */
const settingsDelay = 300;

/** Serves a client that has been initialized. The platform decides what the connection and the host are. */
export function startServer(connection: Connection, host: Host, started: InitializedClient): void {
  const { client, support } = started;
  let folders = toFolders(started.folders);
  if (started.distribution !== undefined) host.setDistribution?.(started.distribution);
  let zotero: Promise<ZoteroKeeper> | undefined;
  let isZoteroConnected = false;

  const workspace = new Workspace(host, {
    libraryChanged(manuscripts) {
      for (const uri of manuscripts) publisher.changed(uri);
      publisher.librariesChanged();
      debouncer.scheduleOnce('watch', watchDelay, () => void watchBibliographies());
    },
    fileChanged(uri) {
      publisher.changed(uri);
    },
    packsChanged() {
      publisher.packsChanged();
    },
    progress: (title) => reportProgress(connection, client, title),
    log(message) {
      connection.console.log(message);
    },
    warmUp: (snapshot, bibliography) => warmUp(snapshot, bibliography, support),
  });
  const publisher = new Publisher(connection, workspace, host, () => support);
  const styles = new Styles(workspace, host, (message) => {
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
  });
  const watching = new Watching(connection, () => client);
  const polling = new Polling(host, polledFiles(workspace), (uris) => void workspace.filesChanged(uris));
  const debouncer = new Debouncer(host.clock);
  const context: HandlerContext = {
    connection,
    client: () => support,
    workspace,
    publisher,
    styles,
    host,
    zotero: loadZotero,
    storage: async () =>
      started.storage === undefined ? undefined : host.openStorage?.(started.storage).catch(() => undefined),
  };

  connection.onInitialized(async () => {
    void registerCompletion();
    const configured = configure();
    const packs = await host.loadPacks().catch((error: unknown) => {
      connection.console.error(`The papers cannot be loaded: ${String(error)}`);
      return [];
    });
    // A client that is slow to give its settings must not hold up the first completion for long.
    await Promise.race([
      configured,
      new Promise((resolve) => host.clock.after(settingsDelay, () => resolve(0))),
    ]);
    workspace.setShippedPacks(packs);
    workspace.setFolders(folders);
    await configured;
    await watchBibliographies();
    await register();
  });

  connection.onDidChangeConfiguration(async ({ settings }) => {
    await configure(settings);
    await watchBibliographies();
  });

  handleDocuments(context);
  handleNavigation(context);
  handleWriting(context);
  handleStructure(context);
  handleCommands(context);
  handleAssistant(context);

  connection.onShutdown(() => {
    debouncer.dispose();
    polling.dispose();
    publisher.dispose();
    styles.dispose();
    workspace.dispose();
    void zotero?.then((keeper) => keeper.dispose());
  });

  /** Asks the client for the section `psycite`; a client that cannot be asked sends it along. */
  async function configure(sent?: unknown): Promise<void> {
    const raw: unknown = client.workspace?.configuration
      ? await connection.workspace.getConfiguration('psycite')
      : (sent as { psycite?: unknown } | undefined)?.psycite;
    const settings = readSettings(raw);
    workspace.setSettings(host.home === undefined ? settings : expandHome(settings, host.home));
    const { zoteroConnected } = settings;
    if (zoteroConnected) void loadZotero().then((keeper) => Promise.all([keeper.narrow(), keeper.connect()]));
    else if (isZoteroConnected) void loadZotero().then((keeper) => keeper.disconnect());
    isZoteroConnected = zoteroConnected;
  }

  /** Loaded by whoever connects Zotero alone. */
  function loadZotero(): Promise<ZoteroKeeper> {
    zotero ??= import('./zoteroCopy.ts').then(
      (loaded) =>
        new loaded.ZoteroKeeper(host, workspace, started.storage, (message) =>
          connection.console.log(message),
        ),
    );
    return zotero;
  }

  /** The bibliographies that apply, wherever they lie and whatever they are called. */
  async function watchBibliographies(): Promise<void> {
    const known = [...workspace.snapshot().bibliographyFiles()].map(({ uri }) => uri);
    await workspace.readAgain(await watching.watch(known, workspace.roots.filesOutside()));
  }

  /** By language, where the client can. A client that refuses is told, and keeps the rest. */
  async function registerCompletion(): Promise<void> {
    if (!registersCompletion(client)) return;
    try {
      // In one request, so that the client knows when it has them all.
      const registrations = completionByLanguage.map((registerOptions, index) => ({
        id: `psycite.completion.${index}`,
        method: CompletionRequest.method,
        registerOptions,
      }));
      await connection.sendRequest(RegistrationRequest.type, { registrations });
    } catch (error) {
      connection.console.error(`Completion cannot be registered: ${String(error)}`);
    }
  }

  async function register(): Promise<void> {
    // First, for the client may tell of folders while it thinks about what follows.
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(toFolders(removed));
        folders = [...new Set([...folders.filter((folder) => !gone.has(folder)), ...toFolders(added)])];
        workspace.setFolders(folders);
      });
    }
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'psycite' });
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) await watching.start();
    else polling.start();
  }
}

/** What was read from disk and is not open: of what is open the client tells. */
function polledFiles(workspace: Workspace): PolledFiles {
  const closed = (files: Iterable<{ readonly uri: string }>): string[] =>
    [...files].map(({ uri }) => uri).filter((uri) => !workspace.isOpen(uri));
  return {
    bibliographies: () => closed(workspace.snapshot().bibliographyFiles()),
    manuscripts: () => closed(workspace.snapshot().manuscriptFiles()),
  };
}

/** Shows a bar at the client for work that takes longer than a moment. Call the answer with 1 at the end. */
function reportProgress(
  connection: Connection,
  client: ClientCapabilities,
  title: string,
): (share: number) => void {
  if (!client.window?.workDoneProgress) return () => undefined;
  let last = 0;
  let ended = false;
  const progress = connection.window.createWorkDoneProgress().then((bar) => {
    bar.begin(title, 0);
    return bar;
  });
  return (share) => {
    if (ended || (share < 1 && share - last < 0.05)) return;
    last = share;
    ended = share >= 1;
    // A client that refuses the bar has none; the work goes on.
    progress.then(
      (bar) => {
        if (share >= 1) bar.done();
        else bar.report(Math.round(share * 100));
      },
      () => undefined,
    );
  };
}
