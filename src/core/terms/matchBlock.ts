import type { Span } from '../../base/span.ts';
import type { BlockBody } from '../manuscript/types.ts';
import { BlockValues } from './blocks.ts';
import type { Pattern } from './patterns.ts';
import { proseOf } from './prose.ts';
import type { Spellings } from './spellings.ts';
import type { TermIndex } from './termIndex.ts';
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
  /** Words that point to the field, as the list has them; two different ones in a manuscript are evidence too. */
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
    evidence ||= terms.some(({ guard }) => guard === 'none');
    for (const { kind, label } of patterns) if (kind === 'cue') cues.add(label);
    if (terms.length === 0) {
      if (patterns[0]?.kind === 'other-meaning') others.push(prose.source(start, end));
      continue;
    }
    if (isConjunction(prose.text, start, end)) continue;
    hits.push({ ...prose.source(start, end), text: prose.text.slice(start, end), patterns: terms });
  }
  return { hits, others, evidence, cues: [...cues] };
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
