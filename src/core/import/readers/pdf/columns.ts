import type { Row, Segment } from './rows.ts';

/** A line in the order of reading, with the left and right edge of its column. */
export interface Line extends Segment {
  readonly left: number;
  readonly right: number;
  /** Numbers the stretches that are read one behind another. */
  readonly column: number;
}

/** A gutter has this width at least, in points. */
const narrowest = 6;
/** Lines that stand on either side of a gutter at least. */
const fewest = 5;

/**
 * The lines of a page in the order of reading: what stands across the page, and columns one behind another.
 *
 * @param gutters where columns of the pages before met; those of this page are added
 */
export function readingOrder(rows: readonly Row[], width: number, gutters: number[] = []): readonly Line[] {
  const lines: Line[] = [];
  let column = 0;
  const emit = (part: readonly Row[]) => {
    if (part.length === 0) return;
    column += 1;
    const segments = part.flatMap((row) => row.segments);
    const left = Math.min(...segments.map(({ x0 }) => x0));
    const right = Math.max(...segments.map(({ x1 }) => x1));
    for (const row of part) lines.push({ ...joined(row.segments), left, right, column });
  };
  const visit = (part: readonly Row[], depth: number) => {
    const found = depth < 12 ? findGutter(part, width) : undefined;
    if (found !== undefined && depth === 0) gutters.push(found.x);
    const gutter = found ?? (depth === 0 ? knownGutter(part, gutters) : undefined);
    if (gutter === undefined) {
      emit(part);
      return;
    }
    const { from, to, x } = gutter;
    visit(part.slice(0, from), depth + 1);
    visit(
      sideOf(part.slice(from, to), ({ x1 }) => x1 <= x),
      depth + 1,
    );
    visit(
      sideOf(part.slice(from, to), ({ x0 }) => x0 >= x),
      depth + 1,
    );
    visit(part.slice(to), depth + 1);
  };
  visit(rows, 0);
  return lines;
}

const sideOf = (rows: readonly Row[], belongs: (segment: Segment) => boolean): Row[] =>
  rows
    .map(({ y, segments }) => ({ y, segments: segments.filter(belongs) }))
    .filter(({ segments }) => segments.length > 0);

/** All that stands on one baseline of a column as one line. */
function joined(segments: readonly Segment[]): Segment {
  const [first, ...more] = segments;
  if (first === undefined || more.length === 0) return first!;
  const widest = segments.reduce((best, one) => (one.text.length > best.text.length ? one : best));
  return {
    ...widest,
    x0: first.x0,
    x1: segments.at(-1)!.x1,
    bold: segments.every(({ bold }) => bold),
    runs: segments.flatMap(({ runs }, index) =>
      index === 0 ? runs : [{ ...runs[0]!, text: `  ${runs[0]!.text}` }, ...runs.slice(1)],
    ),
    text: segments.map(({ text }) => text).join('  '),
  };
}

interface Gutter {
  readonly from: number;
  readonly to: number;
  readonly x: number;
}

/** Where the longest stretch of rows leaves a strip free with lines of prose on either side. */
function findGutter(rows: readonly Row[], width: number): Gutter | undefined {
  if (rows.length < fewest) return undefined;
  const xs = rows.flatMap((row) => row.segments);
  const left = Math.min(...xs.map(({ x0 }) => x0));
  const right = Math.max(...xs.map(({ x1 }) => x1));
  let best: (Gutter & { readonly score: number }) | undefined;
  for (let x = left + (right - left) * 0.15; x < left + (right - left) * 0.85; x += 3) {
    for (const [from, to] of stretches(rows, x)) {
      const found = scoreOf(rows.slice(from, to), x, width);
      if (found !== undefined && found.score > (best?.score ?? 0))
        best = { from, to, x: found.x, score: found.score };
    }
  }
  return best;
}

/** A gutter of the pages before, beside which a last page has a few lines. */
function knownGutter(rows: readonly Row[], gutters: readonly number[]): Gutter | undefined {
  for (const known of new Set(gutters.slice(-4)))
    for (const [from, to] of stretches(rows, known)) {
      const segments = rows.slice(from, to).flatMap((row) => row.segments);
      const before = segments.filter(({ x1 }) => x1 < known);
      const behind = segments.filter(({ x0 }) => x0 > known);
      const apart = Math.min(...behind.map(({ x0 }) => x0)) - Math.max(...before.map(({ x1 }) => x1));
      if (before.length >= fewest && behind.length > 0 && apart >= narrowest) return { from, to, x: known };
    }
  return undefined;
}

/** Runs of rows in which no segment crosses `x`. */
function* stretches(rows: readonly Row[], x: number): Generator<readonly [number, number]> {
  let from = 0;
  for (let index = 0; index <= rows.length; index += 1) {
    const crosses =
      index === rows.length ||
      rows[index]!.segments.some(({ x0, x1 }) => x0 < x - narrowest / 2 && x1 > x + narrowest / 2);
    if (!crosses) continue;
    if (index - from >= fewest) yield [from, index];
    from = index + 1;
  }
}

function scoreOf(
  rows: readonly Row[],
  x: number,
  width: number,
): { readonly score: number; readonly x: number } | undefined {
  const before = rows.flatMap(({ segments }) => segments.filter(({ x0, x1 }) => (x0 + x1) / 2 < x));
  const behind = rows.flatMap(({ segments }) => segments.filter(({ x0, x1 }) => (x0 + x1) / 2 >= x));
  if (before.length < fewest || behind.length < fewest) return undefined;
  const end = Math.max(...before.map(({ x1 }) => x1));
  const start = Math.min(...behind.map(({ x0 }) => x0));
  if (start - end < narrowest) return undefined;
  const overlap = Math.min(lowest(before), lowest(behind)) - Math.max(highest(before), highest(behind));
  if (overlap < 20) return undefined;
  // Columns of tables hold words, columns of prose lines.
  if (!isProse(before, width) || !isProse(behind, width)) return undefined;
  return {
    score: Math.min(before.length, behind.length) * Math.min(40, start - end + 10),
    x: (start + end) / 2,
  };
}

const highest = (segments: readonly Segment[]): number => Math.min(...segments.map(({ y }) => y));
const lowest = (segments: readonly Segment[]): number => Math.max(...segments.map(({ y }) => y));

function isProse(segments: readonly Segment[], width: number): boolean {
  const widths = segments.map(({ x0, x1 }) => x1 - x0).sort((a, b) => a - b);
  return (widths[Math.floor(widths.length / 2)] ?? 0) > width * 0.13;
}
