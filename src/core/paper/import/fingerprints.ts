import type { PackCitation, PackFact, PaperPack } from '../types.ts';

/** An item of a pack, under a name that it keeps from one import to the next. */
export interface NamedItem {
  readonly name: string;
  readonly item: object;
}

/** The lists of a pack that an import fills and a person edits. */
export const mergedLists = [
  'references',
  'sections',
  'abbreviations',
  'terms',
  'citations',
  'facts',
] as const;
export type MergedList = (typeof mergedLists)[number];

/**
 * Names for the items of one list. Citations, abbreviations and facts have no id that lasts, so theirs is what they
 * say and where, with a number where that stands twice.
 */
export function nameItems(list: MergedList, items: readonly object[]): readonly NamedItem[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const stem = `${list}:${stemOf(list, item)}`;
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    return { name: count === 1 ? stem : `${stem}#${count}`, item };
  });
}

function stemOf(list: MergedList, item: object): string {
  switch (list) {
    case 'references':
    case 'sections':
    case 'terms':
      return (item as { id: string }).id;
    case 'abbreviations':
      return (item as { short: string }).short;
    case 'citations': {
      const { section, surnames, year, yearSuffix = '' } = item as PackCitation;
      return `${section} ${surnames.join(' ')} ${year ?? ''}${yearSuffix}`;
    }
    case 'facts': {
      const { section, kind, drug = '', label = '' } = item as PackFact;
      return `${section} ${kind} ${drug}${label}`;
    }
  }
}

/** A fingerprint of each item as it was imported, by its name: what differs from it later was edited by a person. */
export function fingerprintsOf(pack: PaperPack): Readonly<Record<string, string>> {
  const fingerprints: [string, string][] = [['source', fingerprint(pack.source)]];
  for (const list of mergedLists)
    for (const { name, item } of nameItems(list, pack[list] ?? []))
      fingerprints.push([name, fingerprint(item)]);
  return Object.fromEntries(fingerprints);
}

/** Of an item without its place in the file, whatever the order of its keys. FNV-1a, 32 bits. */
export function fingerprint(item: object): string {
  const text = JSON.stringify(item, (key, value: unknown) => {
    if (key === 'start' || key === 'end') return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
