import { parseDateText, yearText } from './dateText.ts';
import type { CslDate, Name, Reference, SearchFields } from './types.ts';

const nameVariables = new Set([
  ...[
    'author',
    'chair',
    'collection-editor',
    'compiler',
    'composer',
    'container-author',
    'contributor',
    'curator',
  ],
  ...['director', 'editor', 'editorial-director', 'editor-translator', 'executive-producer', 'guest', 'host'],
  ...[
    'illustrator',
    'interviewer',
    'narrator',
    'organizer',
    'original-author',
    'performer',
    'producer',
    'recipient',
  ],
  ...['reviewed-author', 'script-writer', 'series-creator', 'translator'],
]);
const dateVariables = new Set([
  'accessed',
  'available-date',
  'event-date',
  'issued',
  'original-date',
  'submitted',
]);
const nameParts = [
  'family',
  'given',
  'non-dropping-particle',
  'dropping-particle',
  'suffix',
  'literal',
] as const;

/** No work has more names than this in what is shown; a longer list ends as "and others". */
const maxNames = 5000;

/** A value of a CSL item before it is known to be sound: from JSON or YAML. Maps hold the keys. */
export type CslValue = string | number | boolean | null | CslItem | readonly CslValue[];
export type CslItem = ReadonlyMap<string, CslValue>;

/**
 * A CSL item (CSL-JSON schema 1.0) as a reference: numbers become text, dates of all written forms become
 * date-parts, markup in text goes (`plain` takes it out), and what does not have the shape that the schema
 * asks for is left out.
 */
export function referenceFromCsl(item: CslItem, key: string, plain = plainText): Reference {
  const variables: [string, unknown][] = [];
  let othersOmitted = false;
  for (const [name, value] of item) {
    const variable = canonicalName(name);
    if (variable === 'id' || variable === 'type' || variable === '__proto__') continue;
    if (nameVariables.has(variable)) {
      const { names, others } = namesFromCsl(value);
      othersOmitted ||= others && variable === 'author';
      if (names.length > 0) variables.push([variable, names]);
    } else if (dateVariables.has(variable)) {
      const date = dateFromCsl(value);
      if (date) variables.push([variable, date]);
    } else {
      const text = textFromCsl(value);
      if (text !== undefined && text !== '') variables.push([variable, plain(text)]);
    }
  }
  const type = item.get('type');
  return {
    ...Object.fromEntries(variables),
    id: key,
    type: typeof type === 'string' && type !== '' ? type : 'document',
    ...(othersOmitted ? { othersOmitted } : {}),
  };
}

const namesInUpperCase = new Set(['DOI', 'PMID', 'PMCID', 'ISBN', 'ISSN', 'URL']);

/**
 * `doi` for `DOI`, `journalAbbreviation` for `container-title-short`: what exporters write and the schema
 * does not.
 */
function canonicalName(name: string): string {
  const upper = name.toUpperCase();
  if (namesInUpperCase.has(upper)) return upper;
  return name === 'journalAbbreviation' || name === 'shortTitle' ? legacyNames[name] : name;
}

const legacyNames = { journalAbbreviation: 'container-title-short', shortTitle: 'title-short' } as const;

function namesFromCsl(value: CslValue): { names: Name[]; others: boolean } {
  const list = Array.isArray(value) ? (value as readonly CslValue[]) : [value];
  const names: Name[] = [];
  let others = list.length > maxNames;
  for (const item of list.slice(0, maxNames)) {
    const name = nameFromCsl(item);
    if (!name) continue;
    if (name.literal === 'others') others = true;
    else names.push(name);
  }
  return { names, others };
}

function nameFromCsl(value: CslValue): Name | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : { literal: plainText(value) };
  if (!isItem(value)) return undefined;
  const parts: [string, string][] = [];
  for (const part of nameParts) {
    const text = textFromCsl(value.get(part) ?? null);
    if (text) parts.push([part, plainText(text)]);
  }
  return parts.length > 0 ? (Object.fromEntries(parts) as Name) : undefined;
}

/**
 * All the ways a date is written in CSL: date-parts, literal, raw, EDTF text, and Pandoc's year/month/day.
 */
function dateFromCsl(value: CslValue): CslDate | undefined {
  if (typeof value === 'string' || typeof value === 'number') return parseDateText(String(value));
  if (Array.isArray(value)) return rangeFromList(value as readonly CslValue[]);
  if (!isItem(value)) return undefined;
  const circa = /^(?:true|1|yes)$/i.test(textFromCsl(value.get('circa') ?? null) ?? '');
  const date = datesOfItem(value);
  return date && circa ? { ...date, circa } : date;
}

function datesOfItem(value: CslItem): CslDate | undefined {
  const parts = value.get('date-parts');
  if (Array.isArray(parts)) {
    const read = (parts as readonly CslValue[]).slice(0, 2).map(numbersFromCsl);
    const dates = read.filter((date) => date.length > 0);
    if (dates.length > 0) return { 'date-parts': dates.map((date) => withSeason(date, value)) };
  }
  const year = textFromCsl(value.get('year') ?? null);
  if (year) {
    const rest = [value.get('month'), value.get('day')].map((part) => textFromCsl(part ?? null) ?? '');
    return parseDateText([year, ...rest.filter((part) => part !== '')].join('-'));
  }
  const text = textFromCsl(value.get('raw') ?? null) ?? textFromCsl(value.get('literal') ?? null);
  return text ? parseDateText(plainText(text)) : undefined;
}

function withSeason(date: readonly number[], value: CslItem): readonly number[] {
  const season = Number(textFromCsl(value.get('season') ?? null));
  return date.length === 1 && season >= 1 && season <= 4 ? [date[0]!, 20 + season] : date;
}

/** Pandoc reads `issued: [{year: 1999}, {year: 2000}]` as a range. */
function rangeFromList(list: readonly CslValue[]): CslDate | undefined {
  const dates = list.slice(0, 2).map((item) => dateFromCsl(item));
  const parts = dates.flatMap((date) => date?.['date-parts']?.slice(0, 1) ?? []);
  return parts.length > 0 ? { 'date-parts': parts } : dates[0];
}

function numbersFromCsl(value: CslValue): number[] {
  if (!Array.isArray(value)) return [];
  const numbers: number[] = [];
  for (const part of (value as readonly CslValue[]).slice(0, 3)) {
    const number = typeof part === 'string' ? Number.parseInt(part, 10) : part;
    if (typeof number !== 'number' || !Number.isInteger(number)) break;
    numbers.push(number);
  }
  return numbers;
}

export function textFromCsl(value: CslValue): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  // Crossref gives titles and ISSNs as lists.
  const texts = (value as readonly CslValue[]).slice(0, 20).map(textFromCsl);
  return texts.every((text) => text !== undefined) ? texts.join(', ') : undefined;
}

export const isItem = (value: unknown): value is CslItem => value instanceof Map;

/**
 * Text without the markup that CSL processors know in text (CSL-JSON "rich text": i, b, sup, sub, sc, span),
 * with white space made one space. What merely looks like a tag ("p<0.05") stays.
 */
export function plainText(text: string): string {
  const unmarked = text.includes('<')
    ? text.replace(/<\/?(?:i|b|em|strong|su[bp]|sc|span|jats:[a-z]{1,20}|p)(?:\s[^<>]{0,200})?>/gi, '')
    : text;
  return /\s\s|[^\S ]/.test(unmarked) ? unmarked.replace(/\s+/g, ' ').trim() : unmarked.trim();
}

/** As `plainText`, with the tags that CSL processors know kept: `em` and `strong` become `i` and `b`. */
export const richText = (text: string): string =>
  text
    .replace(/<\/?(?:jats:[a-z]{1,20}|p)(?:\s[^<>]{0,200})?>/gi, '')
    .replace(/<(\/?)(?:em|strong)>/gi, (tag, slash: string) => `<${slash}${/em/i.test(tag) ? 'i' : 'b'}>`)
    .replace(/<sc>/gi, '<span style="font-variant: small-caps;">')
    .replace(/<\/sc>/gi, '</span>')
    .replace(/\s+/g, ' ')
    .trim();

/** The five entities of XML and numeric ones, which exporters leave in titles. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (whole, decimal, hex, name) => {
      if (name) return entities.get(String(name).toLowerCase()) ?? String(whole);
      const point = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
      return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
        ? String.fromCodePoint(point)
        : String(whole);
    },
  );
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
]);

/** The family name with its particle as it stands in an author-year citation: "van der Kolk". */
export function surname(name: Name): string {
  const family = name.family ?? name.literal ?? name.given ?? '';
  const particle = name['non-dropping-particle'];
  return particle ? `${particle} ${family}` : family;
}

/** The people that a work is known by: its authors, else its editors. */
export function creators(reference: Reference): readonly Name[] {
  if (reference.author && reference.author.length > 0) return reference.author;
  return reference.editor ?? [];
}

export function searchFieldsOf(reference: Reference): SearchFields {
  return {
    key: reference.id,
    authors: creators(reference).map(surname).join(' '),
    title: reference.title ?? reference.printed ?? '',
    year: yearText(reference.issued),
    container: reference['container-title'] ?? reference['container-title-short'] ?? '',
    ...(reference.DOI ? { doi: reference.DOI } : {}),
  };
}
