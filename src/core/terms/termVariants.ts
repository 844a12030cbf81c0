import { type Span, shift } from '../../base/span.ts';
import { inReferenceList } from '../manuscript/sections.ts';
import type { Block, BlockBody, Manuscript, Scope } from '../manuscript/types.ts';
import type { Problem } from '../problem.ts';
import { findTerms } from './manuscriptTerms.ts';
import type { BlockMentions } from './matchBlock.ts';
import { readSpellings, type Spellings, singularPhrase, type Tally } from './spellings.ts';
import type { TermIndex } from './termIndex.ts';
import { lastWordOf, plurals } from './variants.ts';

/** One use of a term in a spelling that the manuscript uses less than another, or as often and later. */
export interface VariantUse extends Span {
  readonly part: Part;
  /** What the use is a variant of: the term and its family of spellings. */
  readonly term: string;
  readonly text: string;
  /** What to write instead, with the number and the capital of the text. */
  readonly instead: string;
  /** How often this part of the manuscript has this spelling, and the other one. */
  readonly count: number;
  readonly others: number;
}

/** The abstract is judged by itself. */
type Part = 'abstract' | 'text';

const cache = new WeakMap<Manuscript, WeakMap<TermIndex, readonly VariantUse[]>>();

/**
 * Where a manuscript mixes spellings of one term: two short forms (NMDAR, NMDA-R), a short form and a label
 * that holds half of it (NMDA receptor), two spellings of one label (grey matter, gray matter). Synonyms are
 * no variants. The abstract is judged by itself; titles, headings, definitions and lists of references are
 * left alone.
 */
export function findVariants(manuscript: Manuscript, index: TermIndex): readonly VariantUse[] {
  let ofManuscript = cache.get(manuscript);
  if (!ofManuscript) cache.set(manuscript, (ofManuscript = new WeakMap()));
  let found = ofManuscript.get(index);
  if (!found) ofManuscript.set(index, (found = collectVariants(manuscript, index)));
  return found;
}

export function checkTermVariants(manuscript: Manuscript, index: TermIndex): Problem[] {
  return findVariants(manuscript, index).map(({ start, end, part, text, instead, count, others }) => ({
    start,
    end,
    code: 'term-variant',
    message: `The ${part} writes “${instead}” ${times(others)} and “${text}” ${times(count)}. Use one of them throughout.`,
  }));
}

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

function collectVariants(manuscript: Manuscript, index: TermIndex): readonly VariantUse[] {
  const terms = findTerms(index, manuscript);
  const families = { abstract: new Map<string, Tally[]>(), text: new Map<string, Tally[]>() };
  const { blocks } = manuscript;
  const isListed = inReferenceList(manuscript);
  const partAt = ({ start, body }: Block): Part | undefined =>
    isListed(start) ? undefined : partOf(body.scope);
  blocks.forEach((block, number) => {
    const { body } = block;
    const part = partAt(block);
    if (part === undefined) return;
    for (const tally of spellingsIn(index, body, terms.ofBody(number)).tallies) add(families[part], tally);
  });
  const preferred = { abstract: preferredOf(families.abstract), text: preferredOf(families.text) };
  if (preferred.abstract.size + preferred.text.size === 0) return [];
  const out: VariantUse[] = [];
  let taken = -1;
  blocks.forEach((block, number) => {
    const { start, body } = block;
    const part = partAt(block);
    if (part === undefined) return;
    for (const use of spellingsIn(index, body, terms.ofBody(number)).uses) {
      const best = preferred[part].get(use.family);
      const at = start + use.start;
      if (!best || best.spelling === use.spelling || taken === at) continue;
      taken = at;
      const own = families[part].get(use.family)!.find(({ spelling }) => spelling === use.spelling)!;
      out.push({
        ...shift(use, start),
        part,
        text: use.text,
        term: JSON.stringify([part, use.family]),
        instead: likeText(singularPhrase(best.model), use.text),
        count: own.count,
        others: best.count,
      });
    }
  });
  return out.sort((a, b) => a.start - b.start);
}

function add(families: Map<string, Tally[]>, { family, spelling, count, model, small }: Tally): void {
  const tallies = families.get(family);
  if (!tallies) {
    families.set(family, [{ family, spelling, count, model, small }]);
    return;
  }
  const known = tallies.find((tally) => tally.spelling === spelling);
  if (!known) {
    tallies.push({ family, spelling, count, model, small });
    return;
  }
  known.count += count;
  if (!known.small && small) Object.assign(known, { model, small });
}

/** Of each family with several spellings the commonest one; of two equally common ones the earlier. */
function preferredOf(families: ReadonlyMap<string, readonly Tally[]>): ReadonlyMap<string, Tally> {
  const out = new Map<string, Tally>();
  for (const [family, tallies] of families) {
    if (tallies.length < 2) continue;
    // In order of first use, so only a commoner one comes before an earlier one.
    out.set(
      family,
      tallies.reduce((best, one) => (one.count > best.count ? one : best)),
    );
  }
  return out;
}

/** Kept with the mentions of the block. */
const spellingsIn = (index: TermIndex, body: BlockBody, found: BlockMentions): Spellings =>
  (found.spellings ??= readSpellings(index, body, found.mentions));

const partOf = (scope: Scope): Part | undefined =>
  scope === 'title' || scope === 'heading' ? undefined : scope === 'abstract' ? 'abstract' : 'text';

/** A phrase in the singular, with the number and the capital of the text that it replaces. */
function likeText(phrase: string, text: string): string {
  const last = lastWordOf(phrase);
  const isPlural = singularPhrase(text).length < text.replace(/[\s~]+/g, ' ').length;
  const numbered = isPlural
    ? phrase.slice(0, phrase.length - last.length) + (plurals(last)[0] ?? last)
    : phrase;
  const isCapital =
    /^\p{Lu}\p{Ll}/u.test(text) && /^(?!\p{Script=Greek})\p{Ll}+(?:[^\p{L}]|$)/u.test(numbered);
  if (isCapital) return numbered.charAt(0).toUpperCase() + numbered.slice(1);
  // The other one may stand at the start of a sentence only.
  const isSmall = /^\p{Ll}/u.test(text) && /^\p{Lu}\p{Ll}/u.test(numbered);
  return isSmall ? numbered.charAt(0).toLowerCase() + numbered.slice(1) : numbered;
}
