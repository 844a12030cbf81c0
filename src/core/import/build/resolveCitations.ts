import type { Name, Reference } from '../../bibliography/types.ts';
import type { PackCitation } from '../../paper/types.ts';
import { slugOf } from './slug.ts';
import { yearOf } from './workIds.ts';

/** A mention as the text prints it. */
export interface PrintedMention {
  readonly surnames: readonly string[];
  readonly etAl: boolean;
  readonly year: number | null;
  readonly yearSuffix: string | undefined;
}

export interface Resolution {
  readonly work: Reference | undefined;
  readonly basis: PackCitation['basis'];
  /** True where several works fit, and none was chosen. */
  readonly ambiguous: boolean;
}

/** Stands for the year of what is in press, in mentions and in works. */
const unprinted = 'none';

/**
 * Finds the work that a mention names among works of which a page may print only the first author. A work is
 * taken where nothing that is printed of either speaks against it and no other work fits; how much spoke for
 * it is its basis. Several surnames against "A. Anticevic et al." cannot be checked, so they are left
 * unresolved.
 */
export class CitationResolver {
  readonly #byNameAndYear = new Map<string, Reference[]>();

  constructor(works: readonly Reference[]) {
    for (const work of works) {
      const [first] = creatorsOf(work);
      if (first === undefined) continue;
      const key = `${keyOf(first)} ${yearOf(work) ?? unprinted}`;
      const group = this.#byNameAndYear.get(key);
      if (group === undefined) this.#byNameAndYear.set(key, [work]);
      else group.push(work);
    }
  }

  resolve(mention: PrintedMention): Resolution {
    const [first] = mention.surnames;
    const key = `${slugOf(first ?? '')} ${mention.year ?? unprinted}`;
    const works = (this.#byNameAndYear.get(key) ?? []).filter((work) => fits(mention, work));
    const [work, another] = works;
    if (work === undefined || another !== undefined)
      return { work: undefined, basis: 'unresolved', ambiguous: works.length > 1 };
    const isExact = !mention.etAl || mention.surnames.length > 1;
    return { work, basis: isExact ? 'exact' : 'first-author-year', ambiguous: false };
  }
}

function fits({ surnames, etAl, yearSuffix }: PrintedMention, work: Reference): boolean {
  const suffix = work['year-suffix'];
  if (yearSuffix !== undefined && typeof suffix === 'string' && suffix !== yearSuffix) return false;
  const printed = creatorsOf(work).map(keyOf);
  const named = surnames.map(slugOf);
  if (named.some((name, index) => printed[index] !== name)) return false;
  if (work.othersOmitted === true) return etAl;
  return etAl ? printed.length > named.length : printed.length === named.length;
}

/** Editors where a book has no authors. */
export const creatorsOf = (work: Reference): readonly Name[] => work.author ?? work.editor ?? [];

const keyOf = (name: Name): string => slugOf(name.family ?? name.literal ?? '');
