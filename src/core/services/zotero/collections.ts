import { normaliseTitle } from '../../bibliography/identity.ts';
import type { Network, ServiceFailure } from '../network.ts';
import { isObject } from '../record.ts';
import { text } from './items.ts';
import type { ZoteroLibrary } from './libraries.ts';
import { pagesOf } from './pages.ts';

/** What is searched for: words, in collections whose names begin with `collection` where that is given. */
export interface ZoteroQuery {
  readonly words: string;
  readonly collection: string | undefined;
}

/** `ketamine collection:thesis`, `collection:"My thesis" ketamine`. */
export function queryOf(typed: string): ZoteroQuery {
  const found = /(?<!\S)collection:(?:"([^"]{1,200})"?|(\S{1,200}))/i.exec(typed);
  if (found === null) return { words: typed, collection: undefined };
  const words = `${typed.slice(0, found.index)} ${typed.slice(found.index + found[0].length)}`.trim();
  return { words, collection: found[1] ?? found[2] };
}

/** Collections of a library that are read. */
const maxCollections = 5_000;

/** A collection of a library; `parent` is the key of the one it lies in, or empty. */
export interface Collection {
  readonly key: string;
  readonly name: string;
  readonly parent: string;
}

export type ReadCollections =
  | { readonly kind: 'collections'; readonly collections: readonly Collection[] }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

export async function collectionsOf(network: Network, library: ZoteroLibrary): Promise<ReadCollections> {
  const collections: Collection[] = [];
  const path = `/api/${library.path}/collections?format=json`;
  for await (const page of pagesOf(network, path, maxCollections)) {
    if (page.kind === 'failed') return page;
    for (const value of page.values.filter(isObject)) {
      const data = isObject(value['data']) ? value['data'] : {};
      const key = text(value['key']) || text(data['key']);
      if (!/^[A-Z\d]{8}$/.test(key)) continue;
      collections.push({ key, name: text(data['name']), parent: text(data['parentCollection']) });
    }
  }
  return { kind: 'collections', collections };
}

/** The keys of the collections whose names begin so, and of those in them. */
export function keysNamed(collections: readonly Collection[], name: string): ReadonlySet<string> {
  const wanted = normaliseTitle(name);
  const found = new Set<string>();
  const children = new Map<string, string[]>();
  for (const { key, name: own, parent } of collections) {
    if (wanted !== '' && normaliseTitle(own).startsWith(wanted)) found.add(key);
    children.set(parent, [...(children.get(parent) ?? []), key]);
  }
  // A set takes what is added while it is walked, and each once.
  for (const key of found) for (const child of children.get(key) ?? []) found.add(child);
  return found;
}
