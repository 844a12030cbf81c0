import { greekNames, looseningPrefixes, spellingPairs } from './data/spelling.ts';

/** How many spellings one label may have; what is beyond it is not generated. */
const maxVariants = 48;

const loosened = new RegExp(`(?<![\\p{L}-])(${looseningPrefixes.join('|')})[- ](?=\\p{Ll}{5})`, 'u');

const greekLetters: ReadonlyMap<string, string> = new Map(
  [...greekNames].map(([letter, name]) => [name, letter]),
);

/**
 * Every spelling of a label that readers take for the same word: British and American, Greek letters and
 * their names, loosened prefixes (posttraumatic, post-traumatic), singular and plural. The label itself comes
 * first. Hyphen, space and case are left to the matcher.
 */
export function labelVariants(label: string): readonly string[] {
  let variants: readonly string[] = [label];
  for (const vary of [spellingVariants, greekVariants, prefixVariants, numberVariants]) {
    variants = expand(variants, vary);
  }
  return variants;
}

/** The plurals of a short form: NMDARs. None for those with dots or that end in a small s already. */
export function shortFormVariants(short: string): readonly string[] {
  return /[\p{L}\p{N}]$/u.test(short) && !/[a-z]s$|[A-Z0-9]s$/.test(short) ? [short, `${short}s`] : [short];
}

/**
 * One key for all spellings of a phrase: American, singular, no separators, Greek letters by name, lower
 * case. Two uses of a term with one key and different letters are variants of each other.
 */
export function spellingKey(phrase: string): string {
  const lower = phrase.toLowerCase();
  const plain = ascii.test(lower)
    ? lower
    : lower
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/\p{Script=Greek}/gu, (letter) => greekNames.get(letter) ?? letter);
  const words = plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(american);
  const last = words.at(-1);
  if (last !== undefined) words[words.length - 1] = singular(last) ?? last;
  return words.join('');
}

const ascii = /^[\0-\x7f]*$/;

/** The singular of an English word, or undefined where it does not look like a plural. */
export function singular(word: string): string | undefined {
  if (/(?:ss|us|is|ous|ics|ens)$/i.test(word) || word.length < 4) return undefined;
  if (/[^aeiou]ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss)es$/i.test(word)) return word.slice(0, -2);
  if (/(?:analyses|psychoses|diagnoses|hypotheses|neuroses|geneses)$/i.test(word))
    return `${word.slice(0, -2)}is`;
  if (/[a-z0-9]s$/i.test(word)) return word.slice(0, -1);
  return undefined;
}

/** The plurals of an English noun as clinical prose writes them. Made for matching: some are no words. */
export function plurals(word: string): readonly string[] {
  if (/(?:ous|ed|ly|ally)$/i.test(word)) return [];
  if (/[^aeiou]y$/i.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/sis$/i.test(word)) return [`${word.slice(0, -2)}es`];
  if (/us$/i.test(word)) return [`${word}es`, `${word.slice(0, -2)}i`];
  if (/um$/i.test(word)) return [`${word}s`, `${word.slice(0, -2)}a`];
  if (/(?:x|ch|sh|ss|z)$/i.test(word)) return [`${word}es`];
  if (/s$/i.test(word)) return [];
  if (/[a-z]a$/i.test(word)) return [`${word}s`, `${word}e`];
  if (/[A-Z0-9]$/.test(word) && word.length > 1) return [`${word}s`];
  return /[a-z]$/i.test(word) ? [`${word}s`] : [];
}

/** The letters and digits that a phrase ends with: "" where it ends otherwise. */
export function lastWordOf(phrase: string): string {
  let start = phrase.length;
  while (start > 0 && /[\p{L}\p{N}]/u.test(phrase.charAt(start - 1))) start--;
  return phrase.slice(start);
}

function expand(labels: readonly string[], vary: (label: string) => readonly string[]): readonly string[] {
  const out = new Set(labels);
  for (const label of labels) {
    for (const variant of vary(label)) {
      if (out.size >= maxVariants) return [...out];
      out.add(variant);
    }
  }
  return [...out];
}

function spellingVariants(label: string): readonly string[] {
  let variants: readonly string[] = [label];
  for (const { 0: word } of label.matchAll(/\p{L}{4,}/gu)) {
    const others = wordSpellings(word);
    if (others.length === 0) continue;
    variants = expand(variants, (variant) => others.map((other) => variant.replace(word, other)));
  }
  return variants;
}

/** The spellings of words seen: labels say the same words again and again. */
const spellingsOf = new Map<string, readonly string[]>();
const maxWords = 10_000;

function wordSpellings(word: string): readonly string[] {
  let spellings = spellingsOf.get(word);
  if (!spellings) {
    if (spellingsOf.size >= maxWords) spellingsOf.clear();
    spellings = makeSpellings(word);
    spellingsOf.set(word, spellings);
  }
  return spellings;
}

function makeSpellings(word: string): readonly string[] {
  const out = new Set<string>();
  const lower = word.toLowerCase();
  if (lower !== word && lower !== word[0]!.toLowerCase() + word.slice(1)) return [];
  const add = (other: string): void => {
    if (other !== lower) out.add(word[0] === lower[0] ? other : other[0]!.toUpperCase() + other.slice(1));
  };
  for (const [british, american] of spellingPairs) {
    add(swapStem(lower, british, american));
    add(swapStem(lower, american, british));
  }
  add(lower.replace(/(?<=.{2})is(?=(?:e[ds]?|ers?|ing|ations?)$)/, 'iz'));
  add(lower.replace(/(?<=.{2})iz(?=(?:e[ds]?|ers?|ing|ations?)$)/, 'is'));
  add(lower.replace(/(?<=.{2})ys(?=(?:e[ds]?|ers?|ing)$)/, 'yz'));
  add(lower.replace(/(?<=.{2})yz(?=(?:e[ds]?|ers?|ing)$)/, 'ys'));
  return [...out].slice(0, 4);
}

/** A stem of the list or an ending of the rules below: most words hold none. */
const mayBeBritish = new RegExp(
  `${spellingPairs.map(([british]) => british.replace('^', '')).join('|')}|[iy]s(?:e|ing|ation)`,
);

function american(word: string): string {
  if (!mayBeBritish.test(word)) return word;
  let out = word;
  for (const [british, other] of spellingPairs) {
    const bare = british.startsWith('^') ? british.slice(1) : british;
    if (out.includes(bare)) out = swapStem(out, british, other);
  }
  return out
    .replace(/(?<=.{2})is(?=(?:e[ds]?|ers?|ing|ations?)$)/, 'iz')
    .replace(/(?<=.{2})ys(?=(?:e[ds]?|ers?|ing)$)/, 'yz');
}

function swapStem(word: string, from: string, to: string): string {
  const anchored = from.startsWith('^') || to.startsWith('^');
  const stem = from.startsWith('^') ? from.slice(1) : from;
  const other = to.startsWith('^') ? to.slice(1) : to;
  if (word.includes(other) && other.length > stem.length) return word;
  if (anchored) return word.startsWith(stem) ? other + word.slice(stem.length) : word;
  return word.replace(stem, () => other);
}

function greekVariants(label: string): readonly string[] {
  const named = label.replace(
    /\p{Script=Greek}/gu,
    (letter) => greekNames.get(letter.toLowerCase()) ?? letter,
  );
  const lettered = label.replace(
    /(?<!\p{L})(?:alpha|beta|gamma|delta|epsilon|kappa|lambda|mu|sigma|omega)(?!\p{L})/giu,
    (name) => greekLetters.get(name.toLowerCase()) ?? name,
  );
  return [named, lettered];
}

function prefixVariants(label: string): readonly string[] {
  const out: string[] = [];
  for (const match of label.matchAll(/(?<![\p{L}-])\p{Ll}{6,}/gu)) {
    const word = match[0];
    for (const prefix of looseningPrefixes) {
      if (!word.startsWith(prefix) || word.length - prefix.length < 5) continue;
      out.push(`${label.slice(0, match.index)}${prefix}-${label.slice(match.index + prefix.length)}`);
    }
  }
  const joined = label.replace(loosened, '$1');
  if (joined !== label) out.push(joined);
  return out;
}

function numberVariants(label: string): readonly string[] {
  const out: string[] = [];
  const head = /^(\p{L}+)( (?:of|to|for|in) .+)$/u.exec(label);
  if (head) for (const plural of plurals(head[1]!)) out.push(plural + head[2]!);
  const last = lastWordOf(label);
  const stem = label.slice(0, label.length - last.length);
  for (const plural of plurals(last)) out.push(stem + plural);
  const one = /[a-z]s$/.test(last) ? singular(last) : undefined;
  if (one !== undefined) out.push(stem + one);
  return out;
}
