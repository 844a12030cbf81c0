/**
 * Text as services send it, made plain: without entities, tags and control characters, and not all in
 * capitals.
 */
import { decodeEntities } from '../bibliography/variables.ts';
import { oneLine, withoutEscapes } from '../render/escape.ts';
import { commonAbbreviations, dictionaryAbbreviations } from '../terms/data/commonAbbreviations.ts';

const maxTextLength = 5_000;

export function cleanText(text: string): string {
  const plain = withoutEscapes(unescaped(text.slice(0, 4 * maxTextLength)))
    .replace(/([a-z]{3})<sup>[\d*,†‡§¶#]{1,5}<\/sup>\s{0,10}$/i, '$1')
    .replace(/<(?:br|p|jats:p|jats:break)\s?\/?>/gi, ' ')
    .replace(/<\/?[a-z][a-z\d]{0,20}(?:[:-][a-z\d-]{1,30})?(?:\s[^<>=]{1,40}="[^<>"]{0,200}")*\s?\/?>/gi, '')
    .replace(/[\u00AD\u200B\u2060]/g, '')
    .replace(/[\u0000-\u001F\u007F-\u009F]/g, ' ');
  return oneLine(plain, maxTextLength).replace(/ ([,.;:?!)])(?!\d)/g, '$1');
}

/** Some services escape twice and more: `&amp;lt;i&amp;gt;`. */
function unescaped(text: string): string {
  let plain = text;
  for (let level = 0; level < 4; level += 1) {
    const next = namedEntities(plain);
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

const marks = new Map([
  ['acute', '\u0301'],
  ['grave', '\u0300'],
  ['circ', '\u0302'],
  ['uml', '\u0308'],
  ['tilde', '\u0303'],
  ['cedil', '\u0327'],
  ['ring', '\u030A'],
  ['caron', '\u030C'],
]);

const characters = new Map(
  Array.from(
    `alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ
   sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω
   ndash – mdash — lsquo ‘ rsquo ’ ldquo “ rdquo ” hellip … middot · bull • deg ° plusmn ± times × micro µ reg ® trade ™ copy ©
   szlig ß aelig æ AElig Æ oelig œ OElig Œ oslash ø Oslash Ø eth ð thorn þ le ≤ ge ≥ ne ≠ rarr → larr ← prime ′`.matchAll(
      /([A-Za-z]{1,9}) (\S)/g,
    ),
    ([, name = '', character = '']) => [name, character] as const,
  ),
);

function namedEntities(text: string): string {
  return decodeEntities(text).replace(/&([a-z]{2,12});/gi, (whole, name: string) => {
    const character = characters.get(name);
    if (character !== undefined) return character;
    const mark = marks.get(name.slice(1));
    return mark === undefined ? whole : (name.charAt(0) + mark).normalize('NFC');
  });
}

const smallWords = new Set(
  'a an and as at but by for from in into nor of on or over the to und der die das des von vs via with et de la le les en du'.split(
    ' ',
  ),
);

/** Short forms of the field that have a vowel, so that they are not told from words by their look. */
const shortForms = new Set(
  'ADHD AMPA BOLD CAMP COMT DAT ECT EEG FMRI GABA GABAA GABAB HPA IL LSD MAO MAOI MDMA NAC NMDA NMDAR OCD PET RCT SERT SNRI SSRI THC TRKB EU UK USA'.split(
    ' ',
  ),
);

/**
 * A title all in capitals gets those of a title in English, as every proper name keeps its own: which of its
 * words are names nobody can tell. Words with digits or without vowels are short forms, and stay.
 */
export function cleanTitle(title: string): string {
  if (!isShouted(title, 2)) return title;
  let opens = true;
  return title.replace(/[\p{L}\p{N}\p{M}’']+(?<rest>[:.?!—–-]*)/gu, (word) => {
    const first = opens;
    opens = /[:.?!—–]$/.test(word);
    const letters = word.replace(/[^\p{L}\p{N}]+/gu, '');
    if (isShortForm(letters)) return word;
    const small = word.toLowerCase();
    return !first && smallWords.has(letters.toLowerCase()) ? small : capitalised(small);
  });
}

const isShortForm = (word: string): boolean =>
  /\p{N}/u.test(word) ||
  (/^[IVX]{2,5}$/.test(word) && !/^(?:II?X|VV|XV?V)$/.test(word)) ||
  (word.length > 1 &&
    /^[\p{Lu}]+$/u.test(word.normalize('NFD').replace(/\p{M}/gu, '')) &&
    !/[AEIOUY]/.test(word.normalize('NFD'))) ||
  shortForms.has(word) ||
  (word.length > 2 &&
    !readableAsWords.has(word) &&
    (commonAbbreviations.has(word) || dictionaryAbbreviations.has(word)));

/** In a list of short forms, and words of titles. */
const readableAsWords = new Set('CARE NICE AIDS ALL'.split(' '));

/** At least `words` words of two letters and more, and no small letter among them. */
function isShouted(text: string, words: number): boolean {
  if (/\p{Ll}/u.test(text)) return false;
  return (text.match(/\p{Lu}[\p{Lu}’'-]+/gu) ?? []).length >= words;
}

const capitalised = (word: string): string => word.replace(/\p{L}/u, (letter) => letter.toUpperCase());

/**
 * The name of a journal in capitals; one or two words of them are how some journals are written (JAMA, BMJ
 * Open).
 */
export const cleanContainer = (name: string): string => (isShouted(name, 3) ? cleanTitle(name) : name);

const particles = new Set(
  'van von der den de del della di da du des dos das la le ter ten zu el al bin ibn'.split(' '),
);

/** A family name in capitals: BERMAN, O’BRIEN, MCDONALD, VAN DER KOLK, GARCÍA-LÓPEZ. */
export function cleanFamily(name: string): string {
  if (!/\p{Lu}[\p{Lu}’']/u.test(name) || /\p{Ll}|\p{N}/u.test(name)) return name;
  const words = name.split(' ');
  return words
    .map((word, at) => {
      const small = word.toLowerCase();
      if (at < words.length - 1 && particles.has(small)) return small;
      return small
        .split('-')
        .map((part) =>
          capitalised(part)
            .replace(
              /^(O|D|L)([’'])(\p{L})/u,
              (_, first: string, mark: string, letter: string) => first + mark + letter.toUpperCase(),
            )
            .replace(/^Mc(\p{L})(?=\p{L}{2})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`),
        )
        .join('-');
    })
    .join(' ');
}

/** Given names in capitals; a word of one to three letters without full stop may be initials, and stays. */
export const cleanGiven = (name: string): string =>
  /\p{Ll}/u.test(name)
    ? name
    : name.replace(/\p{Lu}{4,}/gu, (word) =>
        /[AEIOUYÀ-Ý]/.test(word) ? capitalised(word.toLowerCase()) : word,
      );
