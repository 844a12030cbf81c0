import { parseDateText } from '../dateText.ts';
import { decodedDoi } from '../doi.ts';
import type { CslDate, Name, Reference } from '../types.ts';
import { hayagrivaKinds, roles, serialNumbers } from './types.ts';
import { type HayagrivaMap, type HayagrivaValue, isMapping, listOf, partOf, textOf } from './values.ts';

/** No work has more names than this in what is shown. */
const maxNames = 5_000;
const maxDepth = 5;

/** A work of a Hayagriva file as CSL has it: what the file says of a parent is said of the work. */
export function hayagrivaReference(key: string, entry: HayagrivaMap): Reference {
  const line = withParents(entry);
  const { parent, series } = aroundOf(line);
  const variables: [string, unknown][] = [];
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return;
    variables.push([name, value]);
  };
  const inherited = (name: string): HayagrivaValue | undefined =>
    line.map((one) => one.get(name)).find((value) => value !== undefined);
  const publisher = inherited('publisher') ?? inherited('organization');
  add('title', textOf(entry.get('title')));
  add('title-short', partOf(entry.get('title'), 'short', 'shorthand'));
  add('author', namesOf(entry.get('author')));
  add('editor', namesOf(entry.get('editor') ?? parent?.get('editor')));
  add('container-author', parent === undefined ? undefined : namesOf(parent.get('author')));
  for (const [csl, role] of roles) add(csl, affiliated(line, role));
  add('issued', dateOf(inherited('date')));
  add('container-title', textOf(parent?.get('title')));
  add('collection-title', textOf(series?.get('title')));
  add('collection-number', textOf(series?.get('volume')));
  add('container-title-short', partOf(parent?.get('title'), 'short', 'shorthand'));
  add('publisher', textOf(publisher));
  add('publisher-place', partOf(publisher, 'location') ?? textOf(inherited('location')));
  add('volume', textOf(inherited('volume')));
  add('issue', textOf(inherited('issue')));
  add('edition', textOf(inherited('edition')));
  add('page', textOf(entry.get('page-range'))?.replace(/\s{0,5}[–—]\s{0,5}|-{2,3}/g, '-'));
  add('number-of-pages', textOf(entry.get('page-total')));
  add('number-of-volumes', textOf(inherited('volume-total')));
  add('URL', textOf(inherited('url')));
  add('accessed', dateOf(partOf(inherited('url'), 'date')));
  add('abstract', textOf(entry.get('abstract')));
  add('genre', textOf(entry.get('genre')));
  add('note', textOf(entry.get('note')));
  add('language', textOf(entry.get('language')));
  add('archive', textOf(entry.get('archive')));
  add('archive_location', textOf(entry.get('archive-location')));
  add('call-number', textOf(entry.get('call-number')));
  add('number', partOf(entry.get('serial-number'), 'serial'));
  add('version', partOf(entry.get('serial-number'), 'version'));
  for (const [csl, name] of serialNumbers) add(csl, serialNumber(line, name));
  return { ...Object.fromEntries(variables), id: key, type: cslType(entry, parent) };
}

/** The work, and the works it is a part of, nearest first; of several parents the first counts. */
function withParents(entry: HayagrivaMap): HayagrivaMap[] {
  const line = [entry];
  for (let [next] = listOf(entry.get('parent')); isMapping(next) && line.length < maxDepth; ) {
    line.push(next);
    [next] = listOf(next.get('parent'));
  }
  return line;
}

/** Types of works that come in series. */
const inSeries = new Set(['book', 'anthology', 'proceedings', 'reference', 'report']);

/** What the work is in, and the series that both are in: a parent of the same type is a series. */
function aroundOf([entry, parent, next]: readonly HayagrivaMap[]) {
  const isSeries = (part: HayagrivaMap | undefined, whole: HayagrivaMap | undefined): boolean =>
    part !== undefined && whole !== undefined && inSeries.has(typeOf(part)) && typeOf(part) === typeOf(whole);
  if (isSeries(entry, parent)) return { parent: undefined, series: parent };
  return { parent, series: isSeries(parent, next) ? next : undefined };
}

const typeOf = (entry: HayagrivaMap): string => (textOf(entry.get('type')) ?? '').toLowerCase();

/**
 * The first row of the table that fits; a parent that says no type is taken for what the work's own type
 * suggests.
 */
function cslType(entry: HayagrivaMap, parent: HayagrivaMap | undefined): string {
  const type = typeOf(entry) || 'misc';
  const rows = hayagrivaKinds.filter(([, kind]) => kind.type === type);
  const around = parent && typeOf(parent);
  const fitting =
    around === undefined
      ? rows.find(([, kind]) => kind.parent === undefined)
      : (rows.find(([, kind]) => around === '' || kind.parent === around) ??
        rows.find(([, kind]) => kind.parent === undefined));
  return (fitting ?? rows[0])?.[0] ?? 'document';
}

function namesOf(value: HayagrivaValue | undefined): readonly Name[] {
  return listOf(value)
    .slice(0, maxNames)
    .flatMap((person) => nameOf(person) ?? []);
}

/** `Last, First`, `Last, Jr, First`, or its parts; a name without a comma is one that is not split. */
function nameOf(person: HayagrivaValue): Name | undefined {
  if (isMapping(person)) {
    const family = partOf(person, 'name');
    const given = partOf(person, 'given-name');
    if (family === undefined) return given === undefined ? undefined : { literal: given };
    return name(family, given, partOf(person, 'prefix'), partOf(person, 'suffix'));
  }
  const text = textOf(person);
  if (text === undefined) return undefined;
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 1) return { literal: text };
  const [family = '', middle, last] = parts;
  return last === undefined ? name(family, middle) : name(family, last, undefined, middle);
}

const name = (family: string, given?: string, prefix?: string, suffix?: string): Name => ({
  family,
  ...(given && { given }),
  ...(prefix && { 'non-dropping-particle': prefix }),
  ...(suffix && { suffix }),
});

/** `affiliated: [{role: translator, names: …}]`. */
function affiliated(line: readonly HayagrivaMap[], role: string): readonly Name[] {
  return line
    .flatMap((one) => listOf(one.get('affiliated')))
    .flatMap((one) =>
      partOf(one, 'role')?.toLowerCase() === role && isMapping(one) ? namesOf(one.get('names')) : [],
    );
}

/** `1998`, `1998-07`, `1998-07-03`, with `~` for about. */
function dateOf(value: HayagrivaValue | undefined): CslDate | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const found = /^(~?)(-?\d{1,5})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(~?)$/.exec(text);
  if (!found) return parseDateText(text);
  const parts = [found[2], found[3], found[4]].flatMap((part) => (part === undefined ? [] : Number(part)));
  return found[1] || found[5] ? { 'date-parts': [parts], circa: true } : { 'date-parts': [parts] };
}

/**
 * `serial-number: {doi: …, issn: …}` of the work, else of what it is a part of: a parent's DOI is the
 * parent's own.
 */
function serialNumber(line: readonly HayagrivaMap[], name: string): string | undefined {
  const isShared = name === 'isbn' || name === 'issn';
  for (const one of isShared ? line : line.slice(0, 1)) {
    const text = partOf(one.get('serial-number'), name) ?? textOf(one.get(name));
    if (text !== undefined)
      return name === 'doi'
        ? decodedDoi(text.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s{0,5})/i, ''))
        : text;
  }
  return undefined;
}
