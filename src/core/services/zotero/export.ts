import { quoted } from '../../render/escape.ts';
import { unexpected } from '../failure.ts';
import type { Network, ServiceFailure } from '../network.ts';
import { isObject, type JsonObject } from '../record.ts';
import { exportedItem, itemFromApi, itemFromCsl, type ZoteroItem } from './items.ts';
import { librariesOf, numberedLibraries, type ZoteroLibrary } from './libraries.ts';
import { pagesOf } from './pages.ts';
import type { RunningZotero } from './probe.ts';
import { callBetterBibtex, jsonFrom } from './requests.ts';

export type ZoteroExport =
  | {
      readonly kind: 'exported';
      /** CSL-JSON, in the order of the keys. */
      readonly items: readonly JsonObject[];
      /** A sentence for each key that gives no work. */
      readonly problems: readonly string[];
    }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/**
 * Works by their keys: citation keys, Zotero's item keys, or `LIBRARY:KEY` where two libraries have one key.
 */
export async function exportFromZotero(
  network: Network,
  zotero: RunningZotero,
  keys: readonly string[],
): Promise<ZoteroExport> {
  const wanted = keys.map((key) => key.replace(/^@/, ''));
  const found = new Found(wanted);
  if (zotero.betterBibtex !== undefined) {
    const failure = await askBetterBibtex(network, found);
    if (failure !== undefined && !zotero.localApi) return { kind: 'failed', failure };
  }
  if (zotero.localApi && found.open().length > 0) {
    const failure = await askLocalApi(network, found);
    if (failure !== undefined) return { kind: 'failed', failure };
  }
  return { kind: 'exported', ...found.answer() };
}

/** A key, or a key of one library: a name may hold a colon, and so may a key. */
interface Reading {
  readonly library: string | undefined;
  readonly key: string;
}

function readings(wanted: string): readonly Reading[] {
  const out: Reading[] = [{ library: undefined, key: wanted }];
  for (let at = wanted.indexOf(':'); at > 0; at = wanted.indexOf(':', at + 1))
    out.push({ library: wanted.slice(0, at), key: wanted.slice(at + 1) });
  return out.filter(({ key }) => key !== '');
}

/** What was found for each of the keys. */
class Found {
  readonly #wanted: readonly string[];
  readonly #items = new Map<string, Map<string, ZoteroItem>>();

  constructor(wanted: readonly string[]) {
    this.#wanted = wanted;
  }

  /** The keys that nothing was found for yet. */
  open(): readonly string[] {
    return [...new Set(this.#wanted)].filter((wanted) => !this.#items.has(wanted));
  }

  /** The bare keys that may be meant by what is open. */
  bareKeys(): readonly string[] {
    return [...new Set(this.open().flatMap((wanted) => readings(wanted).map(({ key }) => key)))];
  }

  /** An item that has `key`, in a library that goes by these names. */
  offer(item: ZoteroItem, key: string, libraries: readonly (string | undefined)[]): void {
    for (const wanted of new Set(this.#wanted)) {
      const isMeant = readings(wanted).some(
        (reading) =>
          reading.key === key &&
          (reading.library === undefined ||
            reading.library === item.library ||
            libraries.includes(reading.library)),
      );
      if (!isMeant) continue;
      const items = this.#items.get(wanted) ?? new Map<string, ZoteroItem>();
      items.set(item.library, items.get(item.library) ?? item);
      this.#items.set(wanted, items);
    }
  }

  answer(): { items: readonly JsonObject[]; problems: readonly string[] } {
    const items: JsonObject[] = [];
    const problems: string[] = [];
    for (const wanted of new Set(this.#wanted)) {
      const found = [...(this.#items.get(wanted)?.values() ?? [])];
      if (found.length === 0) problems.push(`${quoted(wanted)} is in no library of Zotero.`);
      else if (found.length === 1) items.push(exportedItem(found[0]!, wanted));
      else {
        const named = found.map(({ library }) => quoted(`${library}:${wanted}`)).join(' or ');
        problems.push(`${quoted(wanted)} is in ${found.length} libraries; write ${named}.`);
      }
    }
    return { items, problems };
  }
}

async function askBetterBibtex(network: Network, found: Found): Promise<ServiceFailure | undefined> {
  const numbered = await numberedLibraries(network);
  if ('fault' in numbered) return numbered;
  const libraries = numbered.length > 0 ? numbered : [{ id: 1, name: 'My Library' }];
  const keys = found.bareKeys();
  for (const { id, name } of libraries) {
    const got = await callBetterBibtex(network, 'item.pandoc_filter', [keys, true, id]);
    if (got.kind === 'failed') return got.failure;
    const items =
      got.kind === 'json' && isObject(got.value) && isObject(got.value['items']) ? got.value['items'] : {};
    for (const [key, csl] of Object.entries(items)) {
      const item = itemFromCsl(csl, name);
      if (item !== undefined && keys.includes(key))
        found.offer({ ...item, library: name }, key, [name, String(id)]);
    }
  }
  return undefined;
}

async function askLocalApi(network: Network, found: Found): Promise<ServiceFailure | undefined> {
  const all = await librariesOf(network);
  if (all.kind === 'failed') return all.failure;
  // By item key and by search first; what is still open is looked for in all that the libraries hold.
  for (const find of [byItemKey, bySearch, byReading]) {
    // What one library has is looked for in the others too: they may have another work of that key.
    const keys = found.bareKeys();
    for (const library of all.libraries) {
      const failure = await find(network, library, found, keys);
      if (failure !== undefined) return failure;
    }
    if (found.open().length === 0) return undefined;
  }
  return undefined;
}

type Find = (
  network: Network,
  library: ZoteroLibrary,
  found: Found,
  keys: readonly string[],
) => Promise<ServiceFailure | undefined>;

const namesOf = ({ name, group }: ZoteroLibrary): readonly (string | undefined)[] => [
  name,
  group === undefined ? 'user' : group,
];

const byItemKey: Find = async (network, library, found, keys) => {
  for (const key of keys.filter((one) => /^[A-Z0-9]{8}$/.test(one))) {
    const got = await jsonFrom(network, `/api/${library.path}/items/${key}?include=data,csljson`);
    if (got.kind === 'failed') return got.failure;
    if (got.kind === 'none') continue;
    if (!isObject(got.value) || !isObject(got.value['data']))
      return unexpected('zotero', 'an item', got.value).failure;
    const item = itemFromApi(got.value, library.name);
    if (item !== undefined) found.offer(item, key, namesOf(library));
  }
  return undefined;
};

/** Hits of one search that are looked through for the key itself. */
const maxHits = 200;

const bySearch: Find = async (network, library, found, keys) => {
  for (const key of keys) {
    const query = `q=${encodeURIComponent(key)}&qmode=everything&itemType=-attachment&include=data,csljson`;
    for await (const page of pagesOf(network, `/api/${library.path}/items?${query}`, maxHits)) {
      if (page.kind === 'failed') return page.failure;
      for (const value of page.values) {
        const item = itemFromApi(value, library.name);
        if (item?.citationKey === key) found.offer(item, key, namesOf(library));
      }
    }
  }
  return undefined;
};

/** One export of many items is much cheaper than many of one. */
const longPage = 500;

const byReading: Find = async (network, library, found, wanted) => {
  const keys = new Set(wanted);
  const path = `/api/${library.path}/items?format=csljson&itemType=-attachment`;
  for await (const page of pagesOf(network, path, Number.POSITIVE_INFINITY, longPage)) {
    if (page.kind === 'failed') return page.failure;
    for (const value of page.values) {
      const item = itemFromCsl(value, library.name);
      if (item?.citationKey !== undefined && keys.has(item.citationKey))
        found.offer(item, item.citationKey, namesOf(library));
    }
  }
  return undefined;
};
