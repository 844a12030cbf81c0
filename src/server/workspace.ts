import type { TextEdit } from '../base/edit.ts';
import { formats, manuscriptExtensions } from '../base/fileKinds.ts';
import type { Span } from '../base/span.ts';
import {
  type Bibliography,
  type BibliographyFormat,
  type Discovery,
  declarationsDiffer,
  detectFormat,
  displayPath,
  extensionOf,
  type FilePort,
  fileName,
  isInside,
  isPageName,
  joinUri,
  type Manuscript,
  type PaperPack,
  parentOf,
  prepareAuthorYears,
  resolvePath,
  type Settings,
  type Snapshot,
  Store,
  syntaxOf,
  type Territory,
  Text,
} from '../core/index.ts';
import { Bibliographies, bibliographyLimit } from './bibliographies.ts';
import { decodeInSteps, decodeText, isUnmarkedUtf16, whyNotWritten } from './decode.ts';
import { Discoveries } from './discoveries.ts';
import type { Host } from './host.ts';
import { isPackUri, PackFiles, packLimit } from './packFiles.ts';
import { Debouncer, Scheduler } from './scheduler.ts';

/** Bounds of what is read. What goes beyond one is refused and explained, never skipped in silence. */
const manuscriptLimit = 20_000_000;
const maximumManuscripts = 2_000;
const maximumFolders = 5_000;

/** VS Code's language of files that have none. */
const plainText = 'plaintext';

/** Quiet time before a changed declaration is looked up. */
const discoveryDelay = 150;
/** Quiet time before an edited pack is validated anew. */
const packDelay = 300;

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

export interface WorkspaceEvents {
  /** What applies to these manuscripts changed: entries, or which files apply. */
  libraryChanged(manuscripts: readonly string[]): void;
  /** A file's own problems changed: an open bibliography or a pack. */
  fileChanged(uri: string): void;
  packsChanged(): void;
  /** Long work has begun; call the answer with the share done, and with 1 at the end. */
  progress(title: string): (share: number) => void;
  log(message: string): void;
  /** What a first large bibliography is tried out with, in steps; not where nobody waits for answers. */
  warmUp?(snapshot: Snapshot, bibliography: Bibliography): Generator<number, void>;
}

/** What became of files that were read again. */
export interface ReadAgain {
  /** True where what is known is not what it was: what was computed from it is void. */
  readonly isChanged: boolean;
  /** Why one of them cannot be edited now, as a sentence for a person. */
  readonly reason: string | undefined;
}

/** A file that is not open, and why it is not to be edited. */
interface OnDisk {
  readonly text: Text | undefined;
  readonly reason: string | undefined;
}

/** Keeps the store true to the editor and the disk: reads, watches and parses what manuscripts need. */
export class Workspace {
  readonly store = new Store();
  readonly packs = new PackFiles();
  readonly #host: Host;
  readonly #events: WorkspaceEvents;
  readonly #scheduler: Scheduler;
  readonly #debouncer: Debouncer;
  readonly #open = new Map<string, string>();
  /** Open plain texts that are no page of a pack, as far as is known. */
  readonly #plainTexts = new Map<string, { readonly version: number; readonly text: Text }>();
  readonly #bibliographies: Bibliographies;
  readonly #discoveries: Discoveries;
  #folders: readonly string[] = [];
  #scanned: Promise<void> = Promise.resolve();
  #disposed = false;
  /** The compiling of terms that is under way, or was. */
  #preparing = { cancelled: false };
  constructor(host: Host, events: WorkspaceEvents) {
    this.#host = host;
    this.#events = events;
    this.#scheduler = new Scheduler(host.clock);
    this.#debouncer = new Debouncer(host.clock);
    this.#bibliographies = new Bibliographies({
      host,
      store: this.store,
      isOpen: (uri) => this.#open.has(uri),
      boundsOf: (uri) => this.#boundsOf(uri),
      changed: (uri) => {
        this.#libraryChanged(uri);
      },
      progress: (title) => events.progress(title),
      warmUp: (bibliography) => events.warmUp?.(this.snapshot(), bibliography),
      failed: (what, error) => {
        this.#failed(what, error);
      },
    });
    this.#discoveries = new Discoveries({
      store: this.store,
      territory: (uri) => this.territory(uri),
      files: (territory) => this.#filePort(territory),
      manuscriptAt: (uri, territory) => this.#manuscript(uri, territory),
      discovered: (uri, discovery) => {
        this.#discovered(uri, discovery);
      },
      failed: (what, error) => {
        this.#failed(what, error);
      },
    });
  }

  /** Whole-file parses of bibliographies so far: a keystroke in a manuscript must leave it unchanged. */
  get bibliographyParses(): number {
    return this.#bibliographies.parses;
  }

  setShippedPacks(packs: readonly PaperPack[]): void {
    this.packs.ship(packs);
    this.store.setPacks(this.packs.packs);
    this.#prepareTerms();
    this.#events.packsChanged();
  }

  /** Compiles the terms of the packs ahead of the first check, which would otherwise do it at once. */
  #prepareTerms(): void {
    this.#preparing.cancelled = true;
    if (this.#disposed) return; // the packs came when the server was shut down already
    this.#preparing = { cancelled: false };
    this.#unattended(
      'Reading the terms of the packs',
      this.#scheduler.run(this.snapshot().prepareTerms(), this.#preparing),
    );
  }

  snapshot(): Snapshot {
    return this.store.snapshot();
  }

  get openUris(): Iterable<string> {
    return this.#open.keys();
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#open.set(uri, languageId);
    const syntax = syntaxOf(uri, languageId, text);
    if (syntax !== undefined) {
      this.store.openManuscript(uri, syntax, version, text);
      void this.#discoveries.discover(uri);
      this.#discoveries.discoverIncluded(uri, this.snapshot().manuscriptFile(uri)?.manuscript);
      return;
    }
    // An editor closes and opens a file to change its language: what was a manuscript may be none now.
    this.store.removeManuscript(uri);
    this.#discoveries.forget(uri);
    if (isPackUri(uri)) {
      this.#readPackText(uri, text);
      return;
    }
    const format = formatOf(uri, languageId, text);
    if (format !== undefined) this.#bibliographies.open(uri, format, version, Text.of(text));
    else if (languageId === plainText) {
      this.#plainTexts.set(uri, { version, text: Text.of(text) });
      this.#openPages();
    }
  }

  /** Plain text is let be, but for the pages that packs were imported from, which may become known at any time. */
  #openPages(): void {
    for (const [uri, { version, text }] of this.#plainTexts) {
      if (!isPageName(this.snapshot(), uri)) continue;
      this.#plainTexts.delete(uri);
      this.store.openManuscript(uri, 'pandoc', version, text.toString());
      void this.#discoveries.discover(uri);
    }
  }

  /** `toEdits` gets the text before the change: positions are turned into offsets against it. */
  change(uri: string, version: number, toEdits: (text: Text) => readonly TextEdit[]): readonly TextEdit[] {
    const manuscript = this.snapshot().manuscriptFile(uri);
    if (manuscript !== undefined) {
      const edits = toEdits(manuscript.text);
      this.store.editManuscript(uri, version, edits);
      // Another syntax declares its bibliographies elsewhere.
      if (this.snapshot().manuscriptFile(uri)?.syntax !== manuscript.syntax)
        void this.#discoveries.discover(uri);
      this.#debouncer.schedule(
        `discover ${uri}`,
        discoveryDelay,
        () => void this.#discoveries.discoverIfDeclared(uri),
      );
      return edits;
    }
    const pack = this.packs.text(uri);
    if (pack !== undefined) {
      let text = pack;
      for (const edit of toEdits(pack)) text = text.replace(edit);
      this.#debouncer.schedule(`pack ${uri}`, packDelay, () => {
        this.#readPackText(uri, text.toString());
      });
      this.packs.edit(uri, text);
      return [];
    }
    const plain = this.#plainTexts.get(uri);
    if (plain !== undefined) {
      let text = plain.text;
      for (const edit of toEdits(text)) text = text.replace(edit);
      this.#plainTexts.set(uri, { version, text });
      return [];
    }
    return this.#bibliographies.edit(uri, version, toEdits);
  }

  close(uri: string): void {
    this.#open.delete(uri);
    for (const work of ['discover', 'pack']) this.#debouncer.cancel(`${work} ${uri}`);
    this.#plainTexts.delete(uri);
    const isBibliography = this.snapshot().bibliographyFile(uri) !== undefined;
    if (this.snapshot().manuscriptFile(uri) !== undefined || manuscriptExtensions.has(extensionOf(uri)))
      this.#unattended('Reading a manuscript', this.#readManuscript(uri));
    else if (isBibliography) this.#bibliographies.close(uri);
    else if (isPackUri(uri)) this.#unattended('Reading a paper pack', this.#readPackFile(uri));
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.store.setFolders(folders);
    this.#forgetOutside();
    this.#scanAnew();
  }

  /** What was read in folders that are not of the workspace any more, and is not open, is not reached any more. */
  #forgetOutside(): void {
    const isOutside = (uri: string): boolean =>
      !this.#open.has(uri) && !this.#folders.some((folder) => isInside(uri, folder));
    for (const { uri } of [...this.snapshot().manuscriptFiles()]) {
      if (!isOutside(uri)) continue;
      this.store.removeManuscript(uri);
      this.#discoveries.forget(uri);
    }
    for (const uri of this.packs.uris()) if (isOutside(uri)) this.#forgetPack(uri);
    this.#discoveries.discoverAll();
  }

  /**
   * For the command line: allows these folders, and reads the manuscripts in them that have one of these file endings,
   * for a part of a document does not say what it is a part of.
   */
  async useFolders(folders: readonly string[], endings: ReadonlySet<string> = new Set()): Promise<void> {
    this.#folders = folders;
    this.store.setFolders(folders);
    const bounds = { folders, allowedFiles: new Set<string>() };
    for (const folder of folders) {
      const packs = joinUri(folder, '.psycite/packs');
      for (const entry of (await this.#host.files.list(packs, bounds)) ?? []) {
        if (entry.kind === 'file' && isPackUri(joinUri(packs, entry.name)))
          await this.#readPackFile(joinUri(packs, entry.name));
      }
    }
    if (endings.size > 0) await this.#readManuscripts((uri) => endings.has(extensionOf(uri)));
  }

  /** The text of a file that is known, or of one that a declaration stands in. */
  async textOf(uri: string): Promise<Text | undefined> {
    const known = this.snapshot().text(uri);
    if (known !== undefined) return known;
    const text = await this.readText(uri, manuscriptLimit, this.territory(uri));
    return text === undefined ? undefined : Text.of(text);
  }

  /** A text file inside `territory`; undefined where it cannot be read. Limit in bytes. */
  async readText(uri: string, limit: number, territory: Territory): Promise<string | undefined> {
    const file = await this.#host.files.read(uri, limit, territory);
    return file.kind === 'file' ? decodeText(file.bytes) : undefined;
  }

  setSettings(settings: Settings): void {
    this.store.setSettings(settings);
    this.#discoveries.discoverAll();
    this.#openPages();
    this.#prepareTerms();
    this.#events.packsChanged();
  }

  /** Files created, changed, renamed or deleted on disk. Resolves when they are read, for those who wait for that. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const read = [...new Set(uris)].map(async (uri) => {
      if (!isPackUri(uri)) await this.#fileChanged(uri);
      else if (!this.#open.has(uri)) await this.#readPackFile(uri);
    });
    for (const result of await Promise.allSettled(read))
      if (result.status === 'rejected') this.#failed('Reading a file', result.reason);
  }

  /** Resolves when the file has been read; what depends on it is looked for at the same time. */
  async #fileChanged(uri: string): Promise<void> {
    let read: Promise<void> | undefined;
    if (!this.#open.has(uri)) {
      if (this.snapshot().bibliographyFile(uri) !== undefined) read = this.#bibliographies.load(uri, true);
      else if (
        this.snapshot().manuscriptFile(uri) !== undefined ||
        manuscriptExtensions.has(extensionOf(uri))
      )
        read = this.#manuscriptChanged(uri);
    }
    this.#discoveries.discoverDependents(uri);
    await read;
  }

  /**
   * Looks whether files that are about to be edited are still what is known of them, and reads those again that are
   * not: a client that watches no files tells of no change. What is open counts as the client has it.
   */
  async readAgain(uris: Iterable<string>): Promise<ReadAgain> {
    let isChanged = false;
    let reason: string | undefined;
    for (const uri of new Set(uris)) {
      if (this.snapshot().bibliographyFile(uri)?.state.kind === 'loading') {
        await this.#bibliographies.whenDone(uri);
        isChanged = true;
      }
      if (this.#open.has(uri)) continue;
      const onDisk = await this.#onDisk(uri);
      if (this.#open.has(uri)) continue;
      if (isSameText(this.#knownText(uri), onDisk.text)) {
        reason ??= onDisk.reason;
        continue;
      }
      if (this.snapshot().bibliographyFile(uri)?.state.kind === 'stale') {
        reason ??= `“${fileName(uri)}” is being written by another program. Try again in a moment.`;
        continue;
      }
      isChanged = true;
      await this.#fileChanged(uri);
    }
    if (isChanged) await this.settleWorkspace();
    return { isChanged, reason };
  }

  /** Resolves when the entries of a bibliography are known, if it is one. */
  async whenParsed(uri: string): Promise<void> {
    await this.#bibliographies.whenParsed(uri);
  }

  async #onDisk(uri: string): Promise<OnDisk> {
    const isBibliography = this.snapshot().bibliographyFile(uri) !== undefined;
    const [limit, bounds] = isBibliography
      ? [bibliographyLimit, this.#boundsOf(uri)]
      : [manuscriptLimit, this.territory(uri)];
    const file = await this.#host.files.read(uri, limit, bounds);
    if (file.kind !== 'file') return { text: undefined, reason: undefined };
    const refused = whyNotWritten(file.bytes);
    const reason = refused === undefined ? undefined : `“${fileName(uri)}” ${refused}`;
    if (isBibliography && isUnmarkedUtf16(file.bytes)) return { text: undefined, reason };
    const text = await this.#scheduler.run(decodeInSteps(file.bytes), { cancelled: false });
    return { text, reason };
  }

  /** Undefined for what is not there, or could not be read. */
  #knownText(uri: string): Text | undefined {
    const state = this.snapshot().bibliographyFile(uri)?.state.kind;
    return state === 'missing' || state === 'refused' ? undefined : this.snapshot().text(uri);
  }

  /** Folders deleted or renamed: what was known in them may be gone, and what is in them now may be new. */
  foldersChanged(folders: readonly string[]): void {
    const isAffected = (uri: string): boolean => folders.some((folder) => isInside(uri, folder));
    const known = [
      ...[...this.snapshot().manuscriptFiles()].map(({ uri }) => uri),
      ...[...this.snapshot().bibliographyFiles()].map(({ uri }) => uri),
      ...this.packs.uris(),
    ];
    void this.filesChanged(known.filter(isAffected));
    this.#discoveries.discoverAll();
    this.#scanAnew();
  }

  /** The bibliographies of the user's settings that lie outside the workspace. */
  bibliographiesOutside(): readonly string[] {
    const base = this.#folders[0];
    if (base === undefined) return [];
    return [...this.territory(base).allowedFiles].filter(
      (uri) => !this.#folders.some((folder) => isInside(uri, folder)),
    );
  }

  /** Reads a manuscript that is not open; it may include others, and others may depend on what it declares. */
  async #manuscriptChanged(uri: string): Promise<void> {
    const before = this.snapshot().manuscript(uri);
    const now = (await this.#readManuscript(uri))?.manuscript;
    this.#debouncer.cancel(`discover ${uri}`);
    if (now !== undefined) void this.#discoveries.discover(uri);
    this.#discoveries.discoverIncluded(uri, before, now);
    // Those that lean on it are looked at anew once it is read: until then it says what it said before.
    if (before === undefined || now === undefined || declarationsDiffer(before, now))
      this.#discoveries.discoverDependents(uri);
  }

  /**
   * Resolves when the packs are there, the file itself is parsed, the bibliographies of a manuscript have been found,
   * and the small ones among them read. A large one never holds a request up that is not about itself.
   */
  async settle(uri: string): Promise<void> {
    await this.#whenDiscovered(uri);
    await this.whenParsed(uri);
    const applied = this.snapshot().appliedBibliographies(uri);
    await Promise.all(applied.map(({ found }) => this.#bibliographies.whenSmall(found.uri)));
  }

  /** Resolves when the manuscripts of the workspace have been read, and the small bibliographies of each. */
  async settleWorkspace(): Promise<void> {
    await this.packs.whenShipped; // the folders are known then
    await this.#scanned.catch(() => undefined); // it was told
    await Promise.all(this.#discoveries.manuscripts.map((uri) => this.settle(uri)));
  }

  /** As `settle`; of a bibliography also when all manuscripts that may cite its entries have been read. */
  async settleCiting(uri: string): Promise<void> {
    await this.settle(uri);
    if (this.snapshot().bibliographyFile(uri) !== undefined) await this.settleWorkspace();
  }

  /**
   * As `settle`, and makes ready to resolve the author-year citations of a part of the manuscript: where there are
   * any, a large library is indexed for them in slices.
   */
  async settleAuthorYears(uri: string, within?: (text: Text) => Span): Promise<void> {
    await this.settle(uri);
    const text = this.snapshot().text(uri);
    const part = text && within?.(text);
    await this.#scheduler.run(prepareAuthorYears(this.snapshot(), uri, part), { cancelled: false });
  }

  /** Resolves when everything that applies has been read, however large: for those who ask once. */
  async settleLibrary(uri: string): Promise<void> {
    await this.#whenDiscovered(uri);
    await this.whenParsed(uri);
    const applied = this.snapshot().appliedBibliographies(uri);
    await Promise.all(applied.map(({ found }) => this.#bibliographies.whenDone(found.uri)));
  }

  /** As `settleLibrary`, and makes ready to resolve author-year citations. */
  async settleAll(uri: string): Promise<void> {
    await this.settleLibrary(uri);
    await this.settleAuthorYears(uri);
  }

  async #whenDiscovered(uri: string): Promise<void> {
    await this.packs.whenShipped;
    this.#debouncer.flush(`discover ${uri}`);
    await this.#discoveries.whenDiscovered(uri);
  }

  /** True while a bibliography of this manuscript is being read for the first time. */
  isLoading(uri: string): boolean {
    return this.snapshot()
      .appliedBibliographies(uri)
      .some(({ file }) => file?.state.kind === 'loading');
  }

  dispose(): void {
    this.#disposed = true;
    this.#preparing.cancelled = true;
    this.#debouncer.dispose();
    this.#bibliographies.dispose();
    this.#discoveries.dispose();
  }

  // Which bibliographies apply ---------------------------------------------------------------------------------

  #discovered(uri: string, { found }: Discovery): void {
    for (const one of found) {
      if (one.refused === undefined && one.embedded === undefined)
        void this.#bibliographies.load(one.uri, false);
    }
    this.#forgetUnused();
    this.#events.libraryChanged([uri]);
  }

  /** Where reading is allowed for this manuscript. Without a workspace, its own folder is one. */
  territory(uri: string): Territory {
    const folders = this.#folders.some((folder) => isInside(uri, folder))
      ? this.#folders
      : [...this.#folders, parentOf(uri)];
    const base = folders.find((folder) => isInside(uri, folder)) ?? parentOf(uri);
    const allowedFiles = new Set<string>();
    for (const path of this.store.settings.userBibliographies) {
      const resolved = resolvePath(path, base);
      if (resolved.kind === 'uri') allowedFiles.add(resolved.uri);
    }
    return { folders, allowedFiles };
  }

  /**
   * Where a bibliography may lie once links are followed: where the manuscripts that it applies to may read. Its own
   * folder would be too much, for that may be reached through a link.
   */
  #boundsOf(bibliography: string): Territory {
    const manuscripts = this.snapshot().manuscriptsCiting(bibliography);
    if (manuscripts.length === 0) return this.territory(bibliography);
    const folders = new Set<string>();
    const allowedFiles = new Set<string>();
    for (const { uri } of manuscripts) {
      const territory = this.territory(uri);
      for (const folder of territory.folders) folders.add(folder);
      for (const file of territory.allowedFiles) allowedFiles.add(file);
    }
    return { folders: [...folders], allowedFiles };
  }

  #filePort(territory: Territory): FilePort {
    return {
      readText: async (uri, limit) => {
        const file = await this.#host.files.read(uri, limit, territory);
        return file.kind === 'file'
          ? { kind: 'text', text: decodeText(file.bytes), bytes: file.bytes.length }
          : file;
      },
      list: (uri) => this.#host.files.list(uri, territory),
    };
  }

  #forgetUnused(): void {
    const used = new Set<string>();
    for (const file of this.snapshot().manuscriptFiles()) {
      for (const found of this.snapshot().discovery(file.uri)?.found ?? []) used.add(found.uri);
    }
    for (const file of [...this.snapshot().bibliographyFiles()]) {
      if (used.has(file.uri) || this.#open.has(file.uri)) continue;
      this.#bibliographies.forget(file.uri);
    }
  }

  /** A fault of ours or of the platform: it is told, and must not end the process as an unhandled rejection. */
  #failed(what: string, error: unknown): void {
    this.#events.log(`${what} failed: ${String(error)}`);
  }

  /** Work that nobody waits for. */
  #unattended(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#failed(what, error);
    });
  }

  #libraryChanged(bibliographyUri: string): void {
    const manuscripts = this.snapshot()
      .manuscriptsCiting(bibliographyUri)
      .map((file) => file.uri);
    this.#events.libraryChanged(manuscripts);
    this.#events.fileChanged(bibliographyUri);
  }

  // Manuscripts that are not open --------------------------------------------------------------------------------

  async #manuscript(uri: string, territory: Territory): Promise<Manuscript | undefined> {
    const file = this.snapshot().manuscriptFile(uri) ?? (await this.#readManuscript(uri, territory));
    return file?.manuscript;
  }

  async #readManuscript(
    uri: string,
    territory = this.territory(uri),
  ): Promise<{ readonly manuscript: Manuscript } | undefined> {
    const file = await this.#host.files.read(uri, manuscriptLimit, territory);
    if (this.#open.has(uri)) return this.snapshot().manuscriptFile(uri);
    if (file.kind !== 'file') {
      this.store.removeManuscript(uri);
      return undefined;
    }
    const text = decodeText(file.bytes);
    const syntax = syntaxOf(uri, undefined, text);
    if (syntax === undefined) {
      this.store.removeManuscript(uri);
      return undefined;
    }
    this.store.openManuscript(uri, syntax, null, text);
    // What an open bibliography holds that nobody cites may be another thing now.
    for (const { found } of this.snapshot().appliedBibliographies(uri))
      if (this.#open.has(found.uri)) this.#events.fileChanged(found.uri);
    return this.snapshot().manuscriptFile(uri);
  }

  #scanAnew(): void {
    this.store.setWhole(false);
    const scan = this.#scan().finally(() => {
      if (this.#scanned !== scan || this.#disposed) return;
      this.store.setWhole(true);
      for (const { uri } of this.snapshot().bibliographyFiles()) this.#events.fileChanged(uri);
    });
    this.#scanned = scan;
    this.#unattended('Looking through the workspace', scan);
  }

  /** Finds the manuscripts and packs of the workspace, so that references and renames reach all of them. */
  async #scan(): Promise<void> {
    for (const uri of await this.#readManuscripts((one) => manuscriptExtensions.has(extensionOf(one)))) {
      if (this.#disposed) return;
      if (this.snapshot().manuscriptFile(uri)?.syntax === undefined) continue;
      await this.#discoveries.discover(uri);
      await this.#host.clock.yield();
    }
  }

  /** Reads the manuscripts of the workspace that are wanted, and its packs; none where the folders change meanwhile. */
  async #readManuscripts(isWanted: (uri: string) => boolean): Promise<readonly string[]> {
    const folders = this.#folders;
    const bounds = { folders, allowedFiles: new Set<string>() };
    const queue = [...folders];
    const manuscripts: string[] = [];
    for (let visited = 0; visited < maximumFolders; visited += 1) {
      const folder = queue.shift();
      if (folder === undefined) break;
      for (const entry of (await this.#host.files.list(folder, bounds)) ?? []) {
        const uri = joinUri(folder, entry.name);
        if (entry.kind === 'directory' && !skippedFolders.has(entry.name)) queue.push(uri);
        else if (entry.kind !== 'file') continue;
        else if (isPackUri(uri)) await this.#readPackFile(uri);
        else if (isWanted(uri)) manuscripts.push(uri);
      }
      if (this.#disposed || this.#folders !== folders) return [];
    }
    if (manuscripts.length > maximumManuscripts || queue.length > 0) {
      this.#events.log(
        `The workspace has more manuscripts or folders than PsyCite looks at (${maximumManuscripts} and ${maximumFolders}). References and renames reach the first ${maximumManuscripts}.`,
      );
    }
    const read = manuscripts.slice(0, maximumManuscripts);
    for (const uri of read) {
      if (this.#disposed || this.#folders !== folders) return [];
      if (this.snapshot().manuscriptFile(uri) === undefined) await this.#readManuscript(uri);
      await this.#host.clock.yield();
    }
    return read;
  }

  // Packs --------------------------------------------------------------------------------------------------------

  async #readPackFile(uri: string): Promise<void> {
    const file = await this.#host.files.read(uri, packLimit, this.territory(uri));
    if (this.#open.has(uri)) return;
    if (file.kind === 'file') this.#readPackText(uri, decodeText(file.bytes));
    else if (file.kind === 'refused') this.#refusePack(uri, file.reason);
    else this.#forgetPack(uri);
  }

  #forgetPack(uri: string): void {
    this.packs.forget(uri);
    this.#packsChanged(uri);
  }

  #refusePack(uri: string, reason: string): void {
    this.packs.refuse(uri, reason);
    this.#packsChanged(uri);
  }

  #readPackText(uri: string, text: string): void {
    this.packs.read(uri, text);
    this.#packsChanged(uri);
  }

  #packsChanged(uri: string): void {
    this.store.setPacks(this.packs.packs);
    this.#openPages();
    this.#prepareTerms();
    this.#events.packsChanged();
    this.#events.fileChanged(uri);
  }

  /** For messages: a path as seen from the workspace folder. */
  displayPath(uri: string): string {
    return displayPath(
      uri,
      this.#folders.find((folder) => isInside(uri, folder)),
    );
  }
}

/** UTF-16 units compared at a time. */
const comparedLength = 1 << 16;

function isSameText(a: Text | undefined, b: Text | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return a === b;
  for (let at = 0; at < a.length; at += comparedLength)
    if (a.slice(at, at + comparedLength) !== b.slice(at, at + comparedLength)) return false;
  return true;
}

function formatOf(uri: string, languageId: string, text: string): BibliographyFormat | undefined {
  const ofLanguage = formats.find(([, { ids = [] }]) => ids.includes(languageId));
  return ofLanguage?.[0] ?? detectFormat(fileName(uri), text.slice(0, 4096));
}
