import type { Span } from '../../base/span.ts';
import { pageOf } from './page.ts';
import type { Snapshot } from './snapshot.ts';

/** Where a section begins and what it is called. Document offsets. */
export interface SectionHeading {
  readonly level: number;
  readonly title: string;
  /** The characters of the title. */
  readonly titleSpan: Span;
  /** From the heading to the next one of the same or a higher level, or the end of the text. */
  readonly section: Span;
}

/**
 * The headings of a manuscript in document order; those of a saved page, which has no markup for them, are
 * the sections of its pack.
 */
export function headingsOf(snapshot: Snapshot, uri: string): readonly SectionHeading[] {
  const headings = snapshot.manuscript(uri)?.headings ?? [];
  return headings.length > 0 ? headings : pageHeadings(snapshot, uri);
}

const pageHeadings = (snapshot: Snapshot, uri: string): readonly SectionHeading[] =>
  (pageOf(snapshot, uri)?.sections ?? [])
    .flatMap(({ title, start, end }) =>
      start === undefined || end === undefined
        ? []
        : [
            {
              level: 1,
              title,
              section: { start, end },
              titleSpan: { start, end: Math.min(end, start + title.length) },
            },
          ],
    )
    .sort((a, b) => a.section.start - b.section.start);
