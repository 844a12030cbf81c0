import type { CitationItem } from '../manuscript/language.ts';
import { languages } from '../manuscript/languages.ts';
import { citationText as write, writeKey } from '../manuscript/writeCitation.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * What to insert at a place to cite these keys, in the manuscript's language: a whole citation, or, where the
 * cursor stands in one already, the keys that go on with it. Without a place, a whole one. Empty where the
 * file is no manuscript.
 */
export function citationText(
  snapshot: Snapshot,
  uri: string,
  offset: number | undefined,
  keys: readonly string[],
): string {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined || keys.length === 0) return '';
  const { parser, writing } = languages[manuscript.syntax];
  const context = offset === undefined ? undefined : parser.citingContextAt(manuscript, offset);
  if (context !== undefined) {
    const { start } = context.replace;
    const separator = writing.separator(manuscript.text.slice(Math.max(0, start - 2), start), context.braced);
    const more = keys.map((key) => writeKey(manuscript.syntax, key, context.braced)).join(separator);
    // Behind a key that is there already, the others go on with it.
    return context.query === '' ? more : separator + more;
  }
  const items = keys.map(
    (key): CitationItem => ({ key, prefix: '', suffix: '', narrative: false, suppressAuthor: false }),
  );
  return write(manuscript, items) ?? '';
}
