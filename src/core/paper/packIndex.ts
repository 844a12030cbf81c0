import type { Name, Reference } from '../bibliography/types.ts';
import { customOf, isRecord, markOf } from './rules.ts';
import type {
  PackAbbreviation,
  PackCitation,
  PackFact,
  PackSection,
  PackTerm,
  PaperPack,
  Verification,
} from './types.ts';

/**
 * A pack with its questions answered: which works a section cites, where a term stands, what supports it. Ids
 * that point nowhere are left out of every answer, and where two items have one id the first counts.
 */
export class PackIndex {
  readonly pack: PaperPack;
  /** In the paper's order, each with a title to read. */
  readonly sections: readonly PackSection[];
  readonly #terms: ReadonlyMap<string, PackTerm>;
  readonly #works: ReadonlyMap<string, Reference>;
  readonly #sections: ReadonlyMap<string, PackSection>;
  readonly #abbreviations: ReadonlyMap<string, readonly PackAbbreviation[]>;
  readonly #termsBySection: ReadonlyMap<string, readonly PackTerm[]>;
  readonly #worksBySection: ReadonlyMap<string, readonly Reference[]>;
  readonly #factsBySection: ReadonlyMap<string, readonly PackFact[]>;
  readonly #citationsByWork: ReadonlyMap<string, readonly PackCitation[]>;

  constructor(pack: PaperPack) {
    this.pack = pack;
    this.sections = pack.sections.map(readable);
    this.#terms = firstById(pack.terms);
    this.#works = firstById([pack.source, ...pack.references]);
    this.#sections = firstById(this.sections);
    this.#abbreviations = groupBy(pack.abbreviations, (abbreviation) => [abbreviation.short]);
    this.#termsBySection = groupBy(pack.terms, (term) => term.sections);
    this.#factsBySection = groupBy(pack.facts ?? [], (fact) => [fact.section]);
    this.#citationsByWork = groupBy(pack.citations, (citation) =>
      citation.work === undefined ? [] : [citation.work],
    );
    this.#worksBySection = this.#collectWorks();
  }

  term(id: string): PackTerm | undefined {
    return this.#terms.get(id);
  }

  /** One of the references, or the paper itself. */
  work(id: string): Reference | undefined {
    return this.#works.get(id);
  }

  section(id: string): PackSection | undefined {
    return this.#sections.get(id);
  }

  /** How the paper uses a short form: once for each section that expands it. */
  abbreviations(short: string): readonly PackAbbreviation[] {
    return this.#abbreviations.get(short) ?? [];
  }

  termsIn(section: string): readonly PackTerm[] {
    return this.#termsBySection.get(section) ?? [];
  }

  /**
   * The works that a section cites, in the order of their first mention; for a list of works, the works on
   * it.
   */
  worksIn(section: string): readonly Reference[] {
    return this.#worksBySection.get(section) ?? [];
  }

  factsIn(section: string): readonly PackFact[] {
    return this.#factsBySection.get(section) ?? [];
  }

  sectionsOf(term: PackTerm): readonly PackSection[] {
    return present(term.sections, this.#sections);
  }

  /** What the paper reports of a drug, under whatever name of it. */
  factsAbout({ prefLabel, altLabel = [], shortForms = [] }: PackTerm): readonly PackFact[] {
    const names = new Set([prefLabel, ...altLabel, ...shortForms].map((name) => name.toLowerCase()));
    return (this.pack.facts ?? []).filter(({ drug }) => drug !== undefined && names.has(drug.toLowerCase()));
  }

  worksSupporting(item: PackTerm | PackFact): readonly Reference[] {
    return present(('supports' in item ? item.supports : (item as PackTerm).supportedBy) ?? [], this.#works);
  }

  relatedTo(term: PackTerm): readonly PackTerm[] {
    return present(term.related ?? [], this.#terms);
  }

  /** Wider terms, nearest first, each once: a circle in the pack ends the walk. */
  widerThan(term: PackTerm): readonly PackTerm[] {
    const found = new Set<PackTerm>();
    const queue = [term];
    for (const narrow of queue) {
      for (const wide of present(narrow.broader ?? [], this.#terms)) {
        if (wide === term || found.has(wide)) continue;
        found.add(wide);
        queue.push(wide);
      }
    }
    return [...found];
  }

  /** Where the paper cites a work. */
  citationsOf(work: string): readonly PackCitation[] {
    return this.#citationsByWork.get(work) ?? [];
  }

  sectionsCiting(work: string): readonly PackSection[] {
    const ids = new Set(this.citationsOf(work).map((citation) => citation.section));
    return present([...ids], this.#sections);
  }

  #collectWorks(): ReadonlyMap<string, readonly Reference[]> {
    const ids = new Map<string, Set<string>>();
    const put = (section: string, work: string) => {
      const works = ids.get(section) ?? new Set();
      ids.set(section, works.add(work));
    };
    for (const citation of this.pack.citations)
      if (citation.work !== undefined) put(citation.section, citation.work);
    for (const fact of this.pack.facts ?? []) for (const work of fact.supports ?? []) put(fact.section, work);
    const lists = new Map([
      ['listed-reference', this.pack.sections.find((section) => section.secType === 'ref-list')?.id],
      ['cited-by', citedBySection],
    ]);
    for (const reference of this.pack.references) {
      const list = lists.get(String(customOf(reference)['role']));
      if (list !== undefined) put(list, reference.id);
    }
    return new Map([...ids].map(([section, works]) => [section, present([...works], this.#works)]));
  }
}

/** A pack calls the part of a page that holds its title “(title)”, which no person would. */
const readable = (section: PackSection): PackSection =>
  section.title === '(title)' ? { ...section, title: 'Title' } : section;

/** The section that lists works which cite the paper. JATS has no type for it, so its id says it. */
export const citedBySection = 'sec-citedby';

/** How far a field of a work was checked. A pack that says nothing of it counts as printed. */
export function verificationOf(reference: Reference, field: string): Verification {
  const mark = markOf(reference, field);
  return mark === 'verified' || mark === 'recalled' ? mark : 'page';
}

/**
 * The reference without what was filled in from memory. Where the page prints a shorter form of a recalled
 * title or list of authors, that stands in its place.
 */
export function withoutRecalled(reference: Reference): Reference {
  const recalled = Object.keys(reference).filter((field) => verificationOf(reference, field) === 'recalled');
  if (recalled.length === 0) return reference;
  const kept: Record<string, unknown> = Object.fromEntries(
    Object.entries(reference).filter(([field]) => !recalled.includes(field)),
  );
  const asPrinted = customOf(reference)['asPrinted'];
  const printed = isRecord(asPrinted) ? asPrinted : {};
  if (recalled.includes('title') && typeof printed['title'] === 'string') kept['title'] = printed['title'];
  if (recalled.includes('author')) Object.assign(kept, printedAuthors(reference, printed));
  return kept as unknown as Reference;
}

/** The authors that the page prints: "C.G. Abdallah *et al.*" in a list, "Bobo et al., 2016" in the text. */
function printedAuthors(reference: Reference, printed: Readonly<Record<string, unknown>>): object {
  const [inText] = Array.isArray(printed['inText']) ? (printed['inText'] as unknown[]) : [];
  const text = String(printed['authors'] ?? inText ?? '');
  const author = (reference.author ?? []).flatMap((name): Name[] => {
    const family = name.family ?? name.literal;
    return family !== undefined && text.includes(family) ? [{ family, ...initialsBefore(text, family) }] : [];
  });
  if (author.length === 0) return {};
  return /et al/.test(text) ? { author, othersOmitted: true } : { author };
}

/** "C.G." of "C.G. Abdallah". */
function initialsBefore(text: string, family: string): { given?: string } {
  const given = /(?<!\p{L}\.?)(?:\p{Lu}\.[ -]?){1,6}$/u
    .exec(text.slice(0, text.indexOf(family)).trimEnd())?.[0]
    .trim();
  return given === undefined ? {} : { given };
}

/** The term without identifiers filled in from memory. */
export function withoutRecalledMatches(term: PackTerm): PackTerm {
  const match = term.match?.filter((one) => one.verification !== 'recalled');
  return match === undefined || match.length === term.match?.length ? term : { ...term, match };
}

const firstById = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item] as const).reverse());

function groupBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  return groups;
}

const present = <Item>(ids: readonly string[], items: ReadonlyMap<string, Item>): readonly Item[] =>
  ids.flatMap((id) => items.get(id) ?? []);
