import { hash } from '../../../base/hash.ts';
import { normaliseDoi, normaliseTitle } from '../identity.ts';
import type { Bibliography } from '../types.ts';
import { foldFields, isKey, isSubsequence, Match, matchAt } from './query.ts';
import { joined, type PairProbe, probeOf, SearchSignatures, type WordProbe } from './signatures.ts';

/** Yields come this often. */
const entriesPerStep = 100;

/** Folded words, and what tells at once that an entry does not hold them. */
export interface SearchQuery {
  readonly words: readonly string[];
  readonly probes: readonly WordProbe[];
  /** All of the probes' pairs. */
  readonly pairs: PairProbe;
}

export function searchQuery(words: readonly string[]): SearchQuery {
  const probes = words.map(probeOf);
  return { words, probes, pairs: joined(probes) };
}

/**
 * What search compares, one string an entry: key, authors, title, year, journal, other keys, folded, a line
 * each. Entries are folded when first needed; an edit of a bibliography carries over what it did not touch.
 */
export class SearchIndex {
  readonly #bibliography: Bibliography;
  readonly #texts: (string | undefined)[];
  readonly #signatures: SearchSignatures;
  readonly #titles: Uint32Array;
  readonly #dois: Uint32Array;
  /** Made when first asked for, and from then on kept. */
  #works: HashChains | undefined;
  #missing: number;

  private constructor(bibliography: Bibliography) {
    this.#bibliography = bibliography;
    this.#texts = new Array<string | undefined>(bibliography.size).fill(undefined);
    this.#signatures = new SearchSignatures(bibliography.size);
    this.#titles = new Uint32Array(bibliography.size);
    this.#dois = new Uint32Array(bibliography.size);
    this.#missing = bibliography.size;
  }

  static readonly #indexes = new WeakMap<Bibliography, SearchIndex>();

  static of(bibliography: Bibliography): SearchIndex {
    let index = SearchIndex.#indexes.get(bibliography);
    if (!index) {
      index = new SearchIndex(bibliography);
      SearchIndex.#indexes.set(bibliography, index);
    }
    return index;
  }

  /**
   * Takes over from `previous` what `next`, an edit of it, carries. Does nothing where nothing was folded
   * yet.
   */
  static carry(previous: Bibliography, next: Bibliography): void {
    const before = SearchIndex.#indexes.get(previous);
    if (!before || !next.carried || SearchIndex.#indexes.has(next)) return;
    SearchIndex.of(next).#takeOver(before, next.carried.prefix, next.carried.suffix);
  }

  get complete(): boolean {
    return this.#missing === 0;
  }

  /** Entries that are not folded yet. */
  get missing(): number {
    return this.#missing;
  }

  get size(): number {
    return this.#texts.length;
  }

  /**
   * How an entry matches all the words, as `matchEntry` does; undefined where it does not, or is not folded.
   */
  match(index: number, query: SearchQuery): Match | undefined {
    const text = this.#texts[index];
    const match = text === undefined ? undefined : this.#matchAll(index, text, query, true);
    return match === Match.KeyPrefix && isKey(text!, query.words) ? Match.Exact : match;
  }

  /** As `match`, but for subsequences, and a key that is the word counts as one that begins with it. */
  matchWords(index: number, query: SearchQuery): Match | undefined {
    const text = this.#texts[index];
    return text === undefined ? undefined : this.#matchAll(index, text, query, false);
  }

  /** `Exact` or `KeyPrefix` where the key of the entry is the one word, or begins with it. */
  matchKey(index: number, { words }: SearchQuery): Match | undefined {
    const text = this.#texts[index];
    if (text === undefined || !text.startsWith(words[0]!)) return undefined;
    return isKey(text, words) ? Match.Exact : Match.KeyPrefix;
  }

  /** The next entry from `index` on whose key may begin with the one word; `size` where there is none. */
  nextKey(index: number, { probes }: SearchQuery): number {
    return this.#signatures.nextBeginning(index, probes[0]!);
  }

  /** The next entry from `index` on that may hold all the words; `size` where there is none. */
  nextWords(index: number, { pairs }: SearchQuery): number {
    return this.#signatures.nextHolding(index, pairs);
  }

  /**
   * The next entry from `index` on of whose key some word may be a subsequence; `size` where there is none.
   */
  nextSubsequence(index: number, { probes }: SearchQuery): number {
    return probes.reduce(
      (next, probe) => Math.min(next, this.#signatures.nextLettered(index, probe)),
      this.size,
    );
  }

  #matchAll(
    index: number,
    text: string,
    { words, probes }: SearchQuery,
    subsequences: boolean,
  ): Match | undefined {
    let worst: Match = Match.Exact;
    for (let at = 0; at < words.length; at += 1) {
      const match = this.#matchOne(index, text, words[at]!, probes[at]!, subsequences);
      if (match === undefined) return undefined;
      if (match > worst) worst = match;
    }
    return worst;
  }

  #matchOne(
    index: number,
    text: string,
    word: string,
    probe: WordProbe,
    subsequences: boolean,
  ): Match | undefined {
    const place = this.#signatures.mayHold(index, probe) ? text.indexOf(word) : -1;
    if (place >= 0) return matchAt(text, word, place);
    if (!subsequences || !this.#signatures.mayHoldLetters(index, probe)) return undefined;
    return isSubsequence(text, word) ? Match.Subsequence : undefined;
  }

  /** Folds what is not folded yet; yields the share done every few milliseconds of work. */
  *foldInSteps(): Generator<number, void> {
    // While there is little to enter: entering a hundred thousand at once holds up whoever looks for a work
    // first.
    this.#works ??= this.#chains();
    let sinceYield = 0;
    for (let index = 0; index < this.#texts.length && this.#missing > 0; index += 1) {
      if (this.#texts[index] !== undefined) continue;
      this.#foldEntry(index);
      sinceYield += 1;
      if (sinceYield < entriesPerStep) continue;
      sinceYield = 0;
      yield (index + 1) / this.#texts.length;
    }
  }

  /** The folded text of an entry where it is there. */
  text(index: number): string | undefined {
    return this.#texts[index];
  }

  foldEntry(index: number): string {
    return this.#texts[index] ?? this.#foldEntry(index);
  }

  /**
   * Entries that may be the work, rising: those whose DOI or title has the same hash. Only among folded
   * entries.
   */
  candidates(work: {
    readonly doi: string | undefined;
    readonly title: string | undefined;
  }): readonly number[] {
    this.#works ??= this.#chains();
    const found = new Set<number>();
    for (const slot of this.#works.at(hash(normaliseTitle(work.title))))
      if (slot % 2 === 0) found.add(slot >> 1);
    for (const slot of this.#works.at(hash(normaliseDoi(work.doi) ?? '')))
      if (slot % 2 === 1) found.add(slot >> 1);
    return [...found].sort((one, other) => one - other);
  }

  /** Two slots for each entry: the hash of its title, and that of its DOI. */
  #chains(): HashChains {
    const chains = new HashChains(this.#titles.length * 2);
    if (this.#missing === this.size) return chains;
    for (let index = 0; index < this.#titles.length; index += 1) {
      chains.add(2 * index, this.#titles[index]!);
      chains.add(2 * index + 1, this.#dois[index]!);
    }
    return chains;
  }

  #foldEntry(index: number): string {
    const fields = this.#bibliography.searchFields(index);
    const text = foldFields(fields);
    this.#texts[index] = text;
    this.#signatures.set(index, text);
    this.#titles[index] = hash(normaliseTitle(fields.title));
    this.#dois[index] = hash(normaliseDoi(fields.doi) ?? '');
    this.#works?.add(2 * index, this.#titles[index]!);
    this.#works?.add(2 * index + 1, this.#dois[index]!);
    this.#missing -= 1;
    return text;
  }

  #takeOver(before: SearchIndex, prefix: number, suffix: number): void {
    const size = this.#texts.length;
    const shift = before.#texts.length - size;
    this.#signatures.takeOver(before.#signatures, prefix, suffix);
    this.#titles.set(before.#titles.subarray(0, prefix));
    this.#dois.set(before.#dois.subarray(0, prefix));
    this.#titles.set(before.#titles.subarray(size - suffix + shift), size - suffix);
    this.#dois.set(before.#dois.subarray(size - suffix + shift), size - suffix);
    for (let index = 0; index < size; index += 1) {
      if (index >= prefix && index < size - suffix) continue;
      const text = before.#texts[index < prefix ? index : index + shift];
      if (text === undefined) continue;
      this.#texts[index] = text;
      this.#missing -= 1;
    }
  }
}

/** Makes a bibliography ready for search, in slices of a few milliseconds; yields the share done. */
export const prepareSearch = (bibliography: Bibliography): Generator<number, void> =>
  SearchIndex.of(bibliography).foldInSteps();

/** Slots by hash: small numbers in chains, in two arrays. A hash of 0 stands for nothing. */
class HashChains {
  /** One more than the slot that was added last with a hash of this remainder; 0 for none. */
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #hashes: Uint32Array;
  readonly #mask: number;

  constructor(slots: number) {
    const length = 2 ** Math.ceil(Math.log2(Math.max(2, slots)));
    this.#heads = new Int32Array(length);
    this.#mask = length - 1;
    this.#next = new Int32Array(slots);
    this.#hashes = new Uint32Array(slots);
  }

  add(slot: number, value: number): void {
    if (value === 0) return;
    const head = value & this.#mask;
    this.#hashes[slot] = value;
    this.#next[slot] = this.#heads[head]!;
    this.#heads[head] = slot + 1;
  }

  *at(value: number): Generator<number> {
    if (value === 0) return;
    for (let next = this.#heads[value & this.#mask]!; next > 0; next = this.#next[next - 1]!) {
      if (this.#hashes[next - 1] === value) yield next - 1;
    }
  }
}
