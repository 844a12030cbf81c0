import type { Connection } from 'vscode-languageserver';
import { shippedPacks } from '../../packs/index.ts';
import {
  type ReadDirectoryAnswer,
  type ReadFileAnswer,
  readDirectoryRequest,
  readFileRequest,
} from '../../protocol/files.ts';
import type { FormatterThread } from '../formatting/formatter.ts';
import type { FromWorker } from '../formatting/messages.ts';
import type { Clock, Host, HostFiles } from '../host.ts';
import type { FromThread, PdfThread } from '../pdf/messages.ts';

/** A worker has no files of its own: the client reads them, and only where it may. */
const clientFiles = (connection: Connection): HostFiles => ({
  async read(uri, limit) {
    try {
      const answer = await connection.sendRequest<ReadFileAnswer>(readFileRequest, { uri, limit });
      return answer.kind === 'file' ? { kind: 'file', bytes: fromBase64(answer.bytes) } : answer;
    } catch (error) {
      return {
        kind: 'refused',
        why: 'unreadable',
        reason: `the editor could not read it (${String(error)})`,
      };
    }
  },
  async list(uri) {
    try {
      const { entries } = await connection.sendRequest<ReadDirectoryAnswer>(readDirectoryRequest, { uri });
      return entries?.map(([name, kind]) => ({ name, kind }));
    } catch {
      return undefined;
    }
  },
});

const fromBase64 = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

const webClock: Clock = {
  now: () => performance.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => {
      clearTimeout(timer);
    };
  },
  // A message to oneself goes behind the messages that wait; a timer would wait for 4 ms.
  yield: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    }),
};

export function createWebHost(connection: Connection): Host {
  let distribution: string | undefined;
  return {
    files: clientFiles(connection),
    clock: webClock,
    documentation: () => distribution && `${distribution.replace(/\/dist$/, '')}/docs/`,
    loadPacks: () => Promise.resolve(shippedPacks),
    setDistribution(uri) {
      distribution = uri;
    },
    startFormatter: () => startFormatter(`${distribution ?? ''}/server/formatting/web.js`),
    startPdfReader: () => startPdfReader(`${distribution ?? ''}/server/pdf/web.js`),
    tidy: async (bibtex) => (await import('../tidy.ts')).tidyBibtex(bibtex),
    // A web worker is one file, and this would make it a quarter longer for what is seldom pasted.
    readForeign: undefined,
    loadTransport: async () => (await import('../network/web.ts')).webTransport,
  };
}

function startFormatter(address: string): FormatterThread {
  const worker = new Worker(address);
  return {
    post(message) {
      worker.postMessage(message);
    },
    listen(onMessage, onFailure) {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        onMessage(data);
      };
      worker.onerror = onFailure;
    },
    stop() {
      worker.terminate();
    },
  };
}

function startPdfReader(address: string): PdfThread {
  const worker = new Worker(address);
  return {
    post(bytes) {
      worker.postMessage(bytes);
    },
    listen(onMessage, onFailure) {
      worker.onmessage = ({ data }: MessageEvent<FromThread>) => {
        onMessage(data);
      };
      worker.onerror = () => onFailure(false);
    },
    stop() {
      worker.terminate();
    },
  };
}
