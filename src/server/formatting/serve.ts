import { FormattingEngine } from './engine.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { StyleError } from './styles.ts';

/** The worker's whole life: answers each message with one. */
export function serveFormatting(): (message: ToWorker) => FromWorker {
  const engine = new FormattingEngine();
  return (message) => {
    try {
      if (message.clusters === undefined) return { id: message.id, texts: engine.format(message) ?? null };
      const document = engine.formatDocument(message, message.clusters);
      return { id: message.id, texts: null, ...(document && { document }) };
    } catch (error) {
      const problem = error instanceof StyleError ? error.message : 'is broken in a way that no check knows';
      return { id: message.id, texts: null, problem };
    }
  };
}
