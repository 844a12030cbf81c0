import type { Span } from '../../base/span.ts';
import { convert } from '../workspace/conversion.ts';
import type { FileEdits } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface ConvertedCitations {
  readonly files: readonly FileEdits[];
  /** What was converted, what was left and why, for the person. */
  readonly message: string;
}

/** Author-year citations of a range, or of the whole manuscript, as keys of its language. */
export function convertCitations(snapshot: Snapshot, uri: string, range?: Span): ConvertedCitations {
  const { edits, left, uncertain } = convert(snapshot, uri, range);
  const parts = [
    edits.length === 0 ? 'No citation was converted.' : `Converted ${count(edits.length, 'citation')}.`,
  ];
  const ambiguous = left.filter(({ basis }) => basis === 'ambiguous').length;
  const unknown = left.filter(
    ({ basis, works }) => basis === 'unresolved' || (basis !== 'ambiguous' && works[0]?.entry === undefined),
  ).length;
  if (uncertain.length > 0)
    parts.push(`${count(uncertain.length, 'work')} found by first author and year alone: check them.`);
  if (ambiguous > 0) parts.push(`${count(ambiguous, 'citation')} left, because several works fit.`);
  if (unknown > 0)
    parts.push(`${count(unknown, 'citation')} left, because the work is not in the bibliography.`);
  return { files: edits.length === 0 ? [] : [{ uri, edits }], message: parts.join(' ') };
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
