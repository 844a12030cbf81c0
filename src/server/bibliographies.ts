import type { TextEdit } from '../base/edit.ts';
import {
  type Bibliography,
  type BibliographyFormat,
  type BibliographyState,
  detectFormat,
  emptyBibliography,
  fileName,
  parseBibliographyInSteps,
  prepareSearch,
  type Store,
  Text,
} from '../core/index.ts';
import { decodeInSteps, isUnmarkedUtf16 } from './decode.ts';
import type { Host, ReadBounds } from './host.ts';
import { isHalfWritten, Load } from './load.ts';
import { type Cancellable, Debouncer, Scheduler } from './scheduler.ts';

/** A larger file is refused and explained, never skipped in silence. Bytes. */
export const maxBibliography = 200_000_000;
/** A bibliography up to this size is waited for by the first request that needs it. Bytes. */
const smallSize = 2_000_000;
/**
 * An open file of a format that cannot be edited piece by piece is read anew at each key up to this size.
 * UTF-16 units.
 */
const rereadAtOnce = 100_000;
/** UTF-16 units that tell the format. */
const formatSample = 4_096;
/** Entries from which on the first lists and cards are slow enough to be warmed up. */
const large = 5_000;
/** How often, and after how many ms, a half-written file is read again before it is taken as it is. */
const halfWrittenRetries = 5;
const halfWrittenDelay = 700;
/** Quiet time before an edited bibliography is made ready for search, ms. */
const quiet = 150;

export interface BibliographiesContext {
  readonly host: Host;
  readonly store: Store;
  isOpen(uri: string): boolean;
  /** The format of an open file after an edit; undefined where it is no list of references any more. */
  formatNow(uri: string, version: number, text: Text): BibliographyFormat | undefined;
  /** An open file is no list of references any more. */
  forgotten(uri: string): void;
  /** Where the file may lie once links are followed. */
  boundsOf(uri: string): ReadBounds;
  /** Entries or state of a file changed. */
  changed(uri: string): void;
  progress(title: string): (share: number) => void;
  /** See `WorkspaceEvents`. */
  warmUp(bibliography: Bibliography): Generator<number, void> | undefined;
  failed(what: string, error: unknown): void;
}

/** Reads bibliographies from disk and from the editor, in slices, and keeps the store's up to date. */
export class Bibliographies {
  /** Counts whole-file parses: a keystroke in a manuscript must leave it unchanged. */
  parses = 0;
  readonly #context: BibliographiesContext;
  readonly #scheduler: Scheduler;
  readonly #debouncer: Debouncer;
  /** The latest reading of each file. */
  readonly #loads = new Map<string, Load>();
  #isWarm = false;

  constructor(context: BibliographiesContext) {
    this.#context = context;
    this.#scheduler = new Scheduler(context.host.clock);
    this.#debouncer = new Debouncer(context.host.clock);
  }

  /**
   * Resolves when a file is read, unless it turns out large, which is read on while requests are answered.
   */
  whenSmall(uri: string): Promise<void> {
    return this.#whenLatest(uri, ({ whenSmall }) => whenSmall);
  }

  whenDone(uri: string): Promise<void> {
    return this.#whenLatest(uri, ({ whenDone }) => whenDone);
  }

  /** As `whenDone`, but the entries need not be ready for search. */
  whenEntries(uri: string): Promise<void> {
    return this.#whenLatest(uri, ({ whenParsed }) => whenParsed);
  }

  /** Resolves when the entries of the latest text are known; they need not be ready for search. */
  async whenParsed(uri: string): Promise<void> {
    const isPending = (): boolean => {
      const kind = this.#file(uri)?.state.kind;
      return kind === 'loading' || (kind === 'stale' && this.#context.isOpen(uri));
    };
    await this.#whenLatest(uri, ({ whenParsed }) => whenParsed, isPending);
  }

  /** A reading that is superseded while it is waited for says nothing: the one that supersedes it counts. */
  async #whenLatest(
    uri: string,
    wait: (load: Load) => Promise<void>,
    isPending = (): boolean => true,
  ): Promise<void> {
    let load: Load | undefined;
    while (load !== this.#loads.get(uri) && isPending()) {
      load = this.#loads.get(uri);
      if (load !== undefined) await wait(load);
    }
  }

  dispose(): void {
    this.#debouncer.dispose();
    for (const load of this.#loads.values()) load.cancelled = true;
  }

  forget(uri: string): void {
    this.#loads.get(uri)?.supersede();
    this.#loads.delete(uri);
    this.#context.store.removeBibliography(uri);
  }

  /** Forgets what applies to no manuscript and is not open. */
  forgetUnused(): void {
    const snapshot = this.#context.store.snapshot();
    const used = new Set<string>();
    for (const { uri } of snapshot.manuscriptFiles())
      for (const found of snapshot.discovery(uri)?.found ?? []) used.add(found.uri);
    for (const { uri } of [...snapshot.bibliographyFiles()])
      if (!used.has(uri) && !this.#context.isOpen(uri)) this.forget(uri);
  }

  /** Reads a file from disk, unless it is open or (without `again`) read already. */
  load(uri: string, again: boolean): Promise<void> {
    const running = this.#loads.get(uri);
    if (running !== undefined && !again) return running.whenDone;
    if (this.#context.isOpen(uri) && this.#file(uri) !== undefined) return Promise.resolve();
    const load = this.#begin(uri);
    void this.#read(uri, load, 0)
      .catch((error: unknown) => {
        this.#context.failed(`Reading ${fileName(uri)}`, error);
        if (!load.cancelled)
          this.#setEmpty(uri, { kind: 'refused', why: 'unreadable', reason: 'it cannot be read' });
      })
      .finally(() => {
        load.finish();
      });
    return load.whenDone;
  }

  /** The text of a file as the editor has it. */
  open(uri: string, format: BibliographyFormat, version: number, text: Text): void {
    const load = this.#begin(uri);
    if (text.length > smallSize) load.tellLarge();
    const known = this.#file(uri)?.bibliography ?? emptyBibliography(format);
    this.#set(uri, format, version, text, known, { kind: 'loading' });
    void this.#readOpen(uri, format, version, text, load).finally(() => {
      load.finish();
    });
  }

  /** `toEdits` gets the text before the change. */
  edit(uri: string, version: number, toEdits: (text: Text) => readonly TextEdit[]): readonly TextEdit[] {
    const file = this.#file(uri);
    if (file === undefined) return [];
    const edits = toEdits(file.text);
    // BibTeX is BibTeX by its name.
    if (file.format !== 'bibtex' && this.reconsider(uri, version, file.text.edited(edits))) return edits;
    // Still being read: begin again with the new text rather than edit half a bibliography.
    const isPending = file.state.kind === 'loading';
    if (isPending || (file.format !== 'bibtex' && file.text.length > rereadAtOnce)) {
      const text = file.text.edited(edits);
      if (isPending) this.open(uri, file.format, version, text);
      else this.#reread(uri, file.format, version, text, file.bibliography);
      return edits;
    }
    this.#context.store.editBibliography(uri, version, edits);
    this.#context.changed(uri);
    this.#debouncer.schedule(`prepare ${uri}`, quiet, () => {
      const bibliography = this.#file(uri)?.bibliography;
      if (bibliography === undefined) return;
      const load = this.#begin(uri);
      void this.#prepare(uri, bibliography, load).finally(() => {
        load.finish();
      });
    });
    return edits;
  }

  /** True where an open file is of another format than before: it is read anew as such. */
  reconsider(uri: string, version: number, text: Text): boolean {
    const format = this.#context.formatNow(uri, version, text);
    const before = this.#file(uri);
    if (format === before?.format) return false;
    if (before !== undefined) this.forget(uri);
    if (format === undefined) this.#context.forgotten(uri);
    else this.open(uri, format, version, text);
    return true;
  }

  /** The editor lets go of the file: what is on disk counts again. */
  close(uri: string): void {
    this.#debouncer.cancel(`prepare ${uri}`);
    this.#debouncer.cancel(`reread ${uri}`);
    void this.load(uri, true);
  }

  #file(uri: string) {
    return this.#context.store.snapshot().bibliographyFile(uri);
  }

  #begin(uri: string): Load {
    const before = this.#loads.get(uri);
    before?.supersede();
    const load = new Load();
    this.#loads.set(uri, load);
    return load;
  }

  async #read(uri: string, load: Load, attempt: number): Promise<void> {
    const before = this.#file(uri);
    const file = await this.#context.host.files.read(uri, maxBibliography, this.#context.boundsOf(uri));
    if (load.cancelled) return;
    if (file.kind !== 'file') {
      this.#setEmpty(uri, file.kind === 'missing' ? { kind: 'missing' } : file);
      return;
    }
    if (isUnmarkedUtf16(file.bytes)) {
      const reason = 'it is UTF-16 without a byte order mark, which has to be converted to UTF-8';
      this.#setEmpty(uri, { kind: 'refused', why: 'unreadable', reason });
      return;
    }
    if (file.bytes.length > smallSize) load.tellLarge();
    const text = await this.#scheduler.run(decodeInSteps(file.bytes), load);
    if (text === undefined) return;
    const format = detectFormat(fileName(uri), text.slice(0, formatSample)) ?? 'bibtex';
    if (before === undefined)
      this.#set(uri, format, null, text, emptyBibliography(format), { kind: 'loading' });
    const bibliography = await this.#parse(uri, format, text, load);
    if (bibliography === undefined) return;
    const isRetried = before !== undefined && attempt < halfWrittenRetries;
    if (isRetried && isHalfWritten(before.bibliography, bibliography, text)) {
      this.#set(uri, before.format, before.version, before.text, before.bibliography, { kind: 'stale' });
      this.#debouncer.schedule(`read again ${uri}`, halfWrittenDelay, () => {
        if (!load.cancelled) void this.#read(uri, load, attempt + 1);
      });
      return;
    }
    this.#set(uri, format, null, text, bibliography, { kind: 'ready' });
    load.tellParsed();
    await this.#prepare(uri, bibliography, load);
  }

  async #readOpen(
    uri: string,
    format: BibliographyFormat,
    version: number,
    text: Text,
    load: Load,
  ): Promise<void> {
    const bibliography = await this.#parse(uri, format, text, load);
    if (bibliography === undefined) return;
    this.#set(uri, format, version, text, bibliography, { kind: 'ready' });
    load.tellParsed();
    await this.#prepare(uri, bibliography, load);
  }

  /** Reads a large file anew once the typing pauses; until then its entries stand where they stood. */
  #reread(uri: string, format: BibliographyFormat, version: number, text: Text, known: Bibliography): void {
    // A reading that is under way reads a text that is no more.
    const load = this.#begin(uri);
    load.tellLarge();
    this.#set(uri, format, version, text, known, { kind: 'stale' });
    this.#debouncer.schedule(`reread ${uri}`, quiet, () => {
      void this.#readOpen(uri, format, version, text, load).finally(() => {
        load.finish();
      });
    });
  }

  async #parse(
    uri: string,
    format: BibliographyFormat,
    text: Text,
    load: Load,
  ): Promise<Bibliography | undefined> {
    this.parses += 1;
    const progress = text.length > smallSize ? this.#context.progress(`Reading ${fileName(uri)}`) : undefined;
    try {
      return await this.#scheduler.run(parseBibliographyInSteps(format, text), load, progress);
    } finally {
      progress?.(1);
    }
  }

  /** Makes a bibliography ready for search, in slices; until then a search looks through what is ready. */
  async #prepare(uri: string, bibliography: Bibliography, signal: Cancellable): Promise<void> {
    await this.#warmUp(bibliography, signal);
    await this.#scheduler.run(prepareSearch(bibliography), signal);
    if (signal.cancelled) return;
    this.#context.store.touch();
    this.#context.changed(uri);
  }

  async #warmUp(bibliography: Bibliography, signal: Cancellable): Promise<void> {
    if (this.#isWarm || bibliography.size < large) return;
    this.#isWarm = true;
    const warmUp = this.#context.warmUp(bibliography);
    if (warmUp !== undefined) await this.#scheduler.run(warmUp, signal);
  }

  #setEmpty(uri: string, state: BibliographyState): void {
    const format = detectFormat(fileName(uri), '') ?? 'bibtex';
    this.#set(uri, format, null, Text.of(''), emptyBibliography(format), state);
  }

  #set(
    uri: string,
    format: BibliographyFormat,
    version: number | null,
    text: Text,
    bibliography: Bibliography,
    state: BibliographyState,
  ): void {
    this.#context.store.setBibliography(uri, format, version, text, bibliography, state);
    this.#context.changed(uri);
  }
}
