import { type HayagrivaKind, hayagrivaKind, roles, serialNumbers } from '../hayagriva/types.ts';
import type { CslDate, Name, Reference } from '../types.ts';
import {
  datesOf,
  isoDate,
  isSeason,
  type KeyedReference,
  nameInParts,
  namesOf,
  plainPages,
  repeatsDoi,
  textOf,
} from './values.ts';

/** A mapping of Hayagriva; what is empty is left out. */
interface Mapping {
  readonly [field: string]: Value | undefined;
}
type Value = string | readonly Value[] | Mapping;

/**
 * One entry of a Hayagriva file, Typst's own YAML. The journal or book that a work appears in is its
 * `parent`, which has the volume and the issue.
 */
export function writeHayagriva({ key, reference }: KeyedReference): string {
  const kind = hayagrivaKind(reference.type);
  const entry = kind.parent === undefined ? wholeWork(reference, kind) : partOfWork(reference, kind);
  const name = /^[A-Za-z][\w-]*$/.test(key) && !isYamlWord.test(key) ? key : JSON.stringify(key);
  return `${name}:\n${lines(entry, '  ')}`;
}

/** Words that YAML takes for a value that is no text. */
const isYamlWord = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function wholeWork(reference: Reference, { type }: HayagrivaKind): Mapping {
  const container = textOf(reference['container-title']);
  return {
    type,
    ...own(reference),
    ...numbers(reference),
    ...published(reference),
    'serial-number': serialNumber(reference, () => true),
    parent:
      container === '' ? series(reference, type) : { type: containers.get(type), title: title(container) },
  };
}

function partOfWork(reference: Reference, { type, parent }: HayagrivaKind): Mapping {
  const ofParent = (name: string): boolean => name === 'ISBN' || name === 'ISSN';
  return {
    type,
    ...own(reference),
    'serial-number': serialNumber(reference, (name) => !ofParent(name)),
    parent: {
      type: parent,
      title: title(textOf(reference['container-title']), textOf(reference['container-title-short'])),
      editor: persons(reference.editor),
      ...numbers(reference),
      ...published(reference),
      'serial-number': serialNumber(reference, ofParent),
      parent: series(reference, parent!),
    },
  };
}

/** Where Typst's styles look for the title of what holds a work that Hayagriva gives no parent of its own. */
const containers = new Map([
  ['web', 'web'],
  ['post', 'web'],
  ['report', 'anthology'],
]);

function own(reference: Reference): Mapping {
  const isPart = hayagrivaKind(reference.type).parent !== undefined;
  return {
    title: title(textOf(reference.title), textOf(reference['title-short'])),
    author: persons(reference.author),
    date: date(reference.issued),
    editor: isPart ? undefined : persons(reference.editor),
    affiliated: roles.flatMap(([variable, role]): Mapping[] => {
      const names = persons(reference[variable]);
      return names === undefined ? [] : [{ role, names }];
    }),
    'page-range': plainPages(reference.page),
    url: address(reference),
    genre: formatted(textOf(reference['genre'])),
    language: languageTag.exec(textOf(reference.language))?.[0],
    note: formatted(textOf(reference['note'])),
  };
}

const numbers = (reference: Reference): Mapping => ({
  volume: textOf(reference.volume),
  'volume-total': textOf(reference['number-of-volumes']),
  issue: textOf(reference.issue),
  edition: textOf(reference['edition']),
});

function published(reference: Reference): Mapping {
  const name = formatted(textOf(reference.publisher));
  const location = formatted(textOf(reference['publisher-place']));
  return {
    publisher: location === '' ? name : { name, location },
    'page-total': textOf(reference['number-of-pages']),
  };
}

/** A series is a parent of the same type. */
function series(reference: Reference, type: string): Mapping | undefined {
  const name = textOf(reference['collection-title']);
  return name === ''
    ? undefined
    : { type, title: title(name), volume: textOf(reference['collection-number']) };
}

/** Braces, dollars and backslashes mean something in texts that Typst formats. */
const formatted = (text: string): string => text.replace(/[\\{}$]/g, '\\$&');

const title = (text: string, short = ''): Value =>
  short === '' ? formatted(text) : { value: formatted(text), short: formatted(short) };

function persons(names: unknown): Value | undefined {
  const list = namesOf(names).map(person);
  return list.length === 0 ? undefined : list;
}

/** Written in parts, so that commas and capitals in a name mean nothing. */
function person(name: Name): Value {
  const { given, suffix, literal } = nameInParts(name);
  if (literal !== undefined) return { name: literal };
  const { family } = nameInParts({ family: name.family ?? '' });
  const prefix = nameInParts({ ...name, family: '' }).family;
  if (family === '') return { name: given };
  return { name: family, 'given-name': given, prefix, suffix };
}

/** Hayagriva knows no ranges and no words: the first day as far as it is known. */
function date(issued: CslDate | undefined): Value | undefined {
  const first = datesOf(issued)[0];
  if (first === undefined) return undefined;
  const known = isoDate(isSeason(first[1]) ? first.slice(0, 1) : first);
  return issued?.circa === true ? `~${known}` : known;
}

function address(reference: Reference): Value | undefined {
  const url = repeatsDoi(reference) ? '' : textOf(reference.URL);
  const accessed = date(reference['accessed'] as CslDate | undefined);
  if (url === '') return undefined;
  return accessed === undefined ? url : { value: url, date: accessed };
}

const languageTag = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

function serialNumber(reference: Reference, isWanted: (variable: string) => boolean): Mapping {
  const known = serialNumbers.filter(([variable]) => isWanted(variable));
  const number = isWanted('number') ? textOf(reference['number']) : '';
  const version = isWanted('version') ? textOf(reference['version']) : '';
  return {
    ...Object.fromEntries(known.map(([variable, name]) => [name, textOf(reference[variable])])),
    serial: number,
    version,
  };
}

/** YAML of a mapping, strings as JSON strings, which YAML reads as they are. */
function lines(mapping: Mapping, indent: string): string {
  return Object.entries(mapping)
    .map(([name, value]) => (value === undefined ? '' : line(name, value, indent)))
    .join('');
}

function line(name: string, value: Value, indent: string): string {
  if (typeof value === 'string') return value === '' ? '' : `${indent}${name}: ${scalar(name, value)}\n`;
  if (isList(value)) {
    const items = value.map((item) => flow(item)).filter((item) => item !== '');
    return items.length === 0
      ? ''
      : `${indent}${name}:\n${items.map((item) => `${indent}  - ${item}\n`).join('')}`;
  }
  const inner = lines(value, `${indent}  `);
  return inner === '' ? '' : `${indent}${name}:\n${inner}`;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function flow(value: Value): string {
  if (typeof value === 'string') return value === '' ? '' : JSON.stringify(value);
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const text = part === undefined ? '' : flow(part);
    return text === '' ? [] : [`${name}: ${text}`];
  });
  return parts.length === 0 ? '' : `{ ${parts.join(', ')} }`;
}

/**
 * Fields that Hayagriva wants as numbers, dates or words of its own stand without quotation marks where they
 * are such.
 */
const plainFields = new Set([
  'type',
  'date',
  'volume',
  'issue',
  'edition',
  'volume-total',
  'page-total',
  'language',
]);
const isPlain = /^(?:~?-?\d{1,4}(?:-\d\d){0,2}|\d{1,9}|[a-z]{2,12}(?:-[A-Za-z]{2,8})?)$/;

const scalar = (name: string, value: string): string =>
  plainFields.has(name) && isPlain.test(value) && !/^0\d/.test(value) ? value : JSON.stringify(value);
