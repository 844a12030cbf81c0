import type { Network, ServiceFailure } from '../network.ts';
import { type FoundWork, foundWork, itemFromApi, itemFromCsl, type ZoteroItem } from './items.ts';
import { missingKeys, nameOf } from './keys.ts';
import { librariesOf } from './libraries.ts';
import { pagesOf } from './pages.ts';
import type { RunningZotero } from './probe.ts';
import { callBetterBibtex } from './requests.ts';

export type ZoteroSearch =
  | { readonly kind: 'found'; readonly works: readonly FoundWork[] }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** The works of all libraries that hold the words, at most `limit`, by the keys that an export takes. */
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
  const keys = zotero.betterBibtex === undefined ? new Map() : await missingKeys(network, items);
  const keyOf = (item: ZoteroItem): string =>
    item.citationKey ?? (keys.get(nameOf(item)) as string | undefined) ?? item.itemKey;
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
  const items: ZoteroItem[] = [];
  for (const library of all.libraries) {
    const query = `q=${encodeURIComponent(words)}&itemType=-attachment&include=data,csljson`;
    for await (const page of pagesOf(network, `/api/${library.path}/items?${query}`, limit - items.length)) {
      if (page.kind === 'failed') return page;
      items.push(
        ...page.values.flatMap(
          (value) => itemFromApi(value, library.name, library.group === undefined) ?? [],
        ),
      );
      if (items.length >= limit) return { kind: 'items', items };
    }
  }
  return { kind: 'items', items };
}

/** Where the local API is off. */
async function searchBetterBibtex(network: Network, words: string): Promise<Items> {
  const got = await callBetterBibtex(network, 'item.search', [words]);
  if (got.kind === 'failed') return got;
  const values = got.kind === 'json' && Array.isArray(got.value) ? got.value : [];
  return { kind: 'items', items: values.flatMap((value: unknown) => itemFromCsl(value, 'My Library') ?? []) };
}
