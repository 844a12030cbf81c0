import { type ResolvedAuthorYear, resolvedAuthorYears } from '../../workspace/authorYear.ts';
import { headingsOf, type SectionHeading } from '../../workspace/headings.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** The sections of one manuscript, and which of them an offset stands in. */
export class Sections {
  readonly headings: readonly SectionHeading[];
  /** In document order. On a saved page only what its importer read as citations. */
  readonly authorYears: readonly ResolvedAuthorYear[];
  readonly #starts: readonly number[];
  #last = 0;

  constructor(snapshot: Snapshot, uri: string) {
    this.headings = headingsOf(snapshot, uri);
    this.authorYears = resolvedAuthorYears(snapshot, uri);
    this.#starts = this.headings.map(({ section }) => section.start);
  }

  /** The number of the innermost section, -1 before the first heading. Quick where offsets come in order. */
  at(offset: number): number {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length;
    if (this.#last < high && starts[this.#last]! <= offset) {
      const next = starts[this.#last + 1];
      if (next === undefined || offset < next) return this.#last;
      low = this.#last + 1;
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    this.#last = Math.max(0, low - 1);
    return low - 1;
  }
}
