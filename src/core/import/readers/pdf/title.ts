import { plainWords } from '../../plainWords.ts';
import type { Line } from './columns.ts';
import type { PdfInfo } from './document.ts';

/** The lines that print the title; what stands above them is the journal's. */
export function findTitle(lines: readonly Line[], info: PdfInfo, body: number): readonly Line[] {
  const first = lines.filter(({ page }) => page <= 1);
  const stated = plainWords(info.title ?? '');
  const groups = titleGroups(first);
  const byInfo =
    stated.length > 15
      ? groups.find((group) =>
          plainWords(group.map(({ text }) => text).join(' ')).startsWith(stated.slice(0, 60)),
        )
      : undefined;
  if (byInfo !== undefined) return byInfo;
  const candidates = groups.filter((group) => {
    const text = group.map((line) => line.text).join(' ');
    return (
      group[0]!.size > body * 1.1 &&
      text.length >= 20 &&
      text.split(/\s+/u).length >= 3 &&
      group.length <= 6 &&
      !/\b(?:journal|vol(?:ume)?|www)\b.*\d|https?:/iu.test(text)
    );
  });
  const onFirst = candidates.filter((group) => group[0]!.page === candidates[0]?.[0]?.page);
  return onFirst.reduce<readonly Line[]>(
    (best, group) => (best.length === 0 || group[0]!.size > best[0]!.size + 0.3 ? group : best),
    [],
  );
}

/** Lines of one size behind one another. */
function titleGroups(lines: readonly Line[]): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const goesOn =
      before !== undefined &&
      before.page === line.page &&
      before.column === line.column &&
      Math.abs(before.size - line.size) < 0.4 &&
      before.bold === line.bold &&
      line.y - before.y < line.size * 1.9;
    if (goesOn) last!.push(line);
    else groups.push([line]);
  }
  return groups;
}
