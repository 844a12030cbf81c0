import { Match } from '../bibliography/search/query.ts';
import { SearchIndex, type SearchQuery, searchQuery } from '../bibliography/search/searchIndex.ts';
import type { Bibliography } from '../bibliography/types.ts';

/**
 * A library with no more entries than this to fold is folded by the first search; of a larger one a search
 * folds few.
 */
const foldedAtOnce = 500;
const foldedOfMany = 50;

/** Boosts above this count as this. */
const highestBoost = 3;

/** For each entry that is lifted, how much. */
type Lifts = ReadonlyMap<number, number>;

/**
 * Entries of the sources that match the words, best first (`Library.search` says which are better). About
 * twice `limit` of them: what cannot come before that is not looked for. `wordsAlone` leaves out what matches
 * as a subsequence only.
 */
export function rankEntries(
  sources: readonly Bibliography[],
  words: readonly string[],
  boost: ReadonlyMap<string, number>,
  limit: number,
  wordsAlone = false,
): RankedEntries {
  const ranked = new RankedEntries(limit);
  const lifts = sources.map((source) => liftsOf(source, boost));
  if (words.length === 0) rankAll(sources, lifts, ranked);
  else new Matching(sources, lifts, searchQuery(words), ranked).run(wordsAlone);
  return ranked;
}

/** Where the keys are that were lifted before: a manuscript cites the same ones at the next keystroke. */
const indexesOfKeys = new WeakMap<Bibliography, Map<string, readonly number[]>>();
const maxKeysKnown = 20_000;

/** The boosts by entry, so that no key is looked up for entries that only match. */
function liftsOf(source: Bibliography, boost: ReadonlyMap<string, number>): Lifts {
  const lifts: [index: number, lift: number][] = [];
  const known = indexesOfKeys.get(source) ?? new Map<string, readonly number[]>();
  if (known.size > maxKeysKnown) known.clear();
  indexesOfKeys.set(source, known);
  for (const [key, lift] of boost) {
    let indexes = known.get(key);
    if (indexes === undefined) known.set(key, (indexes = source.indexesOf(key)));
    for (const index of indexes) lifts.push([index, lift]);
  }
  return new Map(lifts.sort((one, other) => one[0] - other[0]));
}

/** Ranks an empty query: first the boosted entries, then all others in the order of their sources. */
function rankAll(sources: readonly Bibliography[], lifts: readonly Lifts[], ranked: RankedEntries): void {
  for (const [place, lifted] of lifts.entries()) {
    for (const [index, lift] of lifted) ranked.add(rankOf(Match.WordPrefix, lift), place, index);
  }
  const rest = rankOf(Match.WordPrefix, 0);
  for (const [place, { size }] of sources.entries()) {
    for (let index = 0; index < size && !ranked.isFull(rest); index += 1) {
      if (!lifts[place]!.has(index)) ranked.add(rest, place, index);
    }
  }
}

/**
 * One search, in passes over all entries: each looks for worse matches than the one before, and costs more.
 */
class Matching {
  readonly #sources: readonly Bibliography[];
  readonly #indexes: readonly SearchIndex[];
  readonly #lifts: readonly Lifts[];
  readonly #query: SearchQuery;
  readonly #ranked: RankedEntries;

  constructor(
    sources: readonly Bibliography[],
    lifts: readonly Lifts[],
    query: SearchQuery,
    ranked: RankedEntries,
  ) {
    this.#sources = sources;
    this.#indexes = sources.map((source) => SearchIndex.of(source));
    this.#lifts = lifts;
    this.#query = query;
    this.#ranked = ranked;
  }

  run(wordsAlone: boolean): void {
    this.#foldSome();
    for (const [place, lifted] of this.#lifts.entries()) this.#rankLifted(place, lifted, wordsAlone);
    const isOneWord = this.#query.words.length === 1;
    if (isOneWord) this.#rankKeys();
    this.#rankWords(isOneWord ? Match.FirstAuthor : Match.KeyPrefix);
    if (this.#ranked.isEnough) this.#ranked.incomplete = true;
    else if (!wordsAlone) this.#rankSubsequences();
  }

  /** An entry that is not folded is not found. */
  #foldSome(): void {
    const missing = this.#indexes.reduce((sum, index) => sum + index.missing, 0);
    let left = missing <= foldedAtOnce ? missing : foldedOfMany;
    if (missing > left) this.#ranked.incomplete = true;
    for (const [place, { size }] of this.#sources.entries()) {
      const searched = this.#indexes[place]!;
      for (let index = 0; index < size && left > 0 && searched.missing > 0; index += 1) {
        if (searched.text(index) !== undefined) continue;
        searched.foldEntry(index);
        left -= 1;
      }
    }
  }

  #rankLifted(place: number, lifted: Lifts, wordsAlone: boolean): void {
    const searched = this.#indexes[place]!;
    for (const [index, lift] of lifted) {
      searched.foldEntry(index);
      const match = searched.match(index, this.#query);
      if (match === undefined || (wordsAlone && match === Match.Subsequence)) continue;
      this.#ranked.add(rankOf(match, lift), place, index);
    }
  }

  /** Entries whose key is the word or begins with it. */
  #rankKeys(): void {
    const exact = rankOf(Match.Exact, 0);
    const prefix = rankOf(Match.KeyPrefix, 0);
    for (const [place, searched] of this.#indexes.entries()) {
      const lifted = this.#lifts[place]!;
      const next = (from: number): number => searched.nextKey(from, this.#query);
      for (let index = next(0); index < searched.size; index = next(index + 1)) {
        const match = searched.matchKey(index, this.#query);
        if (match === undefined || lifted.has(index)) continue;
        this.#ranked.add(match === Match.Exact ? exact : prefix, place, index);
      }
    }
  }

  /** The other entries that hold all words. `best` is the best match that there is among them. */
  #rankWords(best: Match): void {
    const bestRank = rankOf(best, 0);
    for (const [place, searched] of this.#indexes.entries()) {
      const lifted = this.#lifts[place]!;
      const next = (from: number): number => searched.nextWords(from, this.#query);
      for (
        let index = next(0);
        index < searched.size && !this.#ranked.isFull(bestRank);
        index = next(index + 1)
      ) {
        const match = searched.matchWords(index, this.#query);
        if (match === undefined || match < best || lifted.has(index)) continue;
        this.#ranked.add(rankOf(match, 0), place, index);
      }
    }
  }

  #rankSubsequences(): void {
    const rank = rankOf(Match.Subsequence, 0);
    for (const [place, searched] of this.#indexes.entries()) {
      const lifted = this.#lifts[place]!;
      const next = (from: number): number => searched.nextSubsequence(from, this.#query);
      for (
        let index = next(0);
        index < searched.size && !this.#ranked.isFull(rank);
        index = next(index + 1)
      ) {
        if (searched.match(index, this.#query) !== Match.Subsequence || lifted.has(index)) continue;
        this.#ranked.add(rank, place, index);
      }
    }
  }
}

/**
 * Lower is better. By match, where a key and a first author that begin with the words are one; then by boost.
 */
export function rankOf(match: Match, boost: number): number {
  if (match === Match.Exact) return 0;
  const lift = highestBoost - Math.min(highestBoost, Math.max(0, Math.floor(boost)));
  const group = Math.max(0, match - Match.FirstAuthor);
  return 1 + group * (highestBoost + 1) + lift;
}

const rankCount = rankOf(Match.Subsequence, 0) + 1;

/** The first entries of each rank; more than can be shown are not kept. */
export class RankedEntries {
  /** True where there may be more entries than these. */
  incomplete = false;
  /** Twice the limit, for entries that another replaces are left out afterwards. */
  readonly #kept: number;
  readonly #ranks: number[][] = Array.from({ length: rankCount }, () => []);
  #count = 0;

  constructor(limit: number) {
    this.#kept = limit * 2 + 10;
  }

  /** True where no more can be shown, whatever comes. */
  get isEnough(): boolean {
    return this.#count >= this.#kept;
  }

  isFull(rank: number): boolean {
    const full = this.#ranks[rank]!.length >= this.#kept * 2;
    this.incomplete ||= full;
    return full;
  }

  add(rank: number, place: number, index: number): void {
    if (this.isFull(rank)) return;
    this.#ranks[rank]!.push(place, index);
    this.#count += 1;
  }

  *inOrder(): Generator<readonly [place: number, index: number, rank: number]> {
    for (const [rank, found] of this.#ranks.entries()) {
      for (let at = 0; at < found.length; at += 2) yield [found[at]!, found[at + 1]!, rank];
    }
  }
}
