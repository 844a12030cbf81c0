import type { Span } from '../../../../base/span.ts';
import type { CitationLink } from '../../article.ts';

/** An `xref` to references, by their ids; a place in the text that is being gathered. */
export interface OpenLink {
  readonly start: number;
  end: number;
  readonly ids: readonly string[];
  /** Where the file prints it, once its text is no part of the sentence any more. */
  readonly place?: Span;
}

export interface ResolvedLink extends CitationLink {
  readonly ids: readonly string[];
}

/** Links with their works; "[3–7]" links its two ends and means what lies between as well. */
export function resolveLinks(
  links: readonly OpenLink[],
  text: string,
  refIds: ReadonlyMap<string, number>,
): ResolvedLink[] {
  const resolved: ResolvedLink[] = [];
  for (const { start, end, ids, place } of links) {
    const works = ids.flatMap((id) => refIds.get(id) ?? []);
    const before = resolved.at(-1);
    const from = before?.works.at(-1);
    const to = works[0];
    const isRange =
      before !== undefined &&
      /^\s*[-–—]\s*$/.test(text.slice(before.end, start)) &&
      /^\d+$/.test(text.slice(start, end).trim());
    if (isRange && from !== undefined && to !== undefined && to > from && to - from <= 100)
      for (let between = from + 1; between < to; between++) works.splice(between - from - 1, 0, between);
    resolved.push({ start, end: Math.max(start, end), works, ids, ...(place && { place }) });
  }
  return resolved;
}
