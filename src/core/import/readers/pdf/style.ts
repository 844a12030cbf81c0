import { isLegendStart, knownHeading, withoutNumber } from '../../headings.ts';
import type { Line } from './columns.ts';
import { mainSize } from './rows.ts';

/** How a paper is set, as far as its lines show. */
export interface Setting {
  /** The size of its text. */
  readonly body: number;
  /** From one baseline to the next. */
  readonly leading: number;
  /** The font of its text. */
  readonly font: number;
}

export function settingOf(all: readonly Line[]): Setting {
  // A long list of references in small print is not the text.
  const list = all.findIndex(({ text }) => knownHeading(closedUp(text.trim()))?.secType === 'ref-list');
  const lines = list > 20 ? all.slice(0, list) : all;
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
  return { body, leading, font: mainFont(lines, body) };
}

/** The font of most letters of the text's size. */
function mainFont(lines: readonly Line[], body: number): number {
  const lengths = new Map<number, number>();
  for (const { runs, size } of lines)
    if (Math.abs(size - body) < 0.3)
      for (const { font, text } of runs) lengths.set(font, (lengths.get(font) ?? 0) + text.length);
  const [[font] = [-1]] = [...lengths].sort((a, b) => b[1] - a[1]);
  return font;
}

/** Whether a line is set in another font than the text: some fonts do not say that they are bold. */
export function isForeign({ runs }: Line, { font }: Setting): boolean {
  const letters = runs.filter(({ rise }) => rise === undefined);
  const length = letters.reduce((sum, { text }) => sum + text.trim().length, 0);
  const own = letters.reduce((sum, run) => sum + (run.font === font ? run.text.trim().length : 0), 0);
  return length > 0 && own < length * 0.1;
}

/** "A B S T R A C T" as "ABSTRACT". */
export const closedUp = (text: string): string =>
  /^(?:\p{L}\s){4,30}\p{L}$/u.test(text) ? text.replaceAll(/\s/gu, '') : text;

/**
 * How much a line looks like a heading: 2 for a name that articles share, 1 for its type alone, 0 for none.
 */
export function headingWeight(
  line: Line,
  before: Line | undefined,
  next: Line | undefined,
  setting: Setting,
): 0 | 1 | 2 {
  const { body, leading } = setting;
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
  const short = line.x1 - line.x0 < (line.right - line.left) * 0.95;
  const foreign = isForeign(line, setting);
  // A heading with a number may fill its line.
  const fits = short || /^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+\p{Lu}/u.test(text);
  // Small capitals are capitals of a smaller size.
  if (line.size < body * (capitals && (line.bold || foreign) && apart ? 0.8 : 0.93)) return 0;
  if (larger && !/[.]$/u.test(text)) return 1;
  if ((line.bold || (capitals && short)) && (apart || changes)) return 1;
  // Below a heading stands another one closer.
  const below = before !== undefined && (isForeign(before, setting) || before.size > body * 1.08);
  if (foreign && (apart || below) && fits && isFollowed(line, next) && !/[.:]$/u.test(text)) return 1;
  return isItalic(line) && apart && changes && fits && !/[.:]$/u.test(text) ? 1 : 0;
}

/**
 * Whether a line in the same column follows; set in another type, or as a heading goes on that fills its
 * line.
 */
const isFollowed = (line: Line, next: Line | undefined): boolean =>
  next !== undefined &&
  next.column === line.column &&
  (next.runs[0]?.font !== line.runs[0]?.font ||
    Math.abs(next.size - line.size) > 0.4 ||
    line.x1 > line.left + (line.right - line.left) * 0.6);

export const isItalic = (line: Line): boolean =>
  line.runs.every(({ italic, text }) => italic || text.trim() === '');
