import type { CslDate } from './types.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const seasons: readonly (readonly [name: string, month: number])[] = [
  ['spring', 21],
  ['summer', 22],
  ['autumn', 23],
  ['fall', 23],
  ['winter', 24],
];

/**
 * A date as people and databases print it: `2000`, `2000-02-15`, `2018/10/01/` (RIS), `2000 Feb 15`, `2016
 * Jan-Feb` (MEDLINE), `February 15, 2000`, EDTF ranges `2000/2001`, and `~` or `?` behind a date. A season is
 * the EDTF month 21–24. What holds no year becomes `literal`.
 */
export function parseDateText(text: string): CslDate | undefined {
  const whole = text.trim().slice(0, 200);
  if (whole === '') return undefined;
  const circa = /^(?:c(?:a|irca)?\.? )/i.test(whole) || /[~?%]$/.test(whole);
  const parts = numericRange(whole.replace(/[~?%]/g, '')) ?? wordedDate(whole);
  if (!parts) return { literal: whole };
  return circa ? { 'date-parts': parts, circa: true } : { 'date-parts': parts };
}

/** The year of a date as people sort by it; for a date without one the literal ("in press"). */
export function yearText(date: CslDate | undefined): string {
  const year = date?.['date-parts']?.[0]?.[0];
  if (year !== undefined) return year < 0 ? `${-year} BC` : String(year);
  return date?.literal ?? '';
}

function numericRange(text: string): number[][] | undefined {
  const single = /^(-?\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?[/.\s]*$/.exec(text);
  if (single) {
    const [, year, , month, day] = single;
    return [dateParts(year, month, day)];
  }
  const range = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?\/(?:(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?|\.\.)?$/.exec(text);
  if (!range) return undefined;
  const [, year, month, day, lastYear, lastMonth, lastDay] = range;
  const first = dateParts(year, month, day);
  return lastYear === undefined ? [first] : [first, dateParts(lastYear, lastMonth, lastDay)];
}

function wordedDate(text: string): number[][] | undefined {
  const year = /(?<!\d)\d{4}(?!\d)/.exec(text)?.[0];
  if (year === undefined) return undefined;
  const found = (text.match(/[A-Za-z]{3,}/g) ?? []).map(monthNumber).filter((month) => month > 0);
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(text)?.[0];
  const first = found[0];
  const last = found[1];
  if (first === undefined) return [[Number(year)]];
  if (last !== undefined && first < 13 && last < 13) {
    return [
      [Number(year), first],
      [Number(year), last],
    ];
  }
  return [dateParts(year, String(first), day)];
}

function dateParts(year: string | undefined, month: string | undefined, day: string | undefined): number[] {
  const parts = [Number(year)];
  const numberOfMonth = Number(month);
  if (!(numberOfMonth >= 1 && numberOfMonth <= 24)) return parts;
  parts.push(numberOfMonth);
  const numberOfDay = Number(day);
  if (numberOfDay >= 1 && numberOfDay <= 31) parts.push(numberOfDay);
  return parts;
}

function monthNumber(word: string): number {
  const lower = word.toLowerCase();
  const month = months.indexOf(lower.slice(0, 3)) + 1;
  if (month > 0) return month;
  return seasons.find(([name]) => lower === name)?.[1] ?? 0;
}
