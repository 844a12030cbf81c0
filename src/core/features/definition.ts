import { touches } from '../../base/span.ts';
import type { Manuscript } from '../manuscript/types.ts';
import { packDocument, packUri } from '../render/packDocument.ts';
import { termsOf } from '../terms/index.ts';
import { mentionAt } from '../workspace/citations.ts';
import { entryOf } from '../workspace/library.ts';
import type { Place } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Definition {
  /** What was asked about: the key under the cursor. */
  readonly origin: Place;
  /** The entry, and the key in it to put the cursor on. */
  readonly target: Place;
  readonly targetSelection: Place;
}

/** From a citation to its entries (several where libraries disagree), from a term to its place in the pack. */
export function definition(snapshot: Snapshot, uri: string, offset: number): readonly Definition[] {
  const manuscript = snapshot.manuscript(uri);
  const mention = manuscript && mentionAt(manuscript, offset);
  if (mention === undefined) return manuscript ? termDefinition(snapshot, uri, manuscript, offset) : [];
  const origin = { uri, start: mention.start, end: mention.end };
  return snapshot
    .library(uri)
    .all(mention.key)
    .map((found) => {
      const { span, keySpan } = entryOf(found);
      const { uri: file } = found.source;
      return { origin, target: { uri: file, ...span }, targetSelection: { uri: file, ...keySpan } };
    });
}

function termDefinition(
  snapshot: Snapshot,
  uri: string,
  manuscript: Manuscript,
  offset: number,
): Definition[] {
  const term = termsOf(manuscript, snapshot.terms).find((mention) => touches(mention, offset));
  const index = term && snapshot.pack(term.pack);
  const place = index && packDocument(index).places.get(term.id);
  if (place === undefined) return [];
  const target = { uri: packUri(term!.pack), ...place };
  return [{ origin: { uri, start: term!.start, end: term!.end }, target, targetSelection: target }];
}
