import { writeBibliography } from '../bibliography/write.ts';
import { withoutRecalled } from '../paper/model.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** All references that a paper lists, as the text of a bibliography. Undefined where there is no such pack. */
export function packBibliography(
  snapshot: Snapshot,
  pack: string,
  format: 'bibtex' | 'csl-json',
): string | undefined {
  const references = snapshot.pack(pack)?.pack.references;
  const works = references?.map((work) => ({
    key: work.id,
    reference: snapshot.settings.showRecalled ? work : withoutRecalled(work),
  }));
  return works && writeBibliography(format, works);
}
