import { termsAt, termsOf } from '../terms/index.ts';
import { labelAt, placesOfLabel } from '../workspace/acronyms.ts';
import { citationsOf } from '../workspace/citations.ts';
import { keyAt } from '../workspace/keyAt.ts';
import type { Place } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * All places that cite the work under the cursor, in every manuscript of the workspace that shares its
 * bibliography, and its entries where declarations are asked for.
 */
export function references(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  includeDeclaration: boolean,
): readonly Place[] {
  const target = keyAt(snapshot, uri, offset);
  if (target === undefined)
    return labelUses(snapshot, uri, offset, includeDeclaration) ?? termUses(snapshot, uri, offset);
  const out: Place[] = [];
  if (includeDeclaration) {
    for (const { uri: file, entry } of target.entries) out.push({ uri: file, ...entry.keySpan });
  }
  for (const file of target.manuscripts) {
    for (const key of target.keys) {
      for (const { start, end } of citationsOf(file.manuscript).byKey.get(key) ?? []) {
        out.push({ uri: file.uri, start, end });
      }
    }
  }
  return out;
}

/** All commands of the document that use the label under the cursor. */
function labelUses(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  includeDeclaration: boolean,
): readonly Place[] | undefined {
  const target = labelAt(snapshot, uri, offset);
  const places = target && placesOfLabel(snapshot, uri, target);
  return places && [...(includeDeclaration ? places.declarations : []), ...places.uses];
}

/**
 * All uses of the term under the cursor (of each, where packs share a phrase), once for each place, in every
 * manuscript of the workspace.
 */
function termUses(snapshot: Snapshot, uri: string, offset: number): Place[] {
  const manuscript = snapshot.manuscript(uri);
  const asked = manuscript ? termsAt(manuscript, snapshot.terms, offset) : [];
  if (asked.length === 0) return [];
  const out: Place[] = [];
  for (const file of snapshot.manuscriptFiles()) {
    let last = -1;
    for (const { pack, id, start, end } of termsOf(file.manuscript, snapshot.terms)) {
      if (start === last || !asked.some((term) => pack === term.pack && id === term.id)) continue;
      last = start;
      out.push({ uri: file.uri, start, end });
    }
  }
  return out;
}
