import type { TextEdit } from '../../base/edit.ts';
import { languages } from '../manuscript/languages.ts';
import { termCompletions } from '../terms/index.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** Suggestions to go through at most. */
const maxItems = 5;

/**
 * How a term goes on that is being typed in prose, for an editor that shows it behind the cursor until it is
 * accepted. Only what goes on with the very characters that are typed: what would change them belongs into a
 * list. `asked` as in `complete`.
 */
export function inlineTerms(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  { asked = false }: { readonly asked?: boolean } = {},
): readonly TextEdit[] {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined || snapshot.settings.termCompletion !== 'inline') return [];
  if (languages[manuscript.syntax].parser.citingContextAt(manuscript, offset) !== undefined) return [];
  const found = termCompletions(snapshot.terms, manuscript, offset, {
    asked,
    spelling: snapshot.spelling(uri),
  });
  if (found === undefined) return [];
  const typed = manuscript.text.slice(found.replace.start, offset);
  // What is whole already may be all that is meant.
  if (found.items.some(({ text }) => text === typed)) return [];
  return found.items
    .filter(({ text }) => text.startsWith(typed))
    .slice(0, maxItems)
    .map(({ text }) => ({ ...found.replace, text }));
}
