import { languages } from './languages.ts';
import type { Manuscript, ManuscriptOptions, PreviousParse, Syntax } from './types.ts';

export { countWords } from './words.ts';

/**
 * A text longer than this is not read: a book of 2,000 pages is shorter, and a step of more would be long.
 * UTF-16 units.
 */
export const maxManuscriptLength = 5_000_000;

/** Reads a manuscript. `previous` makes it cheap after an edit and changes nothing else. */
export function parseManuscript(
  syntax: Syntax,
  text: string,
  options?: ManuscriptOptions,
  previous?: PreviousParse,
): Manuscript {
  if (text.length > maxManuscriptLength) return tooLong(syntax, text, options);
  const isKnown = previous !== undefined && previous.manuscript.text.length <= maxManuscriptLength;
  return languages[syntax].parser.parse(text, options, isKnown ? previous : undefined);
}

/** Nothing is known of such a text but that it is too long. */
function tooLong(syntax: Syntax, text: string, options: ManuscriptOptions | undefined): Manuscript {
  const message = `This file is longer than ${maxManuscriptLength} characters and was not read. Split it into parts.`;
  const problem = { code: 'limit-reached', start: 0, end: 1, message } as const;
  return { ...languages[syntax].parser.parse('', options), text, problems: [problem] };
}
