import {
  type AllowedRoots,
  displayPath,
  type FilePort,
  isInside,
  parentOf,
  resolvePath,
  type Store,
} from '../core/index.ts';
import { decodeText } from './decode.ts';
import type { HostFiles } from './host.ts';

/**
 * Where files may be read: in the folders of the workspace, beside a manuscript that is in none, and where
 * the user's settings point.
 */
export class Roots {
  readonly #store: Store;
  readonly #files: HostFiles;

  constructor(store: Store, files: HostFiles) {
    this.#store = store;
    this.#files = files;
  }

  /** The folders of the workspace; the same list until they change. */
  get folders(): readonly string[] {
    return this.#store.snapshot().folders;
  }

  /** The workspace alone. */
  ofWorkspace(): AllowedRoots {
    return { folders: this.folders, allowedFiles: new Set() };
  }

  contains(uri: string): boolean {
    return this.#folderOf(uri) !== undefined;
  }

  /** Where reading is allowed for a manuscript. Without a workspace, its own folder is one. */
  of(uri: string): AllowedRoots {
    const folders = this.contains(uri) ? this.folders : [...this.folders, parentOf(uri)];
    const base = folders.find((folder) => isInside(uri, folder)) ?? parentOf(uri);
    const allowedFiles = new Set<string>();
    for (const path of this.#store.settings.userBibliographies) {
      const resolved = resolvePath(path, base);
      if (resolved.kind === 'uri') allowedFiles.add(resolved.uri);
    }
    return { folders, allowedFiles };
  }

  /**
   * Where a bibliography may lie once links are followed: where the manuscripts that it applies to may read.
   * Its own folder would be too much, for that may be reached through a link.
   */
  ofBibliography(bibliography: string): AllowedRoots {
    const manuscripts = this.#store.snapshot().manuscriptsCiting(bibliography);
    if (manuscripts.length === 0) return this.of(bibliography);
    const all = manuscripts.map(({ uri }) => this.of(uri));
    return {
      folders: [...new Set(all.flatMap(({ folders }) => folders))],
      allowedFiles: new Set(all.flatMap(({ allowedFiles }) => [...allowedFiles])),
    };
  }

  /** The bibliographies of the user's settings that lie outside the workspace. */
  filesOutside(): readonly string[] {
    const [base] = this.folders;
    return base === undefined ? [] : [...this.of(base).allowedFiles].filter((uri) => !this.contains(uri));
  }

  /** The files inside these roots. */
  port(roots: AllowedRoots): FilePort {
    return {
      readText: async (uri, limit) => {
        const file = await this.#files.read(uri, limit, roots);
        return file.kind === 'file'
          ? { kind: 'text', text: decodeText(file.bytes), bytes: file.bytes.length }
          : file;
      },
      list: (uri) => this.#files.list(uri, roots),
    };
  }

  /** For messages: a path as seen from the workspace folder. */
  displayPath(uri: string): string {
    return displayPath(uri, this.#folderOf(uri));
  }

  #folderOf(uri: string): string | undefined {
    return this.folders.find((folder) => isInside(uri, folder));
  }
}
