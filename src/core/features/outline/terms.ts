import { findTerms } from '../../terms/manuscriptTerms.ts';
import type { BlockMentions } from '../../terms/matchBlock.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Sections } from './sections.ts';

/** How often a term is used, and in which sections, by number, each once. */
export interface TermUses {
  uses: number;
  readonly usedIn: Set<number>;
}

export interface SectionTerms {
  /** Mentions in each section; those before the first heading are left out. */
  readonly counts: readonly number[];
  /** By pack and by term. */
  readonly uses: ReadonlyMap<string, ReadonlyMap<string, TermUses>>;
}

/**
 * The terms of the packs in each section. What a block holds is counted once for as long as it holds the
 * same.
 */
export function termsBySection(snapshot: Snapshot, uri: string, sections: Sections): SectionTerms {
  const counts = sections.headings.map(() => 0);
  const uses = new Map<string, Map<string, TermUses>>(snapshot.packs.map(({ pack }) => [pack.id, new Map()]));
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return { counts, uses };
  const terms = findTerms(snapshot.terms, manuscript);
  for (const [number, { start }] of manuscript.blocks.entries()) {
    const inBlock = terms.ofBody(number);
    if (inBlock.mentions.length === 0) continue;
    const section = sections.at(start);
    if (section >= 0) counts[section]! += inBlock.mentions.length;
    for (const { pack, id, count } of tallyOf(inBlock)) {
      const ofPack = uses.get(pack);
      const ofTerm = ofPack?.get(id);
      if (ofTerm === undefined) ofPack?.set(id, { uses: count, usedIn: new Set([section]) });
      else {
        ofTerm.uses += count;
        ofTerm.usedIn.add(section);
      }
    }
  }
  return { counts, uses };
}

interface TermCount {
  readonly pack: string;
  readonly id: string;
  count: number;
}

const tallies = new WeakMap<BlockMentions, readonly TermCount[]>();

function tallyOf(inBlock: BlockMentions): readonly TermCount[] {
  let tally = tallies.get(inBlock);
  if (tally === undefined) {
    const byTerm = new Map<string, TermCount>();
    for (const { pack, id } of inBlock.mentions) {
      const name = JSON.stringify([pack, id]);
      const known = byTerm.get(name);
      if (known === undefined) byTerm.set(name, { pack, id, count: 1 });
      else known.count += 1;
    }
    tally = [...byTerm.values()];
    tallies.set(inBlock, tally);
  }
  return tally;
}
