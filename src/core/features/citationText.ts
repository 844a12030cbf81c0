import { syntaxParsers } from '../manuscript/index.ts';
import type { CitingContext, Manuscript } from '../manuscript/types.ts';
import {
  type CitationItem,
  latexDialectOf,
  citationText as write,
  writeKey,
} from '../manuscript/writeCitation.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * What to insert at a place to cite these keys, in the manuscript's language: a whole citation, or, where the cursor
 * stands in one already, the keys that go on with it. Without a place, a whole one. Empty where the file is no manuscript.
 */
export function citationText(
  snapshot: Snapshot,
  uri: string,
  offset: number | undefined,
  keys: readonly string[],
): string {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined || keys.length === 0) return '';
  const context =
    offset === undefined ? undefined : syntaxParsers[manuscript.syntax].citingContextAt(manuscript, offset);
  if (context !== undefined) {
    const separator = separatorIn(manuscript, context);
    const more = keys.map((key) => writeKey(manuscript.syntax, key, context.braced)).join(separator);
    // Behind a key that is there already, the others go on with it.
    return context.query === '' ? more : separator + more;
  }
  const items = keys.map(
    (key): CitationItem => ({ key, prefix: '', suffix: '', narrative: false, suppressAuthor: false }),
  );
  return write(manuscript.syntax, items, latexDialectOf(manuscript)) ?? '';
}

/** What stands between the keys of one citation, at a place where a key stands or may stand. */
function separatorIn({ syntax, text }: Manuscript, { replace, braced }: CitingContext): string {
  const before = text.slice(Math.max(0, replace.start - 2), replace.start);
  if (syntax === 'latex') return ', ';
  if (syntax === 'typst')
    return before.endsWith('<') ? '>) #cite(<' : before.endsWith('"') ? '")) #cite(label("' : ' @';
  if (before === '@{') return '}; @{';
  return braced || before.endsWith('@') ? '; @' : ',';
}
