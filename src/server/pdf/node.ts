// The entry of the thread that reads PDFs in Node.
import { parentPort } from 'node:worker_threads';
import { extract } from './extract.ts';

parentPort?.once('message', (bytes: Uint8Array) => {
  void extract(bytes, (share) => parentPort?.postMessage({ share })).then((found) =>
    parentPort?.postMessage(found),
  );
});
