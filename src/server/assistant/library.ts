import {
  fileName,
  isInside,
  joinUri,
  parentOf,
  prepareAuthorYears,
  quotedText,
  type Snapshot,
  type Syntax,
} from '../../core/index.ts';
import type { Host } from '../host.ts';
import { Scheduler } from '../scheduler.ts';
import type { Workspace } from '../workspace.ts';
import { ToolError } from './errors.ts';

/** How long a call waits for what is being read, ms: who waits for an assistant waits no longer. */
const patience = 30_000;
const maxPathLength = 1_000;
/** Bytes that tell whether a file can be read. */
const maxManuscriptSize = 20_000_000;

/** What a call is answered from: a view, and the manuscript or the draft in it. */
export interface Ground {
  readonly snapshot: Snapshot;
  readonly uri: string;
}

/**
 * The manuscripts and libraries of a workspace, as calls of an assistant ask for them. Reads and writes
 * nothing else.
 */
export class AssistantLibrary {
  readonly #workspace: Workspace;
  readonly #host: Host;
  readonly #scheduler: Scheduler;
  readonly #patience: number;
  /** The view of which it is known that nothing was under way. */
  #settled: Snapshot | undefined;

  constructor(workspace: Workspace, host: Host, wait = patience) {
    this.#workspace = workspace;
    this.#host = host;
    this.#scheduler = new Scheduler(host.clock);
    this.#patience = wait;
  }

  /** The manuscript of a path below the workspace's folder, with all that applies to it. */
  async manuscript(path: string, signal: AbortSignal): Promise<Ground> {
    const uri = await this.#read(path, signal);
    await this.#wait(this.#workspace.settleAll(uri), signal);
    return { snapshot: this.#workspace.snapshot(), uri };
  }

  /** The packs in use: no bibliography is waited for, however large. */
  async packs(signal: AbortSignal): Promise<Snapshot> {
    await this.#settle(signal);
    return this.#workspace.snapshot();
  }

  /**
   * The library of a manuscript, or of all manuscripts of the workspace: for questions that are about no
   * text.
   */
  async library(path: string | undefined, signal: AbortSignal): Promise<Ground> {
    if (path === undefined) return this.draft('', 'pandoc', undefined, signal);
    const uri = await this.#read(path, signal);
    await this.#wait(this.#workspace.settleLibrary(uri), signal);
    return { snapshot: this.#workspace.snapshot(), uri };
  }

  /** A text that no file holds, as a part of a manuscript, or of all of them. */
  async draft(
    text: string,
    syntax: Syntax | undefined,
    path: string | undefined,
    signal: AbortSignal,
  ): Promise<Ground & { readonly partOf: readonly string[] }> {
    return this.draftIn(
      path === undefined ? undefined : await this.#read(path, signal),
      text,
      syntax,
      signal,
    );
  }

  /** As `draft`, in a manuscript that is known by its URI. */
  async draftIn(
    whole: string | undefined,
    text: string,
    syntax: Syntax | undefined,
    signal: AbortSignal,
  ): Promise<Ground & { readonly partOf: readonly string[] }> {
    if (whole === undefined) await this.#settle(signal);
    const partOf = whole === undefined ? this.#manuscripts() : [whole];
    await this.#wait(Promise.all(partOf.map((uri) => this.#workspace.settleLibrary(uri))), signal);
    const before = this.#workspace.snapshot();
    const folder = whole === undefined ? (before.folders[0] ?? 'file:///') : parentOf(whole);
    const uri = joinUri(folder, '.psycite-draft');
    const own = whole === undefined ? undefined : before.manuscriptFile(whole)?.syntax;
    const language = syntax ?? own ?? 'pandoc';
    const snapshot = before.withDraft(uri, language, text, partOf);
    const isStopped = { cancelled: false };
    signal.addEventListener('abort', () => (isStopped.cancelled = true), { once: true });
    await this.#wait(this.#scheduler.run(prepareAuthorYears(snapshot, uri), isStopped), signal);
    return { snapshot, uri, partOf };
  }

  /** The manuscripts of the workspace's folders, and what stands for them where there are none. */
  #manuscripts(): readonly string[] {
    const snapshot = this.#workspace.snapshot();
    return [...snapshot.manuscriptFiles()]
      .map(({ uri }) => uri)
      .filter((uri) => snapshot.folders.length === 0 || snapshot.folders.some((one) => isInside(uri, one)));
  }

  /**
   * Waits until the workspace has been looked through: what a manuscript may cite depends on those that
   * include it.
   */
  async #settle(signal: AbortSignal): Promise<void> {
    if (this.#settled === this.#workspace.snapshot()) return;
    await this.#wait(this.#workspace.settleWorkspace(), signal);
    this.#settled = this.#workspace.snapshot();
  }

  async #read(path: string, signal: AbortSignal): Promise<string> {
    const uris = this.#urisOf(path);
    await this.#settle(signal);
    for (const uri of uris) if (this.#isKnown(uri)) return uri;
    for (const uri of uris) {
      await this.#workspace.filesChanged([uri]);
      if (this.#isKnown(uri)) return uri;
    }
    throw new ToolError('arguments', await this.#whyNot(uris[0]!));
  }

  #isKnown(uri: string): boolean {
    return this.#workspace.snapshot().manuscriptFile(uri) !== undefined;
  }

  async #whyNot(uri: string): Promise<string> {
    const name = `“${quotedText(fileName(uri), 100)}”`;
    const file = await this.#host.files.read(uri, maxManuscriptSize, this.#workspace.roots.of(uri));
    if (file.kind === 'missing') return `There is no manuscript ${name} at this path.`;
    if (file.kind === 'refused') return `The manuscript ${name} is not read: ${file.reason}.`;
    return `${name} is no manuscript that PsyCite reads.`;
  }

  /** A path as it is meant in each folder of the workspace. Nothing leads out of them. */
  #urisOf(path: string): readonly string[] {
    const refuse = (why: string): never => {
      throw new ToolError('arguments', `The path of the manuscript ${why}.`);
    };
    if (path.length > maxPathLength) refuse(`is longer than ${maxPathLength} characters`);
    if (/\p{Cc}/u.test(path)) refuse('holds a control character');
    if (/^[a-z][a-z0-9+.-]*:|^[\\/]|^~/i.test(path)) refuse('must be relative to the folder, and no address');
    const { folders } = this.#workspace.snapshot();
    // Without a workspace, the folder of each open manuscript is one.
    const places = folders.length > 0 ? folders : [...new Set([...this.#workspace.openUris].map(parentOf))];
    const uris = places
      .map((folder) => ({ folder, uri: joinUri(folder, path.replaceAll('\\', '/')) }))
      .filter(({ folder, uri }) => isInside(uri, folder) && uri !== folder)
      .map(({ uri }) => uri);
    if (uris.length === 0) refuse('leads out of the folder');
    return uris;
  }

  async #wait<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    let stop: () => void = () => undefined;
    const tooLong = new Promise<never>((_, reject) => {
      const cancel = this.#host.clock.after(this.#patience, () => {
        reject(new ToolError('not-ready', 'The library is still being read; ask again in a moment.'));
      });
      const abort = (): void => reject(new ToolError('cancelled', 'The call was cancelled.'));
      signal.addEventListener('abort', abort, { once: true });
      stop = () => {
        cancel();
        signal.removeEventListener('abort', abort);
      };
      if (signal.aborted) abort();
    });
    try {
      return await Promise.race([work, tooLong]);
    } finally {
      stop();
    }
  }
}
