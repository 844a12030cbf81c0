import { isLegendStart, knownHeading, withoutNumber } from '../../headings.ts';
import type { Line } from './columns.ts';
import { mainSize } from './rows.ts';

/** How a paper is set, as far as its lines show. */
export interface Setting {
  /** The size of its text. */
  readonly body: number;
  /** From one baseline to the next. */
  readonly leading: number;
}

export function settingOf(lines: readonly Line[]): Setting {
  const body = mainSize(lines);
  const gaps = new Map<number, number>();
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before === undefined || before.column !== line.column || before.page !== line.page) continue;
    const gap = Math.round((line.y - before.y) * 2) / 2;
    if (gap > body * 0.8 && gap < body * 3 && Math.abs(line.size - body) < 0.6)
      gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  }
  const [leading = body * 1.25] = [...gaps].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { body, leading };
}

/** "A B S T R A C T" as "ABSTRACT". */
export const closedUp = (text: string): string =>
  /^(?:\p{L}\s){4,30}\p{L}$/u.test(text) ? text.replaceAll(/\s/gu, '') : text;

/** How much a line looks like a heading: 2 for a name that articles share, 1 for its type alone, 0 for none. */
export function headingWeight(
  line: Line,
  before: Line | undefined,
  next: Line | undefined,
  { body, leading }: Setting,
): 0 | 1 | 2 {
  const text = closedUp(line.text);
  if (text.length > 120 || !/\p{L}{3}/u.test(text) || isLegendStart(text)) return 0;
  const letters = text.replaceAll(/[^\p{L}]/gu, '');
  const capitals = letters.length > 3 && letters === letters.toUpperCase();
  const larger = line.size > body * 1.08;
  const apart =
    before === undefined ||
    before.column !== line.column ||
    before.page !== line.page ||
    line.y - before.y > leading * 1.25;
  const changes =
    next === undefined ||
    next.bold !== line.bold ||
    Math.abs(next.size - line.size) > 0.4 ||
    isItalic(next) !== isItalic(line);
  const known = knownHeading(text.replace(/[:.]$/u, '')) !== undefined;
  if (known && (larger || line.bold || capitals || isItalic(line) || apart)) return 2;
  if (/[,;]$/u.test(text) || /^[\p{Ll}(]/u.test(withoutNumber(text))) return 0;
  if (line.size < body * 0.93) return 0;
  const short = line.x1 - line.x0 < (line.right - line.left) * 0.95;
  if (larger && !/[.]$/u.test(text)) return 1;
  if ((line.bold || (capitals && short)) && (apart || changes)) return 1;
  return isItalic(line) && apart && changes && short && !/[.:]$/u.test(text) ? 1 : 0;
}

export const isItalic = (line: Line): boolean =>
  line.runs.every(({ italic, text }) => italic || text.trim() === '');
