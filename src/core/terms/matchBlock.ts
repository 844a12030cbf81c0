import type { Span } from '../../base/span.ts';
import type { BlockBody } from '../manuscript/types.ts';
import { isOfPaper } from '../paper/types.ts';
import { BlockValues } from './blocks.ts';
import { contextualLabels } from './data/ambiguity.ts';
import type { Pattern } from './patterns.ts';
import { type Prose, proseOf } from './prose.ts';
import type { Spellings } from './spellings.ts';
import type { Hit, TermIndex } from './termIndex.ts';
import type { TermMention } from './types.ts';

/** A match in a block, in offsets relative to it, before the manuscript's own definitions were heard. */
export interface BlockHit extends Span {
  /** The joined prose that matched: "GABAA receptor" for `GABA~A~ receptor`. */
  readonly text: string;
  readonly patterns: readonly Pattern[];
}

export interface BlockMatches {
  readonly hits: readonly BlockHit[];
  /** Phrases that hold a label and mean something else: "ST depression". */
  readonly others: readonly Span[];
  /** True where the block holds an unmistakable term. */
  readonly evidence: boolean;
  /**
   * Words that point to the field, as the list has them; two different ones in a manuscript are evidence too.
   */
  readonly cues: readonly string[];
}

/** The matches of a block that are mentions, in offsets relative to it. */
export interface BlockMentions {
  readonly mentions: readonly TermMention[];
  /** What was made of them. */
  spellings?: Spellings;
}

const none: BlockMatches = { hits: [], others: [], evidence: false, cues: [] };

const kept = new WeakMap<TermIndex, BlockValues<BlockMatches>>();

/** The matches of blocks. An edit scans its own paragraph only. */
export function matchesOf(index: TermIndex): BlockValues<BlockMatches> {
  let values = kept.get(index);
  if (!values) kept.set(index, (values = new BlockValues((body) => scanBlock(index, body))));
  return values;
}

/** The matches of one block. */
export const matchBlock = (index: TermIndex, body: BlockBody): BlockMatches => matchesOf(index).get(body);

function scanBlock(index: TermIndex, body: BlockBody): BlockMatches {
  const prose = proseOf(body);
  const found = index.scan(prose.text);
  if (found.length === 0) return none;
  const hits: BlockHit[] = [];
  const others: Span[] = [];
  const cues = new Set<string>();
  let evidence = false;
  for (const { start, end, patterns } of found) {
    const terms = patterns.filter((pattern) => pattern.kind === 'term');
    for (const pattern of patterns) {
      if (pattern.kind === 'cue') cues.add(pattern.label);
      if (pattern.kind !== 'term' || pattern.guard !== 'none') continue;
      // A word of a whole field may stand in a text of another one: it counts as a cue, of which there must
      // be two.
      const { pack, term } = index.terms[pattern.term]!;
      if (isOfPaper(pack)) evidence = true;
      else if (pattern.form === 'label') cues.add(term.prefLabel);
    }
    if (terms.length === 0) {
      if (patterns[0]?.kind === 'other-meaning') others.push(prose.source(start, end));
      continue;
    }
    if (isConjunction(prose.text, start, end) || isOtherWord(prose.text, start, end, terms)) continue;
    if (terms.every((pattern) => !hasItsContext(pattern, prose.text, start, end))) continue;
    for (const found of sharedHeads(index, prose.text, start, end)) hits.push(hitOf(prose, found));
    hits.push(hitOf(prose, { start, end, patterns: terms }));
  }
  return { hits, others, evidence, cues: [...cues] };
}

/**
 * Prefixes that make the opposite of a word, or another word: “non-responder”, “self-efficacy”,
 * “de-replicated”.
 */
const otherPrefix = /(?<![\p{L}\p{N}])(?:non|self|de|un|anti|counter)[-\u2010\u2011]$/iu;

/** A word with such a prefix, and a short form that goes on as a name with a number: the codon “TCA-2E”. */
function isOtherWord(text: string, start: number, end: number, terms: readonly Pattern[]): boolean {
  const isLabel = terms.every(({ form }) => form === 'label');
  if (isLabel && /^\p{L}\p{Ll}/u.test(text.slice(start, start + 2)))
    return (
      /[-\u2010\u2011]/.test(text.charAt(start - 1)) &&
      otherPrefix.test(text.slice(Math.max(0, start - 10), start))
    );
  return /^[-\u2010\u2011]\d/.test(text.slice(end, end + 2)) && /^\p{Lu}+$/u.test(text.slice(start, end));
}

/** How far around a word the words of its field count. */
const contextLength = 400;

/** Whether a word that has to stand among words of its field does. */
function hasItsContext({ label }: Pattern, text: string, start: number, end: number): boolean {
  const context = contextualLabels.get(label);
  return (
    context === undefined ||
    context.test(text.slice(Math.max(0, start - contextLength), start)) ||
    context.test(text.slice(end, end + contextLength))
  );
}

function hitOf(prose: Prose, { start, end, patterns }: Hit): BlockHit {
  const place = prose.source(start, end);
  return { start: place.start, end: place.end, text: prose.text.slice(start, end), patterns };
}

/** What stands before a conjunction, and the conjunction: `(S)- and `, `medial and `, `AMPA, `. */
const conjunct =
  /(?<![\p{L}\p{N}(])(\(?[\p{L}\p{N}][\p{L}\p{N},]{0,20}\)?)(?:-?\s?(?:,|\/)\s?|-?\s(?:and|or|versus|vs\.?)\s)$/u;
const maxConjunctLength = 36;
/** How it ends: most words stand behind none, and are not looked at further. */
const conjunctEnd = /(?:[,/]\s?|(?:and|or|versus|vs\.?)\s)$/u;
const maxConjuncts = 3;

/**
 * Terms that share the head of a hit: the “(S)-” of “(S)- and (R)-ketamine”, the “medial” of “medial and
 * dorsolateral prefrontal cortex”. Only where the pack has the very phrase, “medial prefrontal cortex”, for
 * another term.
 */
function sharedHeads(index: TermIndex, text: string, start: number, end: number): readonly Hit[] {
  const found: Hit[] = [];
  let from = start;
  while (found.length < maxConjuncts && from > 2) {
    if (!conjunctEnd.test(text.slice(Math.max(0, from - 8), from))) break;
    const before = conjunct.exec(text.slice(Math.max(0, from - maxConjunctLength), from));
    if (!before) break;
    const [whole, modifier] = before;
    const at = from - whole.length;
    const hit = withHead(index, modifier!, text.slice(start, end), at);
    if (!hit) break;
    found.unshift(hit);
    from = at;
  }
  return found;
}

/** The modifier with the words of a phrase behind its first, second … joint. */
function withHead(index: TermIndex, modifier: string, phrase: string, at: number): Hit | undefined {
  for (const joint of phrase.matchAll(/[\s-]/g)) {
    const patterns = index.lookup(modifier + phrase.slice(joint.index));
    if (patterns.some(({ guard }) => guard === 'none'))
      return {
        start: at,
        end: at + modifier.length,
        patterns: patterns.filter(({ guard }) => guard === 'none'),
      };
  }
  return undefined;
}

/** Words that follow a statistic: "the OR for dropout", "an OR of 2". */
const behindStatistic =
  /^\s+(?:of|for|was|were|is|are|in|from|at|to|with|did|fell|rose|remained|values?|estimates?|and|per|as)\b/;

/** "relief OR remission": the conjunction shouted, not the odds ratio. */
function isConjunction(text: string, start: number, end: number): boolean {
  if (end - start !== 2 || text.slice(start, end) !== 'OR') return false;
  const before = text.slice(Math.max(0, start - 20), start);
  const after = text.slice(end, end + 20);
  const determined = /(?:^|[^\p{L}])(?:the|an?|this|that|each|pooled|adjusted|crude|with|and|its)\s+$/iu.test(
    before,
  );
  return (
    !determined && /\p{Ll},?\s+$/u.test(before) && /^\s+\p{Ll}/u.test(after) && !behindStatistic.test(after)
  );
}
