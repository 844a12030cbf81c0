import { writeBibliography } from '../bibliography/write.ts';
import { withoutRecalled } from '../paper/packIndex.ts';
import { listedWorks } from '../workspace/packWorks.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * All references that a paper lists, as the text of a bibliography. Undefined where there is no such pack.
 */
export function packBibliography(
  snapshot: Snapshot,
  pack: string,
  format: 'bibtex' | 'csl-json',
): string | undefined {
  const index = snapshot.pack(pack);
  if (index === undefined) return undefined;
  const works = listedWorks(index)
    .map((work) => ({
      key: work.id,
      reference: snapshot.settings.showRecalled ? work : withoutRecalled(work),
    }))
    .filter(({ reference }) => reference.title !== undefined);
  return writeBibliography(format, works);
}
