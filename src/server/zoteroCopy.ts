import {
  copiedWorksInSteps,
  copyLines,
  countOfWorks,
  emptyCopy,
  openWebZotero,
  probeZotero,
  type RunningZotero,
  readCopyInSteps,
  syncZotero,
  type ZoteroCopy,
} from '../core/asking.ts';
import {
  failureText,
  type Library,
  type Network,
  parseBibliographyInSteps,
  zoteroLibrary,
} from '../core/index.ts';
import { decodeInSteps } from './decode.ts';
import type { Host, HostStorage } from './host.ts';
import { patienceFor } from './network/network.ts';
import { networkUntil } from './network/ofCommand.ts';
import { Scheduler } from './scheduler.ts';
import type { Workspace } from './workspace.ts';

/** Milliseconds from one look for changes to the next. */
const interval = 120_000;
const fileName = 'zotero-copy.txt';
/** Bytes; about four times as much as is kept of 38,000 works. */
const maxFileSize = 100_000_000;

export interface Brought {
  readonly isConnected: boolean;
  /** What answers, or what is missing and what to do. */
  readonly message: string;
}

interface OpenZotero {
  /** The way to it. */
  readonly network: Network;
  readonly zotero: RunningZotero;
}

/**
 * The copy of the user's Zotero: read from the editor's storage, brought up to date in the background for as
 * long as it is connected, and searched where keys are completed. Nobody waits for it.
 */
export class ZoteroKeeper {
  readonly #host: Host;
  readonly #workspace: Workspace;
  readonly #scheduler: Scheduler;
  readonly #log: (message: string) => void;
  readonly #storage: Promise<HostStorage | undefined>;
  #copy: ZoteroCopy = emptyCopy;
  /** Whose works are offered; empty for all. */
  #collection = '';
  #loaded: Promise<void> | undefined;
  #running: Promise<Brought> | undefined;
  /**
   * Of the user's at zotero.org, which is asked instead of the Zotero on this machine. It is kept in memory
   * alone.
   */
  #key: string | undefined;
  #stopTimer: () => void = () => undefined;
  /** Before this time Zotero wants to be asked for nothing, by the host's clock. */
  #restsUntil = Number.NEGATIVE_INFINITY;
  /** Ends what is under way; another one for each time that Zotero is connected. */
  #controller = new AbortController();

  constructor(host: Host, workspace: Workspace, storage: string | undefined, log: (message: string) => void) {
    this.#host = host;
    this.#workspace = workspace;
    this.#scheduler = new Scheduler(host.clock);
    this.#log = log;
    this.#storage =
      storage === undefined || host.openStorage === undefined
        ? Promise.resolve(undefined)
        : host.openStorage(storage).catch(() => undefined);
  }

  /**
   * From now on the copy is there and is kept up to date. Resolves once it has been, or says why it could not
   * be.
   */
  connect(key?: string): Promise<Brought> {
    if (key !== undefined && key !== this.#key) {
      this.#key = key;
      // What is under way asks another Zotero.
      if (this.#running !== undefined) return this.#running.then(() => this.connect());
    }
    const { signal } = this.#controller;
    this.#loaded ??= this.#load();
    this.#running ??= this.#loaded
      .then(() => this.#bring())
      .catch((error: unknown) => ({ isConnected: false, message: String(error) }))
      .finally(() => {
        this.#running = undefined;
        if (signal.aborted) return;
        this.#stopTimer();
        const rest = this.#restsUntil - this.#host.clock.now();
        this.#stopTimer = this.#host.clock.after(Math.max(interval, rest), () => void this.#again());
      });
    return this.#running;
  }

  /** The Zotero that the user has connected, or the one on this machine. */
  async open(network: Network): Promise<OpenZotero | { readonly message: string }> {
    if (this.#key !== undefined) {
      const web = await openWebZotero(network, this.#key);
      return web.kind === 'open' ? web : { message: web.message };
    }
    const zotero = await probeZotero(network);
    return zotero.kind === 'running' ? { network, zotero } : { message: zotero.message };
  }

  /** Forgets everything, on disk too. */
  async disconnect(): Promise<void> {
    this.dispose();
    await this.#running;
    this.#key = undefined;
    this.#controller = new AbortController();
    this.#loaded = undefined;
    this.#copy = emptyCopy;
    this.#restsUntil = Number.NEGATIVE_INFINITY;
    this.#workspace.store.setZotero(undefined);
    await (await this.#storage)?.remove(fileName);
  }

  dispose(): void {
    this.#stopTimer();
    this.#controller.abort();
  }

  /** What goes wrong in the background is no news: Zotero is closed. */
  async #again(): Promise<void> {
    const { isConnected, message } = await this.connect();
    if (!isConnected) this.#log(`Zotero's works are as they were: ${message}`);
  }

  async #load(): Promise<void> {
    const bytes = await (await this.#storage)?.read(fileName, maxFileSize);
    if (bytes === undefined) return;
    const text = await this.#run(decodeInSteps(bytes));
    const copy = text && (await this.#run(readCopyInSteps(text.toString().split('\n'))));
    if (copy !== undefined) await this.#use(copy);
  }

  async #bring(): Promise<Brought> {
    const { signal } = this.#controller;
    const network = this.#heeding(
      await networkUntil({ host: this.#host, workspace: this.#workspace }, signal),
    );
    if (network === undefined)
      return { isConnected: false, message: 'There is no way to the Zotero on a machine from here.' };
    const opened = await this.open(network);
    if ('message' in opened) return { isConnected: false, message: opened.message };
    const { zotero } = opened;
    if (!zotero.localApi)
      return { isConnected: false, message: `${zotero.message} Completion needs the local API.` };
    const synced = await syncZotero(opened.network, zotero, this.#copy);
    if (synced.kind === 'failed') return { isConnected: false, message: failureText(synced.failure) };
    if (signal.aborted) return { isConnected: false, message: 'Zotero is not connected any more.' };
    if (synced.isChanged) {
      await this.#use(synced.copy);
      await (await this.#storage)?.write(fileName, copyLines(synced.copy)).catch((error: unknown) => {
        this.#log(`The copy of Zotero's works could not be kept: ${String(error)}`);
      });
    }
    return { isConnected: true, message: `${zotero.message} ${offered(this.#copy, this.#collection)}` };
  }

  /** A network ends with its command: how long Zotero wants to rest is known beyond it. */
  #heeding(network: Network | undefined): Network | undefined {
    return (
      network && {
        isReplaced: (service) => network.isReplaced(service),
        ask: async (request) => {
          const answer = await network.ask(request);
          const until = this.#host.clock.now() + patienceFor(answer);
          this.#restsUntil = Math.max(this.#restsUntil, until);
          return answer;
        },
      }
    );
  }

  /** Nothing changes for whoever types until all is ready for search. */
  async #use(copy: ZoteroCopy): Promise<void> {
    const library = await this.#libraryOf(copy, '');
    const { zoteroCollection } = this.#workspace.store.settings;
    const searched = zoteroCollection === '' ? library : await this.#libraryOf(copy, zoteroCollection);
    if (library === undefined || searched === undefined || this.#controller.signal.aborted) return;
    this.#copy = copy;
    this.#collection = zoteroCollection;
    this.#workspace.store.setZotero(library, searched);
  }

  /** Offers the works of the collection that the settings name now. */
  async narrow(): Promise<void> {
    await this.#loaded;
    if (this.#workspace.store.settings.zoteroCollection !== this.#collection && this.#copy !== emptyCopy)
      await this.#use(this.#copy);
  }

  /** The works of a copy, or of a collection of it, ready for search. */
  async #libraryOf(copy: ZoteroCopy, collection: string): Promise<Library | undefined> {
    const text = await this.#run(copiedWorksInSteps(copy, collection));
    const bibliography =
      text === undefined ? undefined : await this.#run(parseBibliographyInSteps('csl-json', text));
    const library = bibliography && zoteroLibrary(bibliography);
    if (library !== undefined) await this.#run(library.prepareInSteps());
    return library;
  }

  #run<T>(work: Generator<number, T>): Promise<T | undefined> {
    const { signal } = this.#controller;
    return this.#scheduler.run(work, {
      get cancelled() {
        return signal.aborted;
      },
    });
  }
}

function offered(copy: ZoteroCopy, collection: string): string {
  const [works, libraries] = [countOfWorks(copy), copy.libraries.length];
  const where = libraries === 1 ? 'your library' : `${libraries} libraries`;
  if (collection !== '')
    return `Of ${works} ${works === 1 ? 'work' : 'works'} of ${where}, those in collections that begin with “${collection}” are offered behind your bibliography’s own.`;
  return `${works} ${works === 1 ? 'work' : 'works'} of ${where} ${works === 1 ? 'is' : 'are'} offered behind your bibliography’s own.`;
}
