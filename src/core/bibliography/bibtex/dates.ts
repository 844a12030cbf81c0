import { parseDateText } from '../dateText.ts';
import type { CslDate } from '../types.ts';
import { latexToText } from './latexText.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const seasons: ReadonlyMap<string, number> = new Map([
  ['spring', 21],
  ['summer', 22],
  ['autumn', 23],
  ['fall', 23],
  ['winter', 24],
]);

/** No date is longer. */
const maxDateLength = 100;

/** A date field, `date` or `urldate`: EDTF as BibLaTeX takes it, or a date as people write it. */
export function dateOf(source: string | undefined): CslDate | undefined {
  const text = plain(source);
  return text === undefined ? undefined : (extendedDate(text) ?? yearRange(text) ?? parseDateText(text));
}

/** `date`, else `year` with `month` and, in some files, `day`. */
export function issuedOf(field: (name: string) => string | undefined): CslDate | undefined {
  const date = dateOf(field('date'));
  if (date !== undefined) return date;
  const issued = dateOf(field('year'));
  const start = issued?.['date-parts']?.[0];
  if (issued?.['date-parts']?.length !== 1 || start?.length !== 1) return issued;
  const dates = monthsOf(plain(field('month')), plain(field('day'))).map((parts) => [start[0]!, ...parts]);
  return dates.length === 0 ? issued : { ...issued, 'date-parts': dates };
}

function plain(source: string | undefined): string | undefined {
  const start = source?.trim().slice(0, 10 * maxDateLength) ?? '';
  // In a date `~` is doubt, and `--` a range.
  const text = start.includes('\\') ? latexToText(start) : start.replace(/[{}]/g, '');
  return text.trim() === '' ? undefined : text.trim().slice(0, maxDateLength);
}

/**
 * `2001-05`, `2001-05-03T10:00`, `1995/`, `../1995`, `2001~/2003?`, `199X`, `-0044` (BibLaTeX manual, section
 * 2.3.8).
 */
function extendedDate(text: string): CslDate | undefined {
  const ends = text.split('/');
  if (ends.length > 2) return undefined;
  const dates: (readonly number[])[] = [];
  let circa = false;
  for (const end of ends) {
    if (end === '' || end === '..') continue;
    const date = datePattern.exec(end);
    if (!date) return undefined;
    const [, year, month, day, doubt] = date;
    circa ||= doubt !== '' || /X/i.test(end);
    dates.push(dateParts(year!.replace(/X/gi, '0'), month, day));
  }
  if (dates.length === 0) return undefined;
  return circa ? { 'date-parts': dates, circa } : { 'date-parts': dates };
}

const datePattern = /^(-?\d{2,4}X{0,2})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T[\d:.Z+-]{0,20})?([~?%]{0,2})$/i;

function dateParts(year: string, month: string | undefined, day: string | undefined): readonly number[] {
  // EDTF counts a year 0, which the calendar does not have: -0379 is 380 BC.
  const parts = [Number(year) <= 0 ? Number(year) - 1 : Number(year)];
  const monthNumber = Number(month);
  if (!(monthNumber >= 1 && monthNumber <= 24)) return parts;
  parts.push(monthNumber);
  const dayNumber = Number(day);
  return dayNumber >= 1 && dayNumber <= 31 ? [...parts, dayNumber] : parts;
}

/** `1999–2003`, `1999--2003`. */
function yearRange(text: string): CslDate | undefined {
  const [, first, last] = /^(\d{4})\s{0,2}[-–—]{1,2}\s{0,2}(\d{4})$/.exec(text) ?? [];
  return first === undefined ? undefined : { 'date-parts': [[Number(first)], [Number(last)]] };
}

/**
 * `may`, `5`, `May`, `feb~15`, `15 Feb`, `jan/feb`, `Spring` → months, the first with a day where one is
 * written.
 */
function monthsOf(month: string | undefined, day: string | undefined): readonly (readonly number[])[] {
  if (month === undefined) return [];
  const found = (month.match(/\p{L}{3,20}/gu) ?? []).map(monthNumber).filter((number) => number > 0);
  const numbers = (month.match(/\d{1,2}/g) ?? []).map(Number);
  const [first, last] = found;
  if (first === undefined) {
    const number = numbers[0] ?? 0;
    return number >= 1 && number <= 12 ? [withDay(number, Number(day))] : [];
  }
  if (last !== undefined && last !== first) return [withDay(first, numbers[0]), withDay(last, numbers[1])];
  return [withDay(first, numbers[0] ?? Number(day))];
}

const withDay = (month: number, day: number | undefined): readonly number[] =>
  day !== undefined && day >= 1 && day <= 31 && month <= 12 ? [month, day] : [month];

function monthNumber(word: string): number {
  const lower = word.toLowerCase();
  return months.indexOf(lower.slice(0, 3)) + 1 || (seasons.get(lower) ?? 0);
}
