import { normaliseDoi, normaliseTitle, sameWork } from '../bibliography/identity.ts';
import { foldFields, Match, matchEntry, queryWords } from '../bibliography/search/query.ts';
import type { Reference } from '../bibliography/types.ts';
import { searchFieldsOf } from '../bibliography/variables.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import type { Library, LibraryEntry, SearchOptions } from './library.ts';
import { rankOf } from './librarySearch.ts';
import type { Snapshot } from './snapshot.ts';

/** A work that a paper pack lists. */
export interface PackWork {
  readonly index: PackIndex;
  readonly work: Reference;
}

/** The works of all papers in use: what each cites, and the paper itself. Those that cite it are left out. */
export function packWorks({ papers }: Snapshot): readonly PackWork[] {
  let works = worksOfPacks.get(papers);
  if (works === undefined) {
    works = papers.flatMap((index) =>
      [index.pack.source, ...listedWorks(index)].map((work): PackWork => ({ index, work })),
    );
    worksOfPacks.set(papers, works);
  }
  return works;
}

const worksOfPacks = new WeakMap<readonly PackIndex[], readonly PackWork[]>();

/** The works that a paper cites, as far as its pack lists them; those that cite the paper are left out. */
export const listedWorks = ({ pack }: PackIndex): readonly Reference[] =>
  pack.references.filter((work) => roleOf(work) !== 'cited-by');

/** False for a work that the paper's text cites and its page does not list. */
export const isListed = (work: Reference): boolean => roleOf(work) !== 'in-text-only';

const roleOf = (work: Reference): unknown => (work['custom'] as { role?: unknown } | undefined)?.role;

/** Works of the packs that match what is typed and are not in the library yet, ranked as its entries are. */
export function* unlistedWorks(
  snapshot: Snapshot,
  library: Library,
  query: string,
  { wordsAlone = false }: Pick<SearchOptions, 'wordsAlone'> = {},
): Generator<PackWork & { readonly rank: number }> {
  const words = queryWords(query);
  for (const one of packWorks(snapshot)) {
    const match = words.length === 0 ? Match.WordPrefix : matchEntry(foldedOf(one.work), words);
    if (match === undefined || (wordsAlone && match === Match.Subsequence)) continue;
    if (entryOfWork(library, one.work) === undefined) yield { ...one, rank: rankOf(match, 0) };
  }
}

const folded = new WeakMap<Reference, string>();

function foldedOf(work: Reference): string {
  const text = folded.get(work) ?? foldFields(searchFieldsOf(work));
  folded.set(work, text);
  return text;
}

/** The packs' works that are this reference: by DOI, or by title and year. */
export function packWorksLike(snapshot: Snapshot, reference: Reference): readonly PackWork[] {
  const byName = worksByName(packWorks(snapshot));
  const found = new Set(namesOf(reference).flatMap((name) => byName.get(name) ?? []));
  return [...found].filter(({ work }) => sameWork(work, reference));
}

type WorksByName = ReadonlyMap<string, readonly PackWork[]>;

const namesOfWorks = new WeakMap<readonly PackWork[], WorksByName>();

/** Works by what `sameWork` needs to agree: a DOI or a title. */
function worksByName(works: readonly PackWork[]): WorksByName {
  const known = namesOfWorks.get(works);
  if (known !== undefined) return known;
  const byName = new Map<string, PackWork[]>();
  for (const one of works) {
    for (const name of namesOf(one.work)) {
      const named = byName.get(name);
      if (named === undefined) byName.set(name, [one]);
      else named.push(one);
    }
  }
  namesOfWorks.set(works, byName);
  return byName;
}

/** A DOI begins with a digit and holds a slash, which no normalized title does. */
function namesOf({ DOI, title }: Reference): string[] {
  return [normaliseDoi(DOI) ?? '', normaliseTitle(title)].filter((name) => name !== '');
}

const entries = new WeakMap<Library, WeakMap<Reference, LibraryEntry | null>>();

/** The entry of a pack's work in a library. Kept for as long as the library is the same. */
export function entryOfWork(library: Library, work: Reference): LibraryEntry | undefined {
  let known = entries.get(library);
  if (known === undefined) {
    known = new WeakMap();
    entries.set(library, known);
  }
  let entry = known.get(work);
  if (entry === undefined) {
    entry =
      library.findWork({ doi: work.DOI, title: work.title, year: yearOf(work), author: work.author }) ?? null;
    // While the library is still being indexed, what is not found yet may be found later.
    if (entry !== null || library.prepared) known.set(work, entry);
  }
  return entry ?? undefined;
}

export const yearOf = (reference: Reference): number | undefined =>
  reference.issued?.['date-parts']?.[0]?.[0];
