import type { Span } from '../../base/span.ts';
import type { Manuscript } from './types.ts';

/**
 * The heading of a printed list of references. Its entries cite nothing, and its titles are words of others.
 */
const referenceHeading =
  /^(?:\d[\d.]*\s*)?(?:references|bibliography|works cited|literature cited|literature)$/i;

/** The sections under headings of a name, in order; a section within another one is covered by it. */
export function sectionsNamed(manuscript: Manuscript, pattern: RegExp): readonly Span[] {
  const out: Span[] = [];
  for (const { title, section } of manuscript.headings) {
    if (!pattern.test(title.trim().slice(0, 80))) continue;
    if (out.length === 0 || section.start >= out.at(-1)!.end) out.push(section);
  }
  return out;
}

/** Whether an offset of a manuscript lies in a printed list of references. */
export function inReferenceList(manuscript: Manuscript): (offset: number) => boolean {
  const lists = sectionsNamed(manuscript, referenceHeading);
  return (offset) => lists.some(({ start, end }) => start <= offset && offset < end);
}
