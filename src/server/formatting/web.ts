// The entry of the formatting worker in a browser: a dedicated worker.
import type { ToWorker } from './messages.ts';
import { serveFormatting } from './serve.ts';

const answer = serveFormatting();
self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  self.postMessage(answer(data));
};
