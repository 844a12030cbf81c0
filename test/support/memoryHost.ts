import { isInside, parentOf } from '../../src/core/index.ts';
import { shippedPacks } from '../../src/packs/index.ts';
import type { Host, HostFile } from '../../src/server/host.ts';

/** Files by URI; a test changes the map and tells the server. Bytes for what is not UTF-8. */
export type MemoryFiles = Map<string, string | Uint8Array>;

/** A host whose files are a map and whose clock is the machine's. */
export const memoryHost = (files: MemoryFiles, extras: Partial<Host> = {}): Host => ({
  files: {
    read(uri, limit, bounds): Promise<HostFile> {
      const content = files.get(uri);
      if (content === undefined) return Promise.resolve({ kind: 'missing' });
      const allowed = bounds.allowedFiles.has(uri) || bounds.folders.some((folder) => isInside(uri, folder));
      if (!allowed) throw new Error(`The server asked for ${uri}, which it may not read.`);
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      if (bytes.length > limit) {
        return Promise.resolve({ kind: 'refused', why: 'unreadable', reason: 'it is too large' });
      }
      return Promise.resolve({ kind: 'file', bytes });
    },
    list(folder) {
      const names = new Map<string, 'file' | 'directory'>();
      for (const uri of files.keys()) {
        if (uri === folder || !isInside(uri, folder)) continue;
        let child = uri;
        while (parentOf(child) !== folder) child = parentOf(child);
        names.set(
          decodeURIComponent(child.slice(child.lastIndexOf('/') + 1)),
          child === uri ? 'file' : 'directory',
        );
      }
      return Promise.resolve(
        names.size === 0 ? undefined : [...names].map(([name, kind]) => ({ name, kind })),
      );
    },
  },
  clock: {
    now: () => performance.now(),
    after(delay, callback) {
      const timer = setTimeout(callback, delay);
      return () => {
        clearTimeout(timer);
      };
    },
    yield: () => new Promise((resolve) => setImmediate(resolve)),
  },
  documentation: () => 'file:///docs/',
  loadPacks: () => Promise.resolve(shippedPacks),
  startFormatter: undefined,
  tidy: undefined,
  readForeign: undefined,
  loadTransport: undefined,
  ...extras,
});
