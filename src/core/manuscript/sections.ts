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

/** A line that stands for such a heading, and no sentence. */
const referenceLine =
  /^\W{0,4}(?:references|bibliography|works cited|literature cited)\W{0,4}(?:\r?\n\s*\S[^\n]*\b(?:19|20)\d\d|$)/i;

/**
 * The printed lists of references: sections of that name, and what stands behind a line of that name up to
 * the next heading. In order; they may overlap.
 */
export function referenceLists(manuscript: Manuscript): readonly Span[] {
  let lists = listsOf.get(manuscript);
  if (lists === undefined) listsOf.set(manuscript, (lists = findReferenceLists(manuscript)));
  return lists;
}

/** Several checks ask at each pause in typing. */
const listsOf = new WeakMap<Manuscript, readonly Span[]>();

function findReferenceLists(manuscript: Manuscript): readonly Span[] {
  const lists = [...sectionsNamed(manuscript, referenceHeading)];
  const { blocks, headings, text } = manuscript;
  for (const { start, body } of blocks) {
    if (body.scope !== 'body' || !referenceLine.test(body.text.slice(0, 400))) continue;
    const next = headings.find(({ span }) => span.start > start);
    lists.push({ start, end: next?.span.start ?? text.length });
  }
  return lists.sort((a, b) => a.start - b.start);
}

/** Whether an offset of a manuscript lies in a printed list of references. */
export function inReferenceList(manuscript: Manuscript): (offset: number) => boolean {
  const lists = referenceLists(manuscript);
  return (offset) => lists.some(({ start, end }) => start <= offset && offset < end);
}
