import { RecentMap } from '../../base/recentMap.ts';
import { shift, touches } from '../../base/span.ts';
import type { Block, BlockBody, Manuscript } from '../manuscript/types.ts';
import {
  type Definition,
  definitionInForce,
  findDefinitions,
} from './abbreviations/manuscriptAbbreviations.ts';
import { singularShort } from './abbreviations/shortForm.ts';
import { BlockValues, blockNumberAt } from './blocks.ts';
import { groupBy } from './groupBy.ts';
import { type BlockHit, type BlockMatches, type BlockMentions, matchBlock, matchesOf } from './matchBlock.ts';
import { labelsOf, type Pattern } from './patterns.ts';
import type { TermIndex } from './termIndex.ts';
import type { TermMention } from './types.ts';
import { spellingKey } from './variants.ts';

/**
 * The terms of some packs in one manuscript. What counts in a block is kept with the block, in offsets
 * relative to it, so that after an edit only its paragraph is decided anew; mentions in offsets of the
 * document are made when asked for.
 */
export class ManuscriptTerms {
  readonly #blocks: readonly Block[];
  readonly #mentions: readonly BlockMentions[];
  #all: readonly TermMention[] | undefined;

  constructor(index: TermIndex, { blocks }: Manuscript, definitions: readonly Definition[]) {
    const meanings = meaningsOf(index, definitions);
    this.#blocks = blocks;
    this.#mentions = decider(index, isInField(matchesOf(index).of(blocks)), meanings)(blocks);
  }

  /** How many mentions there are. */
  get size(): number {
    return this.#mentions.reduce((sum, { mentions }) => sum + mentions.length, 0);
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
    return this.ofBody(number).mentions.map((mention) => ({ ...mention, ...shift(mention, start) }));
  }

  /**
   * In offsets relative to the block: the same object for as long as its body and what decides about it are
   * the same.
   */
  ofBody(number: number): BlockMentions {
    return this.#mentions[number]!;
  }
}

/** What a manuscript's own definitions make of the short forms of packs. */
interface Meanings {
  /**
   * By short form, the terms that every definition of it means; none of a short form that packs do not know.
   */
  readonly terms: ReadonlyMap<string, ReadonlySet<number>>;
  /** The short forms with definitions that mean different terms: there it depends on the place. */
  readonly disputed: ReadonlyMap<string, readonly Definition[]>;
  /** The same for the same meanings, where nothing is disputed. */
  readonly name: string;
}

function meaningsOf(index: TermIndex, definitions: readonly Definition[]): Meanings {
  const terms = new Map<string, ReadonlySet<number>>();
  const disputed = new Map<string, readonly Definition[]>();
  const names: string[] = [];
  for (const [key, own] of groupBy(definitions, (definition) => definition.key)) {
    const known = shortTermsOf(index, key);
    if (known.length === 0) continue;
    const meant = own.map((definition) => known.filter((term) => meansTerm(index, definition, { term })));
    const name = meant[0]!.join();
    if (meant.some((other) => other.join() !== name)) disputed.set(key, own);
    else terms.set(key, new Set(meant[0]));
    names.push(key, name);
  }
  return { terms, disputed, name: JSON.stringify(names) };
}

const deciders = new WeakMap<TermIndex, RecentMap<string, BlockValues<BlockMentions>>>();
const maxDeciders = 16;

/** Decides which matches of blocks are mentions: by the manuscript's own definitions, and by its field. */
function decider(
  index: TermIndex,
  inField: boolean,
  { terms, disputed, name }: Meanings,
): (blocks: readonly Block[]) => readonly BlockMentions[] {
  const decide = (body: BlockBody, start: number): BlockMentions => {
    const mentions: TermMention[] = [];
    for (const hit of matchBlock(index, body).hits) {
      const counted = hit.patterns.filter((pattern) => counts(pattern, hit, start + hit.start));
      const isOfPaper = counted.some(({ term }) => !isGlossary(index, term));
      for (const pattern of counted) {
        // What a paper says of a form stands above what a glossary says.
        if (isOfPaper && isGlossary(index, pattern.term)) continue;
        const { pack, term } = index.terms[pattern.term]!;
        const { start: from, end, text } = hit;
        mentions.push({ start: from, end, pack: pack.id, id: term.id, text, form: pattern.form });
      }
    }
    return { mentions };
  };
  const counts = (pattern: Pattern, hit: BlockHit, start: number): boolean => {
    if (pattern.form === 'short') {
      const key = singularShort(hit.text);
      const own = disputed.get(key);
      if (own) return meansTerm(index, definitionInForce(own, start), pattern);
      const meant = terms.get(key);
      if (meant) return meant.has(pattern.term);
      if (pattern.guard === 'definition') return false;
    }
    return pattern.guard === 'none' || (pattern.guard === 'field' && inField);
  };
  if (disputed.size > 0) return (blocks) => blocks.map(({ start, body }) => decide(body, start));
  let known = deciders.get(index);
  if (!known) deciders.set(index, (known = new RecentMap(maxDeciders)));
  const key = `${inField} ${name}`;
  const values = known.get(key) ?? new BlockValues((body) => decide(body, 0));
  known.set(key, values);
  return (blocks) => values.of(blocks);
}

const isGlossary = (index: TermIndex, term: number): boolean => index.terms[term]!.pack.kind === 'glossary';

const shortTermsFor = new WeakMap<TermIndex, Map<string, readonly number[]>>();

/** The terms that packs have under a short form in the singular. Remembered. */
function shortTermsOf(index: TermIndex, key: string): readonly number[] {
  let known = shortTermsFor.get(index);
  if (!known || known.size > maxMeanings) shortTermsFor.set(index, (known = new Map()));
  let terms = known.get(key);
  if (!terms) {
    const found = [key, `${key}s`].flatMap((short) => index.lookup(short));
    terms = [...new Set(found.filter(({ form }) => form === 'short').map(({ term }) => term))];
    known.set(key, terms);
  }
  return terms;
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
    terms = new ManuscriptTerms(
      index,
      manuscript,
      findDefinitions(manuscript).filter(({ isLoose }) => !isLoose),
    );
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
const maxMeanings = 5000;

/** Whether the manuscript's long form is the term that the pack has under this short form. Remembered. */
export function meansTerm(index: TermIndex, { long }: Definition, { term }: Pick<Pattern, 'term'>): boolean {
  let known = meanings.get(index);
  if (!known || known.size > maxMeanings) meanings.set(index, (known = new Map()));
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
