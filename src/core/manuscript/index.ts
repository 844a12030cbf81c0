import { languages } from './languages.ts';
import type { Manuscript, ManuscriptOptions, PreviousParse, Syntax } from './types.ts';

export { countWords } from './words.ts';

/** Reads a manuscript. `previous` makes it cheap after an edit and changes nothing else. */
export const parseManuscript = (
  syntax: Syntax,
  text: string,
  options?: ManuscriptOptions,
  previous?: PreviousParse,
): Manuscript => languages[syntax].parser.parse(text, options, previous);
