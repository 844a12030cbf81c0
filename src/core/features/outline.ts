import type { Span } from '../../base/span.ts';
import { foldFields, matchEntry, queryWords } from '../bibliography/search.ts';
import type { Reference } from '../bibliography/types.ts';
import { searchFieldsOf } from '../bibliography/variables.ts';
import type { Manuscript } from '../manuscript/types.ts';
import { countWords } from '../manuscript/words.ts';
import type { PackIndex } from '../paper/model.ts';
import { factLine } from '../render/fact.ts';
import { shortCitation } from '../render/reference.ts';
import { termsOf } from '../terms/index.ts';
import { authorYearsOf, resolvedAuthorYears } from '../workspace/authorYear.ts';
import { citationsOf } from '../workspace/citations.ts';
import { entryOf } from '../workspace/library.ts';
import { entryOfWork, listedWorks, yearOf } from '../workspace/packWorks.ts';
import { problemsOf } from '../workspace/problems.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { fileName } from '../workspace/uri.ts';

/** The outline of a manuscript and of the papers it leans on, as the protocol's `OutlineData`. */
export interface Outline {
  readonly revision: number;
  readonly manuscript: ManuscriptOutline | null;
  readonly papers: readonly PaperOutline[];
}

interface ManuscriptOutline {
  readonly title: string;
  readonly fileName: string;
  readonly words: number;
  readonly wordLimit: number | null;
  readonly sections: readonly SectionCounts[];
}

interface SectionCounts {
  readonly index: number;
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly words: number;
  readonly citations: number;
  readonly terms: number;
  readonly undefinedKeys: number;
  readonly undefinedAbbreviations: number;
  readonly uncitedParagraphs: number;
}

type PaperOutline = ReturnType<typeof paperOutline>;

/** A paragraph of at least this many words without a citation is counted as uncited. */
const tellingParagraph = 30;

/** The outline for one manuscript; for papers alone where `uri` is none. */
export function outline(snapshot: Snapshot, uri: string): Outline {
  const manuscript = snapshot.manuscript(uri);
  return {
    revision: snapshot.revision,
    manuscript: manuscript === undefined ? null : manuscriptOutline(snapshot, uri, manuscript),
    papers: snapshot.packs.map((index) => paperOutline(snapshot, uri, index)),
  };
}

function manuscriptOutline(snapshot: Snapshot, uri: string, manuscript: Manuscript): ManuscriptOutline {
  const places = new Sections(manuscript);
  const counts = manuscript.headings.map(() => ({
    words: 0,
    citations: 0,
    terms: 0,
    undefinedKeys: 0,
    undefinedAbbreviations: 0,
    uncitedParagraphs: 0,
  }));
  const text = snapshot.text(uri)!;
  const authorYears = authorYearsOf(manuscript);
  let words = 0;
  let nextAuthorYear = 0;
  for (const { start, body } of manuscript.blocks) {
    const end = start + body.text.length;
    let cited = body.mentions.length > 0;
    while (nextAuthorYear < authorYears.length && authorYears[nextAuthorYear]!.start < end) {
      cited ||= authorYears[nextAuthorYear]!.start >= start;
      nextAuthorYear += 1;
    }
    const own = body.scope === 'heading' || body.scope === 'title' ? 0 : countWords(body);
    if (body.scope === 'body' || body.scope === 'abstract') words += own;
    const section = counts[places.at(start)];
    if (section === undefined) continue;
    section.words += own;
    if (body.scope === 'body' && own >= tellingParagraph && !cited) section.uncitedParagraphs += 1;
  }
  const count = (spans: Iterable<Span>, what: keyof (typeof counts)[number]): void => {
    for (const { start } of spans) {
      const section = counts[places.at(start)];
      if (section !== undefined) section[what] += 1;
    }
  };
  const problems = problemsOf(snapshot, uri);
  count(citationsOf(manuscript).mentions, 'citations');
  count(authorYears, 'citations');
  count(termsOf(manuscript, snapshot.terms), 'terms');
  count(
    problems.filter(({ code }) => code === 'citation-undefined'),
    'undefinedKeys',
  );
  count(
    problems.filter(({ code }) => code === 'abbreviation-undefined'),
    'undefinedAbbreviations',
  );
  return {
    title: titleOf(manuscript, uri),
    fileName: fileName(uri),
    words,
    wordLimit: wordLimit(manuscript),
    sections: manuscript.headings.map(({ level, title, span }, index) => ({
      index,
      level,
      title,
      line: text.positionAt(span.start).line,
      ...counts[index]!,
    })),
  };
}

/** Which section an offset stands in, for offsets asked in any order. */
class Sections {
  readonly #starts: readonly number[];

  constructor(manuscript: Manuscript) {
    this.#starts = manuscript.headings.map((heading) => heading.span.start);
  }

  /** The number of the innermost section, -1 before the first heading. */
  at(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const titleOf = (manuscript: Manuscript, uri: string): string => {
  const title = manuscript.metadata.get('title');
  return typeof title === 'string' && title !== '' ? title : (manuscript.headings[0]?.title ?? fileName(uri));
};

/** `word-limit: 4000` in the front matter, or `journal: {word-limit: …}`. */
function wordLimit(manuscript: Manuscript): number | null {
  const journal = manuscript.metadata.get('journal');
  const candidates = [
    manuscript.metadata.get('word-limit'),
    typeof journal === 'object' && journal !== null
      ? (journal as Record<string, unknown>)['word-limit']
      : undefined,
  ];
  // Lists and maps are left out: YAML may give them a `toString` that is no function.
  const limit = candidates
    .map((value) => (typeof value === 'number' || typeof value === 'string' ? Number(value) : 0))
    .find((value) => Number.isInteger(value) && value > 0);
  return limit ?? null;
}

function paperOutline(snapshot: Snapshot, uri: string, index: PackIndex) {
  const { pack } = index;
  const library = snapshot.library(uri);
  const manuscript = snapshot.manuscript(uri);
  const sections = manuscript && new Sections(manuscript);
  const byAuthorYear = citedByAuthorYear(snapshot, uri);
  const byKey = manuscript ? citationsOf(manuscript).byKey : new Map<string, readonly Span[]>();
  const usesOfTerm = new Map<string, number[]>();
  for (const mention of manuscript ? termsOf(manuscript, snapshot.terms) : []) {
    if (mention.pack !== pack.id) continue;
    const uses = usesOfTerm.get(mention.id) ?? [];
    uses.push(sections!.at(mention.start));
    usesOfTerm.set(mention.id, uses);
  }
  return {
    pack: pack.id,
    title: text(pack.source.title),
    citation: shortCitation(pack.source),
    doi: pack.source.DOI ?? null,
    referencesStated: pack.counts?.['referencesStated'] ?? null,
    referencesShown: pack.counts?.['referencesShown'] ?? null,
    imported: pack.origin !== undefined,
    sections: pack.sections.map((section) => ({
      id: section.id,
      title: section.title,
      extent: section.extent,
      works: index.worksIn(section.id).map((work) => work.id),
      terms: index.termsIn(section.id).map((term) => term.id),
      facts: index.factsIn(section.id).flatMap((fact) => factLine(fact) ?? []),
    })),
    works: listedWorks(index).map((work) => {
      const entry = entryOfWork(library, work);
      const key = entry === undefined ? null : entryOf(entry).key;
      const mentions = key === null ? [] : (byKey.get(key) ?? []);
      const printed =
        byAuthorYear.get(work) ?? (key === null ? undefined : byAuthorYear.get(key)) ?? noneByAuthorYear;
      const places = [...mentions, ...printed.certain, ...printed.uncertain].map(({ start }) =>
        sections!.at(start),
      );
      const isUncertain = printed.uncertain.length > 0 && mentions.length + printed.certain.length === 0;
      return {
        id: work.id,
        citation: shortCitation(work),
        title: text(work.title),
        container: text(work['container-title-short'] ?? work['container-title']),
        year: yearOf(work) ?? null,
        doi: work.DOI ?? null,
        key,
        citedIn: [...new Set(places)],
        ...(isUncertain && { uncertain: true }),
      };
    }),
    terms: pack.terms.map((term) => {
      const uses = usesOfTerm.get(term.id) ?? [];
      return {
        id: term.id,
        label: term.prefLabel,
        short: term.shortForms?.[0] ?? null,
        category: term.category,
        definition: term.definition ?? null,
        uses: uses.length,
        usedIn: [...new Set(uses)],
      };
    }),
  };
}

interface Printed {
  readonly certain: Span[];
  /** Matched on first author and year alone. */
  readonly uncertain: Span[];
}

const noneByAuthorYear: Printed = { certain: [], uncertain: [] };

/** Author-year citations by the work they mean: its key in the library, or the pack's own reference. */
function citedByAuthorYear(snapshot: Snapshot, uri: string): ReadonlyMap<string | Reference, Printed> {
  const out = new Map<string | Reference, Printed>();
  for (const { mention, basis, works } of resolvedAuthorYears(snapshot, uri)) {
    const [work] = works;
    if (work === undefined || (basis !== 'exact' && basis !== 'first-author-year')) continue;
    const id = work.entry === undefined ? work.reference : work.id;
    const printed = out.get(id) ?? { certain: [], uncertain: [] };
    (basis === 'exact' ? printed.certain : printed.uncertain).push(mention);
    out.set(id, printed);
  }
  return out;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export type FoundInOutline =
  | { readonly kind: 'section'; readonly index: number }
  | { readonly kind: 'paper-section' | 'work' | 'term'; readonly pack: string; readonly id: string };

const maximumFound = 500;

/** Sections, works and terms that match a query, best first: with the ranking of the citation search. */
export function findInOutline(snapshot: Snapshot, uri: string, query: string): readonly FoundInOutline[] {
  const words = queryWords(query);
  if (words.length === 0) return [];
  const found: { readonly rank: number; readonly item: FoundInOutline }[] = [];
  const consider = (fields: { key: string; title: string }, item: FoundInOutline): void => {
    const rank = matchEntry(foldFields({ authors: '', year: '', container: '', ...fields }), words);
    if (rank !== undefined) found.push({ rank, item });
  };
  for (const [index, heading] of (snapshot.manuscript(uri)?.headings ?? []).entries()) {
    consider({ key: '', title: heading.title }, { kind: 'section', index });
  }
  for (const { pack } of snapshot.packs) {
    for (const { id, title } of pack.sections)
      consider({ key: '', title }, { kind: 'paper-section', pack: pack.id, id });
    for (const term of pack.terms) {
      const labels = [term.prefLabel, ...(term.altLabel ?? [])].join(' ');
      consider(
        { key: (term.shortForms ?? []).join(' '), title: labels },
        { kind: 'term', pack: pack.id, id: term.id },
      );
    }
    for (const work of pack.references) {
      const rank = matchEntry(foldFields(searchFieldsOf(work as Reference)), words);
      if (rank !== undefined) found.push({ rank, item: { kind: 'work', pack: pack.id, id: work.id } });
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maximumFound)
    .map(({ item }) => item);
}
