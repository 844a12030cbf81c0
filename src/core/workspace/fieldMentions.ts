import type { PackTerm } from '../paper/types.ts';
import type { Library, LibraryEntry } from './library.ts';
import type { Snapshot } from './snapshot.ts';

/** UTF-16 units of all files together: what is longer would hold up a card. */
const maxTextLength = 4_000_000;

/** Abstracts and keywords, as BibTeX, CSL-JSON, RIS, MEDLINE and EndNote name them. */
const fieldNames: ReadonlySet<string> = new Set([
  'abstract',
  'ab',
  'n2',
  'keywords',
  'keyword',
  'kw',
  'ot',
  'mh',
  '%x',
  '%k',
]);

/**
 * The works whose abstract or keywords name a term. The files are searched as they are, so that no entry is
 * decoded for it.
 */
export function* mentionsInFields(
  snapshot: Snapshot,
  { sources }: Library,
  { prefLabel, altLabel = [], shortForms = [] }: PackTerm,
): Generator<LibraryEntry> {
  const texts = sources.map(({ uri }) => snapshot.bibliographyFile(uri)?.text);
  if (texts.reduce((sum, text) => sum + (text?.length ?? 0), 0) > maxTextLength) return;
  for (const [number, source] of sources.entries()) {
    const text = texts[number]?.toString() ?? '';
    const lower = text.toLowerCase();
    // A letter that is longer in lower case moves the places behind it.
    const isMoved = lower.length !== text.length;
    const names = [
      ...[prefLabel, ...altLabel].map((name) => [
        isMoved ? text : lower,
        isMoved ? name : name.toLowerCase(),
      ]),
      ...shortForms.map((short) => [text, short]),
    ] as const;
    const said = new Set<number>();
    for (const [haystack, name] of names) {
      if (name!.length < 3) continue;
      for (let at = haystack!.indexOf(name!); at >= 0; at = haystack!.indexOf(name!, at + 1)) {
        if (!isWord(text, at, at + name!.length)) continue;
        const index = source.bibliography.indexAt(at);
        if (index < 0 || said.has(index)) continue;
        const field = source.bibliography
          .fields(index)
          .find(({ valueSpan: { start, end } }) => start <= at && at < end);
        if (field === undefined || !fieldNames.has(field.name.toLowerCase())) continue;
        said.add(index);
        yield { source, index };
      }
    }
  }
}

/** Whether a whole word stands there, in the singular or the plural. */
const isWord = (text: string, start: number, end: number): boolean =>
  !/[\p{L}\p{N}]/u.test(text.charAt(start - 1)) && /^s?(?![\p{L}\p{N}])/u.test(text.slice(end, end + 2));
