import { type Span, shift, touches } from '../../base/span.ts';
import type { Manuscript } from '../manuscript/types.ts';
import { findDefinitions } from './abbreviations/manuscriptAbbreviations.ts';
import { singularShort } from './abbreviations/shortForm.ts';
import { blockNumberAt } from './blocks.ts';
import { ambiguousShortForms, otherSenses } from './data/ambiguity.ts';
import { findTerms, meansTerm } from './manuscriptTerms.ts';
import type { IndexedTerm, Pattern } from './patterns.ts';
import { gapMark, proseOf } from './prose.ts';
import { fits } from './shape.ts';
import type { TermIndex } from './termIndex.ts';

/**
 * What appears unasked is certain, what is asked for is answered: this file is the second threshold of the
 * one matcher, and `manuscriptTerms.ts` the first. Whoever hovers, follows or looks up a word gets every term
 * that it can mean, each with how likely that is and why.
 */
export type Likelihood = 'certain' | 'likely' | 'possible';

/** Why a sense is no more certain than it is. */
export type Reason =
  /** It stands as the pack writes it, and nothing speaks against it. */
  | 'as-written'
  /** The manuscript defines the short form as something else. */
  | 'defined-otherwise'
  /** A short form that stands for several things, which the manuscript does not define. */
  | 'several-meanings'
  /** A word of everyday language, or one that other fields use. */
  | 'everyday-word'
  /** A part of a phrase that means something else: the depression of “long-term depression”. */
  | 'within-phrase'
  /** The letters are the pack's, their case is not. */
  | 'other-case'
  /** A name near the one that was looked up. */
  | 'near-name';

export interface Sense extends IndexedTerm {
  readonly form: 'label' | 'short';
  /** The label of the pack that was recognised. */
  readonly label: string;
  readonly likelihood: Likelihood;
  readonly reason: Reason;
  /** What else the form stands for in medicine. */
  readonly elsewhere: readonly string[];
}

/** The senses of a phrase in a manuscript, likeliest first. */
export interface AskedSenses extends Span {
  readonly text: string;
  readonly senses: readonly Sense[];
}

/** More words than this are no term. */
const maxWords = 8;
const maxPhraseLength = 160;

/**
 * Every term that a phrase can mean, likeliest first, as packs are in use. Case and separators do not count.
 */
export function sensesOf(index: TermIndex, phrase: string): readonly Sense[] {
  return ranked(patternsOf(index, phrase).map((pattern) => toSense(index, pattern, phrase)));
}

/** The senses of the longest phrase around a place of which a pack knows any. */
export function sensesAt(index: TermIndex, manuscript: Manuscript, offset: number): AskedSenses | undefined {
  const certain = findTerms(index, manuscript).at(offset);
  const [first] = certain;
  const found = phraseAt(index, manuscript, offset, first ? first.end - first.start : 0);
  if (!first && !found) return undefined;
  if (!first || (found && found.end - found.start > first.end - first.start)) return found;
  const senses = certain.flatMap(({ pack, id, form, text }): readonly Sense[] => {
    const entry = index.terms.find((one) => one.pack.id === pack && one.term.id === id);
    return entry
      ? [{ ...entry, form, label: text, likelihood: 'certain', reason: 'as-written', elsewhere: [] }]
      : [];
  });
  const others = sensesOf(index, first.text).filter(
    ({ term, likelihood }) => likelihood === 'likely' && !senses.some((sense) => sense.term === term),
  );
  const { start, end, text } = first;
  return { start, end, text, senses: [...senses, ...others] };
}

interface Phrase extends Span {
  readonly text: string;
}

/** The longest phrase of whole words around a place that some pack knows; its offsets are the document's. */
function phraseAt(
  index: TermIndex,
  manuscript: Manuscript,
  offset: number,
  longerThan: number,
): AskedSenses | undefined {
  const block = manuscript.blocks[blockNumberAt(manuscript.blocks, offset)];
  if (!block || !touches({ start: 0, end: block.body.text.length }, offset - block.start)) return undefined;
  const prose = proseOf(block.body);
  const at = prose.at(offset - block.start);
  let isWithin = false;
  for (const phrase of phrasesAround(prose.text, at)) {
    const place = shift(prose.source(phrase.start, phrase.end), block.start);
    if (place.end - place.start <= longerThan || !touches(place, offset)) continue;
    const patterns = patternsOf(index, phrase.text).filter((pattern) => mayBe(pattern, phrase.text));
    if (patterns.length > 0) {
      const senses = patterns.map((pattern) =>
        inManuscript(index, manuscript, toSense(index, pattern, phrase.text), phrase.text),
      );
      const reasoned = isWithin ? senses.map(withinPhrase) : senses;
      return { ...place, text: phrase.text, senses: ranked(reasoned) };
    }
    isWithin ||= index.isOtherMeaning(phrase.text);
  }
  return undefined;
}

/** Runs of words around a place, the longest first: none crosses a citation, or the end of a sentence. */
function phrasesAround(text: string, at: number): readonly Phrase[] {
  const from = Math.max(0, at - maxPhraseLength);
  const words = [...text.slice(from, at + maxPhraseLength).matchAll(/[\p{L}\p{N}]+/gu)].map(
    ({ 0: word, index }) => ({ start: from + index, end: from + index + word.length }),
  );
  const here = words.findIndex((word) => touches(word, at));
  const last = words.findLastIndex((word) => touches(word, at));
  if (here === -1) return [];
  const phrases: Phrase[] = [];
  for (let first = Math.max(0, last - maxWords); first <= last; first++) {
    for (let end = Math.max(first, here); end < Math.min(words.length, first + maxWords); end++) {
      const span = withBrackets(text, { start: words[first]!.start, end: words[end]!.end });
      const phrase = text.slice(span.start, span.end);
      if (!phrase.includes(gapMark) && !/[.!?;]\s|\n\s*\n/.test(phrase))
        phrases.push({ ...span, text: phrase });
    }
  }
  return phrases.sort((a, b) => b.end - b.start - (a.end - a.start));
}

/** `(S)-ketamine` from its bracket on, `GABA(A)` to its bracket. */
function withBrackets(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const depth = inside.split('(').length - inside.split(')').length;
  if (depth < 0 && text[start - 1] === '(') return { start: start - 1, end };
  if (depth > 0 && text[end] === ')') return { start, end: end + 1 };
  return { start, end };
}

/**
 * Short forms of everyday words: a text that says “pet” or “cat” in small letters means neither scan nor
 * therapy.
 */
function mayBe({ form, shape }: Pattern, text: string): boolean {
  if (form === 'label' || fits(shape, text, 0, text.length)) return true;
  return /\p{Lu}.*\p{Lu}|\d/u.test(text);
}

function patternsOf(index: TermIndex, phrase: string): readonly Pattern[] {
  const found = index.lookupFolded(phrase);
  const byTerm = new Map<number, Pattern>();
  for (const pattern of found) {
    const known = byTerm.get(pattern.term);
    if (
      !known ||
      (!fits(known.shape, phrase, 0, phrase.length) && fits(pattern.shape, phrase, 0, phrase.length))
    )
      byTerm.set(pattern.term, pattern);
  }
  return [...byTerm.values()];
}

function toSense(index: TermIndex, { term, form, label, guard, shape }: Pattern, phrase: string): Sense {
  const elsewhere = form === 'short' ? elsewhereOf(label, index.terms[term]!) : [];
  const base = { ...index.terms[term]!, form, label, elsewhere };
  if (!fits(shape, phrase.trim(), 0, phrase.trim().length))
    return { ...base, likelihood: 'possible', reason: 'other-case' };
  if (guard === 'definition') return { ...base, likelihood: 'possible', reason: 'several-meanings' };
  if (guard === 'field')
    return {
      ...base,
      likelihood: 'possible',
      reason: form === 'short' ? 'several-meanings' : 'everyday-word',
    };
  return { ...base, likelihood: 'likely', reason: 'as-written' };
}

function elsewhereOf(label: string, { term }: IndexedTerm): readonly string[] {
  const key = singularShort(label);
  const all = ambiguousShortForms.get(key) ?? otherSenses.get(key) ?? [];
  const own = new Set([term.prefLabel, ...(term.altLabel ?? [])].map((name) => name.toLowerCase()));
  return all.filter((sense) => !own.has(sense.toLowerCase()));
}

/** What the manuscript's own definition of a short form makes of a sense. */
function inManuscript(index: TermIndex, manuscript: Manuscript, sense: Sense, text: string): Sense {
  if (sense.form !== 'short') return sense;
  const key = singularShort(text);
  const own = findDefinitions(manuscript).filter((definition) => definition.key === key);
  if (own.length === 0) return sense;
  const term = index.terms.findIndex((one) => one.term === sense.term && one.pack === sense.pack);
  if (own.some((definition) => meansTerm(index, definition, { term })))
    return { ...sense, likelihood: 'likely', reason: 'as-written', elsewhere: [] };
  return { ...sense, likelihood: 'possible', reason: 'defined-otherwise' };
}

const withinPhrase = (sense: Sense): Sense => ({ ...sense, likelihood: 'possible', reason: 'within-phrase' });

const ranks: Readonly<Record<Likelihood, number>> = { certain: 0, likely: 1, possible: 2 };

/**
 * Likeliest first; one's own words before what a paper says, and that before a glossary; else as the packs
 * are in use.
 */
const ranked = (senses: readonly Sense[]): readonly Sense[] =>
  [...senses].sort((a, b) => ranks[a.likelihood] - ranks[b.likelihood] || standing(a) - standing(b));

const standing = ({ pack: { kind = 'paper' } }: IndexedTerm): number =>
  ['own', 'paper', 'glossary'].indexOf(kind);
