import { RecentMap } from '../../base/recentMap.ts';
import { overlapsAny, type Span } from '../../base/span.ts';
import type { BlockBody } from '../manuscript/types.ts';
import type { PackTerm, PaperPack } from '../paper/types.ts';
import { definitionsIn } from './abbreviations/definitions.ts';
import { singularShort } from './abbreviations/shortForm.ts';
import { candidatesIn, isInLongerName } from './abbreviations/unexplained.ts';
import { BlockValues } from './blocks.ts';
import { matchBlock } from './matchBlock.ts';
import { compileTerms, type TermIndex } from './termIndex.ts';

/** A short form in a block, or the long form of one, in offsets relative to the block. */
export interface BlockUse extends Span {
  /** As it stands there; for a long form the key. */
  readonly short: string;
  /** The short form in the singular. */
  readonly key: string;
}

interface Tally {
  readonly key: string;
  first: BlockUse | undefined;
  count: number;
}

/** What one block holds of the abbreviations that its manuscript defines, and of others. */
export interface BlockUses {
  /** Short forms that the manuscript defines, outside definitions. */
  readonly uses: readonly BlockUse[];
  /** The first use of each that asks for an explanation, and how many uses there are. */
  readonly tallies: readonly Tally[];
  /** Their long forms, outside definitions. */
  readonly expansions: readonly BlockUse[];
  /** Words that look like short forms and are defined nowhere. */
  readonly unexplained: readonly BlockUse[];
  /** What some packs made of the unexplained ones last. */
  judged?: { readonly index: TermIndex; readonly words: readonly Judged[] };
}

/** A word that nobody explained, after the packs were heard. */
export interface Judged extends BlockUse {
  /** The word as it was found, a part of the short form at times. */
  readonly word: string;
  /** The terms of the packs that it is a short form of. */
  readonly terms: readonly number[];
}

const keptFor = new WeakMap<TermIndex, BlockValues<BlockUses>>();
const keptWithoutDefinitions = new BlockValues((body) => readBlock(undefined, body));

/**
 * The uses of some definitions in blocks, kept for as long as the manuscript defines the same abbreviations,
 * so that an edit reads its own paragraph only.
 */
export function usesOf(definitions: readonly Defined[]): BlockValues<BlockUses> {
  const index = indexOf(definitions);
  if (!index) return keptWithoutDefinitions;
  let kept = keptFor.get(index);
  if (!kept) keptFor.set(index, (kept = new BlockValues((body) => readBlock(index, body))));
  return kept;
}

function readBlock(index: TermIndex | undefined, body: BlockBody): BlockUses {
  const own = definitionsIn(body);
  const known = index ? knownIn(index, body) : [];
  // A block may hold thousands of each.
  const isOwnShort = overlapsAny(own);
  const isOwn = overlapsAny(own.map(({ whole }) => whole));
  const isKnown = overlapsAny(known);
  const uses = known.filter((one) => one.form === 'short' && !isOwnShort(one));
  const expansions = known.filter((one) => one.form === 'label' && !isOwn(one));
  const unexplained = candidatesIn(body)
    .filter((one) => !isKnown(one) && !isOwn(one))
    .map((one) => ({ ...one, key: one.short }));
  const tallies = new Map<string, Tally>();
  for (const use of uses) {
    let tally = tallies.get(use.key);
    if (!tally) tallies.set(use.key, (tally = { key: use.key, first: undefined, count: 0 }));
    tally.count++;
    if (!tally.first && !isRouteOfDose(body.text, use) && !isInLongerName(body.text, use)) tally.first = use;
  }
  return { uses, tallies: [...tallies.values()], expansions, unexplained };
}

/** "10 mg i.v.", "0.5 mg/kg i.m.": notation behind a dose, as units are. */
const isRouteOfDose = (text: string, { start, short }: BlockUse): boolean =>
  /^(?:\p{Ll}\.){2,3}$/u.test(short) &&
  /\d[\s~\u00a0]?(?:[mµμnk]?g|mL|ml|IU|mmol|[µμ]mol|mEq)(?:\/(?:kg|h|d|day|min))?[\s~\u00a0]$/u.test(
    text.slice(Math.max(0, start - 20), start),
  );

interface Known extends BlockUse {
  readonly form: 'label' | 'short';
}

function knownIn(index: TermIndex, body: BlockBody): readonly Known[] {
  return matchBlock(index, body).hits.map((hit) => {
    const { term, form } = hit.patterns.find((pattern) => pattern.form === 'short') ?? hit.patterns[0]!;
    const key = index.terms[term]!.term.id;
    // A short form may be read as the name of what it stands for: "meta-ICA".
    const isShort = form === 'short' || singularShort(hit.text) === key;
    return {
      start: hit.start,
      end: hit.end,
      form: isShort ? 'short' : form,
      key,
      short: isShort ? hit.text : key,
    };
  });
}

interface Defined {
  readonly key: string;
  readonly long: string;
}

/**
 * Definitions as a pack of terms, so that the matcher finds their uses by its own rules. The last few are
 * kept.
 */
const indexes = new RecentMap<string, TermIndex>(8);

function indexOf(definitions: readonly Defined[]): TermIndex | undefined {
  if (definitions.length === 0) return undefined;
  const longs = new Map<string, Set<string>>();
  for (const { key, long } of definitions) {
    const known = longs.get(key);
    if (known) known.add(long);
    else longs.set(key, new Set([long]));
  }
  const name = JSON.stringify([...longs].map(([key, long]) => [key, ...long]));
  let index = indexes.get(name);
  if (index) {
    indexes.delete(name);
  } else {
    const terms = [...longs].map(
      ([key, long]): PackTerm => ({
        id: key,
        prefLabel: [...long][0]!,
        altLabel: [...long].slice(1),
        shortForms: [key],
        safeShortForms: [key],
        category: '',
        sections: [],
      }),
    );
    index = compileTerms([definitionPack(terms)]);
  }
  indexes.set(name, index);
  return index;
}

const definitionPack = (terms: readonly PackTerm[]): PaperPack => ({
  packVersion: '1.0',
  id: '',
  lang: 'en',
  license: '',
  source: { id: '', type: 'article-journal' },
  references: [],
  sections: [],
  abbreviations: [],
  citations: [],
  terms,
  provenance: { method: '', date: '' },
});
