import type { Span } from '../../base/span.ts';
import { shortCitation } from '../render/reference.ts';
import { citationsOf } from '../workspace/citations.ts';
import { referenceOf } from '../workspace/library.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** "Berman et al. 2000" behind each key in `range`. Off unless the setting asks for it. */
export function inlayHints(snapshot: Snapshot, uri: string, range: Span): readonly InlayHint[] {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined || !snapshot.settings.inlayHints) return [];
  const library = snapshot.library(uri);
  const out: InlayHint[] = [];
  for (const mention of citationsOf(manuscript).mentions) {
    if (mention.end < range.start || mention.start > range.end) continue;
    const found = library.find(mention.key);
    if (found === undefined) continue;
    out.push({ offset: mention.item.end, label: shortCitation(referenceOf(found)) });
  }
  return out;
}
