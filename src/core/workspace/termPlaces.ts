import { fold } from '../bibliography/fold.ts';
import type { PackTerm } from '../paper/types.ts';
import { shortCitation } from '../render/reference.ts';
import { findTerms } from '../terms/manuscriptTerms.ts';
import { mentionsInFields } from './fieldMentions.ts';
import { entryOf, type Library, type LibraryEntry } from './library.ts';
import type { Snapshot } from './snapshot.ts';

/** A sentence of the manuscript, in one line, and the line of the term in it, from 1. */
export interface TermSentence {
  readonly text: string;
  readonly line: number;
}

/** Where a writer meets a term: in the manuscript, and in the works of the bibliography. */
export interface TermPlaces {
  readonly uses: number;
  /** The first sentences that use it, each once. */
  readonly sentences: readonly TermSentence[];
  /** Works that have it in their title, abstract or keywords, as short citations with their keys. */
  readonly mentionedBy: readonly string[];
}

/** A larger library is searched as it is typed in, and not for every card. */
const maxLibrary = 5_000;
const most = { works: 6, found: 30, names: 8, sentences: 3, sentence: 160 } as const;

export function termPlaces(snapshot: Snapshot, uri: string, pack: string, term: PackTerm): TermPlaces {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return { uses: 0, sentences: [], mentionedBy: [] };
  const uses = findTerms(snapshot.terms, manuscript).all.filter(
    (one) => one.pack === pack && one.id === term.id,
  );
  const sentences = new Map<string, TermSentence>();
  for (const { start, end } of uses) {
    if (sentences.size === most.sentences) break;
    const text = sentenceAround(manuscript.text, start, end);
    const line = (snapshot.text(uri)?.positionAt(start).line ?? 0) + 1;
    if (!sentences.has(text)) sentences.set(text, { text, line });
  }
  return {
    uses: uses.length,
    sentences: [...sentences.values()],
    mentionedBy: mentionedBy(snapshot, snapshot.library(uri), term),
  };
}

/** The sentence that a place stands in, in one line; cut with "…" where it is long. */
function sentenceAround(text: string, start: number, end: number): string {
  const reach = 2 * most.sentence;
  const before = text
    .slice(Math.max(0, start - reach), start)
    .split(/(?<=[.!?]["”’)]?)\s+|\n\s*\n/)
    .at(-1)!;
  const behind = text.slice(end, end + reach).split(/(?<=[.!?]["”’)]?)\s+|\n\s*\n/)[0]!;
  const room = Math.max(0, most.sentence - (end - start)) / 2;
  const first = before.length > room ? `…${before.slice(-room).replace(/^\S*\s/, '')}` : before;
  const last = behind.length > room ? `${behind.slice(0, room).replace(/\s\S*$/, '')}…` : behind;
  return `${first}${text.slice(start, end)}${last}`.replace(/\s+/g, ' ').trim();
}

const plain = (text: string): string =>
  ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

function mentionedBy(snapshot: Snapshot, library: Library, term: PackTerm): readonly string[] {
  const size = library.sources.reduce((sum, { bibliography }) => sum + bibliography.size, 0);
  if (size === 0 || size > maxLibrary) return [];
  const { prefLabel, altLabel = [], shortForms = [] } = term;
  const found = new Map<string, string>();
  const add = (entry: LibraryEntry): boolean => {
    const { key } = entryOf(entry);
    if (!found.has(key)) found.set(key, `${shortCitation(library.reference(entry))} (${key})`);
    return found.size <= most.works;
  };
  for (const name of [prefLabel, ...altLabel, ...shortForms].slice(0, most.names)) {
    for (const entry of titled(library, name)) if (!add(entry)) return [...found.values()];
  }
  for (const entry of mentionsInFields(snapshot, library, term)) if (!add(entry)) break;
  return [...found.values()];
}

/** The works whose titles have the words of a name. */
function* titled(library: Library, name: string): Generator<LibraryEntry> {
  const words = plain(name);
  if (words.trim().length < 3) return;
  for (const entry of library.search(name, { limit: most.found, wordsAlone: true }).entries) {
    const title = plain(library.reference(entry).title ?? '');
    // A plural is the same word.
    if (title.includes(words) || title.includes(`${words.trimEnd()}s `)) yield entry;
  }
}
