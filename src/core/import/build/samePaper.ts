import type { PaperPack } from '../../paper/types.ts';
import type { UnnamedReference } from '../article.ts';
import { slugOf } from './slug.ts';
import { yearOf } from './workIds.ts';

/**
 * Whether two descriptions are of one paper: by DOI where both have one, else by title, and the year where
 * both have one.
 */
export function isSamePaper(one: UnnamedReference, other: UnnamedReference): boolean {
  if (one.DOI !== undefined && other.DOI !== undefined)
    return one.DOI.toLowerCase() === other.DOI.toLowerCase();
  const [year, otherYear] = [yearOf(one), yearOf(other)];
  if (year !== undefined && otherYear !== undefined && year !== otherYear) return false;
  const title = slugOf(one.title ?? '');
  return title !== '' && title === slugOf(other.title ?? '');
}

/** The pack that an earlier import of the paper made. A pack that a person wrote of it is another. */
export const earlierImport = (packs: readonly PaperPack[], source: UnnamedReference): PaperPack | undefined =>
  packs.find((pack) => pack.origin !== undefined && isSamePaper(pack.source, source));
