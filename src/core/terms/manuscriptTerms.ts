import { shift, touches } from '../../base/span.ts';
import type { Block, Manuscript } from '../manuscript/types.ts';
import { type Definition, definitionInForce, findDefinitions } from './abbreviations.ts';
import { blockNumberAt } from './blocks.ts';
import { groupBy } from './groupBy.ts';
import { type BlockHit, type BlockMatches, type Decided, matchesOf } from './matchBlock.ts';
import { labelsOf, type Pattern } from './patterns.ts';
import { singularShort } from './shortForm.ts';
import type { TermIndex } from './termIndex.ts';
import type { TermMention } from './types.ts';
import { spellingKey } from './variants.ts';

/**
 * The terms of some packs in one manuscript. What counts in a block is kept with the block, in offsets relative to it, so
 * that after an edit only its paragraph is decided anew; mentions in offsets of the document are made when asked for.
 */
export class ManuscriptTerms {
  /** How many mentions there are. */
  readonly size: number;
  readonly #blocks: readonly Block[];
  readonly #decided: readonly Decided[];
  #all: readonly TermMention[] | undefined;

  constructor(index: TermIndex, { blocks }: Manuscript, definitions: readonly Definition[]) {
    const matches = matchesOf(index).of(blocks);
    const deciding = new Deciding(index, isInField(matches), definitions);
    this.#blocks = blocks;
    this.#decided = matches.map((ofBlock, number) => deciding.decide(ofBlock, blocks[number]!.start));
    let size = 0;
    for (const { mentions } of this.#decided) size += mentions.length;
    this.size = size;
  }

  /** In document order. Where packs share a form, one mention for each pack on the same span. */
  get all(): readonly TermMention[] {
    this.#all ??= this.#blocks.flatMap((_, number) => this.inBlock(number));
    return this.#all;
  }

  /** The mentions whose span holds `offset` or ends there: several where packs share a form. */
  at(offset: number): readonly TermMention[] {
    const last = blockNumberAt(this.#blocks, offset);
    // A mention may end where the next block starts.
    for (let number = last; number >= Math.max(0, last - 1); number--) {
      const found = this.inBlock(number).filter((mention) => touches(mention, offset));
      const first = found[0];
      if (first) return found.filter(({ start }) => start === first.start);
    }
    return [];
  }

  /** In offsets of the document. */
  inBlock(number: number): readonly TermMention[] {
    const { start } = this.#blocks[number]!;
    return this.decided(number).mentions.map((mention) => ({ ...mention, ...shift(mention, start) }));
  }

  /** What a block gives: the same object for as long as its body and what decides about it are the same. */
  decided(number: number): Decided {
    return this.#decided[number]!;
  }
}

const nothing: Decided = { inField: false, longs: [], mentions: [] };

/** Decides which matches of a block are mentions: by the manuscript's own definitions, and by its field. */
class Deciding {
  readonly #index: TermIndex;
  readonly #inField: boolean;
  readonly #definitions: ReadonlyMap<string, readonly Definition[]>;

  constructor(index: TermIndex, inField: boolean, definitions: readonly Definition[]) {
    this.#index = index;
    this.#inField = inField;
    this.#definitions = groupBy(definitions, ({ key }) => key);
  }

  decide(matches: BlockMatches, start: number): Decided {
    if (matches.hits.length === 0) return nothing;
    const kept = matches.decided;
    if (kept && kept.inField === this.#inField && this.#isInForce(matches, start, kept.longs)) return kept;
    const longs = matches.shorts.map((short) => this.#longAt(short, start));
    const mentions: TermMention[] = [];
    for (const hit of matches.hits) {
      for (const pattern of hit.patterns) {
        if (!this.#counts(pattern, hit, start + hit.start)) continue;
        const { pack, term } = this.#index.terms[pattern.term]!;
        const { start: from, end, text } = hit;
        mentions.push({ start: from, end, pack: pack.id, id: term.id, text, form: pattern.form });
      }
    }
    matches.decided = { inField: this.#inField, longs, mentions };
    return matches.decided;
  }

  /** Definitions inside the block are part of its body: what it depends on besides is what is in force at its start. */
  #isInForce({ shorts }: BlockMatches, start: number, longs: Decided['longs']): boolean {
    for (let number = 0; number < shorts.length; number++) {
      if (this.#longAt(shorts[number]!, start) !== longs[number]) return false;
    }
    return true;
  }

  #longAt(short: string, start: number): string | undefined {
    const own = this.#definitions.get(short);
    return own && definitionInForce(own, start).long;
  }

  #counts(pattern: Pattern, hit: BlockHit, start: number): boolean {
    if (pattern.form === 'short') {
      const own = this.#definitions.get(singularShort(hit.text));
      if (own) return meansTerm(this.#index, definitionInForce(own, start), pattern);
      if (pattern.guard === 'definition') return false;
    }
    return pattern.guard === 'none' || this.#inField;
  }
}

/** Whether some term is unmistakable, or two different cues stand anywhere. */
function isInField(matches: readonly BlockMatches[]): boolean {
  let first: string | undefined;
  for (const { evidence, cues } of matches) {
    if (evidence || cues.some((cue) => first !== undefined && cue !== first) || cues.length > 1) return true;
    first ??= cues[0];
  }
  return false;
}

const cache = new WeakMap<Manuscript, WeakMap<TermIndex, ManuscriptTerms>>();

/** The terms of a manuscript, in time of its blocks; the same object for the same manuscript and index. */
export function findTerms(index: TermIndex, manuscript: Manuscript): ManuscriptTerms {
  let ofManuscript = cache.get(manuscript);
  if (!ofManuscript) {
    ofManuscript = new WeakMap();
    cache.set(manuscript, ofManuscript);
  }
  let terms = ofManuscript.get(index);
  if (!terms) {
    terms = new ManuscriptTerms(index, manuscript, findDefinitions(manuscript));
    ofManuscript.set(index, terms);
  }
  return terms;
}

/** Every mention of a term in a manuscript, in document order. */
export const termsOf = (manuscript: Manuscript, index: TermIndex): readonly TermMention[] =>
  findTerms(index, manuscript).all;

/** The mentions at a place, one for each pack that has the form. */
export const termsAt = (manuscript: Manuscript, index: TermIndex, offset: number): readonly TermMention[] =>
  findTerms(index, manuscript).at(offset);

const meanings = new WeakMap<TermIndex, Map<string, boolean>>();
const maximumMeanings = 5000;

/** Whether the manuscript's long form is the term that the pack has under this short form. Remembered. */
export function meansTerm(index: TermIndex, { long }: Definition, { term }: Pick<Pattern, 'term'>): boolean {
  let known = meanings.get(index);
  if (!known || known.size > maximumMeanings) meanings.set(index, (known = new Map()));
  const name = `${term} ${long}`;
  let means = known.get(name);
  if (means === undefined) known.set(name, (means = isLabelOf(index, long, term)));
  return means;
}

function isLabelOf(index: TermIndex, long: string, number: number): boolean {
  if (index.lookup(long).some((found) => found.term === number)) return true;
  const { term } = index.terms[number]!;
  const words = wordKeys(long);
  return labelsOf(term).some((label) => {
    const asked = wordKeys(label);
    if (asked.size < 2) return false;
    const [fewer, more] = asked.size < words.size ? [asked, words] : [words, asked];
    // One may say more than the other ("treatment-resistant major depressive disorder"), never another word.
    return fewer.size * 2 > more.size && [...fewer].every((word) => more.has(word));
  });
}

/** The words of a phrase by their first letters, so that "depressive" and "depression" are one. */
const wordKeys = (phrase: string): ReadonlySet<string> =>
  new Set(
    phrase
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2)
      .map((word) => spellingKey(word).slice(0, 6)),
  );
