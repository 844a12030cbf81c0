import type { PackIndex } from '../../paper/packIndex.ts';
import { quotedOrNull, quotedText } from '../../render/quoted.ts';
import { shortCitation } from '../../render/reference.ts';
import { type Sense, sensesOf } from '../../terms/index.ts';
import { spellingKey } from '../../terms/variants.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isOpen } from './senses.ts';
import type { Status } from './status.ts';
import { toldPaper } from './works.ts';

const most = { senses: 20, names: 12, sections: 12, works: 12, related: 8, identifiers: 12 } as const;

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
  return { status, senses, expansions: listed, more: Math.max(0, found.length - most.senses) };
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
    certainty: certaintyOf(sense),
    reason: term.candidate ? 'not-reviewed' : sense.reason,
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

/** An import's own find is only possible: nobody has looked at it. Certain is what the pack writes so and nothing else is. */
function certaintyOf({ likelihood, reason, elsewhere, term }: Sense): Sense['likelihood'] {
  if (term.candidate) return 'possible';
  return reason === 'as-written' && elsewhere.length === 0 ? 'certain' : likelihood;
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
