import type { Span } from '../../../base/span.ts';
import type { Problem } from '../../problem.ts';

/** What can be wrong with the syntax of a BibTeX file, and what to say of it. */
const messages = {
  'stray-at':
    'This “@” begins no entry. Write a type and a key behind it, as in “@article{smith2020,”, or delete it.',
  'missing-key':
    'This entry has no key. Write one and a comma behind the opening brace, as in “@article{smith2020,”.',
  'unfinished-entry':
    'This entry is not finished. Write a comma behind its key, then its fields and a closing brace.',
  'space-in-key': 'A key is one word: take the spaces out, and write a comma behind it.',
  'missing-comma-after-key': 'A comma is missing behind this key.',
  'entry-not-closed': 'This entry has no closing brace. Write “}” behind its last field.',
  'value-not-closed': 'This brace is never closed. Write “}” at the end of the value.',
  'quote-not-closed': 'This quotation mark is never closed. Write another at the end of the value.',
  'missing-value': 'This field has no value. Write one in braces, or delete the field.',
  'bare-words': 'A value of several words needs braces around it.',
  'missing-equals': 'An equals sign is missing between the name of this field and its value.',
  'missing-comma': 'A comma is missing behind this value.',
  'not-a-field': 'This is no field. A field reads “name = {value}”.',
  'stray-character':
    'This does not belong here. An entry holds fields, “name = {value}”, with commas between them.',
  'closed-early': 'This brace ends the entry, but more fields follow. Delete it if it is one too many.',
} as const;

export type SyntaxProblemKind = keyof typeof messages;

export const syntaxProblem = (kind: SyntaxProblemKind, start: number, end: number): Problem => ({
  code: 'bib-syntax',
  start,
  end,
  message: messages[kind],
});

/** What a problem of this code is about; undefined where the message is another reader's. */
export const syntaxKindOf = ({ code, message }: Problem): SyntaxProblemKind | undefined =>
  code === 'bib-syntax' ? kindsByMessage.get(message) : undefined;

const kindsByMessage: ReadonlyMap<string, SyntaxProblemKind> = new Map(
  Object.entries(messages).map(([kind, message]) => [message, kind as SyntaxProblemKind]),
);

/** No file gives more problems than this; one more then says so. */
export const maxProblems = 1000;

export const moreProblems = ({ start, end }: Span): Problem => ({
  code: 'limit-reached',
  start,
  end,
  message: `This file has more than ${maxProblems} problems. SyntaxFix those shown, and the rest will appear.`,
});
