import type { Span } from '../../base/span.ts';
import { citationsOf } from '../workspace/citations.ts';
import { keyAt } from '../workspace/keyAt.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Highlight extends Span {
  readonly kind: 'read' | 'write';
}

/**
 * The key under the cursor wherever this one file has it: citations are reads, the entry's own key is a
 * write.
 */
export function highlights(snapshot: Snapshot, uri: string, offset: number): readonly Highlight[] {
  const target = keyAt(snapshot, uri, offset);
  if (target === undefined) return [];
  const entries = target.entries
    .filter((entry) => entry.uri === uri)
    .map(({ entry }): Highlight => ({ ...entry.keySpan, kind: 'write' }));
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return entries;
  const mentions = target.keys.flatMap((key) => citationsOf(manuscript).byKey.get(key) ?? []);
  return [...entries, ...mentions.map(({ start, end }): Highlight => ({ start, end, kind: 'read' }))];
}
