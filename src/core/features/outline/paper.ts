import { hash } from '../../../base/hash.ts';
import type { Span } from '../../../base/span.ts';
import type { Reference } from '../../bibliography/types.ts';
import { citedBySection, type PackIndex } from '../../paper/packIndex.ts';
import { factLine } from '../../render/fact.ts';
import { shortCitation } from '../../render/reference.ts';
import type { ResolvedAuthorYear } from '../../workspace/authorYear.ts';
import { citationsOf } from '../../workspace/citations.ts';
import { entryOf } from '../../workspace/library.ts';
import { entryOfWork, isListed, listedWorks, yearOf } from '../../workspace/packWorks.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Sections } from './sections.ts';
import type { SectionTerms } from './terms.ts';

/** What the papers in use hold, whatever the manuscript says. */
export const paperContents = (snapshot: Snapshot) =>
  snapshot.papers.map((index) => contentPart(index).content);

/**
 * What the manuscript uses of each paper in use; works and terms that it has nothing to do with are left out.
 */
export function paperUses(snapshot: Snapshot, uri: string, sections: Sections, uses: SectionTerms['uses']) {
  const manuscript = snapshot.manuscript(uri);
  const byKey = manuscript ? citationsOf(manuscript).byKey : new Map<string, readonly Span[]>();
  const printedOf = printedByWork(sections.authorYears);
  const library = snapshot.library(uri);
  return snapshot.papers.map((index) => {
    const { content, works } = contentPart(index);
    return {
      version: content.version,
      works: works.flatMap((work) => {
        const entry = entryOfWork(library, work);
        const key = entry === undefined ? null : entryOf(entry).key;
        const mentions = key === null ? [] : (byKey.get(key) ?? []);
        const printed =
          printedOf.get(work) ?? (key === null ? undefined : printedOf.get(key)) ?? noneByAuthorYear;
        const places = [...mentions, ...printed.certain, ...printed.uncertain];
        if (key === null && places.length === 0) return [];
        return {
          id: work.id,
          key,
          citedIn: [...new Set(places.map(({ start }) => sections.at(start)))],
          mentioned: mentions.length === 0 && places.length > 0,
          uncertain: printed.uncertain.length > 0 && mentions.length + printed.certain.length === 0,
        };
      }),
      terms: [...(uses.get(index.pack.id) ?? [])].map(([id, term]) => ({
        id,
        uses: term.uses,
        usedIn: [...term.usedIn],
      })),
    };
  });
}

const contentParts = new WeakMap<PackIndex, ReturnType<typeof makeContentPart>>();

function contentPart(index: PackIndex) {
  let part = contentParts.get(index);
  if (part === undefined) {
    part = makeContentPart(index);
    contentParts.set(index, part);
  }
  return part;
}

function makeContentPart(index: PackIndex) {
  const { pack } = index;
  const works = listedWorks(index);
  const content = {
    pack: pack.id,
    title: text(pack.source.title),
    citation: shortCitation(pack.source),
    doi: pack.source.DOI ?? null,
    referencesStated: pack.counts?.['referencesStated'] ?? null,
    referencesShown: pack.counts?.['referencesShown'] ?? null,
    imported: pack.origin !== undefined,
    // Works that cite the paper stand on its page, and are no part of it.
    sections: index.sections
      .filter(({ id }) => id !== citedBySection)
      .map(({ id, title, extent }) => ({
        id,
        title,
        extent,
        works: index.worksIn(id).map((work) => work.id),
        terms: index.termsIn(id).map((term) => term.id),
        facts: index.factsIn(id).flatMap((fact) => factLine(fact) ?? []),
      })),
    works: works.map((work) => ({
      id: work.id,
      citation: shortCitation(work),
      title: text(work.title),
      container: text(work['container-title-short'] ?? work['container-title']),
      year: yearOf(work) ?? null,
      doi: work.DOI ?? null,
      listed: isListed(work),
    })),
    terms: pack.terms.map((term) => ({
      id: term.id,
      label: term.prefLabel,
      short: term.shortForms?.[0] ?? null,
      category: term.category,
      definition: term.definition ?? null,
    })),
  };
  const json = JSON.stringify(content);
  return { works, content: { version: `${pack.id} ${json.length} ${hash(json)}`, ...content } };
}

interface Printed {
  readonly certain: Span[];
  /** Matched on first author and year alone. */
  readonly uncertain: Span[];
}

const noneByAuthorYear: Printed = { certain: [], uncertain: [] };

/** Author-year citations by the work they mean: its key in the library, or the pack's own reference. */
function printedByWork(authorYears: readonly ResolvedAuthorYear[]): ReadonlyMap<string | Reference, Printed> {
  const out = new Map<string | Reference, Printed>();
  for (const { mention, basis, works } of authorYears) {
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
