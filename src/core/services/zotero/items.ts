import { parseCslJson } from '../../bibliography/csl/json.ts';
import { parseDateText, yearText } from '../../bibliography/dateText.ts';
import type { Name, Reference } from '../../bibliography/types.ts';
import { creators } from '../../bibliography/variables.ts';
import { invertedName } from '../../bibliography/writing/values.ts';
import { clean, oneLine } from '../../render/escape.ts';
import { parseJson } from '../json.ts';
import { isObject, type JsonObject } from '../record.ts';

/** One work of one library of Zotero. */
export interface ZoteroItem {
  /** Zotero's own key of eight letters and digits; empty where it is not known. */
  readonly itemKey: string;
  readonly citationKey: string | undefined;
  /** As Zotero gives it. */
  readonly csl: JsonObject;
  readonly library: string;
  /** True in the user's own library. */
  readonly isOwn: boolean;
}

/** What a search shows of a work. */
export interface FoundWork {
  readonly key: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: string;
  readonly library: string;
}

/** What the local API says of one item; undefined for notes, files and what is no item. */
export function itemFromApi(value: unknown, library: string, isOwn = false): ZoteroItem | undefined {
  if (!isObject(value)) return undefined;
  const data = isObject(value['data']) ? value['data'] : {};
  const kind = text(data['itemType']);
  if (notWorks.has(kind)) return undefined;
  const csl = cslIn(value['csljson']) ?? (kind === '' ? undefined : cslFromData(data, kind));
  if (csl === undefined) return undefined;
  const itemKey = text(value['key']) || text(data['key']);
  const named = isObject(value['library']) ? text(value['library']['name']) : '';
  const citationKey =
    keyOf(text(data['citationKey'])) ?? keyInCsl(csl, itemKey) ?? keyInExtra(text(data['extra']));
  return { itemKey, citationKey, csl, library: named || library, isOwn };
}

/** An item of Zotero's or Better BibTeX's CSL-JSON. */
export function itemFromCsl(value: unknown, library: string): ZoteroItem | undefined {
  if (!isObject(value)) return undefined;
  const { citekey, library: named, ...csl } = value;
  const itemKey = /\/items\/([A-Z0-9]{8})$/.exec(text(csl['id']))?.[1] ?? '';
  const citationKey = keyOf(text(citekey)) ?? keyInCsl(csl, itemKey);
  return { itemKey, citationKey, csl, library: text(named) || library, isOwn: false };
}

const notWorks = new Set(['attachment', 'note', 'annotation']);

/** The export of one item comes as text: a list of one. */
function cslIn(value: unknown): JsonObject | undefined {
  if (typeof value !== 'string') return isObject(value) ? value : listed(value);
  const parsed = parseJson(value)?.value;
  return isObject(parsed) ? (listed(parsed['items']) ?? parsed) : listed(parsed);
}

const listed = (value: unknown): JsonObject | undefined =>
  Array.isArray(value) && isObject(value[0]) ? value[0] : undefined;

/** Where an item has no citation key, its `id` is an address or Zotero's own. */
function keyInCsl(csl: JsonObject, itemKey: string): string | undefined {
  const id = keyOf(text(csl['citation-key'])) ?? keyOf(text(csl['id']));
  if (id !== undefined && id !== itemKey && !/:\/\/|\/items\/|^\d+(?:\/[A-Z\d]{8})?$/.test(id)) return id;
  return keyInExtra(text(csl['note']));
}

/** Better BibTeX keeps a pinned key in a line of `extra`. */
const keyInExtra = (extra: string): string | undefined =>
  keyOf(/^[ \t]{0,9}citation key[ \t]{0,9}:[ \t]{0,9}(\S{1,200})/im.exec(extra)?.[1] ?? '');

const keyOf = (key: string): string | undefined => (key === '' || /\s/.test(key) ? undefined : key);

export function text(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, 20_000) : '';
}

export function foundWork(item: ZoteroItem, key: string): FoundWork {
  const reference = referenceOf(item);
  return {
    key,
    title: oneLine(reference.title ?? '', 2000),
    authors: creators(reference).map(invertedName),
    year: yearText(reference.issued),
    library: oneLine(item.library, 200),
  };
}

/** The work in PsyCite's own model, read as any CSL-JSON is. */
function referenceOf({ csl }: ZoteroItem): Reference {
  return parseCslJson(JSON.stringify([{ ...csl, id: 'work' }])).reference(0);
}

/** The item as CSL-JSON with the key that it was asked for by; what programs keep for themselves goes. */
export function exportedItem({ csl }: ZoteroItem, key: string): JsonObject {
  const { custom: _custom, itemID: _itemId, system_id: _systemId, 'citation-key': _key, ...item } = csl;
  return { ...(cleaned(item, 0) as JsonObject), id: key };
}

/** No field of a work is nested deeper. */
const maxDepth = 20;

/** Without what a terminal or a program behind the command would take for an order. */
function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return clean(value);
  if (depth > maxDepth || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [clean(name), cleaned(one, depth + 1)]),
  );
}

const types = new Map([
  ['journalArticle', 'article-journal'],
  ['magazineArticle', 'article-magazine'],
  ['newspaperArticle', 'article-newspaper'],
  ['preprint', 'article'],
  ['book', 'book'],
  ['bookSection', 'chapter'],
  ['conferencePaper', 'paper-conference'],
  ['thesis', 'thesis'],
  ['report', 'report'],
  ['webpage', 'webpage'],
  ['blogPost', 'post-weblog'],
  ['manuscript', 'manuscript'],
  ['dataset', 'dataset'],
  ['computerProgram', 'software'],
  ['patent', 'patent'],
  ['presentation', 'speech'],
  ['encyclopediaArticle', 'entry-encyclopedia'],
  ['dictionaryEntry', 'entry-dictionary'],
  ['letter', 'personal_communication'],
  ['film', 'motion_picture'],
]);

const variables: readonly (readonly [csl: string, ...fields: string[]])[] = [
  ['title', 'title'],
  [
    'container-title',
    'publicationTitle',
    'bookTitle',
    'proceedingsTitle',
    'encyclopediaTitle',
    'websiteTitle',
    'blogTitle',
  ],
  ['container-title-short', 'journalAbbreviation'],
  ['collection-title', 'series', 'seriesTitle'],
  ['publisher', 'publisher', 'university', 'institution', 'repository'],
  ['publisher-place', 'place'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['page', 'pages'],
  ['edition', 'edition'],
  ['genre', 'thesisType', 'reportType', 'genre'],
  ['DOI', 'DOI'],
  ['ISBN', 'ISBN'],
  ['ISSN', 'ISSN'],
  ['URL', 'url'],
  ['language', 'language'],
];

/** Zotero's own fields under CSL's names, where the item comes without CSL-JSON. */
function cslFromData(data: JsonObject, kind: string): JsonObject {
  const known = variables.flatMap(([variable, ...fields]) => {
    const value = fields.map((field) => text(data[field])).find((one) => one !== '');
    return value === undefined ? [] : [[variable, value] as const];
  });
  const issued = parseDateText(text(data['date']).slice(0, 100));
  return {
    type: types.get(kind) ?? 'document',
    ...Object.fromEntries(known),
    ...people(data['creators']),
    ...(issued === undefined ? {} : { issued }),
  };
}

function people(value: unknown): JsonObject {
  const all = Array.isArray(value) ? value.slice(0, 5000).filter(isObject) : [];
  const of = (isWanted: (role: string) => boolean) =>
    all.flatMap((one): Name[] => {
      if (!isWanted(text(one['creatorType']))) return [];
      const name = text(one['name']);
      const [family, given] = [text(one['lastName']), text(one['firstName'])];
      if (name !== '' || given === '') return [{ literal: name || family }];
      return [{ family, given }];
    });
  const author = of((role) => role !== 'editor' && role !== 'translator' && role !== 'seriesEditor');
  const editor = of((role) => role === 'editor');
  return { ...(author.length > 0 ? { author } : {}), ...(editor.length > 0 ? { editor } : {}) };
}
