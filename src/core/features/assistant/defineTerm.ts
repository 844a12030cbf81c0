import type { PackIndex } from '../../paper/packIndex.ts';
import { quotedOrNull, quotedText } from '../../render/quoted.ts';
import { shortCitation } from '../../render/reference.ts';
import { type Sense, searchSenses, sensesOf } from '../../terms/index.ts';
import { spellingKey } from '../../terms/variants.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isOpen } from './senses.ts';
import type { Status } from './status.ts';
import { toldPaper } from './works.ts';

const most = {
  senses: 20,
  names: 12,
  sections: 12,
  works: 12,
  related: 8,
  identifiers: 12,
  near: 6,
} as const;
const maxSearchedLength = 160;
const minLengthWithin = 5;

/** Every sense that the packs in use know of a term, an abbreviation or a synonym, each with its paper. */
export function defineTerm(snapshot: Snapshot, form: string) {
  const found = sensesOf(snapshot.terms, form);
  const senses = found.slice(0, most.senses).flatMap((sense) => {
    const index = snapshot.pack(sense.pack.id);
    return index === undefined ? [] : [toldSense(snapshot, index, sense)];
  });
  const listed = expansions(snapshot, form, found);
  const concepts = new Set([
    ...found.map(({ term }) => spellingKey(term.prefLabel)),
    ...listed.map(({ long }) => spellingKey(long)),
  ]);
  const status: Status =
    concepts.size === 0 ? 'unknown' : concepts.size > 1 || found.some(isOpen) ? 'ambiguous' : 'known';
  const near = status === 'unknown' ? nearTerms(snapshot, form) : [];
  return { status, senses, expansions: listed, near, more: Math.max(0, found.length - most.senses) };
}

/**
 * Terms with a name like the one that no pack knows. Few letters inside a word are no likeness: AMPA,
 * hippocampal.
 */
function nearTerms(snapshot: Snapshot, form: string) {
  const asked = form.slice(0, maxSearchedLength).trim().toLowerCase();
  const isWithin = (label: string): boolean => {
    const at = label.toLowerCase().indexOf(asked);
    return at > 0 && asked.length < minLengthWithin && /[\p{L}\p{N}]/u.test(label.charAt(at - 1));
  };
  return searchSenses(snapshot.terms, asked, most.senses)
    .filter(({ label }) => !isWithin(label))
    .slice(0, most.near)
    .map(({ pack, term }) => ({
      quoted: true as const,
      label: quotedText(term.prefLabel, 200),
      shortForms: (term.shortForms ?? []).slice(0, most.names).map((short) => quotedText(short, 160)),
      pack: quotedText(pack.id, 120),
    }));
}

function toldSense(snapshot: Snapshot, index: PackIndex, sense: Sense) {
  const { term } = sense;
  const texts = (items: readonly string[] | undefined, maximum: number): string[] =>
    (items ?? []).slice(0, maximum).map((item) => quotedText(item, 160));
  return {
    quoted: true as const,
    pack: quotedText(index.pack.id, 120),
    id: quotedText(term.id, 120),
    label: quotedText(term.prefLabel, 200),
    shortForms: texts(term.shortForms, most.names),
    synonyms: texts(term.altLabel, most.names),
    category: quotedText(term.category, 80),
    definition: quotedOrNull(term.definition, 1200),
    note: quotedOrNull(term.scopeNote, 600),
    matchedBy: sense.form === 'short' ? ('short form' as const) : ('label' as const),
    ...judged(sense),
    elsewhere: texts(sense.elsewhere, most.names),
    sections: texts(
      index.sectionsOf(term).map(({ title }) => title),
      most.sections,
    ),
    paper: toldPaper(index),
    supportedBy: [
      // What a term of one's own is from: a key, or the name of a source.
      ...(term.source === undefined ? [] : [{ citation: quotedText(term.source, 200), DOI: null }]),
      ...index
        .worksSupporting(term)
        .slice(0, most.works)
        .map((work) => ({
          citation: quotedText(shortCitation(work), 200),
          DOI: quotedOrNull(work.DOI, 200),
        })),
    ],
    related: texts(
      index.relatedTo(term).map(({ prefLabel }) => prefLabel),
      most.related,
    ),
    identifiers: (term.match ?? [])
      .filter(({ verification }) => verification !== 'recalled' || snapshot.settings.showRecalled)
      .slice(0, most.identifiers)
      .map(({ id, relation }) => ({ id: quotedText(id, 120), relation })),
  };
}

/**
 * How certain a sense is for whoever asks, and why no more. An import's own find is only possible: nobody has
 * looked at it. Certain is what the pack writes so and nothing else is; a short form, or a word of everyday
 * language, is likely.
 */
function judged(sense: Sense): { readonly certainty: Sense['likelihood']; readonly reason: string } {
  const { likelihood, reason, term } = sense;
  if (term.candidate) return { certainty: 'possible', reason: 'not-reviewed' };
  if (isOpen(sense)) return { certainty: likelihood, reason };
  switch (reason) {
    case 'as-written':
      return { certainty: 'certain', reason };
    case 'several-meanings':
      return { certainty: 'likely', reason: 'short-form' };
    case 'everyday-word':
      return { certainty: 'likely', reason };
    default:
      return { certainty: likelihood, reason };
  }
}

/** What a paper writes a short form out as, where that is none of the terms found. */
function expansions(snapshot: Snapshot, form: string, found: readonly Sense[]) {
  const short = form.trim();
  const labels = new Set(
    found.flatMap(({ term }) => [term.prefLabel, ...(term.altLabel ?? [])].map(spellingKey)),
  );
  const ids = new Set(found.map(({ pack, term }) => JSON.stringify([pack.id, term.id])));
  const out = new Map<string, ReturnType<typeof expansion>>();
  for (const index of snapshot.packs) {
    for (const { long, term, definedIn } of index.abbreviations(short)) {
      if (long === undefined || labels.has(spellingKey(long))) continue;
      if (term !== undefined && ids.has(JSON.stringify([index.pack.id, term]))) continue;
      const name = spellingKey(long);
      if (out.size < most.senses && !out.has(name)) out.set(name, expansion(index, short, long, definedIn));
    }
  }
  return [...out.values()];
}

const expansion = (index: PackIndex, short: string, long: string, definedIn: string | undefined) => ({
  quoted: true as const,
  short: quotedText(short, 60),
  long: quotedText(long, 200),
  pack: quotedText(index.pack.id, 120),
  section: quotedOrNull(definedIn === undefined ? undefined : index.section(definedIn)?.title, 200),
});
