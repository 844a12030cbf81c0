import { FormattingEngine } from './engine.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** The worker's whole life: answers each message with one. */
export function serveFormatting(): (message: ToWorker) => FromWorker {
  const engine = new FormattingEngine();
  return (message) => {
    try {
      return { id: message.id, texts: engine.format(message) ?? null };
    } catch {
      return { id: message.id, texts: null }; // A style that citeproc cannot read.
    }
  };
}
