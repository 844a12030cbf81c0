import { yearText } from './dateText.ts';
import { decodedDoi } from './doi.ts';
import { fold } from './fold.ts';
import type { Bibliography, Reference } from './types.ts';
import { creators, surname } from './variables.ts';

/**
 * A DOI as it is compared: without address or "doi:", lower case (DOI Handbook §2.4: case does not matter).
 */
export function normaliseDoi(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 1000) return undefined;
  const name = /10\.\d{4,9}(?:\.\d{1,9})*(?:\/|%2F)\S+/i.exec(text)?.[0];
  return name && withoutPunctuation(decodedDoi(name)).toLowerCase();
}

/** Without the full stop, comma or semicolon that a sentence put behind it. */
export function withoutPunctuation(text: string): string {
  let end = text.length;
  while (end > 0 && '.,;'.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** The letters and digits of a title, folded: what is left when punctuation, case and accents differ. */
export function normaliseTitle(title: string | undefined): string {
  return fold((title ?? '').slice(0, 1000)).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What of a work decides whether another is the same. */
export type WorkIdentity = Pick<
  Reference,
  'DOI' | 'title' | 'issued' | 'author' | 'editor' | 'volume' | 'page' | 'id' | 'type'
>;

/** Titles below this many letters ("Editorial", "Depression") name many works. */
const tellingTitle = 20;

/**
 * True where two references are of one work: the same DOI; or, where one has none, the same title and year
 * and nothing that speaks against it (another first author, another volume or page). A short title needs the
 * same first author on both sides.
 */
export function sameWork(a: WorkIdentity, b: WorkIdentity): boolean {
  const doi = normaliseDoi(a.DOI);
  const otherDoi = normaliseDoi(b.DOI);
  if (doi !== undefined && otherDoi !== undefined) return doi === otherDoi;
  const title = normaliseTitle(a.title);
  if (title === '' || title !== normaliseTitle(b.title)) return false;
  if (yearText(a.issued) !== yearText(b.issued)) return false;
  const author = firstAuthor(a);
  const otherAuthor = firstAuthor(b);
  const authorsKnown = author !== '' && otherAuthor !== '';
  if (authorsKnown && author !== otherAuthor) return false;
  if (differ(a.volume, b.volume) || differ(firstPage(a.page), firstPage(b.page))) return false;
  return authorsKnown || title.length >= tellingTitle;
}

const differ = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

const firstPage = (page: string | undefined): string | undefined => /^[A-Za-z]*\d+/.exec(page ?? '')?.[0];

function firstAuthor(reference: WorkIdentity): string {
  const first = creators(reference as Reference)[0];
  return first ? normaliseTitle(surname(first)) : '';
}

/** More entries than this with one title ("Editorial") are not compared with one another. */
const maxGroup = 200;

/**
 * Groups of entries that are the same work, each group in file order, two entries or more. Decodes every
 * entry. Entries are compared only with those that share their DOI or their title.
 */
export function sameWorkGroups(bibliography: Bibliography): readonly (readonly number[])[] {
  const byDoi = new Map<string, number[]>();
  const byTitle = new Map<string, number[]>();
  for (let index = 0; index < bibliography.size; index += 1) {
    const { title, year, doi: written } = bibliography.searchFields(index);
    const doi = normaliseDoi(written);
    if (doi !== undefined) add(byDoi, doi, index);
    const normalized = normaliseTitle(title);
    if (normalized !== '') add(byTitle, `${normalized} ${year}`, index);
  }
  const groups = new Groups(bibliography.size);
  for (const indexes of byDoi.values()) {
    // Parts of one book carry its DOI: their titles tell them apart.
    for (const index of indexes.slice(1))
      if (sameTitles(bibliography, indexes[0]!, index)) groups.join(indexes[0]!, index);
  }
  for (const indexes of byTitle.values()) joinSame(bibliography, indexes.slice(0, maxGroup), groups);
  return groups.all();
}

function joinSame(bibliography: Bibliography, indexes: readonly number[], groups: Groups): void {
  if (indexes.length < 2) return;
  const references = indexes.map((index) => bibliography.reference(index));
  for (let later = 1; later < indexes.length; later += 1) {
    const earlier = references.findIndex(
      (reference, place) => place < later && sameWork(reference, references[later]!),
    );
    if (earlier >= 0) groups.join(indexes[earlier]!, indexes[later]!);
  }
}

function sameTitles(bibliography: Bibliography, a: number, b: number): boolean {
  const title = normaliseTitle(bibliography.searchFields(a).title);
  const other = normaliseTitle(bibliography.searchFields(b).title);
  return title === '' || other === '' || title.startsWith(other) || other.startsWith(title);
}

function add(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (list) list.push(index);
  else map.set(key, [index]);
}

/** Disjoint sets of indexes; the smallest index of each is its root. */
class Groups {
  readonly #parents: Int32Array;
  readonly #joined = new Set<number>();

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, index) => index);
  }

  join(a: number, b: number): void {
    const [low, high] = [this.#root(a), this.#root(b)].toSorted((x, y) => x - y) as [number, number];
    this.#parents[high] = low;
    this.#joined.add(a).add(b);
  }

  all(): number[][] {
    const groups = new Map<number, number[]>();
    for (const index of [...this.#joined].sort((a, b) => a - b)) {
      const root = this.#root(index);
      const group = groups.get(root);
      if (group) group.push(index);
      else groups.set(root, [index]);
    }
    return [...groups.values()];
  }

  #root(index: number): number {
    let root = index;
    while (this.#parents[root] !== root) {
      this.#parents[root] = this.#parents[this.#parents[root]!]!;
      root = this.#parents[root]!;
    }
    return root;
  }
}
