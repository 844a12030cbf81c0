import { type Span, shift, touches } from '../../base/span.ts';
import { findDoses, type ReportedFact } from '../import/build/facts.ts';
import { drugsOf } from '../import/build/packFacts.ts';
import type { Manuscript } from '../manuscript/types.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import type { PackFact } from '../paper/types.ts';
import { blockNumberAt } from '../terms/blocks.ts';
import type { Snapshot } from './snapshot.ts';

/** A dose of a drug in a manuscript, and what the papers of the packs report of that drug. */
export interface DoseAt extends Span {
  readonly text: string;
  readonly drug: string;
  readonly reports: readonly { readonly index: PackIndex; readonly fact: PackFact }[];
}

const drugsFor = new WeakMap<readonly PackIndex[], ReadonlySet<string>>();

/** The dose at a place, where it is one of a drug that a pack knows. */
export function doseAt(snapshot: Snapshot, manuscript: Manuscript, offset: number): DoseAt | undefined {
  const block = manuscript.blocks[blockNumberAt(manuscript.blocks, offset)];
  if (block === undefined) return undefined;
  const { packs } = snapshot;
  let drugs = drugsFor.get(packs);
  if (drugs === undefined) drugsFor.set(packs, (drugs = drugsOf(packs.map(({ pack }) => pack))));
  const inside = offset - block.start;
  const found = findDoses(block.body.text, drugs).find((one) => touches(one, inside));
  if (found?.drug === undefined || !isKnown(packs, found)) return undefined;
  const { drug } = found;
  const reports = packs.flatMap((index) =>
    index.pack.terms
      .filter((term) => isNamed(term, drug))
      .flatMap((term) => index.factsAbout(term))
      .filter(({ kind }) => kind === 'dose')
      .map((fact) => ({ index, fact })),
  );
  const text = block.body.text.slice(found.start, found.end);
  return { ...shift(found, block.start), text, drug, reports };
}

type Named = { readonly prefLabel: string; readonly altLabel?: readonly string[] };

const isNamed = ({ prefLabel, altLabel = [] }: Named, drug: string): boolean =>
  [prefLabel, ...altLabel].some((label) => label.toLowerCase() === drug);

const isKnown = (packs: readonly PackIndex[], { drug = '' }: ReportedFact): boolean =>
  packs.some(({ pack }) => pack.terms.some((term) => term.category === 'drug' && isNamed(term, drug)));
