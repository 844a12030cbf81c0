/** Bits of the signature of one entry, a power of two: of 120 characters about a fifth are set. */
const bits = 512;
const words = bits / 32;
const bitsOfHash = Math.log2(bits);

/** Characters at the start of a key that are noted as they are, eight bits of each. */
const headLength = 4;

/** What a word needs of an entry: one bit for each pair of neighbouring characters, and letters of the key. */
export interface WordProbe {
  /** For each pair, the place in a signature and the bit there. */
  readonly places: Uint8Array;
  readonly masks: Int32Array;
  readonly letters: number;
  /** The first characters of the word, and which bits of a head they take. */
  readonly head: number;
  readonly headMask: number;
}

/**
 * For each entry a Bloom filter of the pairs of neighbouring characters in its folded text, and the set of characters in
 * its key, so that a search looks only at the few texts that can hold its words.
 */
export class SearchSignatures {
  readonly #pairs: Int32Array;
  readonly #letters: Int32Array;
  readonly #heads: Int32Array;

  constructor(size: number) {
    this.#pairs = new Int32Array(size * words);
    this.#letters = new Int32Array(size);
    this.#heads = new Int32Array(size);
  }

  /** Notes a folded text, the first line of which is the key. */
  set(index: number, text: string): void {
    const base = index * words;
    let letters = 0;
    let isKey = true;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === lineFeed) isKey = false;
      if (isKey) letters |= letterBit(unit);
      if (at === 0) continue;
      const hash = hashPair(text.charCodeAt(at - 1), unit);
      this.#pairs[base + (hash >>> 5)]! |= 1 << (hash & 31);
    }
    this.#letters[index] = letters;
    this.#heads[index] = headOf(text);
  }

  /** False where the text of an entry cannot hold the word. */
  mayHold(index: number, { places, masks }: WordProbe): boolean {
    const base = index * words;
    for (let at = 0; at < masks.length; at += 1) {
      if ((this.#pairs[base + places[at]!]! & masks[at]!) === 0) return false;
    }
    return true;
  }

  /** False where the key of an entry cannot begin with the word. */
  mayBegin(index: number, { head, headMask }: WordProbe): boolean {
    return (this.#heads[index]! & headMask) === head;
  }

  /** False where the key of an entry lacks a letter of the word. */
  mayHoldLetters(index: number, { letters }: WordProbe): boolean {
    return (this.#letters[index]! & letters) === letters;
  }

  /** Takes over the first `prefix` and the last `suffix` entries of another. */
  takeOver(before: SearchSignatures, prefix: number, suffix: number): void {
    const ends = [this.#letters.length, before.#letters.length] as const;
    this.#letters.set(before.#letters.subarray(0, prefix));
    this.#letters.set(before.#letters.subarray(ends[1] - suffix), ends[0] - suffix);
    this.#heads.set(before.#heads.subarray(0, prefix));
    this.#heads.set(before.#heads.subarray(ends[1] - suffix), ends[0] - suffix);
    this.#pairs.set(before.#pairs.subarray(0, prefix * words));
    this.#pairs.set(before.#pairs.subarray((ends[1] - suffix) * words), (ends[0] - suffix) * words);
  }
}

/** `word` is folded. */
export function probeOf(word: string): WordProbe {
  const pairs = Math.max(0, word.length - 1);
  const places = new Uint8Array(pairs);
  const masks = new Int32Array(pairs);
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    letters |= letterBit(word.charCodeAt(at));
    if (at === 0) continue;
    const hash = hashPair(word.charCodeAt(at - 1), word.charCodeAt(at));
    places[at - 1] = hash >>> 5;
    masks[at - 1] = 1 << (hash & 31);
  }
  const headMask = word.length >= headLength ? -1 : (1 << (8 * word.length)) - 1;
  return { places, masks, letters, head: headOf(word) & headMask, headMask };
}

function headOf(text: string): number {
  let head = 0;
  for (let at = 0; at < headLength && at < text.length; at += 1)
    head |= (text.charCodeAt(at) & 0xff) << (8 * at);
  return head;
}

const lineFeed = 0x0a;

/** One of 32 bits: letters of ASCII have one each. */
const letterBit = (unit: number): number => 1 << (unit & 31);

const hashPair = (first: number, second: number): number =>
  (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - bitsOfHash);
