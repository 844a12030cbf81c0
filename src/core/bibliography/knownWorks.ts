import { normaliseDoi, normaliseTitle } from './identity.ts';
import { withoutRetraction } from './retraction.ts';
import type { Reference } from './types.ts';
import { creators, surname } from './variables.ts';

/** Works by what names them, to tell whether another is among them. */
export class KnownWorks<T> {
  readonly #byId = new Map<string, T>();
  readonly #byTitle = new Map<string, { readonly reference: Reference; readonly value: T }[]>();

  add(reference: Reference, value: T): void {
    for (const id of idsOf(reference)) if (!this.#byId.has(id)) this.#byId.set(id, value);
    for (const title of titlesOf(reference)) {
      const same = this.#byTitle.get(title);
      if (same === undefined) this.#byTitle.set(title, [{ reference, value }]);
      else if (same.length < maxOfOneTitle) same.push({ reference, value });
    }
  }

  /** By one of its identifiers: `doi`, `pmid` … as in `Identifier`. */
  byIdentifier(kind: string, id: string): T | undefined {
    return this.#byId.get(`${kind} ${id.toLowerCase()}`);
  }

  /** The same DOI or PMID, else a like title and the same first author; never one that has another DOI. */
  find(reference: Reference): T | undefined {
    for (const id of idsOf(reference)) {
      const known = this.#byId.get(id);
      if (known !== undefined) return known;
    }
    for (const title of titlesOf(reference))
      for (const one of this.#byTitle.get(title) ?? [])
        if (isLike(one.reference, reference)) return one.value;
    return undefined;
  }
}

/** Entries with one title (“Editorial”) that are compared. */
const maxOfOneTitle = 50;

function idsOf({ DOI, PMID, PMCID, ISBN, URL, type }: Reference): string[] {
  const doi = normaliseDoi(DOI) ?? (/doi\.org\//i.test(URL ?? '') ? normaliseDoi(URL) : undefined);
  const arxiv = /^10\.48550\/arxiv\.(.+)$/.exec(doi ?? '')?.[1];
  // Chapters carry the ISBN of their book.
  const isbn = type === 'book' ? ISBN?.replace(/[^\dXx]/g, '').toLowerCase() : undefined;
  return [
    ...(doi === undefined ? [] : [`doi ${doi}`]),
    ...(arxiv === undefined ? [] : [`arxiv ${arxiv}`]),
    ...(PMID ? [`pmid ${PMID}`] : []),
    ...(PMCID ? [`pmcid ${PMCID.toLowerCase()}`] : []),
    ...(isbn ? [`isbn ${isbn}`] : []),
  ];
}

/** The whole title, and the title without its subtitle where that tells enough. */
function titlesOf({ title = '' }: Reference): string[] {
  const plain = withoutRetraction(title);
  const whole = normaliseTitle(plain);
  const main = normaliseTitle(plain.split(/[:?] /)[0]);
  return [...new Set([whole, ...(main.length >= tellingTitle ? [main] : [])])].filter((one) => one !== '');
}

/** Letters and digits of a title that few other works have. */
const tellingTitle = 25;

function isLike(a: Reference, b: Reference): boolean {
  if (differ(normaliseDoi(a.DOI), normaliseDoi(b.DOI)) || differ(a.PMID, b.PMID)) return false;
  if (differ(a.volume, b.volume) || differ(firstPage(a), firstPage(b))) return false;
  const [year, other] = [yearOf(a), yearOf(b)];
  // What came out online in one year is printed in the next.
  if (year !== undefined && other !== undefined && Math.abs(year - other) > 1) return false;
  const [author, otherAuthor] = [firstAuthor(a), firstAuthor(b)];
  if (author !== '' && otherAuthor !== '') return author === otherAuthor;
  return normaliseTitle(a.title).length >= tellingTitle && year === other;
}

const differ = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;
const firstPage = ({ page }: Reference): string | undefined => /^[A-Za-z]*\d+/.exec(page ?? '')?.[0];
const yearOf = ({ issued }: Reference): number | undefined => issued?.['date-parts']?.[0]?.[0];

function firstAuthor(reference: Reference): string {
  const [first] = creators(reference);
  return first === undefined ? '' : normaliseTitle(surname(first));
}
