import type { Manuscript } from '../manuscript/types.ts';
import { type Definition, definitionInForce, findDefinitions } from './abbreviations.ts';
import { groupBy } from './groupBy.ts';
import { type BlockHit, matchBlock } from './matchBlock.ts';
import { labelsOf, type Pattern } from './patterns.ts';
import { singularShort } from './shortForm.ts';
import type { TermIndex } from './termIndex.ts';
import type { TermMention } from './types.ts';
import { spellingKey } from './variants.ts';

/** The terms of some packs in one manuscript. Blocks were scanned; mentions are made when they are asked for. */
export class ManuscriptTerms {
  readonly #index: TermIndex;
  readonly #manuscript: Manuscript;
  #inField: boolean | undefined;
  #definitions: ReadonlyMap<string, readonly Definition[]> | undefined;
  #all: readonly TermMention[] | undefined;

  constructor(index: TermIndex, manuscript: Manuscript) {
    this.#index = index;
    this.#manuscript = manuscript;
  }

  /** In document order. Where packs share a form, one mention for each pack on the same span. */
  get all(): readonly TermMention[] {
    if (this.#all === undefined) {
      const all: TermMention[] = [];
      for (let number = 0; number < this.#manuscript.blocks.length; number++) {
        for (const mention of this.inBlock(number)) all.push(mention);
      }
      this.#all = all;
    }
    return this.#all;
  }

  /** The mentions whose span holds `offset` or ends there: several where packs share a form. */
  at(offset: number): readonly TermMention[] {
    const { blocks } = this.#manuscript;
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    for (let number = low - 1; number >= Math.max(0, low - 2); number--) {
      const found = this.inBlock(number).filter(({ start, end }) => start <= offset && offset <= end);
      const first = found[0];
      if (first) return found.filter(({ start }) => start === found.at(-1)!.start);
    }
    return [];
  }

  inBlock(number: number): readonly TermMention[] {
    const block = this.#manuscript.blocks[number];
    if (!block) return [];
    const out: TermMention[] = [];
    for (const hit of matchBlock(this.#index, block.body).hits) {
      const start = hit.start + block.start;
      const end = hit.end + block.start;
      for (const pattern of hit.patterns) {
        if (!this.#counts(pattern, hit, start)) continue;
        const { pack, term } = this.#index.terms[pattern.term]!;
        out.push({ start, end, pack: pack.id, id: term.id, text: hit.text, form: pattern.form });
      }
    }
    return out;
  }

  #counts(pattern: Pattern, hit: BlockHit, start: number): boolean {
    if (pattern.form === 'short') {
      this.#definitions ??= groupBy(findDefinitions(this.#manuscript), ({ key }) => key);
      const own = this.#definitions.get(singularShort(hit.text));
      if (own) return meansTerm(this.#index, definitionInForce(own, start), pattern);
      if (pattern.guard === 'definition') return false;
    }
    if (pattern.guard === 'none') return true;
    this.#inField ??= isInField(this.#index, this.#manuscript);
    return this.#inField;
  }
}

function isInField(index: TermIndex, manuscript: Manuscript): boolean {
  let first: string | undefined;
  for (const { body } of manuscript.blocks) {
    const { evidence, cues } = matchBlock(index, body);
    if (evidence || cues.some((cue) => first !== undefined && cue !== first) || cues.length > 1) return true;
    first ??= cues[0];
  }
  return false;
}

const cache = new WeakMap<Manuscript, WeakMap<TermIndex, ManuscriptTerms>>();

/** The terms of a manuscript; the same object for the same manuscript and index. */
export function findTerms(index: TermIndex, manuscript: Manuscript): ManuscriptTerms {
  let ofManuscript = cache.get(manuscript);
  if (!ofManuscript) {
    ofManuscript = new WeakMap();
    cache.set(manuscript, ofManuscript);
  }
  let terms = ofManuscript.get(index);
  if (!terms) {
    terms = new ManuscriptTerms(index, manuscript);
    ofManuscript.set(index, terms);
  }
  return terms;
}

/** Every mention of a term in a manuscript, in document order. */
export const termsOf = (manuscript: Manuscript, index: TermIndex): readonly TermMention[] =>
  findTerms(index, manuscript).all;

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
