import type { Reference } from '../../bibliography/types.ts';
import { citedBySection } from '../model.ts';
import type { PackFact, PackOrigin, PackSection, PaperPack } from '../types.ts';
import type { Article, Doubt, ListedWork, UnnamedReference } from './article.ts';
import { findFacts, sentenceAround } from './facts.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { knownHeading } from './headings.ts';
import { findAbbreviations } from './packAbbreviations.ts';
import { findCitations, type KnownWorks } from './packCitations.ts';
import { findTerms } from './packTerms.ts';
import { type PlacedText, placedTexts } from './places.ts';
import { slugOf } from './slug.ts';
import { WorkIds } from './workIds.ts';

/** The version of the importer, which goes into `origin.parserVersion`. */
const parserVersion = '1.0';

const disclaimer = 'Describes what one paper reports; not clinical guidance.';

export interface ImportOptions {
  /** The day of the import, as in 2026-11-23. */
  readonly date: string;
  readonly known?: readonly KnownWorks[];
  /** Packs whose terms are looked for in the new paper. */
  readonly packs?: readonly PaperPack[];
}

export interface BuiltPack {
  readonly pack: PaperPack;
  readonly doubts: readonly Doubt[];
}

/** Makes a pack of what a reader found in a file. */
export function buildPack(
  article: Article,
  file: { readonly name: string; readonly sha256?: string },
  options: ImportOptions,
): BuiltPack {
  const ids = new WorkIds();
  const [sourceId = 'paper'] = ids.assign([article.source], 'paper');
  const source = namedReference(
    sourceId,
    article.source,
    'source',
    article.titleText && { title: article.titleText.text },
  );
  const listed = name(article.references, ids, 'listed-reference', 'work');
  const citing = name(article.citedBy, ids, 'cited-by', 'citedby');
  const { sections, ids: sectionIds } = nameSections(article);
  const titleSection = article.titleText === undefined ? undefined : 'sec-title';
  const texts = placedTexts(article, sectionIds, titleSection);
  const citations = findCitations(texts, listed, options.known ?? [], ids);
  const glossarySection = sections.find((section) => section.secType === 'glossary')?.id;
  const found = findAbbreviations(texts, article.source.author ?? [], article.glossary, glossarySection);
  const { terms, abbreviations } = findTerms(texts, found, options.packs ?? []);
  const pack: PaperPack = {
    packVersion: '1.0',
    id: sourceId,
    lang: article.lang ?? languageOf(texts),
    license: 'CC0-1.0',
    disclaimer,
    source:
      article.keywords.length === 0
        ? source
        : withCustom(source, { keywords: { values: article.keywords, verification: 'page' } }),
    references: [...listed, ...citing, ...citations.added],
    counts: countsOf(article, sections),
    sections,
    abbreviations,
    terms,
    citations: citations.citations,
    facts: collectFacts(texts, citations.worksAt, drugsOf(options.packs ?? [])),
    provenance: { method: 'imported', date: options.date, checkedAgainst: [file.name] },
  };
  const origin = { ...originOf(article, file), fingerprints: fingerprintsOf(pack) };
  return { pack: { ...pack, origin }, doubts: [...article.doubts, ...citations.doubts] };
}

const originOf = (
  { format }: Article,
  { name: file, sha256 }: { readonly name: string; readonly sha256?: string },
): PackOrigin => ({ format, file, ...(sha256 === undefined ? {} : { sha256 }), parserVersion });

function name(works: readonly ListedWork[], ids: WorkIds, role: string, prefix: string): Reference[] {
  const assigned = ids.assign(
    works.map((work) => work.reference),
    prefix,
  );
  return works.map(({ reference, asPrinted, start, end }, index) => {
    const named = namedReference(assigned[index] ?? prefix, reference, role, asPrinted);
    const notes = [
      ...((reference.author ?? []).length === 0 ? ['No author is printed in the file.'] : []),
      ...(reference.issued === undefined ? ['No year is printed in the file.'] : []),
    ];
    return withCustom(named, { ...(notes.length > 0 ? { notes } : {}), start, end });
  });
}

/** What the page states, where it states it, and what it shows, where it has such a list. */
function countsOf(
  { counts, references, citedBy }: Article,
  sections: readonly PackSection[],
): Readonly<Record<string, number>> {
  const all = {
    referencesStated: counts.referencesStated,
    referencesShown: sections.some((section) => section.secType === 'ref-list')
      ? references.length
      : undefined,
    citedByStated: counts.citedByStated,
    citedByShown: sections.some((section) => section.id === citedBySection) ? citedBy.length : undefined,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, count]) => (count === undefined ? [] : [[name, count]])),
  );
}

/** English where its commonest words stand; else undetermined, as BCP 47 writes it. */
function languageOf(texts: readonly PlacedText[]): string {
  const sample = texts
    .filter(({ kind }) => kind === 'paragraph')
    .slice(0, 20)
    .map(({ text }) => text.text.slice(0, 1000));
  const words =
    sample
      .join(' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const common = words.filter((word) => /^(?:the|of|and|with)$/.test(word)).length;
  return words.length > 0 && common / words.length > 0.06 ? 'en' : 'und';
}

/** Every field of an imported work is as printed, and marked so. */
function namedReference(
  id: string,
  reference: UnnamedReference,
  role: string,
  asPrinted: object | undefined,
): Reference {
  const fields = Object.fromEntries(
    Object.keys(reference)
      .filter((field) => field !== 'type')
      .map((field) => [field, 'page']),
  );
  return {
    ...reference,
    id,
    type: reference.type,
    title: reference.title ?? '',
    custom: {
      role,
      ...(asPrinted === undefined ? {} : { asPrinted }),
      verification: { status: 'page', hasRecalledFields: false, fields },
    },
  };
}

const withCustom = (reference: Reference, more: object): Reference => ({
  ...reference,
  custom: { ...(reference['custom'] as object), ...more },
});

function nameSections(article: Article): { sections: PackSection[]; ids: string[] } {
  const taken = new Set<string>(['sec-title']);
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const sections: PackSection[] = [];
  if (article.titleText !== undefined)
    sections.push({
      id: 'sec-title',
      title: '(title)',
      secType: null,
      extent: 'full',
      ...article.titleText.span,
    });
  for (const { title, secType, extent, start, end } of article.sections) {
    const stem =
      title === 'Cited by'
        ? citedBySection
        : `sec-${knownHeading(title)?.id ?? (shortSlug(title) || 'text')}`;
    let id = stem;
    while (taken.has(id)) {
      const number = (numbers.get(stem) ?? 1) + 1;
      numbers.set(stem, number);
      id = `${stem}-${number}`;
    }
    taken.add(id);
    ids.push(id);
    sections.push({ id, title: title.slice(0, 200), secType, extent, start, end });
  }
  return { sections, ids };
}

const longestSlug = 48;

/** The heading as an id, cut between words. */
function shortSlug(title: string): string {
  const slug = slugOf(title);
  return slug.length <= longestSlug
    ? slug
    : slug.slice(0, slug.lastIndexOf('-', longestSlug)) || slug.slice(0, longestSlug);
}

const drugsOf = (packs: readonly PaperPack[]): ReadonlySet<string> =>
  new Set(
    packs.flatMap((pack) =>
      pack.terms
        .filter((term) => term.category === 'drug')
        .flatMap((term) => [term.prefLabel, ...(term.altLabel ?? [])])
        .map((label) => label.toLowerCase()),
    ),
  );

/** Facts of the body with the works that their own sentence cites. A figure is named once in each section. */
function collectFacts(
  texts: readonly PlacedText[],
  worksAt: (text: PlacedText, start: number, end: number) => readonly string[],
  drugs: ReadonlySet<string>,
): PackFact[] {
  const facts: PackFact[] = [];
  const figures = new Set<string>();
  for (const placed of texts) {
    if (placed.kind !== 'paragraph' || placed.formal) continue;
    for (const { start, end, ...fact } of findFacts(placed.text.text, drugs)) {
      const place = placed.text.place(start, end);
      if (fact.kind === 'figure-ref') {
        const key = `${placed.section} ${fact.label ?? ''}`;
        if (!figures.has(key)) facts.push({ ...fact, section: placed.section, ...place });
        figures.add(key);
        continue;
      }
      const sentence = sentenceAround(placed.text.text, start);
      const supports = [...new Set(worksAt(placed, sentence.start, sentence.end))];
      facts.push({
        ...fact,
        section: placed.section,
        ...(supports.length > 0 ? { supports } : {}),
        ...place,
      });
    }
  }
  return facts;
}
