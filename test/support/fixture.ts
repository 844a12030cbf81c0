/**
 * The test language. A fixture is text in which
 *
 * - `$0` marks the cursor (removed from the text; at most one),
 * - a line of spaces and carets, with an optional label, marks a range of the line above it:
 *
 *       See [@berman2000, p. 3].
 *             ^^^^^^^^^^ citation-undefined
 *
 *   Marker lines are removed from the text. Several runs of carets on one line are several ranges with one
 *   label; several marker lines may follow a line. A caret counts columns of the line with its `$0` removed.
 *
 * Leading newline and common indentation are removed, so that fixtures can be indented with the code.
 */
export interface Fixture {
  readonly text: string;
  readonly cursor: number | undefined;
  readonly ranges: readonly FixtureRange[];
}

export interface FixtureRange {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** The label of a marker line, "" where it has none; undefined for a line of the text. */
function labelOf(line: string): string | undefined {
  const last = line.lastIndexOf('^');
  const behind = line.slice(last + 1);
  const isMarker = last >= 0 && /^[ ^]+$/.test(line.slice(0, last + 1)) && /^(?: |$)/.test(behind);
  return isMarker ? behind.trim() : undefined;
}

export function parseFixture(source: string): Fixture {
  const lines = dedent(source).split('\n');
  let text = '';
  let cursor: number | undefined;
  let lineStart = 0;
  let first = true;
  const ranges: FixtureRange[] = [];
  for (const line of lines) {
    const label = first ? undefined : labelOf(line);
    if (label !== undefined) {
      for (const run of line.matchAll(/\^+/g)) {
        const start = lineStart + run.index;
        ranges.push({ start, end: start + run[0].length, label });
      }
      continue;
    }
    if (!first) text += '\n';
    first = false;
    lineStart = text.length;
    const at = line.indexOf('$0');
    if (at >= 0) {
      if (cursor !== undefined) throw new Error('A fixture has one $0 at most.');
      cursor = lineStart + at;
    }
    text += at >= 0 ? line.slice(0, at) + line.slice(at + 2) : line;
  }
  return { text, cursor, ranges: ranges.sort((a, b) => a.start - b.start || a.end - b.end) };
}

/** The text with ranges drawn under it in the fixture language: what a failing test shows. */
export function drawRanges(text: string, ranges: readonly FixtureRange[]): string {
  const out: string[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    out.push(line);
    const end = offset + line.length;
    for (const range of ranges) {
      if (range.start < offset || range.start > end) continue;
      const width = Math.max(1, Math.min(range.end, end) - range.start);
      out.push(`${' '.repeat(range.start - offset)}${'^'.repeat(width)} ${range.label}`.trimEnd());
    }
    offset = end + 1;
  }
  return out.join('\n');
}

export function dedent(source: string): string {
  const lines = source.replace(/^\n/, '').split('\n');
  const last = lines.at(-1);
  if (last !== undefined && lines.length > 1 && last.trim() === '') lines[lines.length - 1] = '';
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(indent)).join('\n');
}
