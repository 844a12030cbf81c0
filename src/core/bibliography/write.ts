/**
 * References written out as entries of a file: what "add to bibliography" inserts and what an import exports.
 */
import type { TextEdit } from '../../base/edit.ts';
import { formats } from './formats.ts';
import type { BibliographyFormat } from './types.ts';
import type { KeyedReference } from './writing/values.ts';

export type { KeyedReference } from './writing/values.ts';

/** A whole file of these references. */
export const writeBibliography = (format: BibliographyFormat, works: readonly KeyedReference[]): string =>
  formats[format].write(works);

/**
 * The edit that adds references to a file of this format, at its end (in CSL-JSON inside its list). Undefined
 * where the file has no place for them: JSON that is no list.
 */
export const insertionOf = (
  format: BibliographyFormat,
  text: string,
  works: readonly KeyedReference[],
): TextEdit | undefined =>
  text.trim() === ''
    ? { start: 0, end: text.length, text: writeBibliography(format, works) }
    : formats[format].insertion(text, works);
