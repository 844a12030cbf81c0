import type { TextEdit } from '../../base/edit.ts';
import { finished } from '../../base/steps.ts';
import type { Text } from '../../base/text.ts';
import { formats } from './formats.ts';
import type { Bibliography, BibliographyFormat } from './types.ts';

export { detectFormat } from './detect.ts';

/** Reads a whole file of references. Never throws: what is wrong is among the problems. */
export function parseBibliography(format: BibliographyFormat, text: Text | string): Bibliography {
  return finished(parseBibliographyInSteps(format, text));
}

/** As `parseBibliography`; yields the share done, 0 to 1, after every few milliseconds of work. */
export const parseBibliographyInSteps = (
  format: BibliographyFormat,
  text: Text | string,
): Generator<number, Bibliography> => formats[format].parse(text);

/**
 * The bibliography after an edit; `text` is the text after it. What a manuscript's own list holds is the
 * manuscript's to read.
 */
export function editBibliography(previous: Bibliography, text: Text, edit: TextEdit): Bibliography {
  const { format } = previous;
  if (format === 'bibitem') return previous;
  return formats[format].edit?.(previous, text, edit) ?? parseBibliography(format, text);
}
