import type { Reference } from '../../../bibliography/types.ts';
import type { ListedWork, UnnamedReference } from '../../article.ts';
import { readNames } from '../../names.ts';
import type { TextBlock } from './blocks.ts';
import { doiPattern } from './layout.ts';
import { readVancouverBook } from './vancouverBook.ts';

const marker = /^\s*(?:\[(?<bracketed>\d{1,4})\]|(?<plain>\d{1,4})[.)])(?:\s+|$)/u;
/** "Berman, R. M., & Cappiello, A. (2000). Title. Journal, 47(4), 351–354." */
const apa =
  /^(?<authors>\p{Lu}.{1,1500}?) \((?:(?<year>\d{4})(?<suffix>[a-z])?(?:, [^()]{1,30})?|in press)\)\.? (?<title>.+)$/u;
const apaJournal =
  /(?<=[.?!] )(?<journal>\p{Lu}[^\d.;]{2,150}?(?:\. [\p{L} ]{2,40}){0,4}),? ?(?<volume>\d{1,5}[A-Z]?) ?(?:\((?<issue>[^()]{1,20})\))?(?:[,:] ?(?:pp?\. ?)?(?<page>[A-Za-z]?\d[\w.]{0,11}(?:[-–][A-Za-z]?\d[\w.]{0,11})?))?/u;
/** "Berman RM, Cappiello A. Title. Biol Psychiatry. 2000;47(4):351–354." */
const vancouver =
  /^(?<authors>\p{Lu}[^.]{1,1500}?(?:et al)?)\. (?<title>.{3,600}?[.?!]) (?<journal>\p{Lu}[^.;\d]{1,120}(?:\. [^.;\d]{1,60}){0,4})\.? (?<year>\d{4})(?<suffix>[a-z])?(?: \p{L}{3}(?: \d{1,2})?)?; ?(?<volume>[\w ]{1,12}?) ?(?:\((?<issue>[^()]{1,20})\))?: ?(?<page>[\w.]{1,12}(?:[-–][\w.]{1,12})?)/u;

/** "Petrov A. Title. Biol Psychiatry. In press." */
const vancouverInPress =
  /^(?<authors>\p{Lu}[^.]{1,1500}?(?:et al)?)\. (?<title>.{3,600}?)[.?!] (?<journal>\p{Lu}[^.;\d]{1,120})\. In press\.?$/u;

/** The number that a list prints before a work, and how many characters it and the space behind it take. */
export function markerOf(text: string): { readonly number: number; readonly length: number } | undefined {
  const found = marker.exec(text);
  return found === null
    ? undefined
    : { number: Number(found.groups?.['bracketed'] ?? found.groups?.['plain']), length: found[0].length };
}

/** A work printed as one text, in APA's or the Vancouver order; undefined where neither fits. */
export function readRunningReference(
  block: Pick<TextBlock, 'text' | 'start' | 'end'>,
): ListedWork | undefined {
  const { text } = block.text;
  const printed = markerOf(text);
  const lead = printed?.length ?? 0;
  const body = text.slice(lead);
  const doi = doiPattern.exec(body)?.[0];
  const found = readVancouver(body);
  const read = found === undefined ? (readVancouverBook(body) ?? articleOf(readApa(body))) : articleOf(found);
  if (read === undefined) return undefined;
  const at = text.indexOf(read.title, lead);
  return {
    reference: { ...read, ...(doi === undefined ? {} : { DOI: doi }) },
    ...(printed === undefined ? {} : { number: printed.number }),
    asPrinted: { text: body },
    titleText: block.text.slice(at, at + read.title.length),
    start: block.start,
    end: block.end,
  };
}

function articleOf(
  found: Readonly<Record<string, string | undefined>> | undefined,
): (UnnamedReference & { readonly title: string }) | undefined {
  if (found === undefined) return undefined;
  const { names, others } = readNames(found['authors'] ?? '');
  const title = (found['title'] ?? '').replace(/\.$/u, '');
  if (names.length === 0 || title === '') return undefined;
  return {
    type: 'article-journal',
    title,
    author: names,
    ...(others ? { othersOmitted: true } : {}),
    ...sourceFields(found),
  };
}

function readVancouver(body: string): Readonly<Record<string, string | undefined>> | undefined {
  if (/\d{4}[^;]{0,12};/u.test(body)) return vancouver.exec(body)?.groups;
  return /\. In press\.?$/u.test(body) ? vancouverInPress.exec(body)?.groups : undefined;
}

function readApa(body: string): Readonly<Record<string, string | undefined>> | undefined {
  const found = / \((?:\d{4}|in press)/u.test(body) ? apa.exec(body)?.groups : undefined;
  const rest = found?.['title'];
  if (found === undefined || rest === undefined) return undefined;
  const journal = apaJournal.exec(rest);
  const title =
    journal === null ? /^.{3,600}?[.?!](?= |$)/u.exec(rest)?.[0] : rest.slice(0, journal.index).trim();
  if (title === undefined || title === '') return undefined;
  // Behind a work in press stands its journal alone; behind a book, its publisher.
  const alone = found['year'] === undefined ? { journal: rest.slice(title.length).trim() } : {};
  return { ...found, ...alone, ...journal?.groups, title };
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
