import type { BlockBody, Manuscript } from '../../manuscript/types.ts';
import { BlockValues } from '../blocks.ts';
import { proseOf } from '../prose.ts';
import { findDefinitions } from './manuscriptAbbreviations.ts';
import { singularShort } from './shortForm.ts';

/**
 * What the files of a document say of abbreviations beyond the one that is looked at: what one of them spells
 * out no other has to, and what is used in another is used.
 */
export interface Beside {
  /** Whether another file spells a short form out. */
  explains(key: string): boolean;
  /** Whether another file spells out a short form of some kind. */
  explainsOne(isMeant: (key: string) => boolean): boolean;
  /** Whether another file uses it. */
  uses(key: string): boolean;
}

export const besideOf = (manuscripts: readonly Manuscript[]): Beside => ({
  explains: (key) => manuscripts.some((one) => keysOf(one).has(key)),
  explainsOne: (isMeant) => manuscripts.some((one) => [...keysOf(one)].some(isMeant)),
  uses: (key) => manuscripts.some((one) => wordsIn(one).has(key)),
});

const keys = new WeakMap<Manuscript, ReadonlySet<string>>();

function keysOf(manuscript: Manuscript): ReadonlySet<string> {
  let known = keys.get(manuscript);
  if (!known) {
    // "meta-ICA" explains ICA.
    const all = findDefinitions(manuscript).flatMap(({ key }) => [key, ...key.split('-')]);
    keys.set(manuscript, (known = new Set(all)));
  }
  return known;
}

const words = new WeakMap<Manuscript, ReadonlySet<string>>();

function wordsIn(manuscript: Manuscript): ReadonlySet<string> {
  let known = words.get(manuscript);
  if (!known) {
    const all = new Set<string>();
    for (const own of shortWords.of(manuscript.blocks)) for (const word of own) all.add(word);
    words.set(manuscript, (known = all));
  }
  return known;
}

/** The words with a capital or a digit of each block, in the singular, and the parts of joined ones. */
export const shortWords = new BlockValues(findShortWords);

function findShortWords(body: BlockBody): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [word] of proseOf(body).text.matchAll(/[\p{L}\p{N}]+(?:[-‐‑–.][\p{L}\p{N}]+)*/gu)) {
    if (word.length > 40 || !/[\p{Lu}\d]/u.test(word)) continue;
    found.add(singularShort(word));
    if (/[-‐‑–.]/.test(word)) for (const part of word.split(/[-‐‑–.]/)) found.add(singularShort(part));
  }
  return found;
}
