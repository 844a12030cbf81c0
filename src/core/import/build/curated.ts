import { sameWork } from '../../bibliography/identity.ts';
import type { Reference } from '../../bibliography/types.ts';
import type { PackTerm, PaperPack } from '../../paper/types.ts';
import { singularShort } from '../../terms/abbreviations/shortForm.ts';
import { type Steps, within } from '../steps.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { mergeImportInSteps } from './mergeImport.ts';
import { slugOf } from './slug.ts';

/**
 * A curated pack of a paper joined with an import of somebody's own copy of it: what the curated pack says
 * stays, the copy gives places and what it shows beyond. The result is a pack of an import, under the curated
 * pack's id, and another import of the paper brings it up to date as any other. Yields the share that is
 * done.
 */
export function* joinCurated(curated: PaperPack, fresh: PaperPack): Steps<PaperPack> {
  const renamed = underIdsOf(curated, fresh);
  const kept = new Set<object>(curated.terms);
  // A term that the curated pack describes was not imported, so it stays where another copy does not use it.
  const imported = { ...renamed, terms: renamed.terms.filter((term) => !kept.has(term)) };
  const fingerprints = yield* within(fingerprintsOf(imported), 0, 0.5);
  const origin = renamed.origin && { ...renamed.origin, fingerprints };
  return yield* within(mergeImportInSteps(curated, { ...renamed, ...(origin && { origin }) }), 0.5, 1);
}

/** The pack with the ids that another pack of the same paper has for the same sections, works and terms. */
function underIdsOf(other: PaperPack, pack: PaperPack): PaperPack {
  const sections = sectionRenaming(pack, other);
  const works = workRenaming(pack, other);
  const terms = termRenaming(pack, other);
  const curatedTerms = new Map(other.terms.map((term) => [term.id, term]));
  const section = (id: string): string => sections.get(id) ?? id;
  const work = (id: string): string => works.get(id) ?? id;
  return {
    ...pack,
    source: { ...pack.source, id: other.source.id },
    sections: pack.sections.map((item) => ({ ...item, id: section(item.id) })),
    references: unique(pack.references.map((item) => ({ ...item, id: work(item.id) }))),
    terms: unique(
      pack.terms.map((item): PackTerm => {
        const id = terms.get(item.id) ?? item.id;
        const known = curatedTerms.get(id);
        return known !== undefined && known.candidate !== true
          ? known
          : { ...item, id, sections: item.sections.map(section) };
      }),
    ),
    abbreviations: pack.abbreviations.map((item) => ({
      ...item,
      ...(item.definedIn === undefined ? {} : { definedIn: section(item.definedIn) }),
      ...(item.term === undefined ? {} : { term: terms.get(item.term) ?? item.term }),
    })),
    citations: pack.citations.map((item) => ({
      ...item,
      section: section(item.section),
      ...(item.work === undefined ? {} : { work: work(item.work) }),
    })),
    facts: (pack.facts ?? []).map((item) => ({
      ...item,
      section: section(item.section),
      ...(item.supports === undefined ? {} : { supports: item.supports.map(work) }),
    })),
  };
}

function sectionRenaming(pack: PaperPack, other: PaperPack): ReadonlyMap<string, string> {
  // The first of several sections of one title counts.
  const byTitle = new Map(other.sections.map(({ id, title }) => [slugOf(title), id] as const).reverse());
  const found = new Map(pack.sections.map(({ id, title }) => [id, byTitle.get(slugOf(title))] as const));
  return withoutClashes(found, other.sections);
}

function workRenaming(pack: PaperPack, other: PaperPack): ReadonlyMap<string, string> {
  const byName = new Map<string, Reference[]>();
  for (const work of other.references)
    for (const name of namesOf(work)) byName.set(name, [...(byName.get(name) ?? []), work]);
  const found = new Map(
    pack.references.map((work) => {
      const same = namesOf(work)
        .flatMap((name) => byName.get(name) ?? [])
        .find((one) => sameWork(one, work));
      return [work.id, same?.id] as const;
    }),
  );
  return withoutClashes(found, other.references);
}

const namesOf = ({ DOI, title }: Reference): string[] =>
  [DOI?.toLowerCase() ?? '', slugOf(title ?? '')].filter((name) => name !== '');

/**
 * A term is the other pack's where the import linked it there, or where the other pack has its short form or
 * label.
 */
function termRenaming(pack: PaperPack, other: PaperPack): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  for (const { id, prefLabel, altLabel = [], shortForms = [] } of other.terms) {
    for (const label of [prefLabel, ...altLabel]) byName.set(`label ${slugOf(label)}`, id);
    for (const short of shortForms) byName.set(`short ${singularShort(short)}`, id);
  }
  for (const { short, term } of other.abbreviations)
    if (term !== undefined) byName.set(`short ${singularShort(short)}`, term);
  const shortOf = new Map(
    pack.abbreviations.flatMap(({ short, term }) => (term === undefined ? [] : [[term, short] as const])),
  );
  const linked = `pack:${other.id}/`;
  const found = new Map(
    pack.terms.map((term) => {
      const short = shortOf.get(term.id);
      const id =
        term.match?.find((match) => match.id.startsWith(linked))?.id.slice(linked.length) ??
        byName.get(`label ${slugOf(term.prefLabel)}`) ??
        (short === undefined ? undefined : byName.get(`short ${singularShort(short)}`));
      return [term.id, id] as const;
    }),
  );
  return withoutClashes(found, other.terms);
}

/**
 * New ids by the old ones: what was found for each, else the old one, else, where the other pack uses that
 * for something else, a free one.
 */
function withoutClashes(
  found: ReadonlyMap<string, string | undefined>,
  others: readonly { readonly id: string }[],
): ReadonlyMap<string, string> {
  const foreign = new Set(others.map(({ id }) => id));
  const taken = new Set([...found.keys(), ...foreign]);
  return new Map(
    [...found].map(([id, same]) => {
      if (same !== undefined) return [id, same];
      if (!foreign.has(id)) return [id, id];
      let number = 2;
      while (taken.has(`${id}-${number}`)) number += 1;
      taken.add(`${id}-${number}`);
      return [id, `${id}-${number}`];
    }),
  );
}

const unique = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] =>
  [...new Map(items.map((item) => [item.id, item] as const).reverse()).values()].reverse();
