import { isBibtex } from '../bibliography/bibtex/index.ts';
import { sameWork } from '../bibliography/identity.ts';
import { queryWords } from '../bibliography/search/query.ts';
import { SearchIndex } from '../bibliography/search/searchIndex.ts';
import type { Bibliography, CslDate, Entry, Name, Reference } from '../bibliography/types.ts';
import { shortCitation } from '../render/reference.ts';
import { rankEntries } from './librarySearch.ts';

/** A bibliography that applies to a manuscript. */
export interface LibrarySource {
  readonly uri: string;
  readonly bibliography: Bibliography;
}

/** One entry of one of the sources. Cheap to make; the reference is decoded when asked for. */
export interface LibraryEntry {
  readonly source: LibrarySource;
  readonly index: number;
}

export interface SearchOptions {
  /** Entries at most, 200 unless told. */
  readonly limit?: number;
  /**
   * How much a key is lifted: higher comes first, keys that are not in it count 0. Cited 2, of a paper pack
   * 1.
   */
  readonly boost?: ReadonlyMap<string, number>;
  /**
   * Leaves out what matches only as a subsequence of the key: help for who types, and no answer to a
   * question.
   */
  readonly wordsAlone?: boolean;
}

export interface SearchResult {
  readonly entries: readonly LibraryEntry[];
  /** Of each entry, how good it is: lower is better. */
  readonly ranks: readonly number[];
  /** True where more matched than are given, or where not all entries could be looked through yet. */
  readonly incomplete: boolean;
}

/** A work as a paper pack or another bibliography knows it. */
export interface SoughtWork {
  readonly doi?: string | undefined;
  readonly title?: string | undefined;
  readonly year?: string | number | undefined;
  readonly author?: readonly Name[] | undefined;
}

const defaultLimit = 200;

/**
 * Which of several entries with one key a citation means. BibTeX and Biber keep the first they meet and skip
 * the rest with a warning; Pandoc lets later files, and entries later in a file, replace earlier ones, and
 * the manuscript's own references, which come last, replace all. Typst refuses such bibliographies.
 */
export type Precedence = 'first' | 'last';

/** All bibliographies that apply to a manuscript, as one. */
export class Library {
  readonly sources: readonly LibrarySource[];
  readonly precedence: Precedence;

  constructor(sources: readonly LibrarySource[], precedence: Precedence = 'last') {
    this.sources = sources;
    this.precedence = precedence;
  }

  /** Entries of all sources, those that share a key counted each. */
  get size(): number {
    return this.sources.reduce((sum, { bibliography }) => sum + bibliography.size, 0);
  }

  /** The entry that a mention of the key cites. */
  find(key: string): LibraryEntry | undefined {
    const first = this.precedence === 'first';
    for (let step = 0; step < this.sources.length; step += 1) {
      const source = this.sources.at(first ? step : -1 - step)!;
      const index = source.bibliography.indexesOf(key).at(first ? 0 : -1);
      if (index !== undefined) return { source, index };
    }
    return undefined;
  }

  /** The entry as a reference, with what it takes from the other files of the document. */
  reference(entry: LibraryEntry): Reference {
    return this.#whole(entry).reference(entry.index);
  }

  /**
   * As `reference`, for a processor of CSL styles: with the markup of its values, and titles as Pandoc reads
   * them.
   */
  printed(entry: LibraryEntry): Reference {
    const bibliography = this.#whole(entry);
    return bibliography.printed?.(entry.index) ?? bibliography.reference(entry.index);
  }

  #whole({ source: { bibliography } }: LibraryEntry): Bibliography {
    if (!isBibtex(bibliography)) return bibliography;
    return bibliography.among(this.sources.map((source) => source.bibliography).filter(isBibtex));
  }

  /** Every entry with the key or alias, in the order of the sources. */
  all(key: string): readonly LibraryEntry[] {
    return this.sources.flatMap((source) =>
      source.bibliography.indexesOf(key).map((index) => ({ source, index })),
    );
  }

  /** The entry of a work that is known from elsewhere. Only among entries that are indexed already. */
  findWork(work: SoughtWork): LibraryEntry | undefined {
    const sought = {
      id: '',
      type: '',
      ...(work.doi ? { DOI: work.doi } : {}),
      ...(work.title ? { title: work.title } : {}),
      ...(work.author ? { author: work.author } : {}),
      ...(work.year === undefined ? {} : { issued: yearDate(work.year) }),
    };
    for (const source of this.sources) {
      for (const index of SearchIndex.of(source.bibliography).candidates({
        doi: work.doi,
        title: work.title,
      })) {
        if (sameWork(source.bibliography.reference(index), sought)) return { source, index };
      }
    }
    return undefined;
  }

  /** Makes ready for search, in slices of a few milliseconds; yields the share done. */
  *prepareInSteps(): Generator<number, void> {
    const total = Math.max(1, this.size);
    let before = 0;
    for (const { bibliography } of this.sources) {
      for (const share of SearchIndex.of(bibliography).foldInSteps()) {
        yield (before + share * bibliography.size) / total;
      }
      before += bibliography.size;
    }
  }

  /** True once every entry can be searched. */
  get prepared(): boolean {
    return this.sources.every(({ bibliography }) => SearchIndex.of(bibliography).complete);
  }

  /**
   * Entries that match every word of the query, in any order of words, over key, authors, title, year and
   * journal. An entry whose key is the query comes first; then better matches (start of the key or of the
   * first author, of another name, of a word, inside a word, a subsequence of the key); of equal ones the
   * boosted, then the order of the sources. An empty query gives boosted entries, then the first of the
   * sources.
   */
  search(query: string, options: SearchOptions = {}): SearchResult {
    const limit = Math.max(0, options.limit ?? defaultLimit);
    const ranked = rankEntries(
      this.sources.map(({ bibliography }) => bibliography),
      queryWords(query),
      options.boost ?? new Map<string, number>(),
      limit,
      options.wordsAlone,
    );
    const entries: LibraryEntry[] = [];
    const ranks: number[] = [];
    for (const [place, index, rank] of ranked.inOrder()) {
      const source = this.sources[place]!;
      if (this.#isReplaced(source, index)) continue;
      if (entries.length === limit) return { entries, ranks, incomplete: true };
      entries.push({ source, index });
      ranks.push(rank);
    }
    return { entries, ranks, incomplete: ranked.incomplete };
  }

  /** True where a mention of the entry's key cites another entry. */
  #isReplaced(source: LibrarySource, index: number): boolean {
    const cited = this.find(source.bibliography.entry(index).key);
    return cited?.source !== source || cited.index !== index;
  }
}

export const entryOf = ({ source, index }: LibraryEntry): Entry => source.bibliography.entry(index);
/** The work that a key stands for, as a short citation. */
export function citationOf(library: Library, key: string): string | undefined {
  const found = library.find(key);
  return found && shortCitation(library.reference(found));
}
export const referenceOf = ({ source, index }: LibraryEntry): Reference =>
  source.bibliography.reference(index);
export const briefOf = ({ source, index }: LibraryEntry): Reference => source.bibliography.brief(index);

function yearDate(year: string | number): CslDate {
  const number = Number(year);
  return Number.isInteger(number) ? { 'date-parts': [[number]] } : { literal: String(year) };
}
