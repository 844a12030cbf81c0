import type { Line } from './columns.ts';
import type { Setting } from './style.ts';

const numbered = /^\[?(?<number>\d{1,4})(?:[\].)]{1,2}|(?=\s+\p{Lu}))\s?/u;

/** The works of a printed list, each as its lines. */
export function splitEntries(lines: readonly Line[], setting: Setting): readonly (readonly Line[])[] {
  return byNumbers(lines) ?? byHanging(lines, setting) ?? bySpacing(lines, setting);
}

/** A list whose works bear rising numbers. */
function byNumbers(lines: readonly Line[]): readonly (readonly Line[])[] | undefined {
  let expected = 1;
  const starts = new Set<Line>();
  for (const line of lines) {
    const number = Number(numbered.exec(line.text)?.groups?.['number']);
    if (!(number >= expected && number <= expected + (starts.size > 0 ? 2 : 4))) continue;
    starts.add(line);
    expected = number + 1;
  }
  return starts.size >= 3 && starts.size > lines.length / 14
    ? grouped(lines, (line) => starts.has(line))
    : undefined;
}

/** A list whose works begin at the edge and go on indented. */
function byHanging(lines: readonly Line[], { body }: Setting): readonly (readonly Line[])[] | undefined {
  const edges = edgesOf(lines);
  const isStart = (line: Line) => line.x0 - edges.get(columnOf(line))! < body * 0.4;
  const starts = lines.filter(isStart).length;
  const indented = lines.length - starts;
  return starts >= 3 && indented >= lines.length * 0.2 ? grouped(lines, isStart) : undefined;
}

const opening =
  /^(?:\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?,?\s(?:\p{Lu}\.|\p{Lu}{1,3}\b)|(?:\p{Lu}\.[\s-]?){1,3}\s?\p{Lu}\p{L}+)/u;

/** A list whose works stand apart, or whose last lines are short. */
function bySpacing(lines: readonly Line[], { body }: Setting): readonly (readonly Line[])[] {
  const gaps = lines.flatMap((_, index) => gapAbove(lines, index) ?? []);
  const usual = commonest(gaps);
  const wide = gaps.filter((gap) => gap > usual * 1.15).length;
  const isSpaced = wide >= 3 && wide > lines.length / 14;
  let before: Line | undefined;
  const starts = new Set<Line>();
  for (const [index, line] of lines.entries()) {
    const gap = gapAbove(lines, index);
    const ends = before === undefined || /[.)\d]$/u.test(before.text);
    const opens = ends && opening.test(line.text);
    const apart = gap !== undefined && gap > usual * 1.15;
    if (
      before === undefined ||
      (isSpaced && gap !== undefined
        ? apart
        : opens && (gap === undefined || before.right - before.x1 > body))
    )
      starts.add(line);
    before = line;
  }
  return grouped(lines, (line) => starts.has(line));
}

/** From the line above in its column; undefined at a column's top. */
function gapAbove(lines: readonly Line[], index: number): number | undefined {
  const line = lines[index]!;
  const before = lines[index - 1];
  return before !== undefined && columnOf(before) === columnOf(line) && line.y > before.y
    ? line.y - before.y
    : undefined;
}

function commonest(gaps: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const gap of gaps) counts.set(Math.round(gap * 2) / 2, (counts.get(Math.round(gap * 2) / 2) ?? 0) + 1);
  return [...counts].reduce(
    ([best, most], [gap, count]) =>
      count > most || (count === most && gap < best) ? [gap, count] : [best, most],
    [12, 0],
  )[0];
}

const columnOf = ({ page, column }: Line): string => `${page} ${column}`;

function edgesOf(lines: readonly Line[]): ReadonlyMap<string, number> {
  const edges = new Map<string, number>();
  for (const line of lines)
    edges.set(columnOf(line), Math.min(edges.get(columnOf(line)) ?? Number.POSITIVE_INFINITY, line.x0));
  return edges;
}

function grouped(lines: readonly Line[], isStart: (line: Line) => boolean): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last === undefined || isStart(line)) groups.push([line]);
    else last.push(line);
  }
  return groups;
}
