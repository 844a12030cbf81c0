/**
 * Which rows to draw: those in view, a margin on either side, and the active row, so that the focus is never
 * lost.
 */

/** The height of a row in CSS pixels; the stylesheet's `--row-height` is the same. */
export const rowHeight = 22;

/** Rows drawn beyond either edge of the view. */
export const margin = 8;

export interface RowWindow {
  readonly start: number;
  /** After the last. */
  readonly end: number;
}

export function rowWindow(scrollTop: number, height: number, count: number): RowWindow {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const start = Math.max(0, Math.min(first - margin, count));
  const end = Math.min(count, Math.ceil((Math.max(0, scrollTop) + height) / rowHeight) + margin);
  return { start, end: Math.max(start, end) };
}

/** The window's rows and the active one, in order. */
export function drawnRows({ start, end }: RowWindow, active: number): number[] {
  const drawn = Array.from({ length: end - start }, (_, offset) => start + offset);
  if (active < 0 || (active >= start && active < end)) return drawn;
  return active < start ? [active, ...drawn] : [...drawn, active];
}

/** The least scrolling that brings a row into view. */
export function scrollToShow(index: number, scrollTop: number, height: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

/** Where a row that is jumped to is brought into view: near the top, so that what it holds is seen too. */
export function scrollToJump(index: number, scrollTop: number, height: number): number {
  const isInView = scrollToShow(index, scrollTop, height) === scrollTop;
  return isInView ? scrollTop : Math.max(0, (index - 1) * rowHeight);
}

/**
 * Where to scroll when the rows change, so that the row at the top of the view stays there; if that row went
 * away, the nearest one above it that is still there.
 */
export function scrollToKeep(
  scrollTop: number,
  before: readonly { readonly key: string }[],
  after: readonly { readonly key: string }[],
): number {
  const top = Math.min(Math.floor(scrollTop / rowHeight), before.length - 1);
  if (top < 0 || after[top]?.key === before[top]?.key) return scrollTop;
  const places = new Map(after.map((row, index) => [row.key, index]));
  for (let index = top; index >= 0; index--) {
    const place = places.get(before[index]!.key);
    if (place !== undefined) return Math.max(0, scrollTop + (place - index) * rowHeight);
  }
  return scrollTop;
}
