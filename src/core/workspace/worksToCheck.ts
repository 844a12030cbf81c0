import type { Span } from '../../base/span.ts';
import type { Reference } from '../bibliography/types.ts';
import { oneLine } from '../render/escape.ts';
import type { Finding } from '../services/findings.ts';
import { citationsOf } from './citations.ts';
import { entryOf, type LibraryEntry, referenceOf } from './library.ts';
import type { Diagnostic } from './problems.ts';
import { severityOf } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

/** A work that files cite or hold, with every place where something is to be said of it. */
export interface PlacedWork {
  readonly key: string;
  readonly reference: Reference;
  readonly places: readonly (Span & { readonly uri: string })[];
}

/** More works than this in one go are no manuscript's. */
const maxWorks = 5_000;

/** The works that manuscripts among these files cite, and all of the bibliographies among them. */
export function worksToCheck(snapshot: Snapshot, uris: readonly string[]): readonly PlacedWork[] {
  const works = new Map<string, { key: string; entry: LibraryEntry; places: (Span & { uri: string })[] }>();
  const workOf = (entry: LibraryEntry) => {
    const name = `${entry.index} ${entry.source.uri}`;
    let work = works.get(name);
    if (work === undefined) {
      const { key, keySpan } = entryOf(entry);
      work = { key, entry, places: [{ uri: entry.source.uri, ...keySpan }] };
      if (works.size < maxWorks) works.set(name, work);
    }
    return work;
  };
  for (const uri of uris) {
    const manuscript = snapshot.manuscript(uri);
    const file = snapshot.bibliographyFile(uri);
    const sources = manuscript?.citesEverything
      ? snapshot.library(uri).sources
      : file === undefined
        ? []
        : [{ uri, bibliography: file.bibliography }];
    for (const source of sources)
      for (let index = 0; index < source.bibliography.size; index += 1) workOf({ source, index });
    if (manuscript === undefined) continue;
    const library = snapshot.library(uri);
    for (const { key, start, end } of citationsOf(manuscript).mentions) {
      const entry = library.find(key);
      if (entry !== undefined) workOf(entry).places.push({ uri, start, end });
    }
  }
  return [...works.values()].map(({ key, entry, places }) => ({
    key,
    reference: referenceOf(entry),
    places,
  }));
}

/** What was found of each work, at every place of it, by file. */
export function placedFindings(
  snapshot: Snapshot,
  works: readonly PlacedWork[],
  findings: readonly (readonly Finding[])[],
): ReadonlyMap<string, readonly Diagnostic[]> {
  const out = new Map<string, Diagnostic[]>();
  for (const [at, { places }] of works.entries()) {
    for (const { code, message, severity: own, fix } of findings[at] ?? []) {
      const severity = severityOf(snapshot.settings, code, own);
      if (severity === 'off') continue;
      for (const { uri, start, end } of places) {
        const problem = { code, start, end, severity, message: oneLine(message, 1_000), ...(fix && { fix }) };
        const known = out.get(uri);
        if (known === undefined) out.set(uri, [problem]);
        else known.push(problem);
      }
    }
  }
  return out;
}
