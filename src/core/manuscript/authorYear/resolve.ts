import type { AuthorYearMention } from '../types.ts';
import { corporateHeads, particles } from './words.ts';

/**
 * What resolving needs of a work. `authors` are family names (or corporate names) in order, all that are
 * known.
 */
export interface WorkCandidate {
  readonly id: string;
  readonly authors: readonly string[];
  /** The given names of each author or their initials, as far as they are known. */
  readonly givens?: readonly (string | undefined)[];
  readonly authorCount: number;
  /** True where the list of authors is known to be cut off ("and others"). */
  readonly othersOmitted: boolean;
  /** `2000`, `in press`; empty where there is none. */
  readonly year: string;
  /** `a` of `2017a`, where the work is known to be printed so. */
  readonly suffix?: string;
}

/**
 * How sure a resolution is: `exact` where every printed surname, the number of authors and the year agree;
 * `first-author-year` where nothing contradicts the one work of that author and year; `ambiguous` where
 * several works fit as well.
 */
export type ResolutionBasis = 'exact' | 'first-author-year' | 'ambiguous' | 'unresolved';

export interface Resolution {
  readonly basis: ResolutionBasis;
  /** The works meant: one, or several where it is ambiguous, or none. In the order they were added. */
  readonly ids: readonly string[];
}

/** How many works of one surname and year are looked at: more are ambiguous anyway. */
const maxWorks = 200;

/** Different printed citations whose works are kept in mind. */
const maxResolved = 20_000;

/** Works by first surname and year, so that a mention looks at a handful of them. */
export class AuthorYearIndex {
  readonly #works = new Map<string, WorkCandidate[]>();
  /** By what is printed: a manuscript prints the same names again and again. */
  readonly #resolved = new Map<string, Resolution>();

  add(candidate: WorkCandidate): void {
    const first = candidate.authors[0];
    if (first === undefined) return;
    this.#resolved.clear();
    const year = foldYear(candidate.year);
    for (const name of nameForms(first)) {
      const key = `${name} ${year}`;
      const works = this.#works.get(key);
      if (!works) this.#works.set(key, [candidate]);
      else if (works.length < maxWorks) works.push(candidate);
    }
  }

  resolve(mention: Printed & Pick<AuthorYearMention, 'year'>): Resolution {
    const { surnames, etAl, initials, year } = mention;
    const printed = JSON.stringify([surnames, etAl, initials, year]);
    let resolution = this.#resolved.get(printed);
    if (resolution === undefined) {
      if (this.#resolved.size >= maxResolved) this.#resolved.clear();
      resolution = this.#resolve(mention);
      this.#resolved.set(printed, resolution);
    }
    return resolution;
  }

  #resolve(mention: Printed & Pick<AuthorYearMention, 'year'>): Resolution {
    const { years, suffix } = printedYears(mention.year);
    const works = new Map<string, WorkCandidate>();
    for (const year of years) {
      for (const name of namesToLookUp(mention.surnames[0] ?? '')) {
        for (const work of this.#works.get(`${name} ${year}`) ?? []) works.set(work.id, work);
      }
    }
    return judge(
      mention,
      [...works.values()].filter((work) => agreeInInitials(mention, work)),
      suffix,
    );
  }
}

type Printed = Pick<AuthorYearMention, 'surnames' | 'etAl' | 'initials'>;
type Readable = Printed & Pick<AuthorYearMention, 'year' | 'isCut' | 'readings'>;

/**
 * The mention with the names that fit a work. Names that are cut, and other readings of names, must fit
 * exactly.
 */
export function resolveReadings<Mention extends Readable>(
  index: AuthorYearIndex,
  mention: Mention,
): Resolution & { readonly mention: Mention } {
  const asRead = mention.isCut === true ? unresolved : index.resolve(mention);
  if (asRead.basis !== 'unresolved') return { ...asRead, mention };
  for (const reading of mention.readings ?? []) {
    const other = { ...mention, ...reading };
    const resolution = index.resolve(other);
    if (resolution.basis === 'exact') return { ...resolution, mention: other };
    if (resolution.basis !== 'unresolved') break;
  }
  return { ...unresolved, mention };
}

const unresolved: Resolution = { basis: 'unresolved', ids: [] };

/** Builds an index in steps of about `stepSize` works, so that a server can answer in between. */
export function* buildAuthorYearIndex(
  candidates: Iterable<WorkCandidate>,
  stepSize = 1000,
): Generator<undefined, AuthorYearIndex> {
  const index = new AuthorYearIndex();
  let count = 0;
  for (const candidate of candidates) {
    index.add(candidate);
    if (++count % stepSize === 0) yield undefined;
  }
  return index;
}

/** For a few works, where no index is worth building. */
export function resolveAuthorYear(
  mention: Printed & Pick<AuthorYearMention, 'year'>,
  candidates: Iterable<WorkCandidate>,
): Resolution {
  const index = new AuthorYearIndex();
  for (const candidate of candidates) index.add(candidate);
  return index.resolve(mention);
}

function judge(mention: Printed, works: readonly WorkCandidate[], suffix: string): Resolution {
  const bySuffix = works.filter(
    (work) => (work.suffix ?? '') === suffix || (work.suffix ?? '') === '' || suffix === '',
  );
  const exact = bySuffix.filter((work) => agreesFully(mention, work));
  // "2017a" says that there are several; a work without a letter may be any of them.
  const told = (some: readonly WorkCandidate[]): boolean =>
    suffix === '' || some.every((work) => work.suffix === suffix);
  if (exact.length === 1 && told(exact)) return { basis: 'exact', ids: ids(exact) };
  if (exact.length > 0) return { basis: 'ambiguous', ids: ids(exact) };
  const possible = bySuffix.filter((work) => contradictsNothing(mention, work));
  if (possible.length === 0) return { basis: 'unresolved', ids: [] };
  return {
    basis: possible.length === 1 && told(possible) ? 'first-author-year' : 'ambiguous',
    ids: ids(possible),
  };
}

const ids = (works: readonly WorkCandidate[]): readonly string[] => works.map(({ id }) => id);

/**
 * All printed surnames in order, and the count: without "et al." there are no more, with it there are. "Et
 * al." behind one name stands for two at least, for a pair of authors is printed whole (APA 7, 8.17).
 */
function agreesFully(mention: Printed, work: WorkCandidate): boolean {
  const { surnames, etAl } = mention;
  const isSame = (surname: string, index: number): boolean =>
    sameName(surname, work.authors[index], work.givens?.[index]);
  if (!surnames.every(isSame)) return false;
  if (work.othersOmitted) return etAl;
  const omitted = work.authorCount - surnames.length;
  return etAl ? omitted > (surnames.length === 1 ? 1 : 0) : omitted === 0;
}

/**
 * No printed surname is missing from the work's authors; of those that are cut off, the names behind may be
 * any.
 */
function contradictsNothing(mention: Pick<AuthorYearMention, 'surnames'>, work: WorkCandidate): boolean {
  const { surnames } = mention;
  if (!sameName(surnames[0] ?? '', work.authors[0]) && isCut(work)) return false;
  const known = isCut(work) ? surnames.slice(0, work.authors.length) : surnames;
  return known.every((surname) => work.authors.some((author) => sameName(surname, author)));
}

const isCut = ({ othersOmitted, authorCount, authors }: WorkCandidate): boolean =>
  othersOmitted || authorCount > authors.length;

/**
 * A printed surname of one word may be the last of the author's two; one of more words is printed whole, or
 * is a given name too.
 */
function sameName(printed: string, author: string | undefined, given?: string): boolean {
  if (author === undefined) return false;
  const forms = nameForms(author);
  const printedForms = wholeForms(printed);
  for (const form of printedForms) if (forms.has(form)) return true;
  if (given === undefined || !/\s/.test(printed)) return false;
  const fullNames = fullNameForms(author, given);
  for (const form of printedForms) if (fullNames.has(form)) return true;
  return false;
}

/** "Jun Ho Kim", "Jun Kim", "J. H. Kim", "J. Kim": an author with given names. */
function fullNameForms(author: string, given: string): ReadonlySet<string> {
  const family = fold(author.toLowerCase());
  const names = given
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((name) => name !== '');
  const written = names.filter((name) => name.length > 1);
  const letters = names.map((name) => name.charAt(0));
  const forms = [names, written, written.slice(0, 1), letters, letters.slice(0, 1)];
  return new Set(forms.filter((form) => form.length > 0).map((form) => fold(form.join('')) + family));
}

/** Printed initials are those of the author, or the first of them, where both are known. */
function agreeInInitials({ initials }: Printed, { givens }: WorkCandidate): boolean {
  if (initials === undefined || givens === undefined) return true;
  return initials.every((printed, index) => {
    const known = (givens[index] ?? '').match(/(?<!\p{L})\p{Lu}/gu)?.join('') ?? '';
    const length = Math.min(printed.length, known.length);
    return plainLetters(printed.slice(0, length)) === plainLetters(known.slice(0, length));
  });
}

const plainLetters = (letters: string): string => letters.normalize('NFD').replace(/\p{M}/gu, '');

/**
 * The forms of a printed name under which its work may be found: a given name may stand before the surname.
 */
function namesToLookUp(printed: string): ReadonlySet<string> {
  const forms = new Set(nameForms(printed));
  const words = printed.split(/\s+/).slice(-5);
  for (let first = 1; first < words.length; first++)
    for (const form of wholeForms(words.slice(first).join(' '))) forms.add(form);
  return forms;
}

/** The base years to look up, and the letter: `2017a` → 2017, a; `1915/1957` → either. */
function printedYears(year: string): { years: readonly string[]; suffix: string } {
  const digits = /^(\d{4})([a-z]?)(?:\/(\d{4}))?$/.exec(year);
  if (!digits) return { years: [foldYear(year)], suffix: '' };
  return { years: digits[3] === undefined ? [digits[1]!] : [digits[1]!, digits[3]], suffix: digits[2]! };
}

/** `In Press` → `in press`; `n. d.` and no year at all → empty; `2017a` → `2017`. */
function foldYear(year: string): string {
  const folded = year.toLowerCase().replace(/\s+/g, ' ').trim();
  if (/^n\. ?d\.?$/.test(folded)) return '';
  return /^(\d{4})[a-z]?$/.exec(folded)?.[1] ?? folded;
}

const letters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ø', 'o'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);
const umlauts: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['å', 'aa'],
  ['ø', 'oe'],
]);

/**
 * The forms under which a surname is the same: lower case without accents, apostrophes, hyphens and
 * particles; with umlauts written out; the last word of a double surname; the capitals of a corporate name.
 */
function nameForms(name: string): ReadonlySet<string> {
  const forms = new Set(wholeForms(name));
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  // "Team" is no name of the "JASP Team".
  if (words.length === 2 && !saint.test(name.toLowerCase()) && !corporateHeads.has(last))
    forms.add(fold(last));
  forms.delete('');
  return forms;
}

const wordsOf = (name: string): readonly string[] =>
  withoutParticles(
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/^the /, '')
      .replace(saint, 'st')
      .split(/[\s\u00A0]+/)
      .filter((word) => word !== ''),
  );

/** The forms of a name with all its words, and the capitals of a corporate name. */
function wholeForms(name: string): ReadonlySet<string> {
  const words = wordsOf(name);
  const forms = new Set([fold(words.join(' '))]);
  const written = words.join(' ').replace(/[äöüåø]/g, (letter) => umlauts.get(letter) ?? letter);
  forms.add(fold(written));
  if (words.length > 2) {
    const capitals = name.replace(/[^\p{Lu}]/gu, '').toLowerCase();
    if (capitals.length > 2) forms.add(capitals);
  }
  // "Study (TADS) Team" is printed with its short form or without.
  if (/\(/.test(name)) forms.add(fold(words.join(' ').replace(/\([^()]*\)/g, '')));
  forms.delete('');
  return forms;
}

/** "St. John", "St John" and "Saint-John" are one name, and not "John". */
const saint = /^(?:saint|sainte|ste?\.?)(?:[\s\u00A0]+|[-‐‑])/;

function withoutParticles(words: readonly string[]): readonly string[] {
  let first = 0;
  while (first < words.length - 1 && particles.has(words[first]!)) first++;
  return words.slice(first);
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[ßøæœłđðþı]/g, (letter) => letters.get(letter) ?? letter)
    .replace(/^(?:d|l|al|el)['’-]/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
