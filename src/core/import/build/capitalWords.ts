export interface CapitalWord {
  readonly word: string;
  readonly start: number;
  /** Of the letters A to Z. */
  readonly capitals: number;
}

/** Longer ones are no short forms. */
const maxWordLength = 40;

/**
 * Words that hold a capital, and the parts of hyphenated ones: what could be a short form. Linear in the
 * text.
 */
export function* wordsWithCapitals(text: string): Generator<CapitalWord> {
  let done = 0;
  for (let index = nextCapital(text, 0); index >= 0; index = nextCapital(text, done)) {
    let start = index;
    while (start > done && joins(text, start - 1)) start -= 1;
    if (text[start] === '-') start += 1;
    let end = index + 1;
    while (end < text.length && joins(text, end)) end += 1;
    done = end;
    if (text[end - 1] === '-') end -= 1;
    if (end - start > maxWordLength) continue;
    const whole = text.slice(start, end);
    yield { word: whole, start, capitals: capitalsIn(whole) };
    if (!whole.includes('-')) continue;
    let at = start;
    for (const part of whole.split('-')) {
      yield { word: part, start: at, capitals: capitalsIn(part) };
      at += part.length + 1;
    }
  }
}

const otherCapital = /[\x00-\x7f]|\p{Lu}/gu;

/** The place of the first capital from a place on; -1 where there is none. */
function nextCapital(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 65 && code <= 90) return at;
    // The second half of a character that a search would begin at again.
    if (code < 128 || (code >= 0xdc00 && code < 0xe000)) continue;
    otherCapital.lastIndex = at;
    const found = otherCapital.exec(text);
    if (found === null) return -1;
    if (found[0].charCodeAt(0) > 127) return found.index;
    at = found.index - 1;
  }
  return -1;
}

/** A letter, a digit, or a hyphen between two of them. */
const joins = (text: string, at: number): boolean =>
  text[at] === '-' ? isWord(text, at - 1) && isWord(text, at + 1) : isWord(text, at);

function isWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

function capitalsIn(word: string): number {
  let count = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    if (code >= 65 && code <= 90) count += 1;
  }
  return count;
}

/** Whether more than half of the letters that a text begins with are capitals: a heading that shouts. */
export function isShouting(text: string): boolean {
  const letters = text.slice(0, 400).replace(/[^\p{L}]+/gu, '');
  return letters.length > 20 && letters.replace(/\p{Lu}+/gu, '').length < letters.length / 2;
}
