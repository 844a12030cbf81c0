import type { TextEdit } from '../../base/edit.ts';
import { normaliseTitle } from '../bibliography/identity.ts';
import { abbreviationOf } from '../bibliography/journals/abbreviationOf.ts';
import { addedFields } from '../bibliography/writing/addedFields.ts';
import { fewOf, oneLine, quoted } from '../render/escape.ts';
import type { FileEdits } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface AbbreviatedJournals {
  readonly files: readonly FileEdits[];
  readonly message: string;
}

/** Entries of one step. */
const entriesPerStep = 20;
/** Journals that a message names. */
const maxNamed = 5;

/**
 * Gives articles that have no short name of their journal the one that NLM gives it, for styles that print
 * it: `shortjournal` in BibTeX, `container-title-short` in CSL-JSON. The name itself stays. In steps; yields
 * the share done.
 */
export function* abbreviateJournalsInSteps(
  snapshot: Snapshot,
  uri: string,
): Generator<number, AbbreviatedJournals> {
  const bibliographies = snapshot.bibliographiesOf(uri);
  const files: FileEdits[] = [];
  const unknown = new Set<string>();
  let unwritten = 0;
  let count = 0;
  for (const { uri: file, bibliography, text } of bibliographies) {
    const edits: TextEdit[] = [];
    for (let index = 0; index < bibliography.size; index += 1) {
      if (index % entriesPerStep === 0) yield index / bibliography.size;
      const {
        type,
        'container-title': journal = '',
        'container-title-short': own,
      } = bibliography.brief(index);
      if (!type.startsWith('article-') || journal === '' || own !== undefined) continue;
      if (bibliography.reference(index)['container-title-short'] !== undefined) continue;
      const short = abbreviationOf(journal);
      if (short === undefined) unknown.add(oneLine(journal, 100));
      if (short === undefined || normaliseTitle(short) === normaliseTitle(journal)) continue;
      const edit = addedFields(bibliography, text, index, { 'container-title-short': short });
      if (edit === undefined) unwritten += 1;
      else edits.push(edit);
    }
    count += edits.length;
    if (edits.length > 0) files.push({ uri: file, edits });
  }
  const sentences = [
    count === 0
      ? 'No entry got the short name of its journal.'
      : `Gave ${count === 1 ? 'one entry' : `${count} entries`} the short name that NLM has for the journal.`,
    ...(unwritten > 0 ? [`${unwritten} could not be written into; add it by hand.`] : []),
    ...(unknown.size > 0
      ? [`Not in PsyCite’s list: ${fewOf([...unknown], maxNamed, (journal) => quoted(journal, 100))}.`]
      : []),
  ];
  return { files, message: sentences.join(' ') };
}
