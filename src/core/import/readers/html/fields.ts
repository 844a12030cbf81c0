import type { Name, Reference } from '../../../bibliography/types.ts';
import { readFullName, readNames, withFullStops } from '../../names.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "2020/05/01", "2020-05", "01 February 2011", "2016 Nov", "2020"; the parts that are stated. */
export function datePartsOf(text: string): readonly number[] | undefined {
  const numbers =
    /(?<!\d)(?<year>(?:1[5-9]|20)\d{2})(?:[-/](?<month>\d{1,2})(?!\d)(?:[-/](?<day>\d{1,2})(?!\d))?)?/u.exec(
      text,
    )?.groups;
  if (numbers === undefined) return undefined;
  const year = Number(numbers['year']);
  if (numbers['month'] !== undefined)
    return validParts(year, Number(numbers['month']), Number(numbers['day'] ?? 0));
  const word = /\b(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}{0,6}\b/iu.exec(text)?.groups;
  if (word === undefined) return [year];
  const day = /(?<![\d/-])(?<day>\d{1,2})(?![\d/-])/u.exec(text)?.groups?.['day'];
  return validParts(year, months.indexOf(word['name']!.toLowerCase()) + 1, Number(day ?? 0));
}

function validParts(year: number, month: number, day: number): readonly number[] {
  if (month < 1 || month > 12) return [year];
  return day < 1 || day > 31 ? [year, month] : [year, month, day];
}

/** "Birch, Carl D.", "Ada B. Alder", "Alder AB": one person as metadata prints it. */
export function personOf(text: string): Name | undefined {
  const name = text.replaceAll(/\s{1,50}/gu, ' ').trim();
  if (name === '' || name.length > 200) return undefined;
  const inverted = /^(?<family>[^,]{1,100}),\s?(?<given>[^,]{1,100})(?:,\s?(?<suffix>[^,]{1,10}))?$/u.exec(
    name,
  )?.groups;
  if (inverted?.['family'] === undefined) {
    const { names } = readNames(name);
    return names.length === 1 ? names[0] : readFullName(name);
  }
  const suffix = inverted['suffix'];
  return {
    family: inverted['family'],
    given: withFullStops(inverted['given'] ?? ''),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

/**
 * "A Turgay", "AB Alder", "GE Alexander", "R Quian Quiroga": initials before a family name, as links state
 * them.
 */
export function initialsFirst(text: string): Name | undefined {
  const found = /^(?<given>\p{Lu}{1,4}(?:-\p{Lu}{1,2})?)\s(?<family>\p{L}.{0,80})$/u.exec(
    text.trim(),
  )?.groups;
  if (found?.['given'] === undefined || found['family'] === undefined) return personOf(text);
  return { family: found['family'], given: withFullStops(found['given']) };
}

export const doiOf = (text: string | undefined): string | undefined =>
  /10\.\d{4,9}\/[^\s"<>]+/u.exec(text ?? '')?.[0].replace(/[.,;)\]]{1,3}$/u, '');

/** First and last page as one, or an article's number. */
export function pagesOf(first: string | undefined, last: string | undefined): string | undefined {
  if (first === undefined || first === '') return undefined;
  return last === undefined || last === '' || last === first ? first : `${first}-${last}`;
}

/** Fields of a work without those that are undefined or empty. */
export function definedFields(fields: Readonly<Record<string, unknown>>): Partial<Reference> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** "Neurology, 34 (4) (1984), pp. 752-757": a journal's line below a title. */
const hostLine =
  /^(?<journal>.{2,250}?), (?<volume>(?=\D{0,9}\d)[\w-]{1,10})(?:\s?\((?<issue>[^()]{1,20})\))?\s?\((?<year>\d{4})[a-z]?\)(?:, (?:pp?\.\s?)?(?<page>(?:Article )?\w{1,15}(?:[-–]\w{1,12})?))?/u;

export function hostFields(line: string): Readonly<Record<string, string | undefined>> {
  const found = hostLine.exec(line)?.groups;
  if (found !== undefined)
    return { ...found, page: found['page']?.replace('–', '-').replace('Article ', '') };
  const year = /\((?<year>\d{4})[a-z]?\)/u.exec(line)?.groups?.['year'];
  return year === undefined ? { journal: line } : { year };
}
