import { FormattingEngine } from './engine.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** The worker's whole life: answers each message with one. */
export function serveFormatting(): (message: ToWorker) => FromWorker {
  const engine = new FormattingEngine();
  return (message) => {
    try {
      if (message.clusters === undefined) return { id: message.id, texts: engine.format(message) ?? null };
      const document = engine.formatDocument(message, message.clusters);
      return { id: message.id, texts: null, ...(document && { document }) };
    } catch {
      return { id: message.id, texts: null }; // A style that citeproc cannot read.
    }
  };
}
