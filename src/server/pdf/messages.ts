import type { PdfDocument } from '../../core/importing.ts';

/** The text layer of a PDF, or a sentence that says why there is none. */
export type Extracted = { readonly document: PdfDocument } | { readonly reason: string };

/** What the thread says: how far it is, and at last what it found. */
export type FromThread = { readonly share: number } | Extracted;

/** A thread that runs `node.ts` or `web.ts` of this folder. The host makes it. */
export interface PdfThread {
  /** Hands it the file; once. */
  post(bytes: Uint8Array): void;
  /** @param onFailure called where it dies, with `true` where it took too much memory */
  listen(onMessage: (message: FromThread) => void, onFailure: (tooLarge: boolean) => void): void;
  stop(): void;
}
