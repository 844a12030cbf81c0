import type { TextEdit } from '../base/edit.ts';
import { manuscriptExtensions } from '../base/fileKinds.ts';
import type { Span } from '../base/span.ts';
import {
  type AllowedRoots,
  type Bibliography,
  type Discovery,
  declarationsDiffer,
  extensionOf,
  isInside,
  isPageName,
  type Manuscript,
  type PaperPack,
  prepareAuthorYears,
  type Settings,
  type Snapshot,
  Store,
  Text,
} from '../core/index.ts';
import { Bibliographies, maxBibliography } from './bibliographies.ts';
import { decodeText } from './decode.ts';
import { Discoveries } from './discoveries.ts';
import type { Host } from './host.ts';
import { type OnDisk, onDisk, type ReadAgain, readFilesAgain } from './onDisk.ts';
import { type FileKind, OpenDocuments } from './openDocuments.ts';
import { isPackUri, PackStore } from './packStore.ts';
import { Roots } from './roots.ts';
import { maxManuscriptSize, Scanner } from './scanner.ts';
import { Debouncer, Scheduler } from './scheduler.ts';

/** Quiet time before a changed declaration is looked up. */
const discoveryDelay = 150;
export interface WorkspaceEvents {
  /** What applies to these manuscripts changed: entries, or which files apply. */
  libraryChanged(manuscripts: readonly string[]): void;
  /** A file's own problems changed: an open bibliography or a pack. */
  fileChanged(uri: string): void;
  packsChanged(): void;
  /** Long work has begun; call the answer with the share done, and with 1 at the end. */
  progress(title: string): (share: number) => void;
  log(message: string): void;
  /** Uses the first large bibliography once, in steps, for fast first answers. Absent where nobody waits. */
  warmUp?(snapshot: Snapshot, bibliography: Bibliography): Generator<number, void>;
}

/** Keeps the store true to the editor and the disk: reads, watches and parses what manuscripts need. */
export class Workspace {
  readonly store = new Store();
  readonly packs: PackStore;
  readonly roots: Roots;
  readonly #host: Host;
  readonly #events: WorkspaceEvents;
  readonly #scheduler: Scheduler;
  readonly #debouncer: Debouncer;
  readonly #documents = new OpenDocuments();
  readonly #bibliographies: Bibliographies;
  readonly #discoveries: Discoveries;
  readonly #scanner: Scanner;

  constructor(host: Host, events: WorkspaceEvents) {
    this.#host = host;
    this.#events = events;
    this.#scheduler = new Scheduler(host.clock);
    this.#debouncer = new Debouncer(host.clock);
    this.roots = new Roots(this.store, host.files);
    this.packs = new PackStore({
      host,
      store: this.store,
      isOpen: (uri) => this.#documents.has(uri),
      rootsOf: (uri) => this.roots.of(uri),
      changed: (uri) => {
        this.#openPages();
        events.packsChanged();
        if (uri !== undefined) events.fileChanged(uri);
      },
      unattended: (what, work) => {
        this.#unattended(what, work);
      },
    });
    this.#bibliographies = new Bibliographies({
      host,
      store: this.store,
      isOpen: (uri) => this.#documents.kind(uri)?.kind === 'bibliography',
      formatNow: (...file) => this.#documents.reconsider(...file),
      forgotten: (uri) => {
        this.#discoveries.discoverDependents(uri);
      },
      boundsOf: (uri) => this.roots.ofBibliography(uri),
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
      roots: this.roots,
      manuscriptAt: (uri, roots) => this.#manuscript(uri, roots),
      discovered: (uri, discovery) => {
        this.#discovered(uri, discovery);
      },
      failed: (what, error) => {
        this.#failed(what, error);
      },
    });
    this.#scanner = new Scanner({
      host,
      store: this.store,
      roots: this.roots,
      packs: this.packs,
      discoveries: this.#discoveries,
      isOpen: (uri) => this.#documents.has(uri),
      fileChanged: (uri) => {
        events.fileChanged(uri);
      },
      log: (message) => {
        events.log(message);
      },
      unattended: (what, work) => {
        this.#unattended(what, work);
      },
    });
  }

  /** Whole-file parses of bibliographies so far: a keystroke in a manuscript must leave it unchanged. */
  get bibliographyParses(): number {
    return this.#bibliographies.parses;
  }

  setShippedPacks(packs: readonly PaperPack[]): void {
    this.packs.ship(packs);
  }

  snapshot(): Snapshot {
    return this.store.snapshot();
  }

  get openUris(): Iterable<string> {
    return this.#documents.uris;
  }

  isOpen(uri: string): boolean {
    return this.#documents.has(uri);
  }

  /** Whether a bibliography is the file on disk: not open, or open as another language than its own. */
  isOfDisk(uri: string): boolean {
    if (!this.#documents.has(uri)) return true;
    const isBibliography = this.snapshot().bibliographyFile(uri) !== undefined;
    return isBibliography && this.#documents.kind(uri)?.kind !== 'bibliography';
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const kind = this.#documents.open(uri, languageId, version, Text.of(text));
    // A list of references that is none in the editor's eyes is what the disk says, where it is declared.
    if (kind?.kind !== 'bibliography' && this.snapshot().bibliographyFile(uri) !== undefined) {
      this.#bibliographies.close(uri);
      this.#bibliographies.forgetUnused();
    }
    if (kind?.kind === 'manuscript') {
      this.store.openManuscript(uri, kind.syntax, version, text);
      void this.#discoveries.discover(uri);
      this.#discoveries.discoverIncluded(uri, this.snapshot().manuscriptFile(uri)?.manuscript);
      return;
    }
    // An editor closes and opens a file to change its language: what was a manuscript may be none now.
    this.store.removeManuscript(uri);
    this.#discoveries.forget(uri);
    if (kind?.kind === 'pack') this.packs.read(uri, text);
    else if (kind?.kind === 'bibliography')
      this.#bibliographies.open(uri, kind.format, version, Text.of(text));
    else this.#openPages();
  }

  /** The server ignores an open plain text until a pack names it as the page that it was imported from. */
  #openPages(): void {
    for (const uri of this.#documents.uris) {
      const kind = this.#documents.kind(uri);
      if (kind?.kind !== 'plain' || !isPageName(this.snapshot(), uri)) continue;
      this.#documents.set(uri, { kind: 'manuscript', syntax: 'pandoc' });
      this.store.openManuscript(uri, 'pandoc', kind.version, kind.text.toString());
      void this.#discoveries.discover(uri);
    }
  }

  /** `toEdits` gets the text before the change: positions are turned into offsets against it. */
  change(uri: string, version: number, toEdits: (text: Text) => readonly TextEdit[]): readonly TextEdit[] {
    const kind = this.#documents.kind(uri);
    switch (kind?.kind) {
      case 'manuscript':
        return this.#changeManuscript(uri, version, toEdits);
      case 'pack': {
        const before = this.packs.text(uri);
        if (before !== undefined) this.packs.edit(uri, before.edited(toEdits(before)));
        return [];
      }
      case 'plain': {
        const text = kind.text.edited(toEdits(kind.text));
        this.#documents.set(uri, { kind: 'plain', version, text });
        this.#bibliographies.reconsider(uri, version, text);
        return [];
      }
      default:
        return this.#bibliographies.edit(uri, version, toEdits);
    }
  }

  #changeManuscript(
    uri: string,
    version: number,
    toEdits: (text: Text) => readonly TextEdit[],
  ): readonly TextEdit[] {
    const before = this.snapshot().manuscriptFile(uri);
    if (before === undefined) return [];
    const edits = toEdits(before.text);
    this.store.editManuscript(uri, version, edits);
    // Another syntax declares its bibliographies elsewhere.
    if (this.snapshot().manuscriptFile(uri)?.syntax !== before.syntax) void this.#discoveries.discover(uri);
    this.#debouncer.schedule(
      `discover ${uri}`,
      discoveryDelay,
      () => void this.#discoveries.discoverIfDeclared(uri),
    );
    return edits;
  }

  close(uri: string): void {
    const kind = this.#documents.close(uri)?.kind ?? this.#kindOnDisk(uri);
    this.#debouncer.cancel(`discover ${uri}`);
    if (kind === 'manuscript') this.#unattended('Reading a manuscript', this.#manuscriptChanged(uri));
    else if (kind === 'bibliography') this.#bibliographies.close(uri);
    else if (kind === 'pack') this.packs.close(uri);
  }

  /**
   * For the command line, which asks about each file once: forgets an open manuscript that is no part of a
   * document of several files, for it would be kept for nobody.
   */
  letGo(uri: string): void {
    const snapshot = this.snapshot();
    const isAlone =
      snapshot.manuscriptsBeside(uri).length === 0 && snapshot.manuscriptFile(uri) !== undefined;
    if (!isAlone) return;
    this.#documents.close(uri);
    this.#debouncer.cancel(`discover ${uri}`);
    this.#discoveries.forget(uri);
    this.store.removeManuscript(uri);
  }

  /** What a file that is not open is, by what is known of it, else by its name. */
  #kindOnDisk(uri: string): FileKind['kind'] | undefined {
    if (isPackUri(uri)) return 'pack';
    if (this.snapshot().bibliographyFile(uri) !== undefined) return 'bibliography';
    const isKnown = this.snapshot().manuscriptFile(uri) !== undefined;
    return isKnown || manuscriptExtensions.has(extensionOf(uri)) ? 'manuscript' : undefined;
  }

  setFolders(folders: readonly string[]): void {
    this.store.setFolders(folders);
    this.#forgetOutside();
    this.#scanner.scanAnew();
  }

  /** What was read in folders that have left the workspace, and is not open, is not reached any more. */
  #forgetOutside(): void {
    const isOutside = (uri: string): boolean => !this.#documents.has(uri) && !this.roots.contains(uri);
    for (const { uri } of [...this.snapshot().manuscriptFiles()]) {
      if (!isOutside(uri)) continue;
      this.store.removeManuscript(uri);
      this.#discoveries.forget(uri);
    }
    for (const uri of this.packs.uris()) if (isOutside(uri)) this.packs.forget(uri);
    this.#discoveries.discoverAll();
  }

  /**
   * For the command line: allows these folders, and reads the manuscripts in them that have one of these file
   * endings, for a part of a document does not say what it is a part of.
   */
  async useFolders(folders: readonly string[], endings: ReadonlySet<string> = new Set()): Promise<void> {
    this.store.setFolders(folders);
    await this.packs.readFolders(this.roots.ofWorkspace());
    if (endings.size > 0) await this.#scanner.readAll((uri) => endings.has(extensionOf(uri)));
  }

  /** The text of a file that is known, or of one that a declaration stands in. */
  async textOf(uri: string): Promise<Text | undefined> {
    const known = this.snapshot().text(uri);
    if (known !== undefined) return known;
    const text = await this.readText(uri, maxManuscriptSize, this.roots.of(uri));
    return text === undefined ? undefined : Text.of(text);
  }

  /** A text file inside some roots; undefined where it cannot be read. Limit in bytes. */
  async readText(uri: string, limit: number, roots: AllowedRoots): Promise<string | undefined> {
    const file = await this.#host.files.read(uri, limit, roots);
    return file.kind === 'file' ? decodeText(file.bytes) : undefined;
  }

  setSettings(settings: Settings): void {
    this.store.setSettings(settings);
    this.#discoveries.discoverAll();
    this.#openPages();
    this.packs.prepareTerms();
    this.#events.packsChanged();
  }

  /** Files created, changed, renamed or deleted on disk. Resolves when they are read, for those who wait. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const read = [...new Set(uris)].map(async (uri) => {
      if (!isPackUri(uri)) await this.#fileChanged(uri);
      else if (!this.#documents.has(uri)) await this.packs.readFile(uri);
    });
    for (const result of await Promise.allSettled(read))
      if (result.status === 'rejected') this.#failed('Reading a file', result.reason);
  }

  /** Resolves when the file has been read; what depends on it is looked for at the same time. */
  async #fileChanged(uri: string): Promise<void> {
    let read: Promise<void> | undefined;
    if (this.isOfDisk(uri)) {
      const kind = this.#kindOnDisk(uri);
      if (kind === 'bibliography') read = this.#bibliographies.load(uri, true);
      else if (kind === 'manuscript') read = this.#manuscriptChanged(uri);
    }
    this.#discoveries.discoverDependents(uri);
    await read;
  }

  /** See `readFilesAgain`: the files on disk that are about to be edited. */
  readAgain(uris: Iterable<string>): Promise<ReadAgain> {
    return readFilesAgain(
      {
        snapshot: () => this.snapshot(),
        isOpen: (uri) => this.#documents.has(uri),
        isOfDisk: (uri) => this.isOfDisk(uri),
        whenRead: (uri) => this.#bibliographies.whenDone(uri),
        onDisk: (uri) => this.#onDisk(uri),
        changed: (uri) => this.#fileChanged(uri),
        settle: () => this.settleWorkspace(),
      },
      uris,
    );
  }

  /** Resolves when the entries of a bibliography are known, if it is one. */
  async whenParsed(uri: string): Promise<void> {
    await this.#bibliographies.whenParsed(uri);
  }

  async #onDisk(uri: string): Promise<OnDisk> {
    const isBibliography = this.snapshot().bibliographyFile(uri) !== undefined;
    const [limit, roots] = isBibliography
      ? [maxBibliography, this.roots.ofBibliography(uri)]
      : [maxManuscriptSize, this.roots.of(uri)];
    const file = await this.#host.files.read(uri, limit, roots);
    if (file.kind !== 'file') return { text: undefined, reason: undefined };
    return onDisk(uri, file.bytes, isBibliography, this.#scheduler);
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
    this.#scanner.scanAnew();
  }

  /** Reads a manuscript that is not open. It may include others; others may depend on what it declares. */
  async #manuscriptChanged(uri: string): Promise<void> {
    const before = this.snapshot().manuscript(uri);
    const now = (await this.#scanner.read(uri))?.manuscript;
    this.#debouncer.cancel(`discover ${uri}`);
    // Also where nothing changed: what was looked for last must not keep an earlier reading and what it gave.
    if (now !== undefined) void this.#discoveries.discover(uri);
    else this.#discoveries.forget(uri);
    this.#discoveries.discoverIncluded(uri, before, now);
    // Manuscripts that depend on it come after it is read: before that they would see its old text.
    if (before === undefined || now === undefined || declarationsDiffer(before, now))
      this.#discoveries.discoverDependents(uri);
  }

  /**
   * Resolves when the packs are there, the file itself is parsed, the bibliographies of a manuscript have
   * been found, and the small ones among them read. A large one holds up only requests about itself.
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
    await this.#scanner.whenScanned();
    await Promise.all(this.#discoveries.manuscripts.map((uri) => this.settle(uri)));
  }

  /** As `settle`; of a bibliography also when all manuscripts that may cite its entries have been read. */
  async settleCiting(uri: string): Promise<void> {
    await this.settle(uri);
    if (this.snapshot().bibliographyFile(uri) !== undefined) await this.settleWorkspace();
  }

  /**
   * As `settle`, and makes ready to resolve the author-year citations of a part of the manuscript: where
   * there are any, a large library is indexed for them in slices.
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

  /** As `settleLibrary`, for those who look works up by their keys alone: none need be ready for search. */
  async settleEntries(uri: string): Promise<void> {
    await this.settle(uri);
    const applied = this.snapshot().appliedBibliographies(uri);
    await Promise.all(applied.map(({ found }) => this.#bibliographies.whenEntries(found.uri)));
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
    this.#scanner.dispose();
    this.packs.dispose();
    this.#debouncer.dispose();
    this.#bibliographies.dispose();
    this.#discoveries.dispose();
  }

  // Which bibliographies apply ------------------------------------------------------------------------------

  #discovered(uri: string, { found }: Discovery): void {
    for (const one of found) {
      if (one.refused === undefined && one.embedded === undefined)
        void this.#bibliographies.load(one.uri, false);
    }
    this.#bibliographies.forgetUnused();
    this.#events.libraryChanged([uri]);
  }

  /** A fault of ours or of the platform is told, and must not end the process as an unhandled rejection. */
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

  // Manuscripts that are not open ---------------------------------------------------------------------------

  async #manuscript(uri: string, roots: AllowedRoots): Promise<Manuscript | undefined> {
    const file = this.snapshot().manuscriptFile(uri) ?? (await this.#scanner.read(uri, roots));
    return file?.manuscript;
  }
}
