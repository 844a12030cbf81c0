import { syntaxParsers } from '../manuscript/index.ts';
import {
  type CitationItem,
  latexDialectOf,
  citationText as write,
  writeKey,
} from '../manuscript/writeCitation.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * What to insert at a place to cite these keys, in the manuscript's language: a whole citation, or, where the cursor
 * stands in one already, the keys that go on with it. Empty where the file is no manuscript.
 */
export function citationText(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  keys: readonly string[],
): string {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined || keys.length === 0) return '';
  const context = syntaxParsers[manuscript.syntax].citingContextAt(manuscript, offset);
  if (context !== undefined) {
    const separator = manuscript.syntax === 'latex' ? ', ' : '; @';
    return keys.map((key) => writeKey(manuscript.syntax, key, context.braced)).join(separator);
  }
  const items = keys.map(
    (key): CitationItem => ({ key, prefix: '', suffix: '', narrative: false, suppressAuthor: false }),
  );
  return write(manuscript.syntax, items, latexDialectOf(manuscript)) ?? '';
}
