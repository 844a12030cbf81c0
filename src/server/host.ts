import type { PaperPack, Refusal } from '../core/index.ts';
import type { FormatterThread } from './formatting/formatter.ts';
import type { Transport } from './network/transport.ts';
import type { PdfThread } from './pdf/messages.ts';

/** What the platform gives the server: Node or a web worker. The only door to files, time and threads. */
export interface Host {
  readonly files: HostFiles;
  readonly clock: Clock;
  /** The folder with the project's documentation, as a URI ending in a slash; diagnostics link into it. */
  readonly documentation: () => string | undefined;
  /** The user's home folder as a URI, for `~/` in settings; absent where there is none. */
  readonly home?: string;
  /** The packs that ship. Loaded behind `initialize`, which must not wait for them. */
  readonly loadPacks: () => Promise<readonly PaperPack[]>;
  /** Starts the thread that formats references; absent where the platform has none. */
  readonly startFormatter: (() => FormatterThread) | undefined;
  /** Starts a thread that reads a PDF; absent where the platform has none. */
  readonly startPdfReader?: () => PdfThread;
  /**
   * Tells the host where the built files lie, for a platform that cannot know. A URI without a slash at its
   * end.
   */
  readonly setDistribution?: (uri: string) => void;
  /** Loads what is seldom needed, when it is needed. */
  readonly tidy: ((bibtex: string) => Promise<string>) | undefined;
  /**
   * Another reader, for a text in which PsyCite's own find no works: CSL items, or undefined where it knows
   * no better.
   */
  readonly readForeign: ((text: string) => Promise<ForeignWorks>) | undefined;
  /**
   * Loads the platform's way to other machines, for a command that names whom it asks; absent where there is
   * none. Nothing else may call it.
   */
  readonly loadTransport: (() => Promise<Transport>) | undefined;
  /**
   * Opens the folder that the editor gives the extension for files of its own, by its URI; absent where there
   * is none.
   */
  readonly openStorage?: (folder: string) => Promise<HostStorage>;
}

/** Files of the extension's own, by name. */
export interface HostStorage {
  /** Undefined where there is no such file, or it cannot be read, or is larger than `limit` bytes. */
  read(name: string, limit: number): Promise<Uint8Array | undefined>;
  /** The file is as it was or holds all of the lines, never a part of them. */
  write(name: string, lines: Iterable<string>): Promise<void>;
  remove(name: string): Promise<void>;
}

export type ForeignWorks = readonly Readonly<Record<string, unknown>>[] | undefined;

export interface HostFiles {
  /**
   * Reads a file of at most `limit` bytes. `folders` are the folders that the file must lie in once links are
   * resolved; a file in `allowedFiles` may lie anywhere. Never throws.
   */
  read(uri: string, limit: number, bounds: ReadBounds): Promise<HostFile>;
  list(uri: string, bounds: ReadBounds): Promise<readonly HostFolderEntry[] | undefined>;
  /**
   * When a file was last written, and its size, without reading it; undefined where there is no such file.
   * Never throws.
   */
  stamp?(uri: string): Promise<FileStamp | undefined>;
}

export interface FileStamp {
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Bytes. */
  readonly size: number;
}

export interface ReadBounds {
  readonly folders: readonly string[];
  readonly allowedFiles: ReadonlySet<string>;
}

export interface HostFolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

export type HostFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | ({ readonly kind: 'refused' } & Refusal);

export interface Clock {
  /** Milliseconds from some fixed moment; only differences mean something. */
  now(): number;
  /** Calls `callback` once after `delay` ms; the answer cancels it. */
  after(delay: number, callback: () => void): () => void;
  /** Lets everything that waits in the event loop go first: messages above all. */
  yield(): Promise<void>;
}
