import type { Span } from '../../../base/span.ts';
import { lackedShortName } from '../../bibliography/journals/abbreviationOf.ts';
import { addedFields } from '../../bibliography/writing/addedFields.ts';
import { quoted } from '../../render/escape.ts';
import type { CodeAction } from '../place.ts';
import type { Snapshot } from '../snapshot.ts';

const journalFields: ReadonlySet<string> = new Set(['journal', 'journaltitle', 'container-title']);

/** At the journal of an article that lacks its short name: the one that NLM has, for styles that print it. */
export function shortJournalAt(snapshot: Snapshot, uri: string, { start, end }: Span): readonly CodeAction[] {
  const file = snapshot.bibliographyShown(uri);
  const index = file?.bibliography.indexAt(start) ?? -1;
  if (file === undefined || index < 0) return [];
  const { bibliography, text } = file;
  const isAtJournal = bibliography
    .fields(index)
    .some(
      ({ name, nameSpan, valueSpan }) =>
        journalFields.has(name.toLowerCase()) && nameSpan.start <= start && end <= valueSpan.end + 1,
    );
  const short = isAtJournal ? lackedShortName(bibliography.reference(index)) : undefined;
  if (short === undefined) return [];
  const edit = addedFields(bibliography, text, index, { 'container-title-short': short });
  return edit === undefined
    ? []
    : [{ title: `Add the short name of the journal, ${quoted(short)}`, edits: [{ uri, edits: [edit] }] }];
}
