import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { joinUri } from '../../core/index.ts';
import type { HostFile, HostFiles, HostFolderEntry, ReadBounds } from '../../server/host.ts';

/** What the disk said of a file or a folder when it was read. */
interface Seen {
  readonly mark: string;
  /** The names in a folder, each with its kind. */
  readonly entries: ReadonlyMap<string, string> | undefined;
  readonly bounds: ReadBounds;
}

/** More files and folders than this are not looked at again. */
const maxSeen = 20_000;
/** A file written so short a time before it is read may be written again without another time: ns. */
const tick = 50_000_000n;
const coarseTick = 2_100_000_000n;
const second = 1_000_000_000n;

/** Files as the host reads them, that can tell which of those that were read have changed since. */
export class DiskChanges implements HostFiles {
  readonly #files: HostFiles;
  readonly #seen = new Map<string, Seen>();

  constructor(files: HostFiles) {
    this.#files = files;
  }

  read(uri: string, limit: number, bounds: ReadBounds): Promise<HostFile> {
    this.#remember(uri, { mark: markOf(uri), entries: undefined, bounds });
    return this.#files.read(uri, limit, bounds);
  }

  async list(uri: string, bounds: ReadBounds): Promise<readonly HostFolderEntry[] | undefined> {
    const mark = markOf(uri);
    const entries = await this.#files.list(uri, bounds);
    const kinds = new Map((entries ?? []).map(({ name, kind }) => [name, kind] as const));
    this.#remember(uri, { mark, entries: kinds, bounds });
    return entries;
  }

  /** What changed since it was read last: files, and in folders the names that came or went. */
  async sinceLast(): Promise<{ files: readonly string[]; folders: readonly string[] }> {
    const files = new Set<string>();
    const folders = new Set<string>();
    for (const [uri, { mark, entries, bounds }] of [...this.#seen]) {
      if (markOf(uri) === mark) continue;
      if (entries === undefined) {
        this.#seen.set(uri, { mark: markOf(uri), entries, bounds });
        files.add(uri);
        continue;
      }
      await this.list(uri, bounds);
      const now = this.#seen.get(uri)?.entries ?? new Map<string, string>();
      for (const name of new Set([...entries.keys(), ...now.keys()])) {
        if (entries.get(name) === now.get(name)) continue;
        const isFolder = entries.get(name) === 'directory' || now.get(name) === 'directory';
        (isFolder ? folders : files).add(joinUri(uri, name));
      }
    }
    return { files: [...files], folders: [...folders] };
  }

  #remember(uri: string, seen: Seen): void {
    if (this.#seen.size < maxSeen || this.#seen.has(uri)) this.#seen.set(uri, seen);
  }
}

/**
 * One text for each state of a file; a new one every time while it is too fresh to be told from the next
 * state.
 */
function markOf(uri: string): string {
  try {
    const stat = statSync(fileURLToPath(uri), { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) return 'missing';
    const { mtimeNs, ctimeNs } = stat;
    const age = BigInt(Date.now()) * 1_000_000n - (mtimeNs > ctimeNs ? mtimeNs : ctimeNs);
    const fresh = age < (mtimeNs % second === 0n ? coarseTick : tick) ? ` ${performance.now()}` : '';
    return `${stat.dev} ${stat.ino} ${stat.size} ${mtimeNs} ${ctimeNs}${fresh}`;
  } catch {
    return 'missing';
  }
}
