import type { Connection } from 'vscode-languageserver';
import { touches } from '../base/span.ts';
import { citationsOf, diagnostics, type Manuscript, prepareRename, type Snapshot } from '../core/index.ts';
import {
  type OutlineChanged,
  outlineChangedNotification,
  packsChangedNotification,
} from '../protocol/requests.ts';
import type { ClientSupport } from './convert/clientSupport.ts';
import { toDiagnostic } from './convert/toLsp.ts';
import type { Host } from './host.ts';
import { Debouncer } from './scheduler.ts';
import type { Workspace } from './workspace.ts';

/** Quiet time before a file is checked, ms. */
const quiet = 250;

/** Sends problems and outline changes to the client, each once things are quiet, and never out of date. */
export class Publisher {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #host: Host;
  readonly #client: () => ClientSupport;
  readonly #debouncer: Debouncer;
  /** Where the cursor stands since it last typed, until it leaves the key there. */
  readonly #typedAt = new Map<string, number>();
  /** The packs that have problems at the client. */
  readonly #shown = new Set<string>();

  /** The project files that have problems at the client. */
  readonly #shownProjectFiles = new Set<string>();

  /**
   * The keys that each manuscript cited when an open bibliography was checked last: bibliography → manuscript
   * → keys.
   */
  readonly #cited = new Map<string, ReadonlyMap<string, string>>();

  constructor(connection: Connection, workspace: Workspace, host: Host, client: () => ClientSupport) {
    this.#client = client;
    this.#connection = connection;
    this.#workspace = workspace;
    this.#host = host;
    this.#debouncer = new Debouncer(host.clock);
  }

  /** A file was edited, as by typing: `at` is where the edit ended, in the new text. */
  typed(uri: string, at: number): void {
    this.#typedAt.set(uri, at);
    this.changed(uri);
  }

  /**
   * The cursor rests in a file. A key that was being typed is done where the cursor is not in it any more.
   */
  cursorAt(uri: string, offset: number): void {
    const typedAt = this.#typedAt.get(uri);
    if (typedAt === undefined || typedAt === offset) return;
    const key = prepareRename(this.#workspace.snapshot(), uri, typedAt);
    if (key !== undefined && touches(key, offset)) this.#typedAt.set(uri, offset);
    else this.typingEnded(uri);
  }

  /** Whatever was being typed is done: the file was saved, or left for another. */
  typingEnded(uri: string): void {
    if (this.#typedAt.delete(uri)) this.changed(uri);
  }

  changed(uri: string): void {
    this.#debouncer.schedule(`publish ${uri}`, quiet, () => {
      this.#publish(uri);
    });
  }

  /** Which bibliographies apply somewhere changed: project files may declare some that are not there. */
  librariesChanged(): void {
    this.#debouncer.schedule('project files', quiet, () => {
      const declaring = this.#workspace.snapshot().projectFiles();
      for (const uri of new Set([...declaring, ...this.#shownProjectFiles]))
        void this.#publishProjectFile(uri);
    });
  }

  /**
   * Papers, or settings: every open file is checked again, and the client asks again for the pages of packs
   * it shows.
   */
  packsChanged(): void {
    for (const uri of this.#workspace.openUris) this.changed(uri);
    for (const uri of this.#workspace.packs.uris()) this.changed(uri);
    this.#debouncer.schedule('packs', quiet, () => {
      void this.#connection.sendNotification(packsChangedNotification);
    });
  }

  closed(uri: string): void {
    this.#debouncer.cancel(`publish ${uri}`);
    this.#typedAt.delete(uri);
    this.#cited.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    this.#debouncer.dispose();
  }

  #publish(uri: string): void {
    const packText = this.#workspace.packs.text(uri);
    if (packText !== undefined) {
      const snapshot = this.#workspace.snapshot();
      const list = diagnostics(snapshot, uri).map((one) =>
        toDiagnostic(snapshot, uri, packText, one, this.#client(), this.#host.documentation()),
      );
      if (list.length > 0) this.#shown.add(uri);
      else this.#shown.delete(uri);
      void this.#connection.sendDiagnostics({ uri, diagnostics: list });
      return;
    }
    if (!this.#workspace.isOpen(uri)) {
      // A pack's problems are shown while it is closed, and go with its file.
      if (this.#shown.delete(uri)) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
      return;
    }
    const snapshot = this.#workspace.snapshot().of(uri);
    const text = snapshot.text(uri);
    if (text === undefined) return;
    const version =
      snapshot.manuscriptFile(uri)?.version ?? snapshot.bibliographyFile(uri)?.version ?? undefined;
    const list = diagnostics(snapshot, uri, this.#typedAt.get(uri)).map((problem) =>
      toDiagnostic(snapshot, uri, text, problem, this.#client(), this.#host.documentation()),
    );
    void this.#connection.sendDiagnostics({
      uri,
      diagnostics: list,
      ...(version !== undefined && { version }),
    });
    if (snapshot.bibliographyFile(uri) !== undefined) this.#cited.set(uri, citedIn(snapshot, uri));
    this.#publishCited(snapshot, uri);
    const changed: OutlineChanged = { uri, revision: snapshot.revision };
    void this.#connection.sendNotification(outlineChangedNotification, changed);
  }

  /** What an open bibliography holds that nobody cites changes with the keys that a manuscript cites. */
  #publishCited(snapshot: Snapshot, uri: string): void {
    const manuscript = snapshot.manuscript(uri);
    // Until it is known which bibliographies apply, none can be told: it is checked again then.
    if (manuscript === undefined || snapshot.discovery(uri) === undefined) return;
    for (const { found } of snapshot.appliedBibliographies(uri)) {
      if (found.uri === uri || !this.#workspace.isOpen(found.uri)) continue;
      if (this.#cited.get(found.uri)?.get(uri) !== keysOf(manuscript)) this.changed(found.uri);
    }
  }

  async #publishProjectFile(uri: string): Promise<void> {
    const text = await this.#workspace.textOf(uri);
    const snapshot = this.#workspace.snapshot();
    const list = (text === undefined ? [] : diagnostics(snapshot, uri)).map((problem) =>
      toDiagnostic(snapshot, uri, text!, problem, this.#client(), this.#host.documentation()),
    );
    if (list.length > 0) this.#shownProjectFiles.add(uri);
    else if (!this.#shownProjectFiles.delete(uri)) return;
    void this.#connection.sendDiagnostics({ uri, diagnostics: list });
  }
}

/** The keys of each manuscript that a bibliography applies to. */
const citedIn = (snapshot: Snapshot, uri: string): ReadonlyMap<string, string> =>
  new Map(snapshot.manuscriptsCiting(uri).map((file) => [file.uri, keysOf(file.manuscript)]));

const keysByManuscript = new WeakMap<Manuscript, string>();

/** The keys that a manuscript cites, as one text to compare. */
function keysOf(manuscript: Manuscript): string {
  let keys = keysByManuscript.get(manuscript);
  if (keys === undefined) {
    keys = [...citationsOf(manuscript).byKey.keys()].sort().join('\n');
    keysByManuscript.set(manuscript, keys);
  }
  return keys;
}
