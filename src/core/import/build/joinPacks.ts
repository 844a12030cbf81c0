import type { PaperPack } from '../../paper/types.ts';
import type { Steps } from '../steps.ts';
import { joinCurated } from './curated.ts';
import { mergeImportInSteps } from './mergeImport.ts';
import { isSamePaper } from './samePaper.ts';

/** The packs that an import may bring up to date: the one of an earlier import, and those that ship. */
export interface PacksBefore {
  readonly earlier: PaperPack | undefined;
  readonly shipped: readonly PaperPack[];
}

/**
 * The shipped pack of the paper that was imported; two packs of one paper would show all that it says twice.
 */
export const shippedPackOf = (shipped: readonly PaperPack[], fresh: PaperPack): PaperPack | undefined =>
  shipped.find(({ source }) => isSamePaper(source, fresh.source));

/**
 * A new import joined with what there is of its paper: an earlier import of it, else the pack of it that
 * ships.
 */
export function* joinPacks(fresh: PaperPack, { earlier, shipped }: PacksBefore): Steps<PaperPack> {
  const before = earlier ?? shippedPackOf(shipped, fresh);
  if (before === undefined) return fresh;
  return yield* before.provenance.method === 'imported'
    ? mergeImportInSteps(before, fresh)
    : joinCurated(before, fresh);
}
