import { parseDateText } from '../bibliography/dateText.ts';
import { normaliseDoi, normaliseTitle } from '../bibliography/identity.ts';
import type { CslDate, Name, Reference } from '../bibliography/types.ts';
import { cleanContainer, cleanFamily, cleanGiven, cleanText, cleanTitle } from './cleanText.ts';
import { type Notice, noticeKind, sortedNotices, standing, titleNotices } from './notices.ts';
import type { ServiceName } from './services.ts';

/** What a service knows of one work. */
export interface WorkRecord {
  readonly from: ServiceName;
  /** In PsyCite's own model; its `id` is empty. */
  readonly reference: Reference;
  /** Every other title that the record gives it: the original one, the short one, without its subtitle. */
  readonly otherTitles: readonly string[];
  /** The years of its print and online publications. */
  readonly years: readonly number[];
  readonly notices: readonly Notice[];
  /** The DOI of the article that a preprint became. */
  readonly article?: string;
  /** The record says itself that it is Crossref's, which knows what was published about the work later. */
  readonly isCrossrefs?: true;
}

export type ReadRecord =
  | { readonly kind: 'record'; readonly record: WorkRecord }
  | { readonly kind: 'refused'; readonly reason: string };

export type JsonObject = { readonly [name: string]: unknown };
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A record in CSL-JSON, in Crossref's dialect of it, or as Crossref's own JSON. Whatever has not the shape
 * that it should have is left out; a record without a title is refused, for nobody could tell what it is.
 */
export function recordFromCsl(value: unknown, from: ServiceName): ReadRecord {
  const item: unknown = Array.isArray(value) ? value[0] : value;
  if (!isObject(item)) return { kind: 'refused', reason: 'the record is no description of a work' };
  const titles = titlesOf(item);
  const [title, ...otherTitles] = titles;
  if (title === undefined) return { kind: 'refused', reason: 'the record has no title' };
  const dates = dateNames.flatMap((name) => dateOf(item[name]) ?? []);
  const type = typeOf(item);
  const reference = compact({
    type,
    title,
    genre:
      type === 'thesis' || isPreprint(item)
        ? text(item['genre']) || (isPreprint(item) ? 'preprint' : '')
        : '',
    author: namesOf(item['author']),
    editor: namesOf(item['editor']),
    translator: namesOf(item['translator']),
    issued: dates[0],
    ...containersOf(item, type),
    publisher: text(item['publisher']) || institutionOf(item),
    'publisher-place': text(item['publisher-place']) || text(item['publisher-location']),
    volume: text(item['volume']),
    issue: text(item['issue']),
    page: text(item['page']) || text(item['article-number']),
    edition: text(item['edition']),
    version: text(item['version']),
    number: type === 'report' ? text(item['number']) : '',
    'event-title':
      text(item['event-title']) ||
      (isObject(item['event']) ? text(item['event']['name']) : text(item['event'])),
    DOI: normaliseDoi(text(item['DOI'])),
    PMID: /^\d{1,9}$/.exec(text(item['PMID']))?.[0],
    PMCID: /PMC\d{1,9}/i.exec(text(item['PMCID']))?.[0],
    ISBN: firstOf(item['ISBN']).replace(/^.*\//, ''),
    ISSN: /\d{4}-\d{3}[\dX]/i.exec(firstOf(item['ISSN']))?.[0],
    URL: /^https?:\/\/(?!(?:dx\.)?doi\.org\/)[^\s<>"]{1,1000}$/i.exec(text(item['URL']))?.[0],
    language: /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.exec(text(item['language']))?.[0],
  });
  const article = articleOf(item);
  return {
    kind: 'record',
    record: {
      from,
      reference,
      otherTitles,
      years: [...new Set(dates.flatMap((date) => date['date-parts']?.[0]?.[0] ?? []))],
      notices: sortedNotices([...updatesOf(item['updated-by']), ...titleNotices(title)]),
      ...(article === undefined ? {} : { article }),
      ...(/^crossref$/i.test(text(item['source'])) ? { isCrossrefs: true as const } : {}),
    },
  };
}

/** A reference of those variables that say something. */
function compact(variables: JsonObject & { readonly type: string }): Reference {
  const said = Object.entries(variables).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return { ...(Object.fromEntries(said) as Omit<Reference, 'id'>), id: '', type: variables.type };
}

/** Text of a record; of a list the first that says something. */
export function text(value: unknown): string {
  if (typeof value === 'string') return cleanText(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : firstOf(value);
}

function firstOf(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? cleanText(value) : '';
  return textsOf(value)[0] ?? '';
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.slice(0, 20) : [value])
    .filter((one): one is string | number => typeof one === 'string' || typeof one === 'number')
    .map((one) => cleanText(String(one)))
    .filter((one) => one !== '');

/** The title with its subtitle, then what else the record calls the work. */
function titlesOf(item: JsonObject): readonly string[] {
  const [main] = textsOf(item['title']).filter((title) => normaliseTitle(title) !== '');
  if (main === undefined) return [];
  const title = cleanTitle(withoutStop(main));
  const [sub] = textsOf(item['subtitle']);
  const others = ['original-title', 'short-title', 'title-short'].flatMap((name) => textsOf(item[name]));
  if (sub === undefined || normaliseTitle(title).endsWith(normaliseTitle(sub))) return [title, ...others];
  return [`${title}${/[:?!.–—]$/.test(title) ? '' : ':'} ${cleanTitle(withoutStop(sub))}`, title, ...others];
}

/** NLM ends every title in a full stop. */
const withoutStop = (title: string): string => title.replace(/(?<![.\s])\.$/, '');

const cslTypes = new Set(
  `article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry
   entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture
   musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report
   review review-book software song speech standard thesis treaty webpage`.split(/\s+/),
);

/** Crossref's types of works (api.crossref.org/types), and DataCite's where they are sent as they are. */
const otherTypes = new Map([
  ['journal-article', 'article-journal'],
  ['journalarticle', 'article-journal'],
  ['posted-content', 'article'],
  ['preprint', 'article'],
  ['book-chapter', 'chapter'],
  ['bookchapter', 'chapter'],
  ['book-section', 'chapter'],
  ['book-part', 'chapter'],
  ['book-track', 'chapter'],
  ['reference-entry', 'entry-encyclopedia'],
  ['proceedings-article', 'paper-conference'],
  ['conferencepaper', 'paper-conference'],
  ['monograph', 'book'],
  ['edited-book', 'book'],
  ['reference-book', 'book'],
  ['book-set', 'book'],
  ['book-series', 'book'],
  ['proceedings', 'book'],
  ['dissertation', 'thesis'],
  ['report-series', 'report'],
  ['report-component', 'report'],
  ['peer-review', 'review'],
]);

function typeOf(item: JsonObject): string {
  const type = text(item['type']).toLowerCase();
  return otherTypes.get(type) ?? (cslTypes.has(type) ? type : 'document');
}

const isPreprint = (item: JsonObject): boolean =>
  text(item['type']).toLowerCase() === 'preprint' || text(item['subtype']).toLowerCase() === 'preprint';

/** A chapter in a series has the series first, then the book. */
function containersOf(item: JsonObject, type: string) {
  const names = textsOf(item['container-title']).map(cleanContainer);
  const isChapter = type === 'chapter' || type === 'paper-conference';
  const own = isChapter && names.length > 1 ? names[1] : names[0];
  const [short] = [...textsOf(item['container-title-short']), ...textsOf(item['short-container-title'])];
  return {
    'container-title': own,
    'container-title-short': short !== own && !isChapter ? short : undefined,
    'collection-title': isChapter && names.length > 1 ? names[0] : text(item['collection-title']),
  };
}

/** Where a preprint lies: medRxiv, bioRxiv. */
function institutionOf(item: JsonObject): string {
  const { institution } = item;
  const first: unknown = Array.isArray(institution) ? institution[0] : institution;
  return isObject(first) ? text(first['name']) : '';
}

const maxListLength = 5_000;
/** Degrees that some publishers send as parts of names: one, or several behind each other. */
const degree =
  /^(?:(?:M\.?D|Ph\.?D|M\.?Sc|B\.?Sc|M\.?A|B\.?A|D\.?Phil|Psy\.?D|Dr|MPH|RN|MBBS|FRCPsych|MRCPsych|FRCP|FAPA)\.?[\s,;]{0,5}){1,8}$/i;

function namesOf(value: unknown): readonly Name[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, maxListLength).flatMap((one: unknown): Name[] => {
    if (typeof one === 'string') return cleanText(one) === '' ? [] : [{ literal: cleanText(one) }];
    if (!isObject(one)) return [];
    const part = (name: string): string => text(one[name]).replace(/[\s,;*†‡]{1,5}$/u, '');
    const family = cleanFamily(part('family'));
    const given = cleanGiven(part('given'));
    const literal =
      part('literal') || part('name') || (family === '' ? given : given === '' ? part('family') : '');
    if (literal !== '') return [{ literal }];
    if (family === '') return [];
    const suffix = part('suffix');
    const particle = part('non-dropping-particle');
    const dropping = part('dropping-particle');
    return [
      {
        family,
        given,
        ...(particle === '' ? {} : { 'non-dropping-particle': particle }),
        ...(dropping === '' ? {} : { 'dropping-particle': dropping }),
        ...(suffix === '' || degree.test(suffix) ? {} : { suffix }),
      },
    ];
  });
}

/** The first that holds a year is when the work came out. */
const dateNames = [
  'issued',
  'published',
  'published-print',
  'published-online',
  'posted',
  'approved',
] as const;

/** Dates may be `[[null]]`, and hold months that are none; or they are as printed. */
function dateOf(value: unknown): CslDate | undefined {
  if (!isObject(value)) return undefined;
  if (!Array.isArray(value['date-parts'])) {
    const printed = parseDateText(text(value['raw']) || text(value['literal']));
    return printed?.['date-parts'] === undefined ? undefined : printed;
  }
  const parts = value['date-parts'].slice(0, 2).flatMap((date: unknown) => {
    if (!Array.isArray(date)) return [];
    const [year = 0, month, day] = (date as readonly unknown[]).map(Number);
    if (!Number.isInteger(year) || year < 1000 || year > 2200) return [];
    if (month === undefined || !Number.isInteger(month) || month < 1 || month > 12) return [[year]];
    return day === undefined || !Number.isInteger(day) || day < 1 || day > 31
      ? [[year, month]]
      : [[year, month, day]];
  });
  return parts.length === 0 ? undefined : { 'date-parts': parts };
}

/** Crossref's `updated-by`: what publishers and Retraction Watch say of the work. */
function updatesOf(value: unknown): readonly Notice[] {
  if (!Array.isArray(value)) return [];
  const dated = value.slice(0, 100).flatMap((one: unknown) => {
    if (!isObject(one)) return [];
    const kind = noticeKind(text(one['type']) || text(one['label']));
    if (kind === undefined) return [];
    const doi = normaliseDoi(text(one['DOI']));
    const [year, month, date] = dateOf(one['updated'])?.['date-parts']?.[0] ?? [];
    const day =
      year === undefined || month === undefined || date === undefined
        ? undefined
        : year * 10_000 + month * 100 + date;
    return [{ kind, day, ...(doi === undefined ? {} : { doi }), ...(year === undefined ? {} : { year }) }];
  });
  return standing(dated);
}

function articleOf(item: JsonObject): string | undefined {
  const relation = isObject(item['relation']) ? item['relation']['is-preprint-of'] : undefined;
  if (!Array.isArray(relation)) return undefined;
  for (const one of relation as readonly unknown[]) {
    const doi = isObject(one) ? normaliseDoi(text(one['id'])) : undefined;
    if (doi !== undefined) return doi;
  }
  return undefined;
}
