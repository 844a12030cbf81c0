import type { Span } from '../../../base/span.ts';
import { type MarkdownDialect, pandocDialect } from './dialect.ts';
import { InlineScanner } from './inline.ts';

/** All that cites in any language of the Markdown family. */
const anyMarkdown: MarkdownDialect = { ...pandocDialect, myst: true, isCrossReference: () => false };

/**
 * The citations in the text of one paragraph, read as the parser reads them; for what shows Markdown piece by
 * piece and knows of no document. What only looks like one (a cross-reference, an example's label) is among
 * them.
 */
export function citationSpans(text: string): readonly Span[] {
  const scanner = new InlineScanner(anyMarkdown, text.length, false);
  scanner.scan(text, 0, text.length);
  const { mentions } = scanner.finish(text, anyMarkdown.isCrossReference);
  return [...new Map(mentions.map(({ citation }) => [citation.start, citation])).values()];
}
