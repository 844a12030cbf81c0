import { constants, type Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FormatterThread } from '../formatting/formatter.ts';
import type { Clock, Host, HostFile, HostFiles, ReadBounds } from '../host.ts';
import type { PdfThread } from '../pdf/messages.ts';

const nodeClock: Clock = {
  now: () => performance.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => {
      clearTimeout(timer);
    };
  },
  yield: () => new Promise((resolve) => letOthersRun(turnsBetweenSlices, resolve)),
};

/**
 * The connection handles one message a turn: with one turn between slices, requests would pile up behind
 * them.
 */
const turnsBetweenSlices = 8;

function letOthersRun(turns: number, resolve: () => void): void {
  setImmediate(turns > 1 ? () => letOthersRun(turns - 1, resolve) : resolve);
}

/**
 * Files of the machine, inside the bounds once links are resolved. Special files are never opened for
 * reading.
 */
const nodeFiles: HostFiles = {
  async read(uri, limit, bounds) {
    const path = pathOf(uri);
    if (path === undefined)
      return { kind: 'refused', why: 'unreadable', reason: 'it is not a file of this machine' };
    try {
      const real = await realpath(path);
      if (!(await insideBounds(real, uri, bounds))) {
        return { kind: 'refused', why: 'outside', reason: 'it is a link to a file outside the workspace' };
      }
      return await readRegularFile(real, limit);
    } catch (error) {
      return refusal(error);
    }
  },

  async list(uri, bounds) {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    try {
      const real = await realpath(path);
      if (!(await insideBounds(real, uri, bounds))) return undefined;
      return (await readdir(real, { withFileTypes: true })).map((entry) => ({
        name: entry.name,
        kind: kindOf(entry),
      }));
    } catch {
      return undefined;
    }
  },

  async stamp(uri) {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    try {
      const { mtimeMs, size } = await stat(path);
      return { modified: mtimeMs, size };
    } catch {
      return undefined;
    }
  },
};

/** The documentation lies beside the built files: `docs/` next to `dist/`. */
const documentation = pathToFileURL(join(dirname(distribution()), 'docs', sep)).href;

/** `dist/`: built files stand in it or one folder below. */
function distribution(): string {
  const here = __dirname;
  return basename(here) === 'dist' ? here : dirname(here);
}

function startFormatter(): FormatterThread {
  const worker = new Worker(join(distribution(), 'server', 'formatting', 'node.js'));
  // The thread alone must not keep the process alive.
  worker.unref();
  return {
    post(message) {
      worker.postMessage(message);
    },
    listen(onMessage, onFailure) {
      worker.on('message', onMessage);
      worker.on('error', onFailure);
      worker.on('exit', onFailure);
    },
    stop() {
      void worker.terminate();
    },
  };
}

/** What reading a PDF may take: of the heap, and of all memory of the process. */
const pdfHeap = 400;
const pdfMemory = 900_000_000;
const memoryGlance = 100;

function startPdfReader(): PdfThread {
  const worker = new Worker(join(distribution(), 'server', 'pdf', 'node.js'), {
    resourceLimits: { maxOldGenerationSizeMb: pdfHeap },
    // What pdf.js prints is for developers, and this process's stdout may be a protocol's.
    stdout: true,
    stderr: true,
  });
  worker.unref();
  const before = process.memoryUsage.rss();
  let failed: ((tooLarge: boolean) => void) | undefined;
  // Buffers are no part of the heap: a stream that inflates to gigabytes is told by the process alone.
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > pdfMemory) failed?.(true);
  }, memoryGlance);
  return {
    post(bytes) {
      worker.postMessage(bytes);
    },
    listen(onMessage, onFailure) {
      failed = onFailure;
      worker.on('message', onMessage);
      worker.on('error', (error) =>
        onFailure((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY'),
      );
      worker.on('exit', () => onFailure(false));
    },
    stop() {
      clearInterval(watch);
      failed = undefined;
      worker.removeAllListeners();
      // Its end is nobody's concern any more.
      worker.on('error', () => {});
      void worker.terminate();
    },
  };
}

export const createNodeHost = (): Host => ({
  files: nodeFiles,
  clock: nodeClock,
  documentation: () => documentation,
  home: pathToFileURL(homedir()).href,
  loadPacks: async () => (await import('../../packs/index.ts')).shippedPacks,
  startFormatter,
  startPdfReader,
  tidy: async (bibtex) => (await import('../tidy.ts')).tidyBibtex(bibtex),
  readForeign: async (text) => (await import('../formats/citationJs.ts')).readWithCitationJs(text),
  loadTransport: async () => (await import('../network/node.ts')).nodeTransport,
  openStorage: async (folder) => (await import('../storage/node.ts')).nodeStorage(folder),
});

async function readRegularFile(path: string, limit: number): Promise<HostFile> {
  // O_NONBLOCK: opening a FIFO must not wait for somebody to write into it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (found.isDirectory()) return { kind: 'refused', why: 'unreadable', reason: 'it is a folder' };
    if (!found.isFile()) return { kind: 'refused', why: 'unreadable', reason: 'it is not an ordinary file' };
    if (found.size > limit) {
      return {
        kind: 'refused',
        why: 'unreadable',
        reason: `it is larger than ${Math.round(limit / 1_000_000)} MB`,
      };
    }
    return { kind: 'file', bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}

async function insideBounds(real: string, uri: string, bounds: ReadBounds): Promise<boolean> {
  if (bounds.allowedFiles.has(uri)) return true;
  for (const folder of bounds.folders) {
    const path = pathOf(folder);
    if (path === undefined) continue;
    const root = await realpath(path).catch(() => path);
    if (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)) return true;
  }
  return false;
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** A link counts as a file: what it leads to is looked at when it is read. */
const kindOf = (entry: Dirent): 'file' | 'directory' | 'other' => {
  if (entry.isDirectory()) return 'directory';
  return entry.isFile() || entry.isSymbolicLink() ? 'file' : 'other';
};

function refusal(error: unknown): HostFile {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'ELOOP')
    return { kind: 'refused', why: 'unreadable', reason: 'its links lead round in a circle' };
  if (code === 'EACCES' || code === 'EPERM')
    return { kind: 'refused', why: 'unreadable', reason: 'you may not read it' };
  return {
    kind: 'refused',
    why: 'unreadable',
    reason: `it cannot be read (${typeof code === 'string' ? code : 'unknown error'})`,
  };
}
