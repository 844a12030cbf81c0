import { languages } from './languages.ts';
import type { Syntax } from './types.ts';

/**
 * A phrase of a pack or of the user, to stand as plain text in a manuscript: one line, no control characters,
 * and every character that the syntax gives a meaning to escaped.
 */
export function plainFor(syntax: Syntax, phrase: string): string {
  const line = phrase
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .slice(0, 400);
  return languages[syntax].writing.escape(line);
}
