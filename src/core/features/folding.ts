import type { Span } from '../../base/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** VS Code folds at most this many by default; more only costs time. */
const maxRanges = 5_000;

/** The entries of a bibliography. Manuscripts are left to the editor's own folding of their language. */
export function foldingRanges(snapshot: Snapshot, uri: string): readonly Span[] {
  const bibliography = snapshot.bibliographyShown(uri)?.bibliography;
  const size = Math.min(bibliography?.size ?? 0, maxRanges);
  return Array.from({ length: size }, (_, index) => bibliography!.entry(index).span);
}
