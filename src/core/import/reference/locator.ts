import type { Reference } from '../../bibliography/types.ts';
import { withoutEnd, withoutStart } from './trim.ts';

/** Where in its journal or book a work stands: the numbers with which a printed reference ends. */
export interface Locator {
  /** Where it begins in the text. */
  readonly start: number;
  readonly fields: Partial<Pick<Reference, 'volume' | 'issue' | 'page'>>;
  readonly year: number | undefined;
  readonly yearSuffix: string | undefined;
}

const label =
  /^(?:v|n)\.$|^[[(]?(?:vol(?:ume)?s?|nos?|nr|number|issues?|pp?|pages?|pgs?|art(?:icle)?|suppl(?:ement)?s?|pt|spec|id|e-?pub|eloc)[.,:]?$/iu;
const month =
  /^[[(]?(?:jan(?:uary|eiro)?|feb(?:ruary)?|fev(?:ereiro)?|mar(?:ch|ço)?|a[pb]r(?:il)?|may|maio?|june?|junho|july?|julho|ag(?:o|osto)|aug(?:ust)?|sept?(?:ember)?|set(?:embro)?|oct(?:ober)?|out(?:ubro)?|nov(?:ember|embro)?|de[cz](?:ember|embro)?|spring|summer|autumn|fall|winter)(?:[-–/]\p{L}{3,9})?[.,;)]*$/iu;
const plausibleYear = /^(?:1[5-9]|20)\d{2}$/u;
/** More words than any locator has. */
const maxWords = 14;

/**
 * The locator at the end of a reference: volume, issue, pages and often the year, in any style's order.
 * Undefined where the text ends in words.
 *
 * @param hasYear whether the year stands elsewhere, so that a number that could be one is none
 */
export function locatorAtEnd(text: string, hasYear: boolean): Locator | undefined {
  const start = startOfNumbers(text);
  if (start === undefined) return undefined;
  const read = readNumbers(text.slice(start), hasYear);
  return read && { start, ...read };
}

/** The place of the first of the words at the end that hold only numbers and what belongs to numbers. */
function startOfNumbers(text: string): number | undefined {
  let start: number | undefined;
  let end = text.length;
  for (let count = 0; count < maxWords && end > 0; count += 1) {
    const from = text.lastIndexOf(' ', end - 1) + 1;
    const word = text.slice(from, end);
    if (word !== '' && !isNumeric(word)) {
      if (!label.test(word) && !month.test(word) && !/^[–—,:;&-]$/u.test(word)) break;
    } else if (word !== '') start = from;
    // A label or a month before a number belongs to it.
    if (word !== '' && start !== undefined && (label.test(word) || month.test(word))) start = from;
    end = from - 1;
  }
  return start;
}

/**
 * "31(4):281–94.", "e012012", "(2000),", "S12-S15", "1994;31:281": digits, and few letters for each of them.
 */
function isNumeric(word: string): boolean {
  if (word.length > 40 || !/\d/u.test(word)) return false;
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  const digits = word.match(/\d/gu)?.length ?? 0;
  return (
    letters === 0 ||
    (letters <= digits && letters <= 6) ||
    /^(?:[\d;:()]{0,14}[:,])?[A-Z]{3,9}\d{3,}/u.test(word) ||
    /^[([]?(?:suppl|pt|pp?|vol|no)[.)]{0,2}[:,]?[a-z]?\d{1,5}/iu.test(word)
  );
}

const yearPatterns = [
  // "(2000)", "(2000 Mar)"; directly behind a volume it is an issue: "273(1598)"
  /(?<!\d)\((?<year>(?:1[5-9]|20)\d{2})(?<suffix>[a-z])?(?:[ ,][^()]{1,20})?\)/u,
  // "2000;47", "2000 Jul 12; 47", "2000, 47", "2000. 47", "2000 47"
  /^[.,]?\s*(?<year>(?:1[5-9]|20)\d{2})(?<suffix>[a-z])?(?=[;,.:]|\s|$)(?:\s+[A-Z][a-z]{2,8}(?:[-–/][A-Z][a-z]{2,8})?\.?(?:\s+\d{1,2})?(?=[;:,.]|$))?/u,
  // ", 2000." at the end
  /(?<=[,;:] ?(?:[A-Z][a-z]{2,8}\.? )?)(?<year>(?:1[5-9]|20)\d{2})(?<suffix>[a-z])?\.?$/u,
  // "Volume 47, Issue 4, March 2000, Pages 1–9", "Volume 47, 2000, Issue 4"
  /(?<=(?:, |\b(?!Vol|Iss|Art)[A-Z][a-z]{2,8}\.? ))(?<year>(?:1[5-9]|20)\d{2})(?<suffix>[a-z])?(?=,|$)/u,
  // "vol. 47, no. 4, 2000, pp. 1–9"
  /(?<=, )(?<year>(?:1[5-9]|20)\d{2})(?<suffix>[a-z])?(?=, pp?\.)/u,
] as const;

const page = String.raw`[A-Za-z]{0,9}\d[\dA-Za-z.]*?(?:\s?[-–—]\s?[A-Za-z]{0,3}\d[\dA-Za-z]*)?`;
const onlyPage = new RegExp(`^${page}$`, 'u');
const pageFirst = new RegExp(`^\\(?(?<page>${page})(?=[\\s,.;:)]|$)`, 'u');
const labelledPage = new RegExp(
  String.raw`\b(?:pp?|pages?|pgs?|art(?:icle)?(?: no)?|id)\b[.:]? ?(?<page>${page})(?=[\s,.;:)]|$)`,
  'iu',
);
const labelledVolume = /(?:\bvol(?:ume)?s?\b[.:]?|(?<!\p{L})v\.) ?(?<volume>[\w-]{1,10})/iu;
const labelledIssue = /(?:\b(?:nos?|nr|issues?)\b[.:]?|(?<!\p{L})n\.) ?(?<issue>[\w–-]{1,10})/iu;
const supplement = /\(?\b(?:suppl(?:ement)?|pt|spec(?: no)?)\b\.?(?: ?\w{1,4})?\)?/iu;
const months =
  /\b(?:jan|fe[bv]|mar|a[bp]r|may|mai|june?|july?|jun|jul|ago|aug|sept?|set|oct|out|nov|de[cz])[a-zç]{0,6}\b\.?(?:[-–/]\p{L}{3,9})?(?: \d{1,2}(?=[,;:.)]|$))?/iu;

function readNumbers(text: string, hasYear: boolean): Omit<Locator, 'start'> | undefined {
  let rest = text;
  const take = (pattern: RegExp): Readonly<Record<string, string | undefined>> | undefined => {
    const found = pattern.exec(rest);
    if (found === null) return undefined;
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found.groups;
  };
  const patterns = hasYear ? yearPatterns.slice(0, 1) : yearPatterns;
  const dated = patterns.map((pattern) => take(pattern)).find((groups) => groups !== undefined);
  take(months);
  const labelled = {
    volume: take(labelledVolume)?.['volume'],
    issue: take(labelledIssue)?.['issue'],
    page: take(labelledPage)?.['page'],
  };
  const plain = readPlain(withoutStart(withoutEnd(rest.replace(/ {2,}/gu, ' '), '.,;:'), '.,;:'), text);
  const issue = labelled.issue ?? plain.issue;
  const volume = labelled.volume ?? plain.volume;
  const pages = labelled.page ?? (labelled.volume === undefined ? plain.page : (plain.page ?? plain.volume));
  const year = Number(dated?.['year']);
  if (Number.isNaN(year) && volume === undefined && pages === undefined) return undefined;
  return {
    fields: {
      ...(volume === undefined ? {} : { volume }),
      ...(issue === undefined ? {} : { issue }),
      ...(pages === undefined ? {} : { page: withHyphen(pages) }),
    },
    year: Number.isNaN(year) ? undefined : year,
    yearSuffix: dated?.['suffix'],
  };
}

const withHyphen = (pages: string): string => pages.replace(/\s?[–—-]\s?/u, '-').replace(/\.$/u, '');

/** "31(4):281–94", "31, 281", "7:e012", "1–9", "12 Suppl 1: S12": without its year and labels. */
function readPlain(text: string, whole: string): { volume?: string; issue?: string; page?: string } {
  // A range alone is pages, and so is what stands behind a colon.
  const isRange = /^[A-Za-z]{0,3}\d{1,6}\s?[-–—]\s?[A-Za-z]{0,3}\d{1,6}$/u.test(text);
  // "127:3, 276-284": volume, issue and pages, as Taylor & Francis prints them.
  const numbered =
    /^(?<volume>\d{1,4}):(?<issue>\d{1,3}), ?(?<page>[A-Za-z]?\d{1,6}\s?[-–—]\s?[A-Za-z]?\d{1,6})$/u.exec(
      text,
    )?.groups;
  if (numbered !== undefined) return { ...numbered };
  if (isRange || (/^\s*:/u.test(whole) && onlyPage.test(text))) return { page: text };
  const found =
    /^(?<volume>[A-Za-z]{0,4}\d[\w./-]{0,8}?|[IVXLC]{1,7})?\s?(?:\((?<issue>[^()]{1,25})\)|\s(?<supplement>(?:suppl(?:ement)?|pt|spec)\b\.? ?\w{0,4}))?(?:\s?[,:;.]{1,2}\s?|\s|$)(?<rest>\S.*)?$/iu.exec(
      text,
    )?.groups;
  if (found === undefined) return {};
  const { volume, rest = '' } = found;
  const issue = found['issue'] ?? found['supplement'];
  const behind = pageFirst.exec(rest.replace(supplement, '').trim())?.groups?.['page'];
  if (volume === undefined) return { ...(issue ? { issue } : {}), ...(behind ? { page: behind } : {}) };
  if (plausibleYear.test(volume) && behind === undefined && issue === undefined) return {};
  return { volume, ...(issue ? { issue } : {}), ...(behind ? { page: behind } : {}) };
}
