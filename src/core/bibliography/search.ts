import { fold } from './fold.ts';
import { normalizeDoi, normalizeTitle } from './identity.ts';
import type { Bibliography, SearchFields } from './types.ts';

/** How well an entry matches, best first. A query of several words is as good as its worst word. */
export const Match = {
  /** The key is the query. */
  Exact: 0,
  /** The key starts with the word. */
  KeyPrefix: 1,
  /** An author's name, or a part of the key, starts with it. */
  NamePrefix: 2,
  /** A word of title, year or journal starts with it. */
  WordPrefix: 3,
  /** It stands inside a word. */
  Substring: 4,
  /** Its letters stand in the key in this order. */
  Subsequence: 5,
} as const;
export type Match = (typeof Match)[keyof typeof Match];

/** Entries that a search folds itself where `foldInSteps` has not come to them: a few milliseconds. */
export const foldedPerSearch = 500;
/** Yields come this often. */
const entriesPerStep = 100;
/** UTF-16 units of a field that are searched. */
const longestField = 2000;

/**
 * What search compares, one string an entry: key, authors, title, year, journal, folded, a line each. Entries are
 * folded when first needed; an edit of a bibliography carries over what it did not touch.
 */
export class SearchIndex {
  readonly #bibliography: Bibliography;
  readonly #texts: (string | undefined)[];
  readonly #titles: Uint32Array;
  readonly #dois: Uint32Array;
  #missing: number;

  private constructor(bibliography: Bibliography) {
    this.#bibliography = bibliography;
    this.#texts = new Array<string | undefined>(bibliography.size).fill(undefined);
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

  /** Takes over from `previous` what `next`, an edit of it, carries. Does nothing where nothing was folded yet. */
  static carry(previous: Bibliography, next: Bibliography): void {
    const before = SearchIndex.#indexes.get(previous);
    if (!before || !next.carried || SearchIndex.#indexes.has(next)) return;
    SearchIndex.of(next).#takeOver(before, next.carried.prefix, next.carried.suffix);
  }

  get complete(): boolean {
    return this.#missing === 0;
  }

  /** Folds what is not folded yet; yields the share done every few milliseconds of work. */
  *foldInSteps(): Generator<number, void> {
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

  /** Entries that may be the work: those whose DOI or title has the same hash. Only among folded entries. */
  *candidates(work: {
    readonly doi: string | undefined;
    readonly title: string | undefined;
  }): Generator<number> {
    const doi = hash(normalizeDoi(work.doi) ?? '');
    const title = hash(normalizeTitle(work.title));
    for (let index = 0; index < this.#titles.length; index += 1) {
      if ((title !== 0 && this.#titles[index] === title) || (doi !== 0 && this.#dois[index] === doi))
        yield index;
    }
  }

  #foldEntry(index: number): string {
    const fields = this.#bibliography.searchFields(index);
    const text = foldFields(fields);
    this.#texts[index] = text;
    this.#titles[index] = hash(normalizeTitle(fields.title));
    this.#dois[index] = hash(normalizeDoi(fields.doi) ?? '');
    this.#missing -= 1;
    return text;
  }

  #takeOver(before: SearchIndex, prefix: number, suffix: number): void {
    const size = this.#texts.length;
    const shift = before.#texts.length - size;
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

/** The folded text of what search looks through: key, authors, title, year, container, a line each. */
export function foldFields({ key, authors, title, year, container }: SearchFields): string {
  return [key, authors, title, year, container]
    .map((field) => fold(field.length > longestField ? field.slice(0, longestField) : field))
    .join('\n');
}

/** The words of a query, folded. None for a query of nothing but white space. */
export function queryWords(query: string): readonly string[] {
  return fold(query.slice(0, 200))
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 12);
}

/** How a folded entry matches all the words, or undefined where one does not match. */
export function matchEntry(text: string, words: readonly string[]): Match | undefined {
  let worst: Match = Match.Exact;
  for (const word of words) {
    const match = matchWord(text, word);
    if (match === undefined) return undefined;
    if (match > worst) worst = match;
  }
  if (words.length === 1 && worst === Match.KeyPrefix && text.charCodeAt(words[0]!.length) === lineFeed) {
    return Match.Exact;
  }
  return worst;
}

const lineFeed = 0x0a;

function matchWord(text: string, word: string): Match | undefined {
  let at = text.indexOf(word);
  if (at < 0) return isSubsequence(text, word) ? Match.Subsequence : undefined;
  if (at === 0) return Match.KeyPrefix;
  for (; at >= 0; at = text.indexOf(word, at + 1)) {
    if (isWordCharacter(text.charCodeAt(at - 1))) continue;
    const keyEnd = text.indexOf('\n');
    return at <= text.indexOf('\n', keyEnd + 1) ? Match.NamePrefix : Match.WordPrefix;
  }
  return Match.Substring;
}

const isWordCharacter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit > 0x7f;

/** Shorter words are a subsequence of nearly every key. */
const shortestSubsequence = 3;

function isSubsequence(text: string, word: string): boolean {
  if (word.length < shortestSubsequence) return false;
  let at = 0;
  for (let index = 0; index < word.length; index += 1) {
    const wanted = word.charCodeAt(index);
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === lineFeed || at >= text.length) return false;
      at += 1;
      if (unit === wanted) break;
    }
  }
  return true;
}

/** FNV-1a, 32 bits; 0 for no text. */
function hash(text: string): number {
  if (text === '') return 0;
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0 || 1;
}
