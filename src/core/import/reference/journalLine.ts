import type { Reference } from '../../bibliography/types.ts';
import { locatorAtEnd } from './locator.ts';
import { withoutEnd } from './trim.ts';

/** "Biological Psychiatry (2000)" */
const journalYear =
  /^(?<journal>.{2,250}?)[\s,]*\((?:(?<year>\d{4})(?<suffix>[a-z])?|in press|forthcoming)\)\.?$/iu;
/** "Biological Psychiatry, 47 (4) (2000), pp. 351-354" */
const journalDetails =
  /^(?<journal>.{2,250}?), (?<volume>(?=\D{0,9}\d)[\w-]{1,10})(?: ?\((?<issue>[^()]{1,20})\))? ?\((?<year>\d{4})(?<suffix>[a-z])?\)(?:, ?(?:pp?\. ?)?(?<page>Article \w{1,15}|[\w.]{1,12}(?:[-–][\w.]{1,12})?))?\.?(?:,? .{0,200})?$/u;
/** A year on a line of its own, behind the journal's. */
const yearAlone = /^\(?(?<year>(?:1[5-9]|20)\d{2})(?<suffix>[a-z])?\)?[.,:]?$/u;

/** A line that names a journal with its year and numbers, and nothing else. */
export const journalLineOf = (text: string): Partial<Reference> | undefined => {
  const groups =
    text.length > 400 ? undefined : (journalDetails.exec(text) ?? journalYear.exec(text))?.groups;
  return groups && sourceFields(groups);
};

/** True for the line that names a journal, volume, year in brackets and pages: no reference begins so. */
export const isJournalLine = (text: string): boolean =>
  text.length < 400 &&
  /, [\w-]{1,10}(?: ?\([^()]{1,20}\))? ?\(\d{4}[a-z]?\),/u.test(text) &&
  journalDetails.test(text);

export const yearLineOf = (text: string): Partial<Reference> | undefined => {
  const groups = text.length > 10 ? undefined : yearAlone.exec(text)?.groups;
  return groups && sourceFields(groups);
};

/** A line with a journal and numbers in any order: "Biol Psychiatry 47:351–354." */
export function anyJournalLine(text: string): Partial<Reference> | undefined {
  const known = journalLineOf(text);
  if (known !== undefined || text.length > 250) return known;
  const locator = locatorAtEnd(text, false);
  const journal = locator && withoutEnd(text.slice(0, locator.start), ',;:.');
  if (locator?.fields.volume === undefined || !journal || /[.?!] \p{Lu}\p{Ll}{4}/u.test(journal))
    return undefined;
  return {
    'container-title': journal,
    ...locator.fields,
    ...(locator.year === undefined ? {} : { issued: { 'date-parts': [[locator.year]] } }),
  };
}

/** The fields of a journal's line: journal, year, volume, issue, pages. */
export function sourceFields(groups: Readonly<Record<string, string | undefined>>): Partial<Reference> {
  const { volume, issue, year, suffix } = groups;
  const journal = groups['journal']?.trim().replace(/[,.]$/u, '');
  const page = groups['page']
    ?.replace('–', '-')
    .replace(/^Article /u, '')
    .replace(/\.$/u, '');
  return {
    ...(journal ? { 'container-title': journal } : {}),
    ...(volume ? { volume: volume.trim() } : {}),
    ...(issue ? { issue } : {}),
    ...(page ? { page } : {}),
    ...(year ? { issued: { 'date-parts': [[Number(year)]] } } : {}),
    ...(suffix ? { 'year-suffix': suffix } : {}),
  };
}
