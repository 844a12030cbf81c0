import type { Span } from '../../../base/span.ts';
import type { Reference } from '../../bibliography/types.ts';
import { findAuthorYear } from '../../manuscript/authorYear/parse.ts';
import type { PackCitation } from '../../paper/types.ts';
import type { CitationLink, Doubt } from '../article.ts';
import { limits } from '../limits.ts';
import { costOf, type PlacedText } from '../places.ts';
import { inSteps, type Steps } from '../steps.ts';
import { CitationResolver, creatorsOf, type PrintedMention, type Resolution } from './resolveCitations.ts';
import { type WorkIds, yearOf } from './workIds.ts';

/** References that the user has elsewhere, for citations of works that the page does not list. */
export interface KnownWorks {
  /** Where they are from, for the person: the name of a bibliography or a pack. */
  readonly name: string;
  readonly references: readonly Reference[];
}

const maxDoubts = 50;

export interface FoundCitations {
  readonly citations: readonly PackCitation[];
  /** Works of the user's own that the paper cites and the file does not list. */
  readonly added: readonly Reference[];
  readonly doubts: readonly Doubt[];
  readonly leftOut: number;
  /** The works cited in a stretch of a text. */
  readonly worksAt: (text: PlacedText, start: number, end: number) => readonly string[];
}

/** One work cited in a text, before it has a number. */
interface Cited {
  readonly start: number;
  readonly end: number;
  /** In the file, where the text does not hold it. */
  readonly place: Span | undefined;
  readonly mention: PrintedMention;
  readonly yearText: string | undefined;
  readonly resolution: Resolution;
}

/**
 * Every citation of the article's text, split into works, each with what it was resolved to and on what
 * basis.
 */
export function* findCitations(
  texts: readonly PlacedText[],
  listed: readonly Reference[],
  known: readonly KnownWorks[],
  ids: WorkIds,
): Steps<FoundCitations> {
  const collector = new CitationCollector(listed, known, ids);
  yield* inSteps(texts, costOf, (text) => {
    if (text.kind === 'paragraph' || text.kind === 'aside') collector.add(text);
  });
  return collector;
}

class CitationCollector implements FoundCitations {
  readonly citations: PackCitation[] = [];
  readonly added: Reference[] = [];
  readonly doubts: Doubt[] = [];
  leftOut = 0;
  readonly #listed: readonly Reference[];
  readonly #resolver: CitationResolver;
  readonly #known: readonly (KnownWorks & { readonly resolver: CitationResolver })[];
  readonly #ids: WorkIds;
  readonly #addedIds = new Map<Reference, string>();
  readonly #places = new Map<PlacedText, { readonly start: number; readonly work: string }[]>();

  constructor(listed: readonly Reference[], known: readonly KnownWorks[], ids: WorkIds) {
    this.#listed = listed;
    this.#resolver = new CitationResolver(listed);
    this.#known = known.map((works) => ({ ...works, resolver: new CitationResolver(works.references) }));
    this.#ids = ids;
  }

  readonly worksAt = (text: PlacedText, start: number, end: number): readonly string[] =>
    (this.#places.get(text) ?? [])
      .filter((one) => one.start >= start && one.start < end)
      .map((one) => one.work);

  add(placed: PlacedText): void {
    const works: { start: number; work: string }[] = [];
    this.#places.set(placed, works);
    for (const cited of this.#citedIn(placed)) {
      if (this.citations.length >= limits.citations) {
        this.leftOut += 1;
        continue;
      }
      const place = cited.place ?? placed.text.place(cited.start, cited.end);
      const { work, listed, basis } = this.#identify(cited, place);
      if (work !== undefined) works.push({ start: cited.start, work });
      const { surnames, etAl, year, yearSuffix } = cited.mention;
      this.citations.push({
        id: `c${this.citations.length + 1}`,
        surnames,
        ...(etAl ? { etAl } : {}),
        year,
        ...(yearSuffix === undefined ? {} : { yearSuffix }),
        ...(cited.yearText === undefined ? {} : { yearText: cited.yearText }),
        section: placed.section,
        ...(work === undefined ? {} : { work }),
        basis,
        ...(listed === undefined ? {} : { listed }),
        ...place,
      });
    }
  }

  #identify(
    { mention, resolution }: Cited,
    place: { start: number; end: number },
  ): Pick<PackCitation, 'work' | 'listed' | 'basis'> {
    if (resolution.work !== undefined)
      return { work: resolution.work.id, basis: resolution.basis, listed: true };
    if (resolution.ambiguous) {
      if (this.doubts.length < maxDoubts)
        this.doubts.push({
          message: `“${labelOf(mention)}” fits several of the references, so it was linked to none.`,
          ...place,
        });
      return { basis: 'unresolved' };
    }
    for (const { name, resolver } of this.#known) {
      const found = resolver.resolve(mention);
      if (found.work !== undefined)
        return { work: this.#addKnown(found.work, name), basis: found.basis, listed: false };
    }
    return { basis: 'unresolved', listed: false };
  }

  #addKnown(work: Reference, name: string): string {
    const known = this.#addedIds.get(work);
    if (known !== undefined) return known;
    const [id = 'work'] = this.#ids.assign([work], 'work');
    this.#addedIds.set(work, id);
    const fields = Object.fromEntries(
      Object.keys(work)
        .filter((field) => !/^(?:id|type|custom|files)$/.test(field))
        .map((field) => [field, 'verified']),
    );
    const { files: _, ...plain } = work;
    this.added.push({
      ...plain,
      id,
      title: work.title ?? '',
      custom: {
        role: 'in-text-only',
        verification: { status: 'verified', hasRecalledFields: false, fields, sources: [name] },
      },
    });
    return id;
  }

  /**
   * Citations in the order of the text: those the markup links, and those that are printed as names and
   * years.
   */
  #citedIn({ body, links = [] }: PlacedText): Cited[] {
    const mentions = findAuthorYear(body).filter(({ isDoubtful }) => isDoubtful !== true);
    const cited: Cited[] = [];
    const linked = new Set<CitationLink>();
    for (const { start, end, surnames, etAl, year: printed } of mentions) {
      const link = links.find((one) => one.start < end && one.end > start);
      const mention = { surnames, etAl, ...splitYear(printed) };
      const work = link === undefined ? undefined : this.#linkedWork(link, mention);
      if (link !== undefined) linked.add(link);
      const resolution: Resolution =
        work === undefined
          ? this.#resolver.resolve(mention)
          : { work, basis: link?.basis ?? 'exact', ambiguous: false };
      cited.push({
        start,
        end,
        place: undefined,
        mention,
        yearText: mention.year === null ? printed : undefined,
        resolution,
      });
    }
    for (const link of links)
      if (!linked.has(link)) for (const one of this.#citedByLink(link)) cited.push(one);
    return cited.sort((a, b) => a.start - b.start);
  }

  #linkedWork({ works }: CitationLink, mention: PrintedMention): Reference | undefined {
    const linked = works.flatMap((number) => this.#listed[number] ?? []);
    return linked.length === 1 ? linked[0] : linked.find((work) => yearOf(work) === mention.year);
  }

  #citedByLink({ works, start, end, place, basis: printed }: CitationLink): Cited[] {
    return works.flatMap((number): Cited[] => {
      const work = this.#listed[number];
      const families = (work === undefined ? [] : creatorsOf(work)).flatMap(
        (author) => author.family ?? author.literal ?? [],
      );
      if (work === undefined) return [];
      // A work without people is cited by its publisher or its title.
      if (families.length === 0) families.push(work.publisher ?? work.title ?? '');
      if (families[0] === '') return [];
      const etAl = families.length > 2 || work.othersOmitted === true;
      const suffix = work['year-suffix'];
      const basis = printed ?? 'exact';
      const mention = {
        surnames: etAl ? families.slice(0, 1) : families,
        etAl,
        year: yearOf(work) ?? null,
        yearSuffix: typeof suffix === 'string' ? suffix : undefined,
      };
      return [
        { start, end, place, mention, yearText: undefined, resolution: { work, basis, ambiguous: false } },
      ];
    });
  }
}

/** "2017a" as a number and its letter; `null` for "in press". */
function splitYear(printed: string): { year: number | null; yearSuffix: string | undefined } {
  const found = /^(?<year>\d{4})(?<suffix>[a-z])?$/u.exec(printed)?.groups;
  const year = Number(found?.['year']);
  return year >= 1500 && year <= 2100
    ? { year, yearSuffix: found?.['suffix'] }
    : { year: null, yearSuffix: undefined };
}

const labelOf = ({ surnames, etAl, year }: PrintedMention): string =>
  `${surnames.join(', ')}${etAl ? ' et al.' : ''} ${year ?? ''}`;
