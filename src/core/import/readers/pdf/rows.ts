import type { PdfDocument, PdfItem, PdfPage } from './document.ts';

/** A run of text with how it stands on its line. */
export interface Run {
  text: string;
  readonly x: number;
  x1: number;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Its number in the document's fonts. */
  readonly font: number;
  readonly rise: 'raised' | 'lowered' | undefined;
}

/** Runs beside one another without a wide gap: a line of a column. */
export interface Segment {
  readonly page: number;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly runs: readonly Run[];
  readonly text: string;
}

/** What stands on one baseline. */
export interface Row {
  readonly y: number;
  readonly segments: readonly Segment[];
}

interface Placed extends PdfItem {
  rise?: Run['rise'];
  /** True where the file puts a space before it. */
  readonly spaced: boolean;
}

/**
 * A gap wider than this share of the letters' size parts two segments, one wider than the other two words.
 */
const wideGap = 1.4;
const wordGap = 0.16;
/** A gap wider than this share parts two columns where many lines begin behind it. */
const narrowGap = 0.7;
/** Letters below this share of their neighbours' size are raised or lowered. */
const small = 0.84;

/** The rows of a page from its top to its bottom. */
export function rowsOf(document: PdfDocument, page: PdfPage, number: number): readonly Row[] {
  const items = page.items.flatMap((item, index): Placed[] => {
    const spaced = page.items[index - 1]?.text.endsWith(' ') === true;
    return item.text.trim() === '' || item.size <= 0 ? [] : [{ ...item, spaced }];
  });
  const lines = attachSmall(cluster(items));
  const starts = columnStarts(lines, page.width);
  return lines
    .map((line) => segmentsOf(document, line, number, starts))
    .filter((segments) => segments.length > 0)
    .map((segments) => ({ y: segments[0]!.y, segments }))
    .sort((a, b) => a.y - b.y);
}

/** Lines that begin at one place behind a narrow gutter at least. */
const minStarts = 8;

/**
 * Where columns begin behind a gutter that is hardly wider than the space between words: many lines begin at
 * one place in the middle of the page, behind as much text.
 */
function columnStarts(lines: readonly (readonly Placed[])[], width: number): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const sorted = [...line].sort((a, b) => a.x - b.x);
    for (const [index, { x, size }] of sorted.entries()) {
      const before = sorted[index - 1];
      if (before === undefined || x < width * 0.35 || x > width * 0.65) continue;
      const gap = x - before.x - before.width;
      if (gap > size * narrowGap && x - sorted[0]!.x > width * 0.25)
        counts.set(Math.round(x), (counts.get(Math.round(x)) ?? 0) + 1);
    }
  }
  return new Set([...counts].filter(([, count]) => count >= minStarts).map(([x]) => x));
}

interface Cluster {
  readonly y: number;
  readonly size: number;
  readonly items: Placed[];
}

/** Items of one baseline. */
function cluster(items: Placed[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const item of [...items].sort((a, b) => a.y - b.y)) {
    const last = clusters.at(-1);
    if (last !== undefined && item.y - last.y <= 0.15 * Math.max(last.size, item.size)) last.items.push(item);
    else clusters.push({ y: item.y, size: item.size, items: [item] });
  }
  return clusters;
}

/** Puts small letters that touch larger ones of another baseline on the line of those. */
function attachSmall(clusters: readonly Cluster[]): Placed[][] {
  const lines: Placed[][] = clusters.map(() => []);
  for (const [index, { items, y }] of clusters.entries())
    for (const item of items) {
      const target = neighbourOf(clusters, index, item);
      if (target === undefined) lines[index]!.push(item);
      else lines[target]!.push({ ...item, rise: clusters[target]!.y > y ? 'raised' : 'lowered' });
    }
  return lines.filter((line) => line.length > 0);
}

function neighbourOf(clusters: readonly Cluster[], index: number, item: Placed): number | undefined {
  for (const step of [1, -1])
    for (
      let other = index + step;
      other >= 0 && other < clusters.length && Math.abs(other - index) < 12;
      other += step
    ) {
      const { y, items } = clusters[other]!;
      const distance = Math.abs(y - item.y);
      if (distance > 14) break;
      const touches = items.some(
        (one) =>
          item.size < one.size * small &&
          distance < one.size * 0.7 &&
          ((item.x - one.x - one.width < one.size * 0.35 && item.x - one.x - one.width > -one.size * 0.3) ||
            (one.x - item.x - item.width < one.size * 0.25 && one.x - item.x - item.width > -one.size * 0.2)),
      );
      if (touches) return other;
    }
  return undefined;
}

function segmentsOf(
  { fonts }: PdfDocument,
  line: readonly Placed[],
  page: number,
  starts: ReadonlySet<number>,
): Segment[] {
  const sorted = [...line].sort((a, b) => a.x - b.x);
  const main = mainSize(sorted);
  const groups: Placed[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of sorted) {
    const last = groups.at(-1);
    const gap = item.x - end;
    const isColumn = gap > item.size * narrowGap && starts.has(Math.round(item.x));
    if (last === undefined || isColumn || gap > wideGap * Math.min(main, item.size * 1.6))
      groups.push([item]);
    else last.push(item);
    end = Math.max(end, item.x + item.width);
  }
  return groups.map((group): Segment => {
    const size = mainSize(group);
    const full = group.filter(({ rise, size: own }) => rise === undefined && own >= size * small);
    const y = full[0]?.y ?? group[0]!.y;
    const runs = runsOf(group, size, y, fonts);
    const letters = runs.filter(({ rise }) => rise === undefined);
    const length = letters.reduce((sum, { text }) => sum + text.trim().length, 0);
    const boldLength = letters.reduce((sum, { text, bold }) => sum + (bold ? text.trim().length : 0), 0);
    return {
      page,
      x0: group[0]!.x,
      x1: Math.max(...group.map(({ x, width }) => x + width)),
      y,
      size,
      bold: boldLength > length * 0.9,
      runs,
      text: runs
        .map(({ text }) => text)
        .join('')
        .trim(),
    };
  });
}

function runsOf(group: readonly Placed[], size: number, y: number, fonts: PdfDocument['fonts']): Run[] {
  const runs: Run[] = [];
  for (const { text, x, width, size: own, font, rise: attached, y: base, spaced } of group) {
    const last = runs.at(-1);
    const rise =
      attached ??
      (own < size * small && Math.abs(base - y) > 0.08 * size
        ? base < y
          ? 'raised'
          : 'lowered'
        : undefined);
    const { bold = false, italic = false } = fonts[font] ?? {};
    const gap = last === undefined ? 0 : x - last.x1;
    const space =
      last !== undefined &&
      gap > (spaced ? -wordGap : wordGap) * Math.min(size, own) &&
      !last.text.endsWith(' ') &&
      !text.startsWith(' ')
        ? ' '
        : '';
    const isAlike = last?.rise === rise && last?.bold === bold && last?.italic === italic;
    // A few letters in another font are signs that the font of the text lacks.
    if (last !== undefined && isAlike && (last.font === font || text.trim().length < 3)) {
      last.text += space + text;
      last.x1 = x + width;
    } else {
      if (last !== undefined && space !== '') last.text += ' ';
      runs.push({ text, x, x1: x + width, size: own, bold, italic, font, rise });
    }
  }
  return runs;
}

/** The size of most letters. */
export function mainSize(items: readonly { readonly text: string; readonly size: number }[]): number {
  const lengths = new Map<number, number>();
  for (const { text, size } of items) {
    const rounded = Math.round(size * 4) / 4;
    lengths.set(rounded, (lengths.get(rounded) ?? 0) + text.trim().length);
  }
  let best = 0;
  for (const [size, length] of lengths) if (best === 0 || length > (lengths.get(best) ?? 0)) best = size;
  return best;
}
