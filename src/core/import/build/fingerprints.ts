import type { PackCitation, PackFact, PaperPack } from '../../paper/types.ts';
import { inSteps, type Steps } from '../steps.ts';

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
 * Names for the items of one list. Citations, abbreviations and facts have no id that lasts, so theirs is
 * what they say and where, with a number where that stands twice.
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

/**
 * A fingerprint of each item as it was imported, by its name: what differs from it later was edited by a
 * person.
 */
export function* fingerprintsOf(pack: PaperPack): Steps<Readonly<Record<string, string>>> {
  const fingerprints: [string, string][] = [['source', fingerprint(pack.source)]];
  for (const list of mergedLists)
    yield* inSteps(nameItems(list, pack[list] ?? []), costOfItem, ({ name, item }) => {
      fingerprints.push([name, fingerprint(item)]);
    });
  return Object.fromEntries(fingerprints);
}

/** An item costs about as much as that many characters of text. */
export const costOfItem = (): number => 250;

/** Of an item without its place in the file, whatever the order of its keys. 32 bits, of FNV-1a hashes. */
export const fingerprint = (item: object): string => (hashOf(item) >>> 0).toString(16).padStart(8, '0');

function hashOf(value: unknown): number {
  if (typeof value === 'string') return hashOfText(value, 0x811c9dc5);
  if (typeof value !== 'object' || value === null) return hashOfText(String(value), 0x01000193);
  if (Array.isArray(value))
    return value.reduce<number>((hash, item) => Math.imul(hash ^ hashOf(item), 0x01000193), value.length);
  // A sum, so that the order of the keys does not matter; each key is mixed with its value before it is
  // added.
  let sum = 0;
  for (const key of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (key === 'start' || key === 'end' || member === undefined) continue;
    const mixed = hashOfText(key, hashOf(member));
    sum = (sum + Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)) | 0;
  }
  return sum;
}

function hashOfText(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
