import type { FileStamp, Host } from './host.ts';

/**
 * Between two looks at the bibliographies, ms: with the time to read one, nothing is stale for more than 2 s.
 */
const interval = 1_000;

/** Every so many looks the manuscripts are looked at too, of which there may be thousands. */
const manuscriptsEvery = 10;

/** A file that was written this long before it was first looked at may have changed after it was read, ms. */
const recent = 5_000;

/** Files whose changes matter; each is looked at where no client tells of them. */
export interface PolledFiles {
  bibliographies(): Iterable<string>;
  manuscripts(): Iterable<string>;
}

/**
 * For clients that watch no files: looks at the known ones itself, by time and size, and tells which changed.
 */
export class Polling {
  readonly #host: Host;
  readonly #files: PolledFiles;
  readonly #changed: (uris: readonly string[]) => void;
  readonly #stamps = new Map<string, FileStamp | undefined>();
  #looks = 0;
  #cancel: () => void = () => undefined;

  constructor(host: Host, files: PolledFiles, changed: (uris: readonly string[]) => void) {
    this.#host = host;
    this.#files = files;
    this.#changed = changed;
  }

  start(): void {
    if (this.#host.files.stamp !== undefined) this.#next();
  }

  dispose(): void {
    this.#cancel();
  }

  #next(): void {
    this.#cancel = this.#host.clock.after(interval, () => {
      this.#look().then(
        () => {
          this.#next();
        },
        () => undefined, // a host's port never throws
      );
    });
  }

  async #look(): Promise<void> {
    const isLong = this.#looks % manuscriptsEvery === 0;
    this.#looks += 1;
    const uris = [...this.#files.bibliographies(), ...(isLong ? this.#files.manuscripts() : [])];
    const changed: string[] = [];
    for (const uri of uris) {
      const now = await this.#host.files.stamp?.(uri);
      const before = this.#stamps.get(uri);
      const isNew = !this.#stamps.has(uri);
      this.#stamps.set(uri, now);
      const differs = isNew
        ? now !== undefined && Date.now() - now.modified < recent
        : now?.modified !== before?.modified || now?.size !== before?.size;
      if (differs) changed.push(uri);
    }
    if (changed.length > 0) this.#changed(changed);
  }
}
