declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  /** What pdf.js looks for in the thread that it runs in. */
  export const WorkerMessageHandler: unknown;
}
