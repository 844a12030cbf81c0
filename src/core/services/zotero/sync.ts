import { failed, jsonOf, unexpected } from '../failure.ts';
import type { Network, ServiceFailure } from '../network.ts';
import { isObject, type JsonObject } from '../record.ts';
import { collectionsOf } from './collections.ts';
import { type CopiedItem, type CopiedLibrary, emptyCopy, placeVariable, type ZoteroCopy } from './copy.ts';
import { itemFromApi, text, type ZoteroItem } from './items.ts';
import { missingKeys, nameOf } from './keys.ts';
import { librariesOf, type ZoteroLibrary } from './libraries.ts';
import { pagesOf } from './pages.ts';
import type { RunningZotero } from './probe.ts';
import { askZotero } from './requests.ts';

export type ZoteroSync =
  | { readonly kind: 'copied'; readonly copy: ZoteroCopy; readonly isChanged: boolean }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/**
 * Brings a copy of Zotero's libraries up to date: what changed since the versions that it holds is read, what
 * is gone is left out, and where nothing changed nothing is. Nothing of the copy changes where Zotero breaks
 * off in the middle.
 */
export async function syncZotero(
  network: Network,
  zotero: RunningZotero,
  before: ZoteroCopy,
): Promise<ZoteroSync> {
  const all = await librariesOf(network);
  if (all.kind === 'failed') return all;
  const own = await askZotero(network, '/api/users/0/items?limit=1&format=keys');
  const server = own.kind === 'answer' ? (own.headers.get('zotero-server-id')?.slice(0, 200) ?? '') : '';
  // Better BibTeX starts after Zotero does: what was read without it is read again, for its keys.
  const hasKeys = zotero.betterBibtex !== undefined;
  const known = server === before.server && (before.isKeyed || !hasKeys) ? before : emptyCopy;
  const libraries: CopiedLibrary[] = [];
  for (const library of all.libraries) {
    const old = known.libraries.find(({ path }) => path === library.path);
    const read = await readWhole(network, zotero, library, old);
    if (read.kind === 'failed') return read;
    if (read.kind === 'library') libraries.push(read.library);
  }
  // Of what did not change nothing was read.
  const isRead = libraries.some((library) => !known.libraries.some(({ items }) => items === library.items));
  const isKeyed = isRead ? hasKeys : before.isKeyed;
  const isChanged =
    server !== before.server ||
    isKeyed !== before.isKeyed ||
    libraries.length !== before.libraries.length ||
    libraries.some((library, at) => library !== before.libraries[at]);
  return { kind: 'copied', copy: isChanged ? { server, isKeyed, libraries } : before, isChanged };
}

type Read =
  | { readonly kind: 'library'; readonly library: CopiedLibrary }
  | { readonly kind: 'none' }
  /** The library changed while it was read. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** Times that a library is read which changes while it is: its pages shift, and a work may be on none. */
const maxReads = 3;

async function readWhole(
  ...asked: Parameters<typeof readLibrary>
): Promise<Exclude<Read, { kind: 'moved' }>> {
  for (let times = 1; ; times += 1) {
    const read = await readLibrary(...asked);
    if (read.kind !== 'moved') return read;
    if (times === maxReads)
      return failed('zotero', { kind: 'error', said: 'the library changed each time that it was read' });
  }
}

async function readLibrary(
  network: Network,
  zotero: RunningZotero,
  library: ZoteroLibrary,
  old: CopiedLibrary | undefined,
): Promise<Read> {
  const items = `/api/${library.path}/items?itemType=-attachment`;
  const unless = old === undefined ? {} : { 'If-Modified-Since-Version': String(old.version) };
  const answer = await askZotero(network, `${items}&format=versions`, unless);
  const isSame = answer.kind === 'answer' && answer.status === 304;
  if (isSame && old !== undefined) return { kind: 'library', library: renamed(old, library.name) };
  const got = jsonOf('zotero', answer);
  if (got.kind !== 'json') return got;
  const versions = versionsOf(got.value);
  if (versions === undefined) return unexpected('zotero', 'a list of versions', got.value);
  const isRead = [...versions].every(([key, version]) => old?.items.get(key)?.version === version);
  const isGone = [...(old?.items.keys() ?? [])].some((key) => !versions.has(key));
  const version = Number(got.headers.get('last-modified-version') ?? 0) || 0;
  if (old !== undefined && isRead && !isGone && old.version === version)
    return { kind: 'library', library: renamed(old, library.name) };
  const listed = await collectionsOf(network, library);
  if (listed.kind === 'failed') return listed;
  const fresh = new Map<string, CopiedItem>();
  if (!isRead) {
    const isNew = old === undefined || old.version === 0;
    const path = `${items}&include=data,csljson${isNew ? '' : `&since=${old.version}`}`;
    for await (const page of pagesOf(network, path, Number.POSITIVE_INFINITY)) {
      if (page.kind === 'failed') return page;
      if (page.version !== undefined && version > 0 && page.version !== version) return { kind: 'moved' };
      const lines = await linesOf(network, zotero, library, page.values);
      if ('fault' in lines) return { kind: 'failed', failure: lines };
      for (const [key, item] of lines) fresh.set(key, item);
    }
    // What is listed and never given would be asked for no more.
    if (isNew && fresh.size === 0) return unexpected('zotero', 'the works that it lists', []);
  }
  const kept = new Map<string, CopiedItem>();
  // What is listed and not given is no work.
  for (const [key, itemVersion] of versions)
    kept.set(
      key,
      fresh.get(key) ?? old?.items.get(key) ?? { version: itemVersion, collections: [], line: '' },
    );
  const { path, name } = library;
  return { kind: 'library', library: { path, name, version, collections: listed.collections, items: kept } };
}

const renamed = (library: CopiedLibrary, name: string): CopiedLibrary =>
  library.name === name ? library : { ...library, name };

/** By Zotero's keys; undefined for what is anything else: a library is not taken for empty. */
function versionsOf(value: unknown): ReadonlyMap<string, number> | undefined {
  if (!isObject(value)) return undefined;
  const versions = new Map<string, number>();
  for (const [key, version] of Object.entries(value)) {
    if (!/^[A-Z\d]{8}$/.test(key) || typeof version !== 'number') return undefined;
    versions.set(key, version);
  }
  return versions;
}

/** Each item of a page as it is kept, with Better BibTeX's key where it has none of its own. */
async function linesOf(
  network: Network,
  zotero: RunningZotero,
  library: ZoteroLibrary,
  values: readonly unknown[],
): Promise<ReadonlyMap<string, CopiedItem> | ServiceFailure> {
  const isOwn = library.group === undefined;
  const read = values.filter(isObject).map((value) => ({
    key: text(value['key']),
    version: typeof value['version'] === 'number' ? value['version'] : versionIn(value),
    collections: collectionsIn(value),
    item: itemFromApi(value, library.name, isOwn),
  }));
  const works = read.flatMap(({ item }) => item ?? []);
  const keys =
    zotero.betterBibtex === undefined ? new Map<string, string>() : await missingKeys(network, works);
  if ('fault' in keys) return keys;
  return new Map(
    read
      .filter(({ key }) => /^[A-Z\d]{8}$/.test(key))
      .map(({ key, version, collections, item }) => {
        const citationKey = item && (item.citationKey ?? keys.get(nameOf(item)));
        const line = item === undefined ? '' : lineOf(library, item, citationKey ?? key);
        return [key, { version, collections, line }];
      }),
  );
}

const versionIn = ({ data }: JsonObject): number =>
  isObject(data) && typeof data['version'] === 'number' ? data['version'] : 0;

const collectionsIn = ({ data }: JsonObject): readonly string[] => {
  const own = isObject(data) && Array.isArray(data['collections']) ? data['collections'].slice(0, 1_000) : [];
  return own.map(text).filter((key) => /^[A-Z\d]{8}$/.test(key));
};

/** What is long and printed nowhere. */
const notKept = new Set([
  ...['abstract', 'annote', 'note', 'keyword', 'custom', 'source', 'archive', 'archive_location', 'id'],
  ...['citation-key', 'accessed', 'call-number', 'license', 'itemID', 'system_id'],
]);
const maxLineLength = 200_000;

function lineOf(library: ZoteroLibrary, { itemKey, csl }: ZoteroItem, key: string): string {
  const said = Object.entries(csl).filter(
    ([name, value]) => !notKept.has(name) && value !== '' && value !== null,
  );
  const line = JSON.stringify({
    id: key,
    ...Object.fromEntries(said),
    [placeVariable]: `${library.path}/items/${itemKey}`,
  });
  return line.length > maxLineLength ? '' : line;
}
