import type { Span } from '../../base/span.ts';
import type { Manuscript } from '../manuscript/types.ts';
import { packDocument, packUri } from '../render/packDocument.ts';
import { sensesAt } from '../terms/index.ts';
import { labelAt } from '../workspace/acronyms.ts';
import { resolvedAuthorYearAt } from '../workspace/authorYear.ts';
import { keyAt, type PlacedEntry } from '../workspace/keyAt.ts';
import { entryOf } from '../workspace/library.ts';
import { numberedAt } from '../workspace/numbered.ts';
import { printedAt } from '../workspace/page.ts';
import type { Place } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Definition {
  /** What was asked about: the key under the cursor. */
  readonly origin: Place;
  /** The entry, and the key in it to put the cursor on. */
  readonly target: Place;
  readonly targetSelection: Place;
}

/**
 * From a citation to its entries (several where libraries disagree), from a term to its place in the pack.
 */
export function definition(snapshot: Snapshot, uri: string, offset: number): readonly Definition[] {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return [];
  const key = keyAt(snapshot, uri, offset);
  if (key !== undefined) return key.entries.map((found) => toEntry(key.place, found));
  const label = labelAt(snapshot, uri, offset);
  if (label !== undefined && label.declared.length > 0)
    return label.declared.map(({ uri: file, labelSpan }) =>
      toLabel(label.place, { uri: file, ...labelSpan }),
    );
  const cited = authorYearDefinition(snapshot, uri, offset) ?? numberDefinition(snapshot, uri, offset);
  return cited.length > 0 ? cited : termDefinition(snapshot, uri, manuscript, offset);
}

const toLabel = (origin: Place, target: Place): Definition => ({ origin, target, targetSelection: target });

const toEntry = (origin: Place, { uri, entry: { span, keySpan } }: PlacedEntry): Definition => ({
  origin,
  target: { uri, ...span },
  targetSelection: { uri, ...keySpan },
});

/**
 * From an author-year citation to the works it may mean: on a saved page as printed there, else their entries
 * or places in a pack.
 */
function authorYearDefinition(snapshot: Snapshot, uri: string, offset: number): Definition[] | undefined {
  const found = resolvedAuthorYearAt(snapshot, uri, offset);
  if (found === undefined) return undefined;
  const origin = { uri, start: found.mention.start, end: found.mention.end };
  const printed = found.page && found.works.flatMap(({ reference }) => printedAt(reference) ?? []);
  if (printed !== undefined && printed.length > 0) {
    return printed.map((place) => toPrinted(origin, place));
  }
  return found.works.flatMap(({ entry, reference }) => {
    if (entry !== undefined) return toEntry(origin, { uri: entry.source.uri, entry: entryOf(entry) });
    const index = snapshot.packs.find((one) => one.work(reference.id) === reference);
    const place = index && packDocument(index).places.get(reference.id);
    if (index === undefined || place === undefined) return [];
    const target = { uri: packUri(index.pack.id), ...place };
    return { origin, target, targetSelection: target };
  });
}

const toPrinted = (origin: Place, { start, end }: Span): Definition => {
  const target = { uri: origin.uri, start, end };
  return { origin, target, targetSelection: target };
};

/** From a number on a saved page to the references as its list prints them. */
function numberDefinition(snapshot: Snapshot, uri: string, offset: number): Definition[] {
  const { span, works = [] } = numberedAt(snapshot, uri, offset) ?? {};
  if (span === undefined) return [];
  const origin = { uri, start: span.start, end: span.end };
  return works.flatMap((work) => {
    const place = printedAt(work);
    return place === undefined ? [] : toPrinted(origin, place);
  });
}

function termDefinition(
  snapshot: Snapshot,
  uri: string,
  manuscript: Manuscript,
  offset: number,
): Definition[] {
  const found = sensesAt(snapshot.terms, manuscript, offset);
  return (found?.senses ?? []).flatMap(({ pack, term }) => {
    const index = snapshot.pack(pack.id);
    if (pack.kind === 'own' && pack.origin !== undefined && term.start !== undefined) {
      const target = { uri: pack.origin.file, start: term.start, end: term.end ?? term.start };
      return { origin: { uri, start: found!.start, end: found!.end }, target, targetSelection: target };
    }
    const place = index && packDocument(index).places.get(term.id);
    if (place === undefined) return [];
    const target = { uri: packUri(pack.id), ...place };
    return { origin: { uri, start: found!.start, end: found!.end }, target, targetSelection: target };
  });
}
