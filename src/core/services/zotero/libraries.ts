import { unexpected } from '../failure.ts';
import type { Network, ServiceFailure } from '../network.ts';
import { isObject } from '../record.ts';
import { text } from './items.ts';
import { callBetterBibtex, jsonFrom } from './requests.ts';

/** A library of the local API: the user's own, or that of a group. */
export interface ZoteroLibrary {
  readonly name: string;
  /** `users/0` or `groups/ID`. */
  readonly path: string;
  /** A group's number at zotero.org. */
  readonly group: string | undefined;
}

export type Libraries =
  | { readonly kind: 'libraries'; readonly libraries: readonly ZoteroLibrary[] }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

const own: ZoteroLibrary = { name: 'My Library', path: 'users/0', group: undefined };
const maxLibraries = 200;

export async function librariesOf(network: Network): Promise<Libraries> {
  const got = await jsonFrom(network, '/api/users/0/groups');
  if (got.kind === 'failed') return got;
  const listed = got.kind === 'json' ? got.value : [];
  if (!Array.isArray(listed)) return unexpected('zotero', 'a list of libraries', listed);
  const groups = listed
    .slice(0, maxLibraries)
    .filter(isObject)
    .flatMap((value): ZoteroLibrary[] => {
      const data = isObject(value['data']) ? value['data'] : value;
      const group = text(value['id']) || text(data['id']);
      if (!/^\d{1,12}$/.test(group)) return [];
      return [{ name: text(data['name']).trim() || `Group ${group}`, path: `groups/${group}`, group }];
    });
  return { kind: 'libraries', libraries: [own, ...groups] };
}

/** Better BibTeX's own numbers of the libraries; none where it has no such method. */
export async function numberedLibraries(
  network: Network,
): Promise<readonly { readonly id: number; readonly name: string }[] | ServiceFailure> {
  const got = await callBetterBibtex(network, 'user.groups', []);
  if (got.kind === 'failed') return got.failure;
  const listed = got.kind === 'json' && Array.isArray(got.value) ? got.value.slice(0, maxLibraries) : [];
  return listed
    .filter(isObject)
    .flatMap(({ id, name }) => (typeof id === 'number' ? [{ id, name: text(name).trim() }] : []));
}
