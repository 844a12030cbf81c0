import type { PackTerm, PaperPack } from '../paper/types.ts';
import {
  ambiguousShortForms,
  everydayLabels,
  everydayShortForms,
  fieldCues,
  otherMeanings,
} from './data/ambiguity.ts';
import { foldTable, unfoldTable, unitEnd, wordTable } from './fold.ts';
import { fits, longestLabel, type Shape, shapeOf } from './shape.ts';
import { maximumSymbol, Trie } from './trie.ts';
import { labelVariants, shortFormVariants, spellingKey } from './variants.ts';

/** A term and the pack it comes from. */
export interface IndexedTerm {
  readonly pack: PaperPack;
  readonly term: PackTerm;
}

/**
 * What must be known of the manuscript before a form counts: nothing; that the text is about this field; that the
 * manuscript itself defines the form.
 */
export type Guard = 'none' | 'field' | 'definition';

/** One spelling of a label as the scan knows it. */
export interface Pattern {
  readonly kind: 'term' | 'cue' | 'other-meaning';
  /** Index into `TermIndex.terms`; -1 for cues and other meanings. */
  readonly term: number;
  readonly form: 'label' | 'short';
  readonly guard: Guard;
  /** The label of the pack that this is a spelling of. */
  readonly label: string;
  readonly shape: Shape;
}

export interface CompileOptions {
  /** Patterns at most; what is beyond them is left out and `TermIndex.complete` is false. */
  readonly maximumPatterns?: number;
}

/** The longest match at one place: offsets of the scanned text, and the patterns of this very span that fit. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly patterns: readonly Pattern[];
}

const defaultMaximumPatterns = 250_000;

/** Where more packs than this name one span, the first ones are kept. */
const maximumPatternsAtSpan = 8;

/** Hidden labels and spellings beyond this many characters of one term are left out. */
const maximumLabels = 200;

/** All labels of some packs, compiled once; immutable. Made by `compileTerms`. */
export class TermIndex {
  readonly terms: readonly IndexedTerm[];
  /** False where a bound was reached and some labels are not matched. */
  readonly complete: boolean;
  readonly #trie = new Trie();
  readonly #accepts = new Map<number, Pattern[]>();
  /** 1 for each node that accepts: one byte read where a map lookup would cost more than the step. */
  readonly #accepting: Uint8Array;
  /** UTF-16 unit → symbol of the trie; 0 for what is in no label. */
  readonly #symbols = new Uint16Array(65536);
  /** 1 for each three symbols (hashed) that some label starts with: turns nearly all words away at once. */
  readonly #starts = new Uint8Array(1 << 18);

  constructor(terms: readonly IndexedTerm[], patterns: readonly Pattern[], complete: boolean) {
    const symbolOf = new Map<number, number>();
    let whole = complete;
    for (const pattern of patterns) {
      let node = 0;
      for (const unit of pattern.shape.units) {
        let symbol = symbolOf.get(unit);
        if (symbol === undefined)
          symbolOf.set(unit, (symbol = Math.min(symbolOf.size + 1, maximumSymbol + 1)));
        node = symbol > maximumSymbol ? 0 : this.#trie.grow(node, symbol);
        if (node === 0) break;
      }
      if (node === 0) {
        whole = false;
        continue;
      }
      const [first, second, third] = pattern.shape.units.slice(0, 3).map((unit) => symbolOf.get(unit)!);
      // A label of two symbols may be followed by anything.
      if (third !== undefined) this.#starts[startOf(first!, second!, third)] = 1;
      else for (let any = 0; any <= maximumSymbol; any++) this.#starts[startOf(first!, second!, any)] = 1;
      const list = this.#accepts.get(node);
      if (list) list.push(pattern);
      else this.#accepts.set(node, [pattern]);
    }
    const folded = foldTable();
    const unfolded = unfoldTable();
    for (const [unit, symbol] of symbolOf) {
      if (symbol > maximumSymbol) continue;
      if (folded[unit] === unit) this.#symbols[unit] = symbol;
      for (const code of unfolded.get(unit) ?? []) this.#symbols[code] = symbol;
    }
    this.terms = terms;
    this.complete = whole;
    this.#accepting = new Uint8Array(this.#trie.size);
    for (const node of this.#accepts.keys()) this.#accepting[node] = 1;
  }

  /** Every leftmost-longest match in `text`, in order, disjoint. Linear in the text. */
  scan(text: string): readonly Hit[] {
    const words = wordTable();
    const symbols = this.#symbols;
    const starts = this.#starts;
    const hits: Hit[] = [];
    let at = 0;
    let inWord = false;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      const word = words[code] === 1;
      if (word && inWord) {
        at++;
        continue;
      }
      inWord = word;
      if (code === 0x3a && text.startsWith('//', at + 1)) {
        at = endOfToken(text, at);
        continue;
      }
      const first = symbols[code]!;
      if (first !== 0 && code > 0x20 && mayStart(text, at, word)) {
        const next = unitEnd(text, at, text.length);
        const second = next < text.length ? symbols[text.charCodeAt(next)]! : 0;
        const behind = second === 0 ? next : unitEnd(text, next, text.length);
        const third = behind < text.length ? symbols[text.charCodeAt(behind)]! : 0;
        const hit = starts[startOf(first, second, third)] === 1 ? this.#longestAt(text, at) : undefined;
        if (hit) {
          hits.push(hit);
          at = hit.end;
          inWord = words[text.charCodeAt(at - 1)] === 1;
          continue;
        }
      }
      at++;
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

  #longestAt(text: string, start: number): Hit | undefined {
    const symbols = this.#symbols;
    const trie = this.#trie;
    let node = 0;
    let at = start;
    let best: Hit | undefined;
    while (at < text.length) {
      const symbol = symbols[text.charCodeAt(at)]!;
      if (symbol === 0) break;
      node = trie.next(node, symbol);
      if (node === 0) break;
      at = unitEnd(text, at, text.length);
      if (this.#accepting[node] === 1 && mayEnd(text, at)) {
        const patterns = fitting(this.#accepts.get(node)!, text, start, at);
        if (patterns.length > 0) best = { start, end: at, patterns };
      }
    }
    return best;
  }
}

const startOf = (first: number, second: number, third: number): number =>
  ((first * 1021 + second) * 1021 + third) & 0x3ffff;

/** Compiles the labels of packs. Never throws; labels that cannot match anything are left out. */
export function compileTerms(packs: readonly PaperPack[], options: CompileOptions = {}): TermIndex {
  const maximum = options.maximumPatterns ?? defaultMaximumPatterns;
  const terms: IndexedTerm[] = [];
  const patterns: Pattern[] = [...generalPatterns()];
  for (const pack of packs) for (const term of pack.terms) terms.push({ pack, term });
  // Short forms first: where there is no room for everything, they are what readers need most.
  let complete = true;
  for (const add of [addShortForms, addLabels]) {
    for (let number = 0; number < terms.length; number++) {
      if (patterns.length >= maximum) complete = false;
      else add(patterns, number, terms[number]!.term);
    }
  }
  return new TermIndex(terms, patterns, complete);
}

/** The labels of a term as written: preferred, alternative and hidden, each once. Short forms apart. */
export function labelsOf(term: PackTerm): readonly string[] {
  const labels = new Set(
    [term.prefLabel, ...(term.altLabel ?? []), ...(term.hiddenLabel ?? [])].slice(0, maximumLabels),
  );
  for (const short of term.shortForms ?? []) labels.delete(short);
  return [...labels];
}

function addShortForms(patterns: Pattern[], term: number, source: PackTerm): void {
  for (const short of new Set((source.shortForms ?? []).slice(0, maximumLabels))) {
    if (short.length > longestLabel) continue;
    const guard = shortFormGuard(short, source);
    for (const variant of shortFormVariants(short)) {
      const shape = shapeOf(variant, true);
      if (shape) patterns.push({ kind: 'term', term, form: 'short', guard, label: short, shape });
    }
  }
}

function addLabels(patterns: Pattern[], term: number, source: PackTerm): void {
  const seen = new Set<string>();
  for (const label of labelsOf(source)) {
    if (label.length > longestLabel) continue;
    const guard: Guard = everydayKeys().has(spellingKey(label)) ? 'field' : 'none';
    for (const variant of labelVariants(label)) {
      const shape = shapeOf(variant, false);
      if (!shape) continue;
      const key = `${shape.asks} ${shape.units.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      patterns.push({ kind: 'term', term, form: 'label', guard, label, shape });
    }
  }
}

let general: readonly Pattern[] | undefined;

/** Cues and phrases of other meanings: the same for every index. */
function generalPatterns(): readonly Pattern[] {
  if (general) return general;
  const patterns: Pattern[] = [];
  const add = (phrase: string, kind: 'cue' | 'other-meaning'): void => {
    for (const variant of labelVariants(phrase)) {
      const shape = shapeOf(variant, false);
      if (shape) patterns.push({ kind, term: -1, form: 'label', guard: 'none', label: phrase, shape });
    }
  };
  for (const phrase of fieldCues) add(phrase, 'cue');
  for (const phrase of otherMeanings) add(phrase, 'other-meaning');
  general = patterns;
  return patterns;
}

let everyday: ReadonlySet<string> | undefined;

/** Made when terms are first compiled: it costs a few milliseconds, which the server's start need not wait for. */
function everydayKeys(): ReadonlySet<string> {
  everyday ??= new Set([...everydayLabels].map(spellingKey));
  return everyday;
}

function shortFormGuard(short: string, term: PackTerm): Guard {
  if (term.safeShortForms?.includes(short)) return 'none';
  const singular = short.replace(/(?<=[A-Z0-9])s$/, '');
  // Two letters mean something else in every field and every postal code. Dots or digits make them particular.
  if (ambiguousShortForms.has(singular) || /^\p{L}{1,2}$/u.test(singular)) return 'definition';
  return everydayShortForms.has(singular) ? 'field' : 'none';
}

function fitting(patterns: readonly Pattern[], text: string, start: number, end: number): readonly Pattern[] {
  const out: Pattern[] = [];
  for (const pattern of patterns) {
    if (out.length === maximumPatternsAtSpan) break;
    if (out.some((other) => other.term === pattern.term && other.kind === pattern.kind)) continue;
    if (fits(pattern.shape, text, start, end)) out.push(pattern);
  }
  return out;
}

/** Not inside a file name, an address or a command: `x.depression`, `me@`, `\ketamine`. */
function mayStart(text: string, at: number, word: boolean): boolean {
  if (at === 0 || !word) return true;
  const before = text.charCodeAt(at - 1);
  if (before === 0x40 || before === 0x5c) return false;
  return !(before === 0x2e && at > 1 && wordTable()[text.charCodeAt(at - 2)] === 1);
}

function mayEnd(text: string, end: number): boolean {
  if (end >= text.length) return true;
  const words = wordTable();
  if (words[text.charCodeAt(end - 1)] !== 1) return true;
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
