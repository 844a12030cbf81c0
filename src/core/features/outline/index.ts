import type { Snapshot } from '../../workspace/snapshot.ts';
import { manuscriptOutline } from './manuscript.ts';
import { paperContents, paperUses } from './paper.ts';
import { Sections } from './sections.ts';
import { termsBySection } from './terms.ts';

export { findInOutline } from './find.ts';

/** What `outline` gives: the protocol's `OutlineUpdate`, which a test holds it to. */
export type Outline = ReturnType<typeof outline>;

/** The outline of a manuscript and of the papers it leans on; of the papers alone where `uri` is none. */
export function outline(snapshot: Snapshot, uri: string) {
  const sections = new Sections(snapshot, uri);
  const terms = termsBySection(snapshot, uri, sections);
  return {
    /** Of the store. */
    revision: snapshot.revision,
    manuscript: manuscriptOutline(snapshot, uri, sections, terms.counts) ?? null,
    papers: paperUses(snapshot, uri, sections, terms.uses),
    contents: paperContents(snapshot),
  };
}
