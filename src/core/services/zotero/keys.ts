import type { Network, ServiceFailure } from '../network.ts';
import { isObject } from '../record.ts';
import { text, type ZoteroItem } from './items.ts';
import { numberedLibraries } from './libraries.ts';
import { callBetterBibtex } from './requests.ts';

/** A work of one library. */
export const nameOf = ({ library, itemKey }: ZoteroItem): string => `${library}\0${itemKey}`;

/** Zotero's own number of the user's library, everywhere. */
const ownNumber = 1;

/** Better BibTeX's keys of works that Zotero itself has none for; a failure where it did not say them. */
export async function missingKeys(
  network: Network,
  items: readonly ZoteroItem[],
): Promise<ReadonlyMap<string, string> | ServiceFailure> {
  const open = items.filter(({ citationKey, itemKey }) => citationKey === undefined && itemKey !== '');
  if (open.length === 0) return new Map();
  const numbered = await numberedLibraries(network);
  if ('fault' in numbered) return numbered;
  const numbers = new Map(numbered.map(({ id, name }) => [name, id]));
  const numberOf = ({ library, isOwn }: ZoteroItem) =>
    numbers.get(library) ?? (isOwn ? ownNumber : undefined);
  // Of a library whose number is not known, no key is: that of another work would come.
  const without = open.filter((item) => numberOf(item) !== undefined);
  const asked = without.map((item) => `${numberOf(item)}:${item.itemKey}`);
  const got = await callBetterBibtex(network, 'item.citationkey', [asked]);
  if (got.kind === 'failed') return got.failure;
  const keys = got.kind === 'json' && isObject(got.value) ? got.value : {};
  return new Map(
    without.flatMap((item, index) => {
      const key = text(keys[asked[index]!]);
      return key === '' ? [] : [[nameOf(item), key] as const];
    }),
  );
}
