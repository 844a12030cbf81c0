import { unexpected } from '../failure.ts';
import type { Network, ServiceFailure } from '../network.ts';
import { collectionsOf, keysNamed, queryOf } from './collections.ts';
import { type FoundWork, foundWork, itemFromApi, itemFromCsl, type ZoteroItem } from './items.ts';
import { missingKeys, nameOf } from './keys.ts';
import { librariesOf, type ZoteroLibrary } from './libraries.ts';
import { pagesOf } from './pages.ts';
import type { RunningZotero } from './probe.ts';
import { callBetterBibtex } from './requests.ts';

export type ZoteroSearch =
  | { readonly kind: 'found'; readonly works: readonly FoundWork[] }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/**
 * The works of all libraries, or of the collections that the words name, that hold the words, at most
 * `limit`, by the keys that an export takes.
 */
export async function searchZotero(
  network: Network,
  zotero: RunningZotero,
  words: string,
  limit: number,
): Promise<ZoteroSearch> {
  const found = zotero.localApi
    ? await searchApi(network, words, limit)
    : await searchBetterBibtex(network, words);
  if (found.kind === 'failed') return found;
  const items = found.items.slice(0, limit);
  // Without Better BibTeX's keys the works go by Zotero's own, which an export takes as well.
  const missing = zotero.betterBibtex === undefined ? undefined : await missingKeys(network, items);
  const keys = missing === undefined || 'fault' in missing ? new Map<string, string>() : missing;
  const keyOf = (item: ZoteroItem): string => item.citationKey ?? keys.get(nameOf(item)) ?? item.itemKey;
  const known = items.filter((item) => keyOf(item) !== '');
  const libraries = new Map<string, Set<string>>();
  for (const item of known) {
    const key = keyOf(item);
    libraries.set(key, (libraries.get(key) ?? new Set()).add(item.library));
  }
  const works = known.map((item) => {
    const key = keyOf(item);
    return foundWork(item, libraries.get(key)!.size > 1 ? `${item.library}:${key}` : key);
  });
  return { kind: 'found', works };
}

type Items =
  | { readonly kind: 'items'; readonly items: readonly ZoteroItem[] }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

async function searchApi(network: Network, words: string, limit: number): Promise<Items> {
  const all = await librariesOf(network);
  if (all.kind === 'failed') return all;
  const query = queryOf(words);
  const q = query.words.trim() === '' ? '' : `q=${encodeURIComponent(query.words)}&`;
  // An item may lie in several collections.
  const items = new Map<string, ZoteroItem>();
  for (const library of all.libraries) {
    const places = await placesOf(network, library, query.collection);
    if (places.kind === 'failed') return places;
    for (const place of places.paths) {
      const path = `/api/${place}/items?${q}itemType=-attachment&include=data,csljson`;
      for await (const page of pagesOf(network, path, limit - items.size)) {
        if (page.kind === 'failed') return page;
        for (const value of page.values) {
          const item = itemFromApi(value, library.name, library.group === undefined);
          if (item !== undefined) items.set(`${library.path} ${item.itemKey || items.size}`, item);
        }
      }
      if (items.size >= limit) return { kind: 'items', items: [...items.values()] };
    }
  }
  return { kind: 'items', items: [...items.values()] };
}

type Places =
  | { readonly kind: 'places'; readonly paths: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** A library, or the collections of it that are meant. */
async function placesOf(
  network: Network,
  library: ZoteroLibrary,
  collection: string | undefined,
): Promise<Places> {
  if (collection === undefined) return { kind: 'places', paths: [library.path] };
  const found = await collectionsOf(network, library);
  if (found.kind === 'failed') return found;
  const keys = [...keysNamed(found.collections, collection)];
  return { kind: 'places', paths: keys.map((key) => `${library.path}/collections/${key}`) };
}

/** Where the local API is off. */
async function searchBetterBibtex(network: Network, words: string): Promise<Items> {
  const got = await callBetterBibtex(network, 'item.search', [words]);
  if (got.kind === 'failed') return got;
  const values = got.kind === 'json' ? got.value : undefined;
  if (!Array.isArray(values)) return unexpected('zotero', 'a list of works', values);
  return { kind: 'items', items: values.flatMap((value: unknown) => itemFromCsl(value, 'My Library') ?? []) };
}
