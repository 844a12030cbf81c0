import type { Span } from '../../../base/span.ts';
import { foldTable } from '../fold.ts';

/**
 * Whether a phrase can be what a short form stands for, in the manner of Schwartz and Hearst (2003, "A simple
 * algorithm for identifying abbreviation definitions in biomedical text"): the characters of the short form
 * appear in order, the first of them at the start of the phrase. Stricter in one thing, for precision: a word
 * that gives any character gives its first one. Wider in three: words may be parts of hyphenated ones, Greek
 * letters count as their names, and isotopes stand before or after the element (`13C-MRS`, carbon-13 magnetic
 * resonance spectroscopy).
 */
export interface Alignment extends Span {
  /** 0 is a perfect acronym; each word left out costs 1, each character inside a word a little. */
  readonly cost: number;
}

interface Word extends Span {
  readonly folded: string;
  /** What it costs to leave the word out: little for "of", for numbers, and for parts of hyphenated words. */
  readonly skip: number;
}

const minorWords = new Set(
  'a an and as at by de for from in of on or per the to versus via vs with'.split(' '),
);
/** No long form starts with one of these: "both self-reported state rumination (BSRI)". */
const joiningWords = new Set(['both', 'either', 'neither']);
const maxWords = 18;
const maxPhraseLength = 320;
const interiorCost = 0.2;
/** Of a first character inside a long word. */
const insideCost = 0.5;

const greekInitials: ReadonlyMap<string, string> = new Map(
  [...'αa βb γg δd εe κk λl μm σs τt ωo'.split(' ')].map((pair) => [pair[0]!, pair[1]!]),
);

const isotopes: readonly (readonly [RegExp, string])[] = [
  [/^1h/, 'proton'],
  [/^13c/, 'carbon 13'],
  [/^31p/, 'phosphorus 31'],
  [/^19f/, 'fluorine 19'],
  [/^23na/, 'sodium 23'],
  [/^5ht/, 'serotonin'],
];

/**
 * The characters of a short form that its long form must give: folded letters and digits, without a plural s.
 */
function shortCharacters(short: string): string {
  const bare = /[A-Z0-9]s$/.test(short) ? short.slice(0, -1) : short;
  return fold(bare).replace(/[^a-z0-9]/g, '');
}

/**
 * The phrase at the end of `text[from, to)` that fits best, or undefined. Where `whole` is set the phrase
 * must start at the first word. Text in round brackets inside the phrase is passed over:
 * "N-methyl-D-aspartate (NMDA) receptor".
 */
export function alignLong(
  text: string,
  from: number,
  to: number,
  short: string,
  whole: boolean,
): Alignment | undefined {
  const characters = shortCharacters(short);
  if (characters.length < 2 || characters.length > 14) return undefined;
  const start = phraseStart(text, Math.max(from, to - maxPhraseLength), to);
  const found = alignWords(text, wordsOf(text, start, to), from, short, characters, whole);
  if (found || whole || text[start - 1] !== ':') return found;
  // Names of guidelines run on behind a colon: "… Items: Recommendations … (SPIRIT)". Only each word's
  // initial is proof enough.
  const earlier = phraseStart(text, Math.max(from, start - maxPhraseLength), start - 1);
  const across = alignWords(text, wordsOf(text, earlier, to), from, short, characters, false);
  return across && characters.length > 3 && across.start < start && across.cost <= 0.2 ? across : undefined;
}

function alignWords(
  text: string,
  words: readonly Word[],
  from: number,
  short: string,
  characters: string,
  whole: boolean,
): Alignment | undefined {
  if (words.length === 0) return undefined;
  let best: Alignment | undefined;
  const consider = (sought: string, extraStart?: string): void => {
    const found = bestStart(words, sought, whole, extraStart);
    if (found && (!best || found.cost < best.cost))
      best = { start: words[found.word]!.start, end: words.at(-1)!.end, cost: found.cost };
  };
  consider(characters);
  for (const [pattern, name] of isotopes) {
    const rest = characters.replace(pattern, '');
    if (rest !== characters) consider(rest, name);
  }
  // "Patient Health Questionnaire (PHQ-9)", "Hamilton depression (HAM-D17)", "Beck Depression Inventory
  // (BDI-II)"
  const edition = /-(\d{1,3}|I{1,3}|IV|VI{0,3}|IX|X|R)$|^[A-Z]{2,}(?:-[A-Z]+)?(\d{1,3})$/.exec(short);
  const bare = edition ? characters.slice(0, -(edition[1] ?? edition[2]!).length) : characters;
  if (!best && bare !== characters && bare.length > 1) consider(bare);
  // "global brain connectivity (GBCr)": the small letter tells a variant of the measure.
  if (!best && /^[A-Z]{3,}[a-z]$/.test(short)) consider(characters.slice(0, -1));
  best = turned(words, short, characters, best, whole) ?? best;
  if (!best) return undefined;
  best = withLetter(text, from, withDescriptor(text, from, best), characters);
  const long = text.slice(best.start, best.end);
  if (plausible(long, short, characters, best.cost)) return best;
  const isWide =
    !whole && best.cost <= widestCost && isSpelled(long, short) && fitsWithGaps(long, characters);
  return isWide ? best : undefined;
}

/** More words than this cost are not left out. */
const widestCost = 3.3;

/**
 * "area under the receiver operating characteristic curve (AUC)" leaves words out, but its first two words
 * and its last give the letters; "ventrobasal thalamus (VB)" has both in one word.
 */
function fitsWithGaps(long: string, characters: string): boolean {
  const words = fold(long.toLowerCase())
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !minorWords.has(word));
  // "coherence-based functional connectivity (COH)"
  if (characters.length > 2 && words.length < 6 && words[0]!.startsWith(characters)) return true;
  const initials = words.map((word) => word.charAt(0)).join('');
  if (characters.length === 2) return words.length === 2 && words[0]!.includes(characters[1]!, 1);
  return (
    initials.startsWith(characters.slice(0, 2)) &&
    initials.endsWith(characters.slice(2)) &&
    words.length >= characters.length
  );
}

/**
 * "echo time (TE)", "repetition time (TR)": two capitals in the order of another language, or of physicists.
 * Only where the letters in their order would stand for one short word, which nobody abbreviates.
 */
function turned(
  words: readonly Word[],
  short: string,
  characters: string,
  found: Alignment | undefined,
  whole: boolean,
): Alignment | undefined {
  const [first, second] = words.slice(-2);
  if (!first || !second || !/^[A-Z]{2}$/.test(short) || (whole && words.length > 2)) return undefined;
  if (found && (found.start !== second.start || second.end - second.start >= 3 * short.length))
    return undefined;
  const fits = first.folded[0] === characters[1] && second.folded[0] === characters[0];
  return fits ? { start: first.start, end: second.end, cost: 0.1 } : undefined;
}

/** With the descriptor that chemistry joins to the first word: "(2R,6R)-hydroxynorketamine", "α-amino-". */
function withDescriptor(text: string, from: number, found: Alignment): Alignment {
  const descriptor = /(?:\([RSEZ\d,+±−*-]{1,12}\)|(?<!\p{L})\p{Script=Greek})-$/u.exec(
    text.slice(Math.max(from, found.start - 16), found.start),
  );
  return descriptor ? { ...found, start: found.start - descriptor[0].length } : found;
}

/** "cytochrome c oxidase (COX)": no long form begins with a letter that tells one of a kind from another. */
function withLetter(text: string, from: number, found: Alignment, characters: string): Alignment {
  if (!/^\p{Ll}\s/u.test(text.slice(found.start, found.start + 2))) return found;
  const before = /(?<![\p{L}\p{N}-])\p{L}{4,30}\s$/u.exec(
    text.slice(Math.max(from, found.start - 32), found.start),
  );
  return before && fold(before[0]).startsWith(characters.charAt(0))
    ? { ...found, start: found.start - before[0].length }
    : found;
}

/** Longer than its short form, and not with it inside. */
function isSpelled(long: string, short: string): boolean {
  if (long.length <= Math.max(short.length, 3)) return false;
  const bare = short.replace(/(?:\d{1,3}|-[IVX]+)$/, '');
  return (
    !long.includes(bare) ||
    !long.split(/[^\p{L}\p{N}-]+/u).some((word) => [short, bare, `${short}s`].includes(word))
  );
}

function plausible(long: string, short: string, characters: string, cost: number): boolean {
  if (/^\d+$/.test(characters) || !isSpelled(long, short)) return false;
  // Two characters fit by chance too easily.
  return cost <= (characters.length === 2 ? 0.5 : characters.length === 3 ? 1.7 : 3);
}

/**
 * The words of `text[start, to)` without those in round brackets, and from a bracket on that is still open.
 */
function wordsOf(text: string, start: number, to: number): readonly Word[] {
  let words: Span[] = [];
  /** How many words stood before each open bracket. */
  const open: number[] = [];
  for (let at = start; at < to; ) {
    const code = text.charCodeAt(at);
    const end = endOfWord(text, at, to);
    if (end > at) words.push({ start: at, end });
    else if (code === 0x28) open.push(words.length);
    else if (code === 0x29) words = words.slice(0, open.pop());
    at = Math.max(end, at + 1);
  }
  const phrase = text.slice(start, to);
  const lower = /^[\0-\x7f]*$/.test(phrase) ? phrase.toLowerCase() : undefined;
  return words
    .slice(open.at(-1))
    .slice(-maxWords)
    .map((word) => {
      const folded = lower?.slice(word.start - start, word.end - start);
      return wordAt(text, word, folded ?? fold(text.slice(word.start, word.end)));
    });
}

function wordAt(text: string, { start, end }: Span, folded: string): Word {
  const joined = isHyphen(text, start - 1) || isHyphen(text, end);
  const skip = minorWords.has(folded) ? 0.05 : isNumber(folded) ? 0.2 : joined ? 0.5 : 1;
  return { start, end, folded, skip };
}

const isNumber = (word: string): boolean => word.charCodeAt(0) <= 57 && /^\d+$/.test(word);

const wordCharacter = /[\p{L}\p{N}\p{M}]/uy;

/** Behind the letters, digits and marks from a place on; the place itself where none stands there. */
function endOfWord(text: string, start: number, limit: number): number {
  let at = start;
  while (at < limit) {
    const code = text.charCodeAt(at);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
    if (isLetter) at++;
    else if (code < 128) break;
    else {
      wordCharacter.lastIndex = at;
      if (!wordCharacter.test(text)) break;
      at = wordCharacter.lastIndex;
    }
  }
  return Math.min(at, limit);
}

function phraseStart(text: string, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) {
    const code = text.charCodeAt(at);
    if (code === 1 || code === 0x3b || code === 0x3d) return at + 1;
    if ((code === 0x2e || code === 0x3a || code === 0x21 || code === 0x3f) && /\s/.test(text.charAt(at + 1)))
      return at + 1;
  }
  return from;
}

interface Start {
  readonly word: number;
  readonly cost: number;
}

/**
 * Dynamic programming from the right: `behind[c]` is the least cost at which the words seen so far give the
 * characters from `c` on, the first of them from the last word seen itself.
 */
function bestStart(
  words: readonly Word[],
  sought: string,
  whole: boolean,
  before: string | undefined,
): Start | undefined {
  const length = sought.length;
  if (length === 0) return undefined;
  const behind = new Array<number>(length + 1).fill(Infinity);
  behind[length] = 0;
  let best: Start | undefined;
  for (let w = words.length - 1; w >= 0; w--) {
    const word = words[w]!;
    const taken = takeFrom(word.folded, sought, 0, behind);
    // A word gives characters to those behind it alone, so that the row can be changed in place from here on.
    behind[0] = Math.min(behind[0]! + word.skip, taken);
    for (let c = 1; c < length; c++)
      behind[c] = Math.min(behind[c]! + word.skip, takeFrom(word.folded, sought, c, behind));
    behind[length]! += word.skip;
    if (!Number.isFinite(taken) || joiningWords.has(word.folded)) continue;
    const first = before === undefined ? w : startOfName(words, w, before);
    if (first === undefined || (whole && first !== 0)) continue;
    if (!best || taken < best.cost) best = { word: first, cost: taken };
  }
  return best;
}

/**
 * The least cost of giving characters from `c` on, the first by the word's initial and the rest by words
 * behind.
 */
function takeFrom(word: string, sought: string, c: number, rest: readonly number[]): number {
  let at = initialOf(word, sought.charAt(c));
  if (at < 0) return Infinity;
  let cost = at === 0 || isExtended(word, at) ? 0 : insideCost;
  let least = rest[c + 1]! + cost;
  for (let next = c + 1; next < sought.length; next++) {
    const found = word.indexOf(sought.charAt(next), at + 1);
    if (found < 0) break;
    cost += found === at + 1 ? interiorCost / 2 : interiorCost;
    at = found;
    least = Math.min(least, rest[next + 1]! + cost);
  }
  return least;
}

/**
 * The place at which a word gives a first character, -1 where it gives none: at its start, `x` in "extended",
 * and inside the long words of chemistry.
 */
function initialOf(word: string, character: string): number {
  if (word.charAt(0) === character) return 0;
  if (character === 'x' && isExtended(word, 1)) return 1;
  return word.length > 14 ? word.indexOf(character) : -1;
}

const isExtended = (word: string, at: number): boolean => at === 1 && word.startsWith('ex');

function isHyphen(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x2d || code === 0x2010 || code === 0x2011 || code === 0x2013;
}

function startOfName(words: readonly Word[], before: number, name: string): number | undefined {
  const parts = name.split(' ');
  const start = before - parts.length;
  if (start < 0) return undefined;
  return parts.every((part, index) => words[start + index]!.folded === part) ? start : undefined;
}

function fold(text: string): string {
  const table = foldTable();
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const unit = table[text.charCodeAt(at)]!;
    if (unit <= 2) {
      if (unit === 1) out += '-';
      continue;
    }
    const letter = String.fromCharCode(unit);
    out += greekInitials.get(letter) ?? letter;
  }
  return out;
}
