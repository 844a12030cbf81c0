import type { PackTerm, PaperPack } from '../paper/types.ts';
import {
  askedLabels,
  everydayLabels,
  everydayShortForms,
  fieldCues,
  meansSeveral,
  needsDefinition,
  otherMeanings,
} from './data/ambiguity.ts';
import { bracketedForms, nameForms } from './forms.ts';
import { maxLabelLength, type Shape, shapeOf } from './shape.ts';
import { labelVariants, shortFormVariants, spellingKey } from './variants.ts';

/** A term and the pack it comes from. */
export interface IndexedTerm {
  readonly pack: PaperPack;
  readonly term: PackTerm;
}

/**
 * What must be known of the manuscript before a form counts unasked: nothing; that the text is about this
 * field; that the manuscript itself defines the form; nothing is enough, it answers only who asks.
 */
export type Guard = 'none' | 'field' | 'definition' | 'asked';

/** One spelling of a label as the scan knows it. */
export interface Pattern {
  readonly kind: 'term' | 'cue' | 'other-meaning';
  /** Index into `TermIndex.terms`; -1 for cues and other meanings. */
  readonly term: number;
  readonly form: 'label' | 'short';
  readonly guard: Guard;
  /** The label of the pack that this is a spelling of. */
  readonly label: string;
  readonly shape: Shape;
}

export interface CompileOptions {
  /** Patterns at most; what is beyond them is left out and `TermIndex.complete` is false. */
  readonly maxPatterns?: number;
}

const defaultMaxPatterns = 250_000;

/** Hidden labels and spellings beyond this many characters of one term are left out. */
const maxLabels = 200;

/** Everything that packs ask to be looked for. */
export interface Patterns {
  readonly terms: readonly IndexedTerm[];
  readonly patterns: readonly Pattern[];
  /** False where a bound was reached and some labels are left out. */
  readonly complete: boolean;
}

/** Terms whose labels are spelt out between two yields: about a millisecond of work. */
const termsPerStep = 4;

/**
 * Every spelling of the labels of packs. Never throws; labels that cannot match anything are left out. Yields
 * the share done.
 */
export function* patternsInSteps(
  packs: readonly PaperPack[],
  options: CompileOptions = {},
): Generator<number, Patterns> {
  const maximum = options.maxPatterns ?? defaultMaxPatterns;
  const terms: IndexedTerm[] = [];
  const patterns: Pattern[] = [...(yield* generalPatterns())];
  for (const pack of packs) for (const term of pack.terms) terms.push({ pack, term });
  // Short forms first: where there is no room for everything, they are what readers need most.
  let complete = true;
  for (const add of [addShortForms, addLabels]) {
    for (let number = 0; number < terms.length; number++) {
      if (number % termsPerStep === 0) yield number / terms.length;
      if (patterns.length >= maximum) complete = false;
      else add(patterns, number, terms[number]!);
    }
  }
  return { terms, patterns, complete };
}

/** The labels of a term as written: preferred, alternative and hidden, each once. Short forms apart. */
export function labelsOf(term: PackTerm): readonly string[] {
  const labels = new Set(
    [term.prefLabel, ...(term.altLabel ?? []), ...(term.hiddenLabel ?? [])].slice(0, maxLabels),
  );
  for (const short of term.shortForms ?? []) labels.delete(short);
  return [...labels];
}

function addShortForms(patterns: Pattern[], term: number, { pack, term: source }: IndexedTerm): void {
  for (const short of new Set((source.shortForms ?? []).slice(0, maxLabels))) {
    if (short.length > maxLabelLength) continue;
    const guard = shortFormGuard(short, source, pack);
    for (const form of nameForms(short)) {
      // A short form spelt out (“serotonin 2A receptor”) is compared as words are.
      const isWords = /\s|\p{Ll}{4}/u.test(form);
      for (const variant of isWords ? labelVariants(form) : shortFormVariants(form)) {
        const shape = shapeOf(variant, !isWords);
        if (shape)
          patterns.push({
            kind: 'term',
            term,
            form: isWords ? 'label' : 'short',
            guard,
            label: short,
            shape,
          });
      }
    }
  }
}

function addLabels(patterns: Pattern[], term: number, { pack, term: source }: IndexedTerm): void {
  const seen = new Set<string>();
  const add = (label: string, form: string, guard: Guard): void => {
    for (const variant of labelVariants(form)) {
      const shape = shapeOf(variant, false);
      if (!shape) continue;
      const key = `${shape.asks} ${shape.units.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      patterns.push({ kind: 'term', term, form: 'label', guard, label, shape });
    }
  };
  const labels = labelsOf(source).filter((label) => label.length <= maxLabelLength);
  for (const label of labels) {
    const everyday = pack.kind === 'own' ? undefined : everydayGuards().get(spellingKey(label));
    // A label that answers only who asks does so whatever the pack says of the term.
    const guard = everyday === 'asked' ? everyday : (guardOf(source) ?? everyday ?? 'none');
    for (const form of nameForms(label)) add(label, form, guard);
  }
  for (const form of bracketedForms(labels, source.shortForms ?? []))
    add(source.prefLabel, form, guardOf(source) ?? 'none');
}

/** What the pack itself says of how certain the forms of a term are. */
const guardOf = ({ unasked }: PackTerm): Guard | undefined =>
  unasked === 'never' ? 'asked' : unasked === 'in-field' ? 'field' : undefined;

let general: readonly Pattern[] | undefined;

/** Cues and phrases of other meanings: the same for every index. */
function* generalPatterns(): Generator<number, readonly Pattern[]> {
  if (general) return general;
  const patterns: Pattern[] = [];
  const add = (phrase: string, kind: 'cue' | 'other-meaning'): void => {
    for (const variant of labelVariants(phrase)) {
      const shape = shapeOf(variant, false);
      if (shape) patterns.push({ kind, term: -1, form: 'label', guard: 'none', label: phrase, shape });
    }
  };
  for (const [number, phrase] of fieldCues.entries()) {
    if (number % termsPerStep === 0) yield 0;
    add(phrase, 'cue');
  }
  for (const [number, phrase] of otherMeanings.entries()) {
    if (number % termsPerStep === 0) yield 0;
    add(phrase, 'other-meaning');
  }
  general = patterns;
  return patterns;
}

let everyday: ReadonlyMap<string, Guard> | undefined;

/**
 * Made when terms are first compiled: it costs a few milliseconds, which the server's start need not wait
 * for.
 */
function everydayGuards(): ReadonlyMap<string, Guard> {
  everyday ??= new Map<string, Guard>([
    ...[...everydayLabels].map((label): [string, Guard] => [spellingKey(label), 'field']),
    ...askedLabels.map((label): [string, Guard] => [spellingKey(label), 'asked']),
  ]);
  return everyday;
}

function shortFormGuard(short: string, term: PackTerm, { kind }: PaperPack): Guard {
  const ofTerm = guardOf(term);
  if (ofTerm === 'field' && meansSeveral(short)) return 'definition';
  if (ofTerm !== undefined) return ofTerm;
  if (term.safeShortForms?.includes(short)) return 'none';
  if (needsDefinition(short)) return 'definition';
  // A glossary holds the short forms of a whole field, and other fields have theirs.
  if (kind === 'glossary' && /^\p{Lu}{2,5}s?$/u.test(short)) return 'field';
  return everydayShortForms.has(short.replace(/(?<=[A-Z0-9])s$/, '')) ? 'field' : 'none';
}
