import { manuscriptExtensions } from '../base/fileKinds.ts';
import {
  type AllowedRoots,
  extensionOf,
  joinUri,
  type Manuscript,
  type Store,
  syntaxOf,
} from '../core/index.ts';
import { decodeText } from './decode.ts';
import type { Discoveries } from './discoveries.ts';
import type { Host } from './host.ts';
import { isPackUri, type PackStore } from './packStore.ts';
import type { Roots } from './roots.ts';

/** Larger manuscripts are refused unread. Bytes. */
export const maxManuscriptSize = 20_000_000;
/** Bounds of what is looked at. Where one is reached, the person is told. */
const maxManuscripts = 2_000;
const maxFolders = 5_000;

/** Folders that hold what others wrote, or what was made from the manuscripts. */
export const skippedFolders: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  'dist',
  'build',
  '_site',
  '_book',
  '.quarto',
  '.venv',
  'renv',
]);

export interface ScannerContext {
  readonly host: Host;
  readonly store: Store;
  readonly roots: Roots;
  readonly packs: PackStore;
  readonly discoveries: Discoveries;
  isOpen(uri: string): boolean;
  /** A file's own problems may be others. */
  fileChanged(uri: string): void;
  log(message: string): void;
  unattended(what: string, work: Promise<unknown>): void;
}

/**
 * Reads the manuscripts and packs of the workspace that are not open, so that references and renames reach
 * all of them.
 */
export class Scanner {
  readonly #context: ScannerContext;
  #scanned: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(context: ScannerContext) {
    this.#context = context;
  }

  /** Resolves when the workspace has been looked through. */
  async whenScanned(): Promise<void> {
    await this.#scanned.catch(() => undefined); // it was told
  }

  scanAnew(): void {
    const { store, fileChanged, unattended } = this.#context;
    store.setWhole(false);
    const scanning = this.#scan().finally(() => {
      if (this.#scanned !== scanning || this.#disposed) return;
      store.setWhole(true);
      const snapshot = store.snapshot();
      for (const { uri } of snapshot.bibliographyFiles()) fileChanged(uri);
      for (const { uri, manuscript } of snapshot.manuscriptFiles()) if (manuscript.papers) fileChanged(uri);
    });
    this.#scanned = scanning;
    unattended('Looking through the workspace', scanning);
  }

  async #scan(): Promise<void> {
    const { host, store, discoveries } = this.#context;
    const read = await this.readAll((one) => manuscriptExtensions.has(extensionOf(one)));
    // What is open and not on disk may belong to a document that was read just now.
    const known = [...store.snapshot().manuscriptFiles()].map(({ uri }) => uri);
    for (const uri of new Set([...read, ...known])) {
      if (this.#disposed) return;
      const file = store.snapshot().manuscriptFile(uri);
      if (file === undefined) continue;
      // What was looked for before this one was read may be a part of it.
      discoveries.discoverIncluded(uri, file.manuscript);
      await discoveries.discover(uri);
      await host.clock.yield();
    }
  }

  /**
   * Reads the manuscripts of the workspace that are wanted, and its packs; none where the folders change
   * meanwhile.
   */
  async readAll(isWanted: (uri: string) => boolean): Promise<readonly string[]> {
    const { host, store, roots, packs, log } = this.#context;
    const { folders } = roots;
    const isCancelled = (): boolean => this.#disposed || roots.folders !== folders;
    const found = await scan(host, roots.ofWorkspace(), isWanted, isCancelled);
    if (found === undefined) return [];
    if (found.limited !== undefined) log(found.limited);
    for (const uri of found.packs) await packs.readFile(uri);
    for (const uri of found.manuscripts) {
      if (isCancelled()) return [];
      if (store.snapshot().manuscriptFile(uri) === undefined) await this.read(uri);
      await host.clock.yield();
    }
    return found.manuscripts;
  }

  /** Reads a manuscript that is not open. */
  async read(uri: string, allowed?: AllowedRoots): Promise<{ readonly manuscript: Manuscript } | undefined> {
    const { host, store, roots, isOpen, fileChanged } = this.#context;
    const file = await host.files.read(uri, maxManuscriptSize, allowed ?? roots.of(uri));
    if (isOpen(uri)) return store.snapshot().manuscriptFile(uri);
    const text = file.kind === 'file' ? decodeText(file.bytes) : undefined;
    const syntax = text === undefined ? undefined : syntaxOf(uri, undefined, text);
    if (text === undefined || syntax === undefined) {
      store.removeManuscript(uri);
      return undefined;
    }
    store.openManuscript(uri, syntax, null, text);
    // What an open bibliography holds that nobody cites may be another thing now.
    for (const { found } of store.snapshot().appliedBibliographies(uri))
      if (isOpen(found.uri)) fileChanged(found.uri);
    return store.snapshot().manuscriptFile(uri);
  }

  dispose(): void {
    this.#disposed = true;
  }
}

/** What is found in folders, in the order in which they are walked. */
interface ScannedFiles {
  readonly packs: readonly string[];
  readonly manuscripts: readonly string[];
  /** There are more than PsyCite looks at, as a sentence. */
  readonly limited: string | undefined;
}

/**
 * Walks folders for packs, and for the manuscripts that are wanted; undefined where it is `cancelled` on the
 * way.
 */
async function scan(
  { files }: Host,
  roots: AllowedRoots,
  isWanted: (uri: string) => boolean,
  isCancelled: () => boolean,
): Promise<ScannedFiles | undefined> {
  const queue = [...roots.folders];
  const packs: string[] = [];
  const manuscripts: string[] = [];
  for (let visited = 0; visited < maxFolders; visited += 1) {
    const folder = queue.shift();
    if (folder === undefined) break;
    for (const { name, kind } of (await files.list(folder, roots)) ?? []) {
      const uri = joinUri(folder, name);
      if (kind === 'directory' && !skippedFolders.has(name)) queue.push(uri);
      else if (kind !== 'file') continue;
      else if (isPackUri(uri)) packs.push(uri);
      else if (isWanted(uri)) manuscripts.push(uri);
    }
    if (isCancelled()) return undefined;
  }
  const limited =
    manuscripts.length > maxManuscripts || queue.length > 0
      ? `The workspace has more manuscripts or folders than PsyCite looks at (${maxManuscripts} and ${maxFolders}). References and renames reach the first ${maxManuscripts}.`
      : undefined;
  return { packs, manuscripts: manuscripts.slice(0, maxManuscripts), limited };
}
