import type { Connection } from 'vscode-languageserver';
import type { Span } from '../base/span.ts';
import { diagnostics, type Problem, severityOf } from '../core/index.ts';
import { type OutlineChanged, outlineChangedNotification } from '../protocol/requests.ts';
import { toDiagnostic } from './convert/toLsp.ts';
import type { Host } from './host.ts';
import { Debouncer } from './scheduler.ts';
import type { Workspace } from './workspace.ts';

/** Quiet time before a file is checked, ms. */
const quiet = 250;
/** How long a key at the place of the last keystroke counts as being typed, ms. */
const typingPause = 1_500;

/** Sends problems and outline changes to the client, each once things are quiet, and never out of date. */
export class Publisher {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #host: Host;
  readonly #debouncer: Debouncer;
  readonly #typing = new Map<string, Span>();
  /** The packs that have problems at the client. */
  readonly #shown = new Set<string>();

  constructor(connection: Connection, workspace: Workspace, host: Host) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#host = host;
    this.#debouncer = new Debouncer(host.clock);
  }

  /** A file was edited by typing: `at` is what was inserted, in the new text. */
  typed(uri: string, at: Span): void {
    this.#typing.set(uri, at);
    this.changed(uri);
    this.#debouncer.schedule(`typing ${uri}`, typingPause, () => {
      this.#typing.delete(uri);
      this.#publish(uri);
    });
  }

  changed(uri: string): void {
    this.#debouncer.schedule(`publish ${uri}`, quiet, () => {
      this.#publish(uri);
    });
  }

  /** Checks every open file again: settings, packs or folders changed. */
  everythingChanged(): void {
    for (const uri of this.#workspace.openUris) this.changed(uri);
    for (const uri of this.#workspace.packs.uris()) this.changed(uri);
  }

  closed(uri: string): void {
    this.#debouncer.cancel(`publish ${uri}`);
    this.#debouncer.cancel(`typing ${uri}`);
    this.#typing.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    this.#debouncer.dispose();
  }

  #publish(uri: string): void {
    const packText = this.#workspace.packs.text(uri);
    if (packText !== undefined) {
      const problems = this.#workspace.packs.problems(uri).flatMap((problem) => this.#withSeverity(problem));
      const snapshot = this.#workspace.snapshot();
      const list = problems.map((one) =>
        toDiagnostic(snapshot, uri, packText, one, this.#host.documentation()),
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
    const snapshot = this.#workspace.snapshot();
    const text = snapshot.text(uri);
    if (text === undefined) return;
    const version =
      snapshot.manuscriptFile(uri)?.version ?? snapshot.bibliographyFile(uri)?.version ?? undefined;
    const list = diagnostics(snapshot, uri, this.#typing.get(uri)).map((problem) =>
      toDiagnostic(snapshot, uri, text, problem, this.#host.documentation()),
    );
    void this.#connection.sendDiagnostics({
      uri,
      diagnostics: list,
      ...(version !== undefined && { version }),
    });
    const changed: OutlineChanged = { uri, revision: snapshot.revision };
    void this.#connection.sendNotification(outlineChangedNotification, changed);
  }

  #withSeverity(problem: Problem) {
    const severity = severityOf(this.#workspace.store.settings, problem.code);
    return severity === 'off' ? [] : [{ ...problem, severity }];
  }
}
