// The entry of the thread that reads PDFs in a browser: a dedicated worker.
import { extract } from './extract.ts';

self.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
  void extract(data, (share) => self.postMessage({ share })).then((found) => self.postMessage(found));
};
