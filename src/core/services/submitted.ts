import { detectFormat, detectPasted } from '../bibliography/detect.ts';
import { parseBibliography } from '../bibliography/index.ts';
import type { Reference } from '../bibliography/types.ts';
import type { Problem } from '../problem.ts';
import { fewOf, quoted } from '../render/escape.ts';
import { type Identifier, parseIdentifier } from './identifiers.ts';
import { listedNotices } from './listedNotices.ts';
import type { Notice } from './notices.ts';

/** What a text that somebody pastes or names holds: works, or identifiers. */
export type Submitted =
  | {
      readonly kind: 'works';
      readonly works: readonly SubmittedWork[];
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'identifiers';
      readonly identifiers: readonly Identifier[];
      /** What stands among them and is none. */
      readonly others: readonly string[];
    };

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

/** Identifiers of one command. */
const maxIdentifiers = 1_000;

/**
 * A list of identifiers, one a line or several. A text with more words than identifiers is no list: the DOI
 * of a page's first line is not all that somebody wanted of the page.
 */
function readIdentifiers(text: string): Submitted | undefined {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  if (lines.length > maxIdentifiers) return undefined;
  const read = lines.flatMap(readLine);
  const identifiers = read.filter((one) => typeof one !== 'string');
  const others = read.filter((one) => typeof one === 'string');
  if (identifiers.length > maxIdentifiers || others.length > identifiers.length) return undefined;
  return identifiers.length === 0 ? undefined : { kind: 'identifiers', identifiers, others };
}

/** The identifiers of a line and the words between them; a line without any is one such word. */
function readLine(line: string): readonly (Identifier | string)[] {
  const whole = parseIdentifier(line);
  if (whole !== undefined) return [whole];
  const words = line
    .replaceAll(nameAndBlank, '$1:')
    .split(/[\s,;|]{1,10}/)
    .filter((word) => word !== '');
  // A short number in a line of words is a year or a page, and no PMID.
  const read = words.map((word) => (/^\d{1,6}$/.test(word) ? word : (parseIdentifier(word) ?? word)));
  return read.some((one) => typeof one !== 'string') ? read : [line.trim()];
}

const nameAndBlank = /\b(doi|pmid|pmcid|arxiv|isbn):\s{1,5}/gi;

/** What is said of the words among identifiers that are none. */
export const othersText = (others: readonly string[]): string =>
  `No identifier that PsyCite knows, and not looked up: ${fewOf(others, maxNamed, quoted)}.`;

const maxNamed = 20;
