import type { Span } from '../../../base/span.ts';
import type { Manuscript } from '../../manuscript/types.ts';
import { findAbbreviations } from '../../terms/abbreviations/manuscriptAbbreviations.ts';
import { singularShort } from '../../terms/abbreviations/shortForm.ts';
import { sensesOf } from '../../terms/index.ts';
import { spellingKey } from '../../terms/variants.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isOpen } from './senses.ts';
import type { Status } from './status.ts';

export interface AbbreviationMention extends Span {
  readonly short: string;
  readonly long: string | undefined;
  readonly status: Status;
  /** Who says what it stands for. */
  readonly source: 'text' | 'manuscript' | 'pack' | null;
}

/**
 * The abbreviations of a text, each once: defined there, in the manuscript it belongs to, in a pack, or
 * nowhere.
 */
export function abbreviationsOf(
  snapshot: Snapshot,
  manuscript: Manuscript,
  definedIn: readonly string[],
): readonly AbbreviationMention[] {
  const found = findAbbreviations(manuscript);
  const out = new Map<string, AbbreviationMention>();
  for (const { key, short, long, start, end } of found.definitions) {
    if (!out.has(key)) out.set(key, { short, long, start, end, status: 'known', source: 'text' });
  }
  const elsewhere = definitionsOf(snapshot, definedIn);
  for (const { short, start, end } of found.unexplained) {
    const key = singularShort(short);
    if (!out.has(key)) out.set(key, { short, start, end, ...explained(snapshot, key, elsewhere.get(key)) });
  }
  return [...out.values()].sort((a, b) => a.start - b.start);
}

/** What manuscripts define, by short form. */
export function definitionsOf(snapshot: Snapshot, uris: readonly string[]): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const uri of uris) {
    const manuscript = snapshot.manuscript(uri);
    if (manuscript === undefined) continue;
    for (const { key, long } of findAbbreviations(manuscript).definitions)
      if (!out.has(key)) out.set(key, long);
  }
  return out;
}

function explained(
  snapshot: Snapshot,
  short: string,
  long: string | undefined,
): Pick<AbbreviationMention, 'long' | 'status' | 'source'> {
  if (long !== undefined) return { long, status: 'known', source: 'manuscript' };
  const senses = sensesOf(snapshot.terms, short);
  const [first] = senses;
  if (first === undefined) return { long: undefined, status: 'unknown', source: null };
  const labels = new Set(senses.map(({ term }) => spellingKey(term.prefLabel)));
  const status: Status = labels.size > 1 || senses.some(isOpen) ? 'ambiguous' : 'known';
  return { long: first.term.prefLabel, status, source: 'pack' };
}
