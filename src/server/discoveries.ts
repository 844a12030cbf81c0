import {
  type AllowedRoots,
  type Discovery,
  declarationsDiffer,
  discoverBibliographies,
  fileName,
  includesFile,
  type Manuscript,
  parentOf,
  type Store,
} from '../core/index.ts';
import type { Roots } from './roots.ts';

export interface DiscoveriesContext {
  readonly store: Store;
  readonly roots: Roots;
  /** A manuscript that is known, or is read for this. */
  manuscriptAt(uri: string, roots: AllowedRoots): Promise<Manuscript | undefined>;
  /** What applies to a manuscript is known, and in the store. */
  discovered(uri: string, discovery: Discovery): void;
  failed(what: string, error: unknown): void;
}

/** One look for the bibliographies of a manuscript, and the manuscript as it was then. */
interface Look {
  cancelled: boolean;
  readonly manuscript: Manuscript | undefined;
  done: Promise<void>;
}

/**
 * Looks for the bibliographies that apply to each manuscript, and looks again where what it found depends on
 * changed.
 */
export class Discoveries {
  readonly #context: DiscoveriesContext;
  /** The latest look for each manuscript. */
  readonly #looks = new Map<string, Look>();

  constructor(context: DiscoveriesContext) {
    this.#context = context;
  }

  /** The manuscripts that were looked for. */
  get manuscripts(): readonly string[] {
    return [...this.#looks.keys()];
  }

  /**
   * Looks for what applies to a manuscript; a later look supersedes those that are under way. Where it
   * includes other files than at the last look, what applies to these is looked for too.
   */
  discover(uri: string): Promise<void> {
    const before = this.#looks.get(uri);
    if (before !== undefined) before.cancelled = true;
    const manuscript = this.#manuscript(uri);
    const look: Look = { cancelled: false, manuscript, done: Promise.resolve() };
    this.#looks.set(uri, look);
    look.done = this.#discoverNow(uri, look).catch((error: unknown) => {
      this.#context.failed(`Looking for the bibliographies of ${fileName(uri)}`, error);
    });
    if (before?.manuscript && manuscript && declarationsDiffer(before.manuscript, manuscript))
      this.discoverIncluded(uri, before.manuscript, manuscript);
    return look.done;
  }

  discoverAll(): void {
    for (const uri of this.manuscripts) void this.discover(uri);
  }

  /** Resolves when the latest look for bibliographies is done, and not one that another supersedes. */
  async whenDiscovered(uri: string): Promise<void> {
    let look: Look | undefined;
    while (look !== this.#looks.get(uri)) {
      look = this.#looks.get(uri);
      await look?.done;
    }
  }

  /** Looks again where the manuscript declares something else than when it was looked for last. */
  async discoverIfDeclared(uri: string): Promise<void> {
    const before = this.#looks.get(uri)?.manuscript;
    const now = this.#manuscript(uri);
    if (now === undefined || (before !== undefined && !declarationsDiffer(before, now))) return;
    this.discoverDependents(uri);
    if (before === undefined) this.discoverIncluded(uri, now);
    await this.discover(uri);
  }

  /**
   * What is found for a manuscript depends on files and folders: on `uri` itself, or on the folder that lists
   * it.
   */
  discoverDependents(uri: string): void {
    const folder = parentOf(uri);
    for (const manuscript of this.manuscripts) {
      const depends = this.#context.store.snapshot().discovery(manuscript)?.dependsOn;
      if (depends === undefined || depends.has(uri) || depends.has(folder)) void this.discover(manuscript);
    }
  }

  /** A file that is included, or no longer, belongs to another document than before. */
  discoverIncluded(uri: string, ...versions: readonly (Manuscript | undefined)[]): void {
    for (const other of this.manuscripts) {
      if (other === uri) continue;
      if (versions.some((one) => one !== undefined && includesFile(one, uri, other)))
        void this.discover(other);
    }
  }

  forget(uri: string): void {
    const look = this.#looks.get(uri);
    if (look !== undefined) look.cancelled = true;
    this.#looks.delete(uri);
  }

  dispose(): void {
    for (const look of this.#looks.values()) look.cancelled = true;
  }

  async #discoverNow(uri: string, look: Look): Promise<void> {
    const { store, roots, manuscriptAt, discovered } = this.#context;
    const { manuscript } = look;
    if (manuscript === undefined) {
      this.forget(uri);
      return;
    }
    const allowed = roots.of(uri);
    const discovery = await discoverBibliographies({
      uri,
      manuscript,
      roots: allowed,
      settings: store.settings,
      files: roots.port(allowed),
      manuscriptAt: (other) => manuscriptAt(other, allowed),
      includedBy: (other) => this.#includedBy(other),
    });
    if (look.cancelled || this.#manuscript(uri) === undefined) return;
    store.setDiscovery(uri, discovery);
    discovered(uri, discovery);
  }

  #manuscript(uri: string): Manuscript | undefined {
    return this.#context.store.snapshot().manuscriptFile(uri)?.manuscript;
  }

  #includedBy(uri: string): string[] {
    const including: string[] = [];
    for (const file of this.#context.store.snapshot().manuscriptFiles()) {
      if (file.uri !== uri && includesFile(file.manuscript, file.uri, uri)) including.push(file.uri);
    }
    return including;
  }
}
