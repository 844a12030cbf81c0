import type { Span } from '../../base/span.ts';
import { citationsOf } from '../workspace/citations.ts';
import { isKnownElsewhere } from '../workspace/knownElsewhere.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface SemanticToken extends Span {
  readonly kind: 'citation' | 'unresolved-citation';
}

/** The keys of a manuscript, each as found in its library or not. In document order. */
export function semanticTokens(snapshot: Snapshot, uri: string): readonly SemanticToken[] {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return [];
  const library = snapshot.library(uri);
  return citationsOf(manuscript).mentions.map(({ start, end, key }) => ({
    start,
    end,
    kind: library.find(key) || isKnownElsewhere(snapshot, uri, key) ? 'citation' : 'unresolved-citation',
  }));
}
