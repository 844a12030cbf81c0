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
function bySpacing(lines: readonly Line[], { body, leading }: Setting): readonly (readonly Line[])[] {
  let before: Line | undefined;
  const starts = new Set<Line>();
  for (const line of lines) {
    const sameColumn = before !== undefined && columnOf(before) === columnOf(line);
    const gap = sameColumn && line.y - before!.y > leading * 1.3;
    const ends = before === undefined || /[.)\d]$/u.test(before.text);
    if (
      before === undefined ||
      (gap && ends) ||
      (ends && before.right - before.x1 > body && opening.test(line.text))
    )
      starts.add(line);
    before = line;
  }
  return grouped(lines, (line) => starts.has(line));
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
