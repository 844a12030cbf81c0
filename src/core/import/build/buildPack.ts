import type { Reference } from '../../bibliography/types.ts';
import { citedBySection } from '../../paper/packIndex.ts';
import type { PackOrigin, PackSection, PaperPack } from '../../paper/types.ts';
import type { Article, Doubt, ListedWork, UnnamedReference } from '../article.ts';
import type { PaperRecords } from '../completed.ts';
import { foundInArticle, foundInList } from '../found.ts';
import { languageTag } from '../languageTag.ts';
import { limits, tooMany } from '../limits.ts';
import { type PlacedText, placedTexts } from '../places.ts';
import { type Steps, within } from '../steps.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { findAbbreviations, journalWords, type RejectedWord } from './packAbbreviations.ts';
import { findCitations, type KnownWorks } from './packCitations.ts';
import { collectFacts, drugsOf } from './packFacts.ts';
import { nameSections } from './packSections.ts';
import { findTerms } from './packTerms.ts';
import { earlierImport } from './samePaper.ts';
import { WorkIds } from './workIds.ts';

/** The version of the importer, which goes into `origin.parserVersion`. */
const parserVersion = '1.0';

const disclaimer = 'Describes what one paper reports; not clinical guidance.';

export interface ImportOptions {
  /** The day of the import, as in 2026-11-23. */
  readonly date: string;
  /** The user's own bibliographies, for citations of works that the file does not list. */
  readonly known?: readonly KnownWorks[];
  /**
   * The packs that exist. The importer looks for their terms and references in the new paper. The new pack's
   * id differs from all of theirs; only an earlier import of the same paper hands its id on.
   */
  readonly packs?: readonly PaperPack[];
  /** Records of papers, which complete the paper that is imported where they are of it. */
  readonly records?: readonly PaperRecords[];
  /** Which of several articles of the file is imported, from 1. */
  readonly article?: number;
}

export interface BuiltPack {
  readonly pack: PaperPack;
  readonly doubts: readonly Doubt[];
  readonly rejected: readonly RejectedWord[];
}

/** Makes a pack of what a reader found in a file. */
export function* buildPack(
  whole: Article,
  file: { readonly name: string; readonly text: string; readonly sha256?: string },
  options: ImportOptions,
): Steps<BuiltPack> {
  const { article, doubts: shortened } = limited(whole);
  const earlier = earlierImport(options.packs ?? [], article.source);
  const others = (options.packs ?? []).filter((pack) => pack !== earlier);
  const known = [...(options.known ?? []), ...others.map(({ id, references }) => ({ name: id, references }))];
  const ids = new WorkIds();
  const [sourceId = 'paper'] = ids.assign([article.source], 'paper');
  const printedTitle = article.titleText && { title: article.titleText.text };
  const source = withCustom(namedReference(sourceId, article.source, 'source', printedTitle), {
    found: foundInArticle(article),
  });
  // Each of these is one piece of work, a few milliseconds for the longest list.
  yield 0;
  const listed = name(article.references, ids, 'listed-reference', 'work', article.format);
  yield 0;
  const citing = name(article.citedBy, ids, 'cited-by', 'citedby', article.format);
  const { sections, ids: sectionIds } = nameSections(article);
  const titleSection = article.titleText === undefined ? undefined : 'sec-title';
  yield 0;
  const placed = placedTexts(article, sectionIds, titleSection);
  const texts = placed.filter(({ kind }) => kind !== 'aside');
  const citations = yield* within(findCitations(placed, listed, known, ids), 0, 0.3);
  const glossarySection = sections.find((section) => section.secType === 'glossary')?.id;
  const found = yield* within(
    findAbbreviations(texts, article.source.author ?? [], article.glossary, glossarySection),
    0.3,
    0.7,
  );
  const { terms, abbreviations } = yield* within(findTerms(texts, found, others), 0.7, 0.8);
  const { facts, leftOut } = yield* within(collectFacts(texts, citations.worksAt, drugsOf(others)), 0.8, 0.9);
  yield 0.9;
  const pack: PaperPack = {
    packVersion: '1.0',
    id: earlier?.id ?? freeId(sourceId, others),
    lang: languageTag(article.lang) ?? languageOf(texts),
    license: 'CC0-1.0',
    disclaimer,
    source:
      article.keywords.length === 0
        ? source
        : withCustom(source, { keywords: { values: article.keywords, verification: 'page' } }),
    references: [...listed, ...citing, ...citations.added],
    counts: countsOf(whole, sections),
    sections,
    abbreviations,
    terms,
    citations: citations.citations,
    facts,
    provenance: { method: 'imported', date: options.date, checkedAgainst: [file.name] },
  };
  const fingerprints = yield* within(fingerprintsOf(pack), 0.9, 1);
  const doubts = [
    ...whole.doubts,
    ...emptiness(whole, file.text.length),
    ...citations.doubts,
    ...shortened,
    ...tooMany(citations.leftOut, 'citations'),
    ...tooMany(found.leftOut, 'abbreviations'),
    ...tooMany(leftOut, 'reported facts'),
  ];
  const journals = journalWords([...article.references, ...article.citedBy], file.text);
  return {
    pack: { ...pack, origin: { ...originOf(article, file), fingerprints } },
    doubts,
    rejected: [...found.rejected, ...journals],
  };
}

/** What a pack lacks that every paper has: the person is told, for the file may be the wrong one. */
function emptiness({ sections, references, format }: Article, end: number): readonly Doubt[] {
  const hasText = sections.some(({ secType }) => secType !== 'ref-list' && secType !== 'abstract');
  const isRecord = /^(?:nbib|ris)$/u.test(format);
  const lacks = [
    ...(hasText ? [] : [sections.length > 0 ? 'no section but its abstract' : 'no section']),
    ...(references.length > 0 ? [] : ['no reference']),
  ];
  // The reader of pages says itself what a page does not show.
  if (
    lacks.length === 0 ||
    /html/u.test(format) ||
    (!isRecord && lacks.length === 1 && references.length > 0)
  )
    return [];
  const what = isRecord ? 'record' : 'file';
  return [
    {
      message: `This ${what} holds ${lacks.join(' and ')}, so none is taken over.${isRecord ? ' Import the paper’s page or its JATS XML for more.' : ''}`,
      start: 0,
      end: Math.min(1, end),
    },
  ];
}

/** The article without what is more than any paper has. */
function limited(article: Article): { readonly article: Article; readonly doubts: readonly Doubt[] } {
  const sections = article.sections.slice(0, limits.sections);
  const references = article.references.slice(0, limits.references);
  const citedBy = article.citedBy.slice(0, limits.references);
  const leftOut = article.references.length - references.length + article.citedBy.length - citedBy.length;
  return {
    article: { ...article, sections, references, citedBy },
    doubts: [
      ...tooMany(article.sections.length - sections.length, 'sections', article.sections[limits.sections]),
      ...tooMany(leftOut, 'references', article.references[limits.references]),
    ],
  };
}

/** Another paper may have the same first author and year. */
function freeId(id: string, others: readonly PaperPack[]): string {
  const taken = new Set(others.map((pack) => pack.id));
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${id}-${number}`;
  return free;
}

const originOf = (
  { format }: Article,
  { name: file, sha256 }: { readonly name: string; readonly sha256?: string },
): PackOrigin => ({ format, file, ...(sha256 === undefined ? {} : { sha256 }), parserVersion });

function name(
  works: readonly ListedWork[],
  ids: WorkIds,
  role: string,
  prefix: string,
  format: string,
): Reference[] {
  const assigned = ids.assign(
    works.map((work) => work.reference),
    prefix,
  );
  return works.map(({ reference, asPrinted, how, start, end }, index) => {
    const named = namedReference(assigned[index] ?? prefix, reference, role, asPrinted);
    const notes = [
      ...((reference.author ?? []).length === 0 ? ['No author is printed in the file.'] : []),
      ...(reference.issued === undefined ? ['No year is printed in the file.'] : []),
    ];
    return withCustom(named, {
      ...(notes.length > 0 ? { notes } : {}),
      found: foundInList(reference, format, how),
      start,
      end,
    });
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
