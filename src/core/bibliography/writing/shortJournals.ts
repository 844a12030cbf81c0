import { Text } from '../../../base/text.ts';
import { editBibtex, parseBibtex } from '../bibtex/index.ts';
import { lackedShortName } from '../journals/abbreviationOf.ts';
import type { Reference } from '../types.ts';
import { addedFields } from './addedFields.ts';
import { changedFields } from './changedFields.ts';

/** A work with the short name that NLM has for its journal, where it has none of its own. */
export function withShortJournal<T extends Reference>(reference: T): T {
  const short = lackedShortName(reference);
  return short === undefined ? reference : { ...reference, 'container-title-short': short };
}

/**
 * A BibTeX text whose articles have the short names of their journals: BibLaTeX has a field for them, and
 * styles of BibTeX print what stands in `journal`.
 */
export function withShortJournals(source: string, dialect: 'bibtex' | 'biblatex'): string {
  let text = Text.of(source);
  for (let index = 0, bibliography = parseBibtex(source); index < bibliography.size; index += 1) {
    const reference = bibliography.reference(index);
    const { 'container-title-short': own } = reference;
    const short = lackedShortName(reference) ?? (dialect === 'bibtex' ? own : undefined);
    if (short === undefined || !reference.type.startsWith('article-')) continue;
    const edit =
      dialect === 'biblatex'
        ? addedFields(bibliography, text, index, { 'container-title-short': short })
        : changedFields(bibliography, text, index, { 'container-title': short });
    if (edit === undefined) continue;
    text = text.replace(edit);
    bibliography = editBibtex(bibliography, text, edit);
  }
  return text.toString();
}
