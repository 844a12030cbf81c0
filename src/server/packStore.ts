import {
  type AllowedRoots,
  fileName,
  joinUri,
  normaliseUri,
  type PackFile,
  type PaperPack,
  type Problem,
  readOwnGlossary,
  readPack,
  type Store,
  Text,
} from '../core/index.ts';
import { decodeText } from './decode.ts';
import type { Host } from './host.ts';
import { Debouncer, Scheduler } from './scheduler.ts';

/** Larger packs are refused unread. Bytes. */
export const maxPackSize = 20_000_000;
/** Quiet time before an edited pack is validated anew, ms. */
const quiet = 300;

const isGlossaryUri = (uri: string): boolean => /\/\.psycite\/glossary\.ya?ml$/.test(normaliseUri(uri));

/** A pack of the workspace, or the glossary of its own words. */
export const isPackUri = (uri: string): boolean =>
  /\/\.psycite\/packs\/[^/]+\.json$/.test(normaliseUri(uri)) || isGlossaryUri(uri);

interface ReadPack {
  readonly text: Text;
  readonly problems: readonly Problem[];
  /** Undefined where the file is no pack at all. */
  readonly pack: PaperPack | undefined;
}

export interface PackStoreContext {
  readonly host: Host;
  readonly store: Store;
  isOpen(uri: string): boolean;
  rootsOf(uri: string): AllowedRoots;
  /** The packs in use are others; `uri` is the file that this comes from. */
  changed(uri: string | undefined): void;
  /** Work that nobody waits for. */
  unattended(what: string, work: Promise<unknown>): void;
}

/**
 * The packs that ship, and those of the workspace as their files hold them: puts them into the store, and
 * compiles their terms.
 */
export class PackStore {
  readonly #context: PackStoreContext;
  readonly #scheduler: Scheduler;
  readonly #debouncer: Debouncer;
  readonly #files = new Map<string, ReadPack>();
  #shipped: readonly PaperPack[] = [];
  #packs: readonly PaperPack[] = [];
  #disposed = false;
  /** The compiling of terms that is under way, or was. */
  #preparing = { cancelled: false };
  #tell: () => void = () => undefined;
  /** Resolves when the packs that ship are there. */
  readonly whenShipped = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  constructor(context: PackStoreContext) {
    this.#context = context;
    this.#scheduler = new Scheduler(context.host.clock);
    this.#debouncer = new Debouncer(context.host.clock);
  }

  ship(packs: readonly PaperPack[]): void {
    this.#shipped = packs;
    this.#tell();
    this.#changed(undefined);
  }

  /**
   * The packs to use: of several with one id the last counts, so that a workspace can have its own of a
   * paper.
   */
  get packs(): readonly PaperPack[] {
    return this.#packs;
  }

  get shipped(): readonly PaperPack[] {
    return this.#shipped;
  }

  uris(): string[] {
    return [...this.#files.keys()];
  }

  text(uri: string): Text | undefined {
    return this.#files.get(uri)?.text;
  }

  /** The file of the workspace that holds the pack of this id. */
  uriOf(id: string): string | undefined {
    return [...this.#files].findLast(([, { pack }]) => pack?.id === id)?.[0];
  }

  /** Reads a file that is not open. */
  async readFile(uri: string): Promise<void> {
    const { host, isOpen, rootsOf } = this.#context;
    const file = await host.files.read(uri, maxPackSize, rootsOf(uri));
    if (isOpen(uri)) return;
    if (file.kind === 'file') this.read(uri, decodeText(file.bytes));
    else if (file.kind === 'refused') this.#refuse(uri, file.reason);
    else this.forget(uri);
  }

  /** Reads the packs of folders, and nothing else that is in them. */
  async readFolders(roots: AllowedRoots): Promise<void> {
    for (const folder of roots.folders) {
      for (const path of ['.psycite', '.psycite/packs']) {
        const packs = joinUri(folder, path);
        for (const { name, kind } of (await this.#context.host.files.list(packs, roots)) ?? []) {
          if (kind === 'file' && isPackUri(joinUri(packs, name))) await this.readFile(joinUri(packs, name));
        }
      }
    }
  }

  /** Validates a file's text and takes it in. */
  read(uri: string, text: string): void {
    const { value, problems } = isGlossaryUri(uri) ? readOwnGlossary(text, uri) : readPack(text);
    this.#files.set(uri, { text: Text.of(text), problems, pack: value });
    this.#changed(uri);
  }

  /** The text of an open file after a keystroke; it is validated once things are quiet. */
  edit(uri: string, text: Text): void {
    const file = this.#files.get(uri);
    if (file === undefined) return;
    this.#files.set(uri, { ...file, text });
    this.#debouncer.schedule(uri, quiet, () => {
      this.read(uri, text.toString());
    });
  }

  close(uri: string): void {
    this.#debouncer.cancel(uri);
    this.#context.unattended('Reading a paper', this.readFile(uri));
  }

  forget(uri: string): void {
    this.#files.delete(uri);
    this.#changed(uri);
  }

  /** Compiles the terms of the packs ahead of the first check, which would otherwise do it at once. */
  prepareTerms(): void {
    this.#preparing.cancelled = true;
    if (this.#disposed) return; // the packs came when the server was shut down already
    this.#preparing = { cancelled: false };
    this.#context.unattended(
      'Reading the terms of the papers',
      this.#scheduler.run(this.#context.store.snapshot().prepareTerms(), this.#preparing),
    );
  }

  dispose(): void {
    this.#disposed = true;
    this.#preparing.cancelled = true;
    this.#debouncer.dispose();
  }

  /** A file that is not read, and why not. */
  #refuse(uri: string, reason: string): void {
    const message = `This paper is not read: ${reason}.`;
    const problem: Problem = { code: 'pack-syntax', start: 0, end: 0, message };
    this.#files.set(uri, { text: Text.of(''), problems: [problem], pack: undefined });
    this.#changed(uri);
  }

  #changed(uri: string | undefined): void {
    const all = [...this.#shipped, ...[...this.#files.values()].flatMap(({ pack }) => pack ?? [])];
    this.#packs = [...new Map(all.map((pack) => [pack.id, pack])).values()];
    const files = [...this.#files].map(
      ([one, { text, pack }]) =>
        [one, { text, problems: this.#problemsOf(one), isRead: pack !== undefined }] as const,
    );
    this.#context.store.setPacks(this.#packs, new Map<string, PackFile>(files));
    this.prepareTerms();
    this.#context.changed(uri);
  }

  /** What is wrong with a file; also that it is not used, for another one has its id and counts. */
  #problemsOf(uri: string): readonly Problem[] {
    const file = this.#files.get(uri)!;
    const counts = file.pack && this.uriOf(file.pack.id);
    return counts === undefined || counts === uri ? file.problems : [idTaken(file, counts), ...file.problems];
  }
}

function idTaken({ text, pack }: ReadPack, counts: string): Problem {
  const id = JSON.stringify(pack!.id);
  const whole = text.toString();
  const at = /"id"\s*:\s*/.exec(whole.slice(0, 10_000));
  const start = at && whole.startsWith(id, at.index + at[0].length) ? at.index + at[0].length : 0;
  return {
    code: 'pack-rule',
    start,
    end: start === 0 ? Math.min(1, whole.length) : start + id.length,
    message: `“${fileName(counts)}” holds a paper with the same id, and that one is used. Give one of them another id.`,
  };
}
