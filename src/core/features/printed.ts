import { missingIn } from '../bibliography/requiredFields.ts';
import type { Reference } from '../bibliography/types.ts';
import { unmarked } from '../bibliography/unmarked.ts';
import { oneLine } from '../render/escape.ts';
import { referenceCard, shortCitation } from '../render/reference.ts';
import { noticeFinding } from '../services/findings.ts';
import { listedNotices } from '../services/listedNotices.ts';
import type { LibraryEntry } from '../workspace/library.ts';
import { isLibraryKnown, undefinedText } from '../workspace/problems.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** What the front matter says of the printed list of references (Pandoc manual, "Citation rendering"). */
export interface ReferenceListOptions {
  /** `reference-section-title`; empty where the manuscript writes its own heading. */
  readonly title: string;
  /** False for `suppress-bibliography`. */
  readonly listed: boolean;
  /** False where `link-citations` is off. */
  readonly linked: boolean;
}

export function referenceListOptions(snapshot: Snapshot, uri: string): ReferenceListOptions {
  const metadata = snapshot.manuscript(uri)?.metadata;
  const title = metadata?.get('reference-section-title');
  return {
    title: typeof title === 'string' ? oneLine(title, 200) : '',
    listed: metadata?.get('suppress-bibliography') !== true,
    linked: metadata?.get('link-citations') !== false,
  };
}

/**
 * What is to be said of a key that nothing defines; undefined for others, and where that is not known. A text
 * without any bibliography may well mean people by its @names.
 */
export const undefinedKeyText = (snapshot: Snapshot, uri: string, key: string): string | undefined =>
  isLibraryKnown(snapshot, uri) && snapshot.library(uri).sources.length > 0
    ? undefinedText(snapshot, uri, key)
    : undefined;

/**
 * What is wrong with a work as its entry has it, a sentence each: fields that its type needs, notices of
 * retraction.
 */
export function lackingOf({ source: { bibliography }, index }: LibraryEntry): readonly string[] {
  const missing = bibliography.format === 'bibtex' ? missingIn(bibliography, index) : undefined;
  const { key } = bibliography.entry(index);
  return [
    ...listedNotices(bibliography, index).map((notice) => oneLine(noticeFinding(key, notice).message, 300)),
    ...(missing === undefined ? [] : [`No ${missing}.`]),
  ];
}

/** The authors as a sentence names them: "Berman et al.". */
export function authorsInSentence(reference: Reference): string {
  const citation = shortCitation(reference);
  return citation.slice(0, citation.lastIndexOf(' '));
}

/** The card of a work alone, as Markdown. */
export const workCard = (reference: Reference): string => referenceCard(unmarked(reference));
