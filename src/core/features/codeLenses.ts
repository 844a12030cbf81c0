import type { Span } from '../../base/span.ts';
import { citationsOf } from '../workspace/citations.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface CodeLens extends Span {
  /** "cited 3 times". */
  readonly title: string;
  readonly count: number;
}

/** Above this many entries a lens on each only slows the editor down. */
const maxEntries = 5_000;

/** How often each entry of a bibliography is cited, in all manuscripts that it applies to. */
export function codeLenses(snapshot: Snapshot, uri: string): readonly CodeLens[] {
  const bibliography = snapshot.bibliographyShown(uri)?.bibliography;
  if (bibliography === undefined || bibliography.size > maxEntries || !snapshot.settings.codeLens) return [];
  const counts = citationCounts(snapshot, uri);
  const out: CodeLens[] = [];
  for (let index = 0; index < bibliography.size; index += 1) {
    const { key, aliases, keySpan } = bibliography.entry(index);
    const count = [key, ...aliases].reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
    if (count > 0)
      out.push({ ...keySpan, title: count === 1 ? 'cited once' : `cited ${count} times`, count });
  }
  return out;
}

function citationCounts(snapshot: Snapshot, uri: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const file of snapshot.manuscriptsCiting(uri)) {
    for (const [key, mentions] of citationsOf(file.manuscript).byKey) {
      counts.set(key, (counts.get(key) ?? 0) + mentions.length);
    }
  }
  return counts;
}
