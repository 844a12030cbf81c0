import { normaliseDoi } from '../bibliography/identity.ts';
import type { Reference } from '../bibliography/types.ts';
import { creators, surname } from '../bibliography/variables.ts';
import { fewOf, quoted } from '../render/escape.ts';
import { searchCrossref } from './clients/crossref.ts';
import { compare, likeFirstAuthors, likeTitles, notFoundFinding } from './compare.ts';
import { failureText } from './failure.ts';
import type { Finding } from './findings.ts';
import { type Identifier, identifierText, parseIdentifier } from './identifiers.ts';
import type { KeptRecords } from './keptRecords.ts';
import { type LookedUp, lookUp } from './lookUp.ts';
import type { Network } from './network.ts';
import type { WorkRecord } from './record.ts';

export interface CheckableWork {
  readonly key: string;
  readonly reference: Reference;
}

export interface OnlineCheck {
  /** Those of each work, in the order of the works. */
  readonly findings: readonly (readonly Finding[])[];
  /** What each service said that did not answer, or answered with another work, once. */
  readonly failures: readonly string[];
  /** Keys of works that have nothing to look them up by, and were not searched for. */
  readonly notLookedUp: readonly string[];
  /** The number of works that were held against a record, or lead nowhere: of others nothing is known. */
  readonly checked: number;
  /** Keys of works of which nothing is known, for no service answered for them. */
  readonly unanswered: readonly string[];
  /** Keys of works that were compared, but whether they were retracted is not known. */
  readonly unvouched: readonly string[];
  /** What is to be known of single works and is nothing wrong with them. */
  readonly notes: readonly string[];
}

const maxNamed = 20;

/** What of a check cannot be known, a sentence each: a work that no one vouches for is not a good one. */
export function unknownTexts({
  unanswered,
  unvouched,
}: Pick<OnlineCheck, 'unanswered' | 'unvouched'>): readonly string[] {
  const texts = [
    [unanswered, 'Not checked, for no service answered for them:'],
    [unvouched, 'Whether these were retracted is not known:'],
  ] as const;
  return texts.flatMap(([keys, text]) => (keys.length === 0 ? [] : [`${text} ${namedKeys(keys)}.`]));
}

/** Some keys by their names, and how many more there are. */
export const namedKeys = (keys: readonly string[]): string => fewOf(keys, maxNamed, quoted);

/** Works that are looked at at once; the network keeps each service's own pace. */
const atOnce = 6;

/**
 * Checks works against the records of the services. Their identifiers alone are sent; titles of those that
 * have none are sent to Crossref where `search` says so. Of works that were looked up not long ago, `kept`
 * has what was said.
 */
export async function checkOnline(
  network: Network,
  works: readonly CheckableWork[],
  search: boolean,
  kept?: KeptRecords,
): Promise<OnlineCheck> {
  const checking = new Checking(network, search, kept);
  const findings: (readonly Finding[])[] = works.map(() => []);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < works.length; at = next++) findings[at] = await checking.of(works[at]!);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, works.length) }, worker));
  const { failures, notLookedUp, checked, unanswered, unvouched, notes } = checking;
  return { findings, failures: [...failures], notLookedUp, checked, unanswered, unvouched, notes };
}

/** Milliseconds of a check with one work, and those that each further one adds by what it is asked by. */
const leastTime = 25_000;
const timeOf = { doi: 1_000, pmid: 2_000, pmcid: 3_000, arxiv: 4_000, isbn: 1_000 } as const;

/** Milliseconds that a check of these works may take: some times what services that are well need. */
export function timeToCheck(works: readonly CheckableWork[], search: boolean): number {
  const times = works.map(({ reference }) => {
    const kind = identifierOf(reference)?.kind;
    return kind === undefined ? (search ? timeOf.doi : 0) : timeOf[kind];
  });
  return leastTime + times.reduce<number>((sum, time) => sum + time, 0);
}

class Checking {
  readonly failures = new Set<string>();
  readonly notLookedUp: string[] = [];
  readonly unanswered: string[] = [];
  readonly unvouched: string[] = [];
  readonly notes: string[] = [];
  checked = 0;
  readonly #known = new Map<string, Promise<LookedUp>>();

  constructor(
    readonly network: Network,
    readonly search: boolean,
    readonly kept: KeptRecords | undefined,
  ) {}

  async of({ key, reference }: CheckableWork): Promise<readonly Finding[]> {
    const identifier = identifierOf(reference);
    if (identifier === undefined) return this.#searched(key, reference);
    const name = identifierText(identifier).toLowerCase();
    const asked = this.#known.get(name) ?? this.#lookUp(name, identifier);
    this.#known.set(name, asked);
    const { found, failures } = await asked;
    for (const failure of failures) this.failures.add(failureText(failure));
    switch (found.kind) {
      case 'record':
        if (found.areNoticesUnknown) this.unvouched.push(key);
        this.checked++;
        return compare(key, reference, found.record, identifier);
      case 'none':
        // Open Library does not have every book.
        if (identifier.kind !== 'isbn') {
          this.checked++;
          return [notFoundFinding(key, identifier)];
        }
        this.notes.push(`Open Library does not have “${key}” (${identifierText(identifier)}).`);
        return [];
      case 'refused': {
        // What no check can read is no failure of this one; what is about another work says nothing of this.
        const text = `“${key}” was not checked. ${found.reason} Check it by hand.`;
        if (found.isUnread) this.notes.push(text);
        else this.failures.add(text);
        return [];
      }
      case 'unknown':
        this.unanswered.push(key);
        return [];
    }
  }

  async #lookUp(name: string, identifier: Identifier): Promise<LookedUp> {
    const old = this.kept?.get(name);
    if (old !== undefined) return old;
    const found = await lookUp(this.network, identifier);
    this.kept?.add(name, found);
    return found;
  }

  /** By its title, only where the user asked for that; and only what is like it is compared. */
  async #searched(key: string, reference: Reference): Promise<readonly Finding[]> {
    const { title = '' } = reference;
    if (!this.search || title === '') {
      this.notLookedUp.push(key);
      return [];
    }
    const [first] = creators(reference);
    const year = reference.issued?.['date-parts']?.[0]?.[0];
    const words = [title, first === undefined ? '' : surname(first), year ?? '']
      .join(' ')
      .trim()
      .slice(0, 500);
    const hits = await searchCrossref(this.network, words, 3);
    if ('fault' in hits) {
      this.failures.add(failureText(hits));
      this.unanswered.push(key);
      return [];
    }
    const hit = hits.find((one) => isLike(reference, one));
    if (hit?.reference.DOI === undefined) {
      this.notes.push(`Crossref has no work like “${key}”.`);
      return [];
    }
    this.checked++;
    return compare(key, reference, hit, { kind: 'doi', id: hit.reference.DOI });
  }
}

function isLike(reference: Reference, { reference: hit, otherTitles, years }: WorkRecord): boolean {
  const year = reference.issued?.['date-parts']?.[0]?.[0];
  return (
    likeTitles(reference.title, [hit.title ?? '', ...otherTitles]) &&
    likeFirstAuthors(creators(reference), creators(hit)) &&
    (year === undefined || years.length === 0 || years.some((one) => Math.abs(one - year) <= 1))
  );
}

/** What an entry can be looked up by, without saying what it is about. */
function identifierOf({ DOI, PMID, PMCID, ISBN, URL, type }: Reference): Identifier | undefined {
  const doi = normaliseDoi(DOI);
  if (doi !== undefined) return { kind: 'doi', id: doi };
  const named =
    (PMID ? parseIdentifier(`pmid:${PMID}`) : undefined) ??
    (PMCID ? parseIdentifier(`pmcid:${PMCID}`) : undefined);
  if (named !== undefined) return named;
  const address = URL === undefined ? undefined : parseIdentifier(URL);
  if (address !== undefined) return address;
  // Chapters carry the ISBN of their book.
  return type === 'book' && ISBN ? parseIdentifier(`isbn:${ISBN}`) : undefined;
}
