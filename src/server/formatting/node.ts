// The entry of the formatting worker in Node: a worker thread.
import { parentPort } from 'node:worker_threads';
import type { ToWorker } from './messages.ts';
import { serveFormatting } from './serve.ts';

const answer = serveFormatting();
parentPort?.on('message', (message: ToWorker) => {
  parentPort?.postMessage(answer(message));
});
