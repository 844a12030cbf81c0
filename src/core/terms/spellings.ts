import { overlapsAny, type Span } from '../../base/span.ts';
import type { BlockBody } from '../manuscript/types.ts';
import { definitionsIn } from './abbreviations/definitions.ts';
import { singularShort } from './abbreviations/shortForm.ts';
import { isInLongerName } from './abbreviations/unexplained.ts';
import type { TermIndex } from './termIndex.ts';
import type { TermMention } from './types.ts';
import { lastWordOf, singular, spellingKey } from './variants.ts';

/** A mention in one of the spellings of a family. Offsets as of the mention. */
export interface SpellingUse extends Span {
  readonly text: string;
  readonly family: string;
  /** The spelling without number and case of the first letter. */
  readonly spelling: string;
}

/** The uses of one spelling, in a block or in a part of the manuscript. */
export interface Tally {
  readonly family: string;
  readonly spelling: string;
  count: number;
  /** The first use where no sentence starts, else the first: how the spelling is written. */
  model: string;
  /** Whether `model` starts with a small letter. */
  small: boolean;
}

export interface Spellings {
  readonly uses: readonly SpellingUse[];
  readonly tallies: readonly Tally[];
}

/** The spellings of a block's mentions, without those in definitions. */
export function readSpellings(
  index: TermIndex,
  body: BlockBody,
  mentions: readonly TermMention[],
): Spellings {
  const isOwn = overlapsAny(definitionsIn(body).map(({ whole }) => whole));
  const uses: SpellingUse[] = [];
  const tallies = new Map<string, Tally>();
  for (const mention of mentions) {
    if (isOwn(mention) || (mention.form === 'short' && isInLongerName(body.text, mention))) continue;
    // "*m*eta *a*nalysis": letters are shown, not words written.
    if (/\p{L}[*_]+\p{L}/u.test(body.text.slice(mention.start, mention.end))) continue;
    if (isAttribute(body.text, mention) || isLetterAtStart(body.text, mention)) continue;
    const { family, spelling } = formOf(index, mention);
    const { start, end, text } = mention;
    uses.push({ start, end, text, family, spelling });
    const small = /^\p{Ll}/u.test(text);
    const name = `${family} ${spelling}`;
    const known = tallies.get(name);
    if (!known) {
      tallies.set(name, { family, spelling, count: 1, model: text, small });
      continue;
    }
    known.count++;
    if (!known.small && small) Object.assign(known, { model: text, small });
  }
  return { uses, tallies: [...tallies.values()] };
}

/**
 * "emotion-regulation skills", "sleep-quality, or emotion-regulation skills" beside "emotion regulation": the
 * hyphen is grammar, not spelling.
 */
const isAttribute = (text: string, { text: written, end }: TermMention): boolean =>
  /[-‐‑–]\p{Ll}+$/u.test(written) && beforeNoun.test(text.slice(end, end + 60));

/** "*P* values were": a letter by itself is large at the head of a sentence, whatever the rest writes. */
const isLetterAtStart = (text: string, { text: written, start }: TermMention): boolean =>
  /^\p{Lu}(?!\p{L})/u.test(written) &&
  /(?:^|[.!?:]\s)[\s$*_\\{]*(?:\\?(?:textit|emph)\{)?$/.test(text.slice(Math.max(0, start - 20), start));

/** A noun, or another compound that shares it. */
const beforeNoun =
  /^[*_]{0,3}(?:[\s~]\s{0,3}|,\s{1,3}(?:(?:and|or)\s{1,3})?[*_]{0,3}(?=\p{Ll}{2,20}[-‐‑–]))\p{Ll}/u;

type Form = Pick<SpellingUse, 'family' | 'spelling'>;

const formsFor = new WeakMap<TermIndex, Map<string, Form>>();
const maxForms = 5000;

/**
 * The family and the spelling of a mention. Remembered, for a manuscript says the same few things again and
 * again.
 */
function formOf(index: TermIndex, { pack, id, form, text }: TermMention): Form {
  let forms = formsFor.get(index);
  if (!forms || forms.size > maxForms) formsFor.set(index, (forms = new Map()));
  const name = `${pack} ${id} ${form} ${text}`;
  let known = forms.get(name);
  if (!known) {
    const entry = index.terms.find((one) => one.pack.id === pack && one.term.id === id);
    const family = familyOf(text, form, entry?.term.shortForms ?? []);
    forms.set(name, (known = { family: JSON.stringify([pack, id, family]), spelling: spellingOf(text) }));
  }
  return known;
}

/**
 * Spellings are compared within a family: the short forms of a term and the labels that shorten half of it
 * (NMDAR, NMDA-R, NMDA receptor; fMRI, functional MRI) are one; other labels are of the family of their
 * letters, whatever the receptor is called inside them (NMDAR antagonist, NMDA receptor antagonist).
 */
function familyOf(text: string, form: 'label' | 'short', shorts: readonly string[]): string {
  if (form === 'short') return '';
  const condensed = condense(text);
  if (shorts.some((short) => singularShort(short).replaceAll('-', '').toLowerCase() === condensed)) return '';
  return spellingKey(text.replace(/(?<!\p{L})(\p{Lu}{3,12})(?:R|[- ]R|[- ]receptor)s?(?!\p{L})/u, '$1'));
}

/**
 * "NMDA receptor" → "nmdar": words with capitals inside as they are, of others the initial. Words alone give
 * "".
 */
function condense(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isAcronym = (word: string): boolean => /\p{Lu}.*[\p{Lu}\d]|\p{Ll}\p{Lu}/u.test(word);
  if (!words.some(isAcronym)) return '';
  return words
    .map((word) => (isAcronym(word) ? word : word.charAt(0)))
    .join('')
    .toLowerCase();
}

/** In the singular, with plain spaces and hyphens. */
export function singularPhrase(text: string): string {
  const plain = text.replace(/[\s~]+/g, ' ').replace(/[\u2010-\u2013]/g, '-');
  const last = lastWordOf(plain);
  // "NMDARs", and "NMDA-Rs".
  if (/\p{Lu}/u.test(last.slice(1)) || /^\p{Lu}s$/u.test(last)) return singularShort(plain);
  return plain.slice(0, plain.length - last.length) + (singular(last) ?? last);
}

/** The spelling without number, the capitals of sentences and titles, and apostrophes that print as one. */
const spellingOf = (text: string): string =>
  singularPhrase(text)
    .replace(/[’ʼ]/g, "'")
    .replace(/(?<!\p{L})\p{Lu}\p{Ll}+(?!\p{L})/gu, (word) => word.toLowerCase());
