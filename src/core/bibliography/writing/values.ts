import { oneLine } from '../../../base/plainText.ts';
import type { CslDate, Name, Reference } from '../types.ts';

/** A work and the key it is to have. */
export interface KeyedReference {
  readonly key: string;
  readonly reference: Reference;
}

/** No value of a reference is written longer than this. UTF-16 units. */
const maxTextLength = 5000;

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? oneLine(value, maxTextLength) : typeof value === 'number' ? String(value) : '';

export const namesOf = (value: unknown): readonly Name[] =>
  Array.isArray(value) ? (value as readonly Name[]) : [];

/** The family name with its particles in front, and what follows it. */
export interface NameInParts {
  readonly family: string;
  readonly given: string;
  readonly suffix: string;
  /** The name of a group, or one that cannot be split. */
  readonly literal: string | undefined;
}

export function nameInParts(name: Name): NameInParts {
  const text = (part: string | undefined): string => oneLine(part ?? '', 500);
  const particles = [name['dropping-particle'], name['non-dropping-particle']].map(text);
  const family = [...particles, text(name.family)].filter((part) => part !== '').join(' ');
  const literal = name.literal === undefined ? undefined : text(name.literal);
  return { family, given: text(name.given), suffix: text(name.suffix), literal };
}

/** `Berman, Robert M.`, `King, Martin L., Jr`; a group as it is. */
export function invertedName(name: Name): string {
  const { family, given, suffix, literal } = nameInParts(name);
  return literal ?? [family, given, suffix].filter((part) => part !== '').join(', ');
}

/** The parts of the first and of the last day: `[year, month, day]`, as many as are known. */
export const datesOf = (date: CslDate | undefined): readonly (readonly number[])[] => {
  const known = (date?.['date-parts'] ?? []).filter(([year]) => Number.isInteger(year));
  return known.slice(0, 2);
};

export const yearOf = (date: CslDate | undefined): string =>
  String(datesOf(date)[0]?.[0] ?? date?.literal ?? '');

const two = (number: number): string => String(number).padStart(2, '0');

/** A year as EDTF and ISO 8601 count: four digits, and the year before 1 is 0. */
export function isoYear(year: number): string {
  const counted = year <= 0 ? year + 1 : year;
  return `${counted < 0 ? '-' : ''}${String(Math.abs(counted)).padStart(4, '0')}`;
}

/** `2000-02-15`, or as much of it as is known. */
export const isoDate = ([year, ...rest]: readonly number[]): string =>
  [isoYear(year!), ...rest.map(two)].join('-');

/** CSL's months 21 to 24 are seasons. */
export const isSeason = (month: number | undefined): boolean => month !== undefined && month > 12;

/** `351-354` → first and last; undefined for all that is no single range. */
export function rangeOf(pages: string): readonly [first: string, last: string] | undefined {
  const found = /^([^\s,;–—-]+) ?(?:[–—]|-{1,3}) ?([^\s,;–—-]+)$/.exec(pages);
  return found === null ? undefined : [found[1]!, found[2]!];
}

/** Pages with a hyphen between first and last, as CSL has them. */
export const plainPages = (value: unknown): string => textOf(value).replace(/ ?(?:[–—]|-{2,3}) ?/g, '-');

export const keywordsOf = (value: unknown): readonly string[] =>
  textOf(value)
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** An address that says no more than the DOI. */
export const repeatsDoi = (reference: Reference): boolean =>
  reference.DOI !== undefined &&
  /^https?:\/\/(?:dx\.)?doi\.org\//i.test(reference.URL ?? '') &&
  (reference.URL ?? '').toLowerCase().endsWith(reference.DOI.toLowerCase());
