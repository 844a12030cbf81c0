import type { PackAbbreviation, PackTerm, PaperPack, TermMatch } from '../../paper/types.ts';
import { singularShort } from '../../terms/abbreviations/shortForm.ts';
import { matchBlock } from '../../terms/matchBlock.ts';
import { compileTerms, type TermIndex } from '../../terms/termIndex.ts';
import { costOf, type PlacedText } from '../places.ts';
import { inSteps, type Steps } from '../steps.ts';
import type { FoundAbbreviations } from './packAbbreviations.ts';
import { slugOf } from './slug.ts';

const candidateNote = 'Found by an import. It has no definition yet; write one in your own words.';
const linkedNote = 'Described by another pack.';

export interface FoundTerms {
  readonly terms: readonly PackTerm[];
  /** The abbreviations again, each with the id of its term. */
  readonly abbreviations: readonly PackAbbreviation[];
}

/**
 * Terms of a new pack: a candidate for each abbreviation, and the terms of other packs that the paper uses.
 * None has a definition: a candidate says so, and a term of another pack points there.
 */
export function* findTerms(
  texts: readonly PlacedText[],
  found: FoundAbbreviations,
  packs: readonly PaperPack[],
): Steps<FoundTerms> {
  const known = yield* knownTerms(texts, packs);
  const terms = new Map<string, PackTerm>();
  const order = new Map([...new Set(texts.map(({ section }) => section))].map((id, index) => [id, index]));
  const inOrder = (ids: Iterable<string>) =>
    [...new Set(ids)].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  for (const { term, pack, sections } of known) {
    const id = freeId(terms, term.id);
    const match: TermMatch = {
      id: `pack:${pack.id}/${term.id}`,
      relation: 'exactMatch',
      verification: 'page',
    };
    const shortForms = term.shortForms ?? [];
    terms.set(id, {
      id,
      prefLabel: term.prefLabel,
      ...(shortForms.length > 0 ? { shortForms } : {}),
      category: term.category,
      scopeNote: linkedNote,
      sections: inOrder(sections),
      match: [match],
      candidate: true,
    });
  }
  const byShort = new Map<string, string>();
  for (const term of terms.values())
    for (const short of term.shortForms ?? []) byShort.set(singularShort(short), term.id);
  const abbreviations = found.abbreviations.map((abbreviation): PackAbbreviation => {
    const { short, long, definedIn } = abbreviation;
    const key = singularShort(short);
    const knownId = byShort.get(key);
    const knownTerm = knownId === undefined ? undefined : terms.get(knownId);
    if (knownTerm !== undefined && (long === undefined || means(knownTerm, long)))
      return { ...abbreviation, term: knownTerm.id };
    const label = long ?? short;
    const same = [...(terms.has(slugOf(label)) ? [terms.get(slugOf(label))] : [])].find(
      (term) => term?.prefLabel.toLowerCase() === label.toLowerCase(),
    );
    const id = same?.id ?? freeId(terms, slugOf(label).slice(0, 80) || 'term');
    const sections = inOrder([
      ...(definedIn === undefined ? [] : [definedIn]),
      ...(found.sections.get(key) ?? []),
      ...(same?.sections ?? []),
    ]);
    const shortForms =
      long === undefined ? same?.shortForms : [...new Set([...(same?.shortForms ?? []), short])];
    terms.set(id, {
      id,
      prefLabel: same?.prefLabel ?? label,
      ...(shortForms ? { shortForms } : {}),
      category: 'abbreviation',
      scopeNote: candidateNote,
      sections,
      candidate: true,
    });
    return { ...abbreviation, term: id };
  });
  return { terms: [...terms.values()], abbreviations };
}

interface KnownTerm {
  readonly term: PackTerm;
  readonly pack: PaperPack;
  readonly sections: Set<string>;
}

/** Terms of other packs by their labels; a short form alone may mean something else in this paper. */
function* knownTerms(texts: readonly PlacedText[], packs: readonly PaperPack[]): Steps<readonly KnownTerm[]> {
  if (packs.length === 0) return [];
  const index = termsOfPacks(packs);
  const found = new Map<PackTerm, KnownTerm>();
  yield* inSteps(texts, costOf, ({ body, section }) => {
    for (const { patterns } of matchBlock(index, body).hits) {
      const pattern = patterns.find(({ form, guard }) => form === 'label' && guard === 'none');
      const indexed = pattern && index.terms[pattern.term];
      if (indexed === undefined || indexed.term.candidate) continue;
      const one = found.get(indexed.term) ?? { ...indexed, sections: new Set<string>() };
      one.sections.add(section);
      found.set(indexed.term, one);
    }
  });
  return [...found.values()];
}

/** The papers of a folder are imported with the same packs: what was compiled is kept while the first is. */
const compiled = new WeakMap<
  PaperPack,
  { readonly packs: readonly PaperPack[]; readonly index: TermIndex }
>();

function termsOfPacks(packs: readonly PaperPack[]): TermIndex {
  const known = compiled.get(packs[0]!);
  if (known?.packs.length === packs.length && known.packs.every((pack, at) => pack === packs[at]))
    return known.index;
  const index = compileTerms(packs);
  compiled.set(packs[0]!, { packs, index });
  return index;
}

const means = (term: PackTerm, long: string): boolean =>
  [term.prefLabel, ...(term.altLabel ?? [])].some((label) => plain(label) === plain(long));

const plain = (label: string): string => slugOf(label).replace(/s$/u, '');

function freeId(taken: ReadonlyMap<string, unknown>, id: string): string {
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${id}-${number}`;
  return free;
}
