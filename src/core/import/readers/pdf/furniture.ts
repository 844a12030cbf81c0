import { namesJournal } from '../../reference/titles.ts';
import type { PdfPage } from './document.ts';
import type { Row } from './rows.ts';

/** The share of a page's height at its top and bottom where running heads and page numbers stand. */
const margin = 0.12;

/** The rows of each page without running heads, page numbers and the numbers of lines. */
export function withoutFurniture(pages: readonly PdfPage[], all: readonly (readonly Row[])[]): KeptRows {
  const seen = new Map<string, Set<number>>();
  const keyOf = (row: Row, { height }: PdfPage): string | undefined => {
    if (row.y > height * margin && row.y < height * (1 - margin)) return undefined;
    return textOf(row)
      .toLowerCase()
      .replaceAll(/\d{1,6}/gu, '#')
      .replaceAll(/\s+/gu, ' ');
  };
  for (const [number, rows] of all.entries())
    for (const row of rows) {
      const key = keyOf(row, pages[number]!);
      if (key !== undefined) seen.set(key, (seen.get(key) ?? new Set()).add(number));
    }
  const heads = new Map<string, string>();
  const kept = all.map((rows, number) => {
    const numbered = lineNumbers(rows);
    return rows.flatMap((row): Row[] => {
      const key = keyOf(row, pages[number]!);
      const repeated = key !== undefined && (seen.get(key)?.size ?? 0) > 1;
      if (repeated && !heads.has(key)) heads.set(key, textOf(row));
      if (repeated || (key !== undefined && isPageNumber(textOf(row)))) return [];
      if (!numbered) return [row];
      const segments = row.segments.filter((segment, index) => index > 0 || !isNumber(segment.text));
      return segments.length === 0 ? [] : [{ ...row, segments }];
    });
  });
  return { kept, heads: [...new Set([...heads.values()].flatMap(journalsHead))].slice(0, maxHeads) };
}

export interface KeptRows {
  /** The rows of each page. */
  readonly kept: readonly (readonly Row[])[];
  /** Running heads that may name the journal, with its volume or year. */
  readonly heads: readonly string[];
}

const maxHeads = 4;
/** A running head that names the journal: with its volume or year, or alone beside the number of the page. */
function journalsHead(text: string): string[] {
  if (text.length <= 8 || text.length >= 160 || !/\p{Lu}\p{Ll}/u.test(text)) return [];
  const bare = text.replace(/^\d{1,5}\s|\s\d{1,5}$/gu, '').trim();
  if (/\d/u.test(bare)) return [text];
  return namesJournal(bare) && bare.split(' ').length > 1 && !/\bet al\b/u.test(bare)
    ? [`Journal: ${bare}`]
    : [];
}

const textOf = ({ segments }: Row): string => segments.map(({ text }) => text).join(' ');
const isNumber = (text: string): boolean => /^\d{1,4}$/u.test(text);
const isPageNumber = (text: string): boolean =>
  /^(?:page\s)?[A-Za-z]?\d{1,5}(?:\s?(?:of|\/)\s?\d{1,4})?$/iu.test(text) || /^[ivxlc]{1,6}$/u.test(text);

/** Whether numbers that count the lines stand before most of them. */
function lineNumbers(rows: readonly Row[]): boolean {
  const numbers = rows.flatMap(({ segments: [first, second] }) =>
    first !== undefined && second !== undefined && isNumber(first.text) ? [Number(first.text)] : [],
  );
  const rising = numbers.filter((number, index) => index > 0 && number > numbers[index - 1]!).length;
  return numbers.length >= 8 && numbers.length > rows.length * 0.15 && rising > numbers.length * 0.8;
}
