import { finished } from '../../base/steps.ts';
import type { PaperPack } from '../paper/types.ts';
import { foldTable, separator, unfoldTable, unitEnd, wordTable } from './fold.ts';
import {
  type CompileOptions,
  type IndexedTerm,
  type Pattern,
  type Patterns,
  patternsInSteps,
} from './patterns.ts';
import { About, blankTable, lowerBit, upperBit } from './scanTable.ts';
import { Ask, fits } from './shape.ts';
import { branches, maxSymbol, Trie } from './trie.ts';

/**
 * The longest match at one place: offsets of the scanned text, and the patterns of this very span that fit.
 */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly patterns: readonly Pattern[];
}

/** Patterns of the same units. */
interface Accepted {
  readonly patterns: Pattern[];
  /** Bit n: unit n (modulo 32) may be no capital, no small letter, for some of them. */
  noUpper: number;
  noLower: number;
  /** Whether all of them match where no case is refused. */
  together: boolean;
}

/** The mark of nodes at which labels end. */
const accepts = 1 << 11;

/** Where more packs than this name one span, the first ones are kept. */
const maxPatternsAtSpan = 8;

/** What may stand under the hash of a word that some label starts with. */
const Start = {
  /** A label that the word alone decides. */
  Word: 1,
  /** A label of which a second word follows, whose first letter is hashed too … */
  Phrase: 2,
  /** … and has this. */
  Next: 4,
} as const;

/** All labels of some packs, compiled once; immutable. Made by `compileTerms`. */
export class TermIndex {
  readonly terms: readonly IndexedTerm[];
  /** False where a bound was reached and some labels are not matched. */
  readonly complete: boolean;
  readonly #trie = new Trie();
  readonly #accepted: Accepted[] = [];
  /** For each node that accepts, what: a place in `#accepted`. */
  readonly #places: Uint32Array;
  /** UTF-16 unit → `About` and the symbol of the trie, 0 for what is in no label. */
  readonly #table = blankTable().slice();
  /** `Start`, by the hash of a word: turns nearly all words away at once. */
  readonly #starts: Uint8Array;
  /** On the way to the longest match: each end and its node. */
  readonly #passed = new Int32Array(512);

  constructor({ terms, patterns, complete }: Patterns) {
    const symbolOf = new Map<number, number>();
    const opening = new Set<number>();
    const at = new Map<number, Accepted>();
    this.#starts = new Uint8Array(sizeFor(patterns.length));
    let whole = complete;
    for (const pattern of patterns) {
      const symbols = pattern.shape.units.map((unit) => {
        let symbol = symbolOf.get(unit);
        if (symbol === undefined) symbolOf.set(unit, (symbol = Math.min(symbolOf.size, maxSymbol) + 1));
        return symbol;
      });
      const node = this.#grow(symbols);
      if (node === 0) {
        whole = false;
        continue;
      }
      opening.add(pattern.shape.units[0]!);
      this.#addStart(pattern.shape.units, symbols);
      const others = at.get(node);
      if (others) join(others, pattern);
      else at.set(node, join({ patterns: [], noUpper: 0, noLower: 0, together: true }, pattern));
    }
    const folded = foldTable();
    const unfolded = unfoldTable();
    for (const [unit, symbol] of symbolOf) {
      if (symbol > maxSymbol) continue;
      if (folded[unit] === unit) this.#know(unit, symbol, opening.has(unit));
      for (const code of unfolded.get(unit) ?? []) this.#know(code, symbol, opening.has(unit));
    }
    this.terms = terms;
    this.complete = whole;
    this.#places = new Uint32Array(this.#trie.size);
    for (const [node, accepted] of at) this.#places[node] = this.#accepted.push(accepted) - 1;
  }

  /** The node of a label; 0 where there is no room for it. */
  #grow(symbols: readonly number[]): number {
    const trie = this.#trie;
    if (symbols.some((symbol) => symbol > maxSymbol)) return 0;
    let node = 0;
    for (const symbol of symbols) {
      node = trie.grow(node, symbol);
      if (node === 0) return 0;
    }
    trie.mark(node, accepts);
    return node;
  }

  #addStart(units: readonly number[], symbols: readonly number[]): void {
    const words = wordTable();
    const starts = this.#starts;
    const mask = starts.length - 1;
    let word = 0;
    let end = 0;
    for (; end < units.length && words[units[end]!] === 1; end++) word = hashed(word, symbols[end]!);
    const isPhrase = units[end] === separator && words[units[end + 1] ?? 0] === 1;
    starts[slotOf(word) & mask]! |= isPhrase ? Start.Phrase : Start.Word;
    if (isPhrase) starts[slotOf(hashed(word, symbols[end + 1]!)) & mask]! |= Start.Next;
  }

  #know(code: number, symbol: number, opens: boolean): void {
    const about = this.#table[code]!;
    const mayOpen = opens && (about & About.Word) === 0 && code > 0x20;
    this.#table[code] = about | symbol | (mayOpen ? About.Opens : 0);
  }

  /** Every leftmost-longest match in `text`, in order, disjoint. Linear in the text. */
  scan(text: string): readonly Hit[] {
    // Held in local constants, which cost nothing where members of an object would be read for each
    // character.
    const { Word, Odd, Opens, Separates } = About;
    const symbolBits = maxSymbol;
    const table = this.#table;
    const starts = this.#starts;
    const mask = starts.length - 1;
    const hits: Hit[] = [];
    const { length } = text;
    let at = 0;
    while (at < length) {
      const start = at;
      let about = table[text.charCodeAt(at)]!;
      if ((about & Word) !== 0) {
        let word = 0;
        let odd = 0;
        do {
          odd |= about;
          word = hashed(word, about & symbolBits);
          at++;
          about = at < length ? table[text.charCodeAt(at)]! : 0;
        } while ((about & Word) !== 0);
        if (((odd | about) & Odd) === 0) {
          const known = starts[slotOf(word) & mask]!;
          if ((known & (Start.Word | Start.Phrase)) === 0) continue;
          if ((known & Start.Word) === 0) {
            if ((about & Separates) === 0) continue;
            const second = at + 1 < length ? table[text.charCodeAt(at + 1)]! : 0;
            const isNext = (starts[slotOf(hashed(word, second & symbolBits)) & mask]! & Start.Next) !== 0;
            if (!isNext && (second & Word) !== 0) continue;
          }
        }
        if (start > 0 && text.charCodeAt(start - 1) > 0x20 && !mayStart(text, start)) continue;
      } else {
        at++;
        if ((about & Opens) === 0) continue;
        if (text.startsWith('://', start)) {
          at = endOfToken(text, at);
          continue;
        }
      }
      const hit = this.#longestAt(text, start);
      if (!hit) continue;
      hits.push(hit);
      at = hit.end;
    }
    return hits;
  }

  /** The terms whose label or short form is exactly `phrase`, by the rules of matching. */
  lookup(phrase: string): readonly Pattern[] {
    const text = phrase.trim();
    if (text === '' || text.length > 400) return [];
    const hit = this.#longestAt(text, 0);
    return hit && hit.end === text.length ? hit.patterns.filter((pattern) => pattern.kind === 'term') : [];
  }

  /** Whether a phrase holds a label and means something else: “long-term depression”. */
  isOtherMeaning(phrase: string): boolean {
    return this.#foldedAt(phrase).some(({ kind }) => kind === 'other-meaning');
  }

  /**
   * As `lookup`, whatever the case of the letters and whatever must be known before a form counts: for
   * whoever asks.
   */
  lookupFolded(phrase: string): readonly Pattern[] {
    return this.#foldedAt(phrase).filter(({ kind }) => kind === 'term');
  }

  #foldedAt(phrase: string): readonly Pattern[] {
    const text = phrase.trim();
    if (text === '' || text.length > 400) return [];
    let node = 0;
    for (let at = 0; at < text.length; at = unitEnd(text, at, text.length)) {
      const symbol = this.#table[text.charCodeAt(at)]! & maxSymbol;
      if (symbol === 0 || (node = this.#trie.next(node, symbol)) === 0) return [];
    }
    if ((this.#trie.nodes[node]! & accepts) === 0) return [];
    return this.#accepted[this.#places[node]!]!.patterns;
  }

  #longestAt(text: string, start: number): Hit | undefined {
    const { Word, Odd, Separates } = About;
    const symbolBits = maxSymbol;
    const table = this.#table;
    const trie = this.#trie;
    const nodes = trie.nodes;
    const passed = this.#passed;
    const { length } = text;
    let count = 0;
    let node = 0;
    let entry = nodes[0]!;
    let uppers = 0;
    let lowers = 0;
    let at = start;
    let about = table[text.charCodeAt(at)]!;
    for (let unit = 0; (about & symbolBits) !== 0; unit++) {
      // What `trie.next` does, without reading the arrays anew: this is the innermost loop.
      if (((entry ^ about) & symbolBits) === 0) node++;
      else if ((entry & branches) === 0) break;
      else if ((node = trie.next(node, about & symbolBits)) === 0) break;
      entry = nodes[node]!;
      uppers |= (about >>> upperBit) << unit;
      lowers |= ((about >>> lowerBit) & 1) << unit;
      at++;
      let following = at < length ? table[text.charCodeAt(at)]! : 0;
      // Where a word goes on, nothing takes more than its character.
      if ((following & Word) === 0 && ((about & Separates) !== 0 || (following & Odd) !== 0)) {
        at = unitEnd(text, at - 1, length);
        following = at < length ? table[text.charCodeAt(at)]! : 0;
      }
      if ((entry & accepts) !== 0 && (about & following & Word) === 0 && mayEnd(text, at)) {
        passed[count++] = at;
        passed[count++] = node;
      }
      about = following;
    }
    while (count > 0) {
      const { patterns, noUpper, noLower, together } = this.#accepted[this.#places[passed[--count]!]!]!;
      const end = passed[--count]!;
      const isRefused = (uppers & noUpper) !== 0 || (lowers & noLower) !== 0;
      const fitting = together && !isRefused ? patterns : fittingOf(patterns, text, start, end);
      if (fitting.length > 0) return { start, end, patterns: fitting };
    }
    return undefined;
  }
}

/** Compiles the labels of packs. Never throws; labels that cannot match anything are left out. */
export const compileTerms = (packs: readonly PaperPack[], options: CompileOptions = {}): TermIndex =>
  finished(compileTermsInSteps(packs, options));

/** As `compileTerms`; yields the share done after every millisecond or two of work. */
export function* compileTermsInSteps(
  packs: readonly PaperPack[],
  options: CompileOptions = {},
): Generator<number, TermIndex> {
  return new TermIndex(yield* patternsInSteps(packs, options));
}

/** The last ten letters of a word, mixed: two instructions a letter. */
const hashed = (word: number, symbol: number): number => (word << 3) ^ symbol;

const slotOf = (word: number): number => Math.imul(word, 0x9e3779b1) >>> 12;

/** A power of two that leaves the table of starts nearly empty. */
const sizeFor = (patterns: number): number => 1 << Math.min(20, Math.max(10, 36 - Math.clz32(patterns)));

function join(accepted: Accepted, pattern: Pattern): Accepted {
  const { patterns } = accepted;
  const { asks, dashed } = pattern.shape;
  accepted.together &&= !dashed && patterns.length < maxPatternsAtSpan && !patterns.some(isOf(pattern));
  for (let unit = 0; unit < asks.length; unit++) {
    if (asks[unit] === Ask.Lower) accepted.noUpper |= 1 << unit;
    else if (asks[unit] === Ask.Upper) accepted.noLower |= 1 << unit;
  }
  patterns.push(pattern);
  return accepted;
}

const isOf =
  ({ kind, term }: Pattern) =>
  (other: Pattern): boolean =>
    other.kind === kind && other.term === term;

/** The patterns that fit the text, one for each term. */
function fittingOf(
  patterns: readonly Pattern[],
  text: string,
  start: number,
  end: number,
): readonly Pattern[] {
  const out: Pattern[] = [];
  for (const pattern of patterns) {
    if (out.length === maxPatternsAtSpan) break;
    if (!out.some(isOf(pattern)) && fits(pattern.shape, text, start, end)) out.push(pattern);
  }
  return out;
}

/**
 * Not inside a file name, an address or a command: `x.depression`, `me@`, `\ketamine`. Nor the one letter
 * behind an apostrophe: "the clinic's ketamine" is no s-ketamine.
 */
function mayStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  if (before === 0x40 || before === 0x5c) return false;
  if (before === 0x27 || before === 0x2019) {
    const words = wordTable();
    return words[text.charCodeAt(at - 2)] !== 1 || words[text.charCodeAt(at + 1)] === 1;
  }
  return !(before === 0x2e && at > 1 && wordTable()[text.charCodeAt(at - 2)] === 1);
}

function mayEnd(text: string, end: number): boolean {
  const words = wordTable();
  if (end >= text.length || words[text.charCodeAt(end - 1)] !== 1) return true;
  const after = text.charCodeAt(end);
  if (words[after] === 1 || after === 0x40) return false;
  if (after === 0x5c && text.charCodeAt(end + 1) === 0x5f) return false;
  if (after !== 0x2e || end + 1 >= text.length) return true;
  const next = text.charCodeAt(end + 1);
  // "ketamine.csv" and "depression.org" are no prose; "ketamine.The" is a typing error.
  return !(words[next] === 1 && (next < 0x41 || next > 0x5a));
}

function endOfToken(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) > 0x20) end++;
  return end;
}
