import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import {
  besideExtensions,
  bibliographyGlobs,
  isBibliographyName,
  manuscriptExtensions,
  ownExtensions,
  ownGlossaryGlob,
  packGlob,
} from '../base/fileKinds.ts';
import { extensionOf, fileName, parentOf } from '../core/index.ts';

/**
 * Endings that tell what a file is. A `.json` may be anything: it is watched by its name, or where a
 * manuscript declares it.
 */
const watchedExtensions = new Set([
  ...ownExtensions,
  ...manuscriptExtensions,
  ...besideExtensions,
  'csl',
  'yml',
  'yaml',
]);

/** Patterns know case, extensions do not. */
const spellings = (extension: string): string[] => [
  extension,
  extension.toUpperCase(),
  extension[0]!.toUpperCase() + extension.slice(1),
];

/**
 * Files whose changes on disk matter wherever they lie: bibliographies, manuscripts, project files and packs.
 */
export const watchedFiles = [
  `**/*.{${[...watchedExtensions].flatMap(spellings).join(',')}}`,
  ...bibliographyGlobs,
  ownGlossaryGlob,
  packGlob,
];

const isWatched = (uri: string): boolean =>
  watchedExtensions.has(extensionOf(uri)) || isBibliographyName(fileName(uri));

/** A file's name as a glob that matches it alone. */
const escapeGlob = (name: string): string => name.replace(/[*?[\]{}]/g, '[$&]');

/**
 * Asks the client to tell of changes on disk, where it can: of what `watchedFiles` names, and of single
 * files.
 */
export class Watching {
  readonly #connection: Connection;
  readonly #client: () => ClientCapabilities;
  /** The single files that are watched. */
  #named: ReadonlySet<string> = new Set();
  #registration: Promise<Disposable | undefined> = Promise.resolve(undefined);

  constructor(connection: Connection, client: () => ClientCapabilities) {
    this.#connection = connection;
    this.#client = client;
  }

  async start(): Promise<void> {
    await this.#register(watchedFiles.map((globPattern) => ({ globPattern })));
  }

  /**
   * Watches these files too, and no others: `inside` lie in the workspace, where `watchedFiles` may see them
   * already; `outside` lie elsewhere, where only a client with relative patterns looks. Gives the files that
   * are watched from now on: of what changed before that nobody told.
   */
  async watch(inside: readonly string[], outside: readonly string[]): Promise<readonly string[]> {
    const support = this.#client().workspace?.didChangeWatchedFiles;
    const isRelative = support?.relativePatternSupport === true;
    const named = new Set([...inside.filter((uri) => !isWatched(uri)), ...(isRelative ? outside : [])]);
    const before = this.#named;
    const added = [...named].filter((uri) => !before.has(uri));
    if (added.length === 0 && named.size === before.size) return [];
    this.#named = named;
    const watchers = [...named].map((uri) => {
      const pattern = escapeGlob(fileName(uri));
      return { globPattern: isRelative ? { baseUri: parentOf(uri), pattern } : `**/${pattern}` };
    });
    this.#registration = this.#registration.then(async (old) => {
      // First, so that no change falls between the two.
      const now = watchers.length === 0 ? undefined : await this.#register(watchers);
      old?.dispose();
      return now;
    });
    await this.#registration;
    return added;
  }

  /** A client that refuses is told, and keeps the rest. */
  async #register(watchers: FileSystemWatcher[]): Promise<Disposable | undefined> {
    if (!this.#client().workspace?.didChangeWatchedFiles?.dynamicRegistration) return undefined;
    try {
      return await this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    } catch (error) {
      this.#connection.console.error(`Files cannot be watched: ${String(error)}`);
      return undefined;
    }
  }
}
