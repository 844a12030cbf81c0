import { overlaps, type Span } from '../../base/span.ts';
import type { Reference } from '../bibliography/types.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import { customOf } from '../paper/rules.ts';
import type { PackCitation } from '../paper/types.ts';
import type { Snapshot } from './snapshot.ts';
import { fileName } from './uri.ts';

/**
 * The saved page that a paper pack was imported from, opened as a document: it is read, not written, and the
 * pack knows places in it.
 */

/** Places of a pack that are looked up in a text to tell whether it is the text the pack was made from. */
const compared = 40;

/**
 * The pack that was imported from this file, where the file still holds what the pack found at its places.
 */
export function pageOf(snapshot: Snapshot, uri: string): PackIndex | undefined {
  const name = fileName(uri);
  const named = snapshot.packs.filter(({ pack }) => pack.origin?.file === name);
  if (named.length === 0) return undefined;
  const text = snapshot.manuscript(uri)?.text;
  return text === undefined ? undefined : named.find((index) => placesFit(index, text));
}

/** True where a pack of the workspace was imported from a file of this name. */
export const isPageName = (snapshot: Snapshot, uri: string): boolean =>
  snapshot.packs.some(({ pack }) => pack.origin?.file === fileName(uri));

/** What stands at a place of the pack holds what the pack says of it. A pack without places fits no text. */
function placesFit({ pack }: PackIndex, text: string): boolean {
  const marks = [
    ...pack.abbreviations.map((item) => ({ ...item, mark: item.short })),
    ...pack.citations.map((item) => ({
      ...item,
      mark: item.basis === 'by-number' ? undefined : item.surnames[0],
    })),
    ...pack.sections.map((item) => ({ ...item, mark: item.title.startsWith('(') ? undefined : item.title })),
  ];
  const placed = marks.flatMap(({ start, end, mark }) =>
    start === undefined || end === undefined || mark === undefined ? [] : [{ start, end, mark }],
  );
  const step = Math.max(1, Math.floor(placed.length / compared));
  const sample = placed.filter((_, index) => index % step === 0);
  return sample.length > 0 && sample.every(({ start, end, mark }) => text.slice(start, end).includes(mark));
}

/** The citation that the importer read at this place of the page. */
export const pageCitationAt = ({ pack }: PackIndex, span: Span): PackCitation | undefined =>
  pack.citations.find(
    ({ start, end, yearText, year }) =>
      start !== undefined &&
      end !== undefined &&
      overlaps({ start, end }, span) &&
      (yearText ?? year) !== undefined,
  );

/** Where the page prints a work in its list of references. */
export function printedAt(reference: Reference): Span | undefined {
  const { start, end } = customOf(reference);
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined;
}
