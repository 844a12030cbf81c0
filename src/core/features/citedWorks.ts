import { lowerBound } from '../../base/lowerBound.ts';
import type { Reference } from '../bibliography/types.ts';
import { citeParts } from '../manuscript/citeParts.ts';
import type { CiteParts } from '../manuscript/language.ts';
import { languages } from '../manuscript/languages.ts';
import type { KeyMention, Manuscript } from '../manuscript/types.ts';
import { citationsOf } from '../workspace/citations.ts';
import { CitedEntries, isSilent } from '../workspace/citedEntries.ts';
import type { LibraryEntry } from '../workspace/library.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** One work in a citation. `reference` counts in the references of the document. */
export interface CitedItem extends CiteParts {
  readonly reference: number;
  readonly suppressAuthor: boolean;
}

/** One citation as it stands in the manuscript. Several of one span are printed one behind the other. */
export interface CitationCluster {
  readonly start: number;
  readonly end: number;
  /** The first item's author stands in the sentence. */
  readonly narrative: boolean;
  /** It stands in a footnote of the manuscript's own: a style of notes makes no other note of it. */
  readonly inNote?: true;
  readonly items: readonly CitedItem[];
}

/**
 * A citation with what is written in its place: clusters one behind the other, and keys that nobody knows.
 */
export interface WrittenCitation {
  readonly start: number;
  readonly end: number;
  /** The first of its clusters, and how many they are. */
  readonly cluster: number;
  readonly clusters: number;
  readonly undefinedKeys: readonly string[];
}

/** What a manuscript cites, for a processor of CSL styles. */
export interface CitedWorks {
  /** In the order in which they are read and numbered: a note is read at its mark. */
  readonly clusters: readonly CitationCluster[];
  /** What prints something, in the order of the document. */
  readonly citations: readonly WrittenCitation[];
  /** Each work once, in the order in which they are read first. */
  readonly references: readonly Reference[];
  /** Where each reference stands. */
  readonly entries: readonly LibraryEntry[];
  /** The key that each reference is cited by first. */
  readonly keys: readonly string[];
  /** Keys that no bibliography defines; their items are left out. */
  readonly undefinedKeys: readonly string[];
}

/** Undefined for what is no manuscript. */
export function citedWorks(snapshot: Snapshot, uri: string): CitedWorks | undefined {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return undefined;
  const library = snapshot.library(uri);
  const cited = new CitedEntries(library);
  const clusters: CitationCluster[] = [];
  const citations: WrittenCitation[] = [];
  const silent: KeyMention[] = [];
  const notes = manuscript.blocks.filter(({ body }) => body.scope === 'footnote');
  for (const group of asRead(manuscript, groups(citationsOf(manuscript).mentions))) {
    if (isSilent(manuscript, group[0]!)) {
      silent.push(...group);
      continue;
    }
    const parts = citeParts(manuscript, group);
    const items = group.flatMap((mention, index) => {
      const reference = cited.numberOf(mention.key);
      if (reference === undefined) return [];
      return { mention, item: { ...parts[index]!, reference, suppressAuthor: mention.suppressAuthor } };
    });
    const { start } = group[0]!.citation;
    const inNote = notes.some((note) => note.start <= start && start < note.start + note.body.text.length);
    const made = clustersOf(manuscript.text, items).map(
      (cluster): CitationCluster => (inNote ? { ...cluster, inNote } : cluster),
    );
    const undefinedKeys = group.map(({ key }) => key).filter((key) => cited.undefinedKeys.has(key));
    citations.push({
      ...group[0]!.citation,
      cluster: clusters.length,
      clusters: made.length,
      undefinedKeys,
    });
    clusters.push(...made);
  }
  citations.sort((one, other) => one.start - other.start);
  // What is listed only is numbered behind what is cited.
  for (const { key } of silent) cited.numberOf(key);
  if (manuscript.citesEverything) cited.addAll();
  return {
    clusters,
    citations,
    references: cited.entries.map((entry) => library.printed(entry)),
    entries: cited.entries,
    keys: cited.keys.map(([first]) => first!),
    undefinedKeys: [...cited.undefinedKeys],
  };
}

/** The mentions of each citation, in document order. */
function groups(mentions: readonly KeyMention[]): Iterable<readonly KeyMention[]> {
  const out = new Map<string, KeyMention[]>();
  for (const mention of mentions) {
    const id = `${mention.citation.start}-${mention.citation.end}`;
    const group = out.get(id);
    if (group === undefined) out.set(id, [mention]);
    else group.push(mention);
  }
  return out.values();
}

/** The citations in the order in which the manuscript's tool reads them. */
function asRead(
  manuscript: Manuscript,
  citations: Iterable<readonly KeyMention[]>,
): Iterable<readonly KeyMention[]> {
  const elsewhere = languages[manuscript.syntax].readElsewhere?.(manuscript) ?? [];
  if (elsewhere.length === 0) return citations;
  const moved = [...elsewhere].sort((one, other) => one.start - other.start);
  const placed = [...citations].map((group) => {
    const { start } = group[0]!.citation;
    const piece = moved[lowerBound(moved.length, (index) => moved[index]!.start <= start) - 1];
    const isMoved = piece !== undefined && start < piece.end;
    return { group, at: isMoved ? piece.at : start, stands: isMoved ? 0 : 1 };
  });
  return placed
    .sort((one, other) => one.at - other.at || one.stands - other.stands)
    .map(({ group }) => group);
}

/** A narrative item begins a cluster of its own, for each names its author in the sentence. */
function clustersOf(text: string, items: readonly PlacedItem[]): readonly CitationCluster[] {
  const out: { start: number; end: number; narrative: boolean; items: CitedItem[] }[] = [];
  for (const { mention, item } of items) {
    // Pandoc takes the dash of a bare `-@a` for a dash: the author is left out in brackets alone.
    const isDash = text[mention.citation.start] === '-';
    const narrative = isDash || (mention.narrative && !mention.suppressAuthor);
    const { start, end } = mention.citation;
    if (out.length > 0 && !narrative) out.at(-1)!.items.push(item);
    else {
      const first = isDash ? { ...item, suppressAuthor: false } : item;
      out.push({ start: isDash ? start + 1 : start, end, narrative, items: [first] });
    }
  }
  return out;
}

interface PlacedItem {
  readonly mention: KeyMention;
  readonly item: CitedItem;
}
