import type { Span } from '../../base/span.ts';
import type { BlockBody } from '../manuscript/types.ts';
import { proseOf } from './prose.ts';
import type { Pattern, TermIndex } from './termIndex.ts';

/** A match in a block, in offsets relative to it, before the manuscript's own definitions were heard. */
export interface BlockHit extends Span {
  /** The joined prose that matched: "GABAA receptor" for `GABA~A~ receptor`. */
  readonly text: string;
  readonly patterns: readonly Pattern[];
}

export interface BlockMatches {
  readonly hits: readonly BlockHit[];
  /** True where the block shows by itself that the text is about this field. */
  readonly evidence: boolean;
}

const none: BlockMatches = { hits: [], evidence: false };

const cache = new WeakMap<TermIndex, WeakMap<BlockBody, BlockMatches>>();

/** The matches of one block. Kept for as long as the block's body lives, so an edit scans its own paragraph only. */
export function matchBlock(index: TermIndex, body: BlockBody): BlockMatches {
  let ofIndex = cache.get(index);
  if (!ofIndex) {
    ofIndex = new WeakMap();
    cache.set(index, ofIndex);
  }
  let matches = ofIndex.get(body);
  if (!matches) {
    matches = scanBlock(index, body);
    ofIndex.set(body, matches);
  }
  return matches;
}

function scanBlock(index: TermIndex, body: BlockBody): BlockMatches {
  const prose = proseOf(body);
  const found = index.scan(prose.text);
  if (found.length === 0) return none;
  const hits: BlockHit[] = [];
  let evidence = false;
  for (const { start, end, patterns } of found) {
    const terms = patterns.filter((pattern) => pattern.kind === 'term');
    evidence ||= patterns.some(
      (pattern) => pattern.kind === 'cue' || (pattern.kind === 'term' && pattern.guard === 'none'),
    );
    if (terms.length === 0) continue;
    hits.push({ ...prose.source(start, end), text: prose.text.slice(start, end), patterns: terms });
  }
  return { hits, evidence };
}
