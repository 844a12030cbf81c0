/**
 * Letters that Unicode does not decompose into a base letter and a mark, and the letters people type for
 * them.
 */
const baseLetters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ŧ', 't'],
]);

const ascii = /^[\0-\x7F]*$/;

/**
 * Text as search compares it: lower case, accents off (`Núñez` → `nunez`), apostrophes off (`O’Brien` →
 * `obrien`), every dash `-`, white space one space. Greek letters stay what they are.
 */
export function fold(text: string): string {
  const plain = ascii.test(text) ? text.toLowerCase() : foldLetters(text);
  return /['\s]/.test(plain) ? plain.replace(/'/g, '').replace(/\s+/g, ' ') : plain;
}

function foldLetters(text: string): string {
  return text
    .normalize('NFKD') // Before lower case: it makes capitals of mathematical letters.
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþħıŧ]/g, (letter) => baseLetters.get(letter)!)
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[’‘ʼ`´]/g, '');
}
