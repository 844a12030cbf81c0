import { type Span, shift, touches } from '../../base/span.ts';
import { finished } from '../../base/steps.ts';
import { yearText } from '../bibliography/dateText.ts';
import { fold } from '../bibliography/fold.ts';
import type { Bibliography, Reference } from '../bibliography/types.ts';
import { creators, surname } from '../bibliography/variables.ts';
import { findAuthorYear } from '../manuscript/authorYear/parse.ts';
import {
  AuthorYearIndex,
  type ResolutionBasis,
  resolveReadings,
  type WorkCandidate,
} from '../manuscript/authorYear/resolve.ts';
import { inReferenceList } from '../manuscript/sections.ts';
import type { AuthorYearMention, Block, BlockBody, Manuscript } from '../manuscript/types.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import { blockAt } from './citations.ts';
import type { Library, LibraryEntry } from './library.ts';
import { entryOfWork, packWorks } from './packWorks.ts';
import { pageCitationAt, pageOf } from './page.ts';
import type { Snapshot } from './snapshot.ts';

/** A work that an author-year citation may mean. */
export interface MeantWork {
  /** The key in the library, or the work's id in its pack. */
  readonly id: string;
  /** Decoded when it is asked for: a citation may mean two hundred works. */
  readonly reference: Reference;
  /** Undefined for a pack's work that is not in the library. */
  readonly entry: LibraryEntry | undefined;
}

export interface ResolvedAuthorYear {
  /** In document offsets. */
  readonly mention: AuthorYearMention;
  readonly basis: ResolutionBasis;
  readonly works: readonly MeantWork[];
  /** The pack of the saved page that the citation stands on, where it does. */
  readonly page?: PackIndex;
}

const mentionsByBody = new WeakMap<BlockBody, readonly AuthorYearMention[]>();

function mentionsIn(body: BlockBody): readonly AuthorYearMention[] {
  let mentions = mentionsByBody.get(body);
  if (mentions === undefined) {
    mentions = body.scope === 'heading' ? [] : findAuthorYear(body);
    mentionsByBody.set(body, mentions);
  }
  return mentions;
}

const placed = (mention: AuthorYearMention, { start }: Block): AuthorYearMention => ({
  ...mention,
  ...shift(mention, start),
  citation: shift(mention.citation, start),
  ...(mention.readings && {
    readings: mention.readings.map((reading) => ({
      ...reading,
      start: reading.start + start,
      ...(reading.citation && { citation: shift(reading.citation, start) }),
    })),
  }),
});

const mentionsByManuscript = new WeakMap<Manuscript, readonly AuthorYearMention[]>();

/**
 * All author-year citations of a manuscript, in document offsets and order. A keystroke reads its own block
 * again.
 */
function authorYearsOf(manuscript: Manuscript): readonly AuthorYearMention[] {
  let mentions = mentionsByManuscript.get(manuscript);
  if (mentions === undefined) {
    const isListed = inReferenceList(manuscript);
    mentions = manuscript.blocks.flatMap((block) => {
      const own = mentionsIn(block.body);
      return own.length === 0 || isListed(block.start) ? [] : own.map((mention) => placed(mention, block));
    });
    mentionsByManuscript.set(manuscript, mentions);
  }
  return mentions;
}

class LibraryWork implements MeantWork {
  readonly id: string;
  readonly entry: LibraryEntry;

  constructor(id: string, entry: LibraryEntry) {
    this.id = id;
    this.entry = entry;
  }

  get reference(): Reference {
    return this.entry.source.bibliography.reference(this.entry.index);
  }
}

/** Every author-year citation with the works it may mean, in the library first and then in the packs. */
export const resolvedAuthorYears = (
  snapshot: Snapshot,
  uri: string,
  within?: Span,
): readonly ResolvedAuthorYear[] => {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return [];
  const mentions = authorYearsOf(manuscript);
  const wanted =
    within === undefined ? mentions : mentions.filter(({ citation }) => touchesSpan(citation, within));
  const where = whereIn(snapshot, uri);
  return wanted.flatMap((mention) => resolve(where, mention) ?? []);
};

const touchesSpan = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/** The author-year citation under the cursor. */
export function resolvedAuthorYearAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): ResolvedAuthorYear | undefined {
  const manuscript = snapshot.manuscript(uri);
  const block = manuscript && blockAt(manuscript, offset);
  const found = block && mentionsIn(block.body).find((mention) => touches(mention, offset - block.start));
  return block && found && resolve(whereIn(snapshot, uri), placed(found, block));
}

/** What a resolution depends on beside the citation and, as that is in its place, the manuscript. */
interface Where {
  readonly snapshot: Snapshot;
  readonly uri: string;
  readonly library: Library;
  /** Undefined for a large library that was not prepared. */
  readonly index: AuthorYearIndex | undefined;
  readonly page: PackIndex | undefined;
}

function whereIn(snapshot: Snapshot, uri: string): Where {
  const library = snapshot.library(uri);
  return { snapshot, uri, library, index: libraryIndex(library), page: pageOf(snapshot, uri) };
}

const resolutions = new WeakMap<
  AuthorYearMention,
  Pick<Where, 'library' | 'index' | 'page'> & {
    readonly packs: Snapshot['packs'];
    readonly resolved: ResolvedAuthorYear | undefined;
  }
>();

/**
 * The works that a citation may mean, as they were found before where nothing that they depend on has
 * changed.
 */
function resolve(where: Where, mention: AuthorYearMention): ResolvedAuthorYear | undefined {
  const { library, index, page } = where;
  const { packs } = where.snapshot;
  const known = resolutions.get(mention);
  if (known?.library === library && known.index === index && known.page === page && known.packs === packs)
    return known.resolved;
  const resolved = resolveAnew(where, mention);
  resolutions.set(mention, { library, index, page, packs, resolved });
  return resolved;
}

/**
 * On a saved page, what its importer read as citations are citations, and nothing else is: a printed list of
 * references is full of names and years.
 */
function resolveAnew(where: Where, mention: AuthorYearMention): ResolvedAuthorYear | undefined {
  const { library, page } = where;
  if (page === undefined) {
    const resolved = resolveWritten(where, mention);
    return mention.isDoubtful === true && resolved.basis !== 'exact' ? undefined : resolved;
  }
  const citation = pageCitationAt(page, mention);
  if (citation === undefined) return undefined;
  const reference = citation.work === undefined ? undefined : page.work(citation.work);
  if (reference === undefined) return { ...resolveWritten(where, mention), page };
  const entry = entryOfWork(library, reference);
  const basis = citation.basis === 'exact' ? 'exact' : 'first-author-year';
  return { mention, basis, works: [{ id: reference.id, reference, entry }], page };
}

function resolveWritten(
  { snapshot, uri, library, index }: Where,
  mention: AuthorYearMention,
): ResolvedAuthorYear {
  const inLibrary = index && resolveReadings(index, mention);
  if (inLibrary !== undefined && inLibrary.basis !== 'unresolved') {
    const works = inLibrary.ids.flatMap((id) => {
      const entry = library.find(id);
      return entry === undefined ? [] : new LibraryWork(id, entry);
    });
    const listed =
      inLibrary.basis === 'ambiguous' ? byTypedList(snapshot, uri, inLibrary.mention, works) : undefined;
    if (listed !== undefined) return { mention: inLibrary.mention, basis: 'exact', works: [listed] };
    return { mention: inLibrary.mention, basis: inLibrary.basis, works };
  }
  const offered = resolveReadings(packIndex(snapshot), mention);
  const works = offered.ids.flatMap((id) => {
    const work = packWorks(snapshot)[Number(id)]?.work;
    return work === undefined ? [] : { id: work.id, reference: work, entry: entryOfWork(library, work) };
  });
  return { mention: offered.mention, basis: offered.basis, works };
}

const typedLists = new WeakMap<Manuscript, readonly string[]>();

/**
 * The entries of a manuscript's own list of references, folded; none where it has no list under a heading of
 * that name.
 */
function typedListOf(manuscript: Manuscript): readonly string[] {
  let entries = typedLists.get(manuscript);
  if (entries === undefined) {
    const isListed = inReferenceList(manuscript);
    entries = manuscript.blocks
      .filter(({ start, body }) => isListed(start) && body.scope !== 'heading' && body.text.length < 2_000)
      .map(({ body }) => plainWords(body.text));
    typedLists.set(manuscript, entries);
  }
  return entries;
}

const plainWords = (text: string): string =>
  ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/**
 * Which of several works “2017a” is, where the list of references of the manuscript says it: by the title
 * behind that year.
 */
function byTypedList(
  snapshot: Snapshot,
  uri: string,
  { surnames, year }: AuthorYearMention,
  works: readonly MeantWork[],
): MeantWork | undefined {
  const manuscript = snapshot.manuscript(uri);
  const [first] = surnames;
  if (manuscript === undefined || first === undefined || !/\d[a-z]$/.test(year)) return undefined;
  const entries = typedListOf(manuscript).filter(
    (entry) => entry.startsWith(plainWords(first)) && entry.includes(` ${year} `),
  );
  if (entries.length !== 1) return undefined;
  const fitting = works.filter(({ reference: { title = '' } }) => {
    const words = plainWords(title);
    return words.length > 6 && entries[0]!.includes(words);
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

const libraryIndexes = new WeakMap<Library, AuthorYearIndex>();
/**
 * A library up to this many entries is indexed when it is first asked; a larger one needs
 * `prepareAuthorYears`.
 */
const smallLibrary = 2_000;
/** Entries between two yields: each is decoded whole. */
const entriesPerStep = 50;

/** Citations between two yields. Most have been resolved before. */
const citationsPerStep = 4;

/**
 * Makes ready to resolve the author-year citations of a manuscript, or of a part of it, in slices of a few
 * milliseconds. Does nothing where there are none.
 */
export function* prepareAuthorYears(snapshot: Snapshot, uri: string, within?: Span): Generator<number, void> {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return;
  yield* readAuthorYears(manuscript);
  const asked = authorYearsOf(manuscript).filter(
    ({ citation }) => within === undefined || touchesSpan(citation, within),
  );
  if (asked.length === 0) return;
  const library = snapshot.library(uri);
  yield* indexInSteps(library);
  const where = whereIn(snapshot, uri);
  for (const [number, mention] of asked.entries()) {
    resolve(where, mention);
    if (number % citationsPerStep === 0) yield number / asked.length;
  }
}

/** Characters of a manuscript between two yields. */
const charactersPerStep = 20_000;

function* readAuthorYears(manuscript: Manuscript): Generator<number, void> {
  if (mentionsByManuscript.has(manuscript)) return;
  let read = 0;
  for (const { body } of manuscript.blocks) {
    if (mentionsByBody.has(body)) continue;
    mentionsIn(body);
    read += body.text.length;
    if (read < charactersPerStep) continue;
    read = 0;
    yield 0;
  }
}

/** The indexing of a library that is under way: whoever waits for it takes it further. */
const indexing = new WeakMap<Library, Generator<number, AuthorYearIndex>>();

/** Indexes a library and keeps the index with it; yields the share done. */
function* indexInSteps(library: Library): Generator<number, AuthorYearIndex> {
  for (;;) {
    const known = libraryIndexes.get(library);
    if (known !== undefined) return known;
    const work = indexing.get(library) ?? makeIndex(library);
    indexing.set(library, work);
    const step = work.next();
    if (!step.done) yield step.value;
  }
}

function* makeIndex(library: Library): Generator<number, AuthorYearIndex> {
  const index = new AuthorYearIndex();
  let done = 0;
  for (const { bibliography } of library.sources) {
    for (let entry = 0; entry < bibliography.size; entry += 1) {
      index.add(candidateOf(bibliography, entry));
      done += 1;
      if (done % entriesPerStep === 0) yield done / library.size;
    }
  }
  libraryIndexes.set(library, index);
  indexing.delete(library);
  return index;
}

/** Undefined for a large library that was not prepared. */
function libraryIndex(library: Library): AuthorYearIndex | undefined {
  const known = libraryIndexes.get(library);
  return known ?? (library.size <= smallLibrary ? finished(indexInSteps(library)) : undefined);
}

function candidateOf(bibliography: Bibliography, index: number): WorkCandidate {
  const { key } = bibliography.entry(index);
  const reference = bibliography.reference(index);
  const work = candidate(key, reference);
  const suffix = suffixOf(reference, work.year) || suffixOfKey(key, work.year);
  return suffix === '' ? work : { ...work, suffix };
}

/** The letter that the entry itself gives: a field, or `2017a` for a year. */
const suffixOf = ({ 'year-suffix': suffix }: Reference, year: string): string =>
  typeof suffix === 'string' && /^[a-z]$/.test(suffix) ? suffix : (/^\d{4}([a-z])$/.exec(year)?.[1] ?? '');

/** The `a` of `duman2017a`, where 2017 is the work's year. */
function suffixOfKey(key: string, year: string): string {
  const [, digits, letter] = /(\d{4})([a-z])$/.exec(key) ?? [];
  return digits === year.slice(0, 4) ? letter! : '';
}

function candidate(id: string, reference: Reference): WorkCandidate {
  const names = creators(reference);
  const authors = names.map(surname);
  const givens = names.map(({ given }) => given);
  return {
    id,
    authors,
    ...(givens.some((given) => given !== undefined) && { givens }),
    authorCount: authors.length,
    othersOmitted: reference.othersOmitted === true,
    year: yearText(reference.issued) || unpublished(reference['status']),
  };
}

/** BibLaTeX's `pubstate`, as it is printed where there is no year: `inpress`, "In press". */
const unpublished = (status: unknown): string =>
  typeof status === 'string' ? status.toLowerCase().replace(/^in ?(?=press$|preparation$)/, 'in ') : '';

const packIndexes = new WeakMap<readonly unknown[], AuthorYearIndex>();

/** The works of the packs by their number among all of them. */
function packIndex(snapshot: Snapshot): AuthorYearIndex {
  let index = packIndexes.get(snapshot.packs);
  if (index === undefined) {
    index = new AuthorYearIndex();
    for (const [number, { work }] of packWorks(snapshot).entries())
      index.add(candidate(String(number), work));
    packIndexes.set(snapshot.packs, index);
  }
  return index;
}
