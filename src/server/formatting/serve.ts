import { RecentMap } from '../../base/recentMap.ts';
import { DocumentFormatting } from './document.ts';
import { FormattingEngine } from './engine.ts';
import type { FormattedDocument, FromWorker, ToWorker } from './messages.ts';
import { styleText } from './styles.ts';

/** Documents whose citations are kept. */
const maxDocuments = 2;

/** The worker's whole life: answers each message with one. */
export function serveFormatting(): (message: ToWorker) => FromWorker {
  const engine = new FormattingEngine();
  const documents = new RecentMap<string, DocumentFormatting>(maxDocuments);
  return (message) => {
    try {
      if (message.wantsStyle) return { id: message.id, texts: [styleText(message.style)] };
      if (message.clusters === undefined) return { id: message.id, texts: engine.format(message) ?? null };
      const document =
        message.document === undefined
          ? engine.formatDocument(message, message.clusters)
          : formatAgain(documents, message.document, message, message.clusters);
      return { id: message.id, texts: null, ...(document && { document }) };
    } catch (error) {
      documents.clear(); // What was half done is not gone on with.
      const problem =
        error instanceof Error && 'isOfStyle' in error
          ? error.message
          : 'is broken in a way that no check knows';
      return { id: message.id, texts: null, problem };
    }
  };
}

/** A document that is known in this style goes on from what was formatted of it. */
function formatAgain(
  documents: Map<string, DocumentFormatting>,
  name: string,
  message: ToWorker,
  clusters: NonNullable<ToWorker['clusters']>,
): FormattedDocument {
  const id = [name, message.output, message.locale, message.style].join('\n');
  const known = documents.get(id) ?? new DocumentFormatting(message);
  documents.set(id, known);
  return known.format(message.references, clusters);
}
