import { detectFormat, detectPasted } from '../bibliography/detect.ts';
import { parseBibliography } from '../bibliography/index.ts';
import type { Reference } from '../bibliography/types.ts';
import type { Problem } from '../problem.ts';
import { type Identifier, parseIdentifier } from './identifiers.ts';
import { listedNotices } from './listedNotices.ts';
import type { Notice } from './notices.ts';

/** What a text that somebody pastes or names holds: works, or identifiers, one a line. */
export type Submitted =
  | {
      readonly kind: 'works';
      readonly works: readonly SubmittedWork[];
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'identifiers'; readonly identifiers: readonly Identifier[] };

export interface SubmittedWork {
  /** The key that it has where it comes from. */
  readonly key: string;
  readonly reference: Reference;
  readonly notices: readonly Notice[];
}

/**
 * Undefined for what is neither. `name` is a file's, whose extension tells the format; empty for what has
 * none.
 */
export function readWorks(name: string, text: string): Submitted | undefined {
  const format = detectFormat(name, text) ?? detectPasted(text);
  if (format === undefined) return readIdentifiers(text);
  const bibliography = parseBibliography(format, text);
  const works = Array.from({ length: bibliography.size }, (_, index): SubmittedWork => {
    const { id: key, custom: _custom, files: _files, ...reference } = bibliography.reference(index);
    return {
      key,
      reference: { ...(reference as Reference), id: '' },
      notices: listedNotices(bibliography, index),
    };
  });
  return { kind: 'works', works, problems: bibliography.problems };
}

function readIdentifiers(text: string): Submitted | undefined {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const identifiers = lines.map(parseIdentifier);
  if (lines.length === 0 || lines.length > 1_000 || identifiers.includes(undefined)) return undefined;
  return { kind: 'identifiers', identifiers: identifiers as readonly Identifier[] };
}
