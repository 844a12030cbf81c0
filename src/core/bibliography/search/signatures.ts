/** Bits of the signature of one entry, a power of two: of 120 characters about a quarter are set. */
const bits = 512;
const words = bits / 32;
const bitsOfHash = Math.log2(bits);

/** Characters at the start of a key that are noted as they are, eight bits of each. */
const headLength = 4;

/**
 * Bits that an entry needs: for each pair of neighbouring characters the place in its signature and the bit
 * there.
 */
export interface PairProbe {
  readonly places: Uint8Array;
  readonly masks: Int32Array;
}

/** What a word needs of an entry: its pairs of characters, and letters of the key. */
export interface WordProbe extends PairProbe {
  readonly letters: number;
  /** The first characters of the word, and which bits of a head they take. */
  readonly head: number;
  readonly headMask: number;
}

/**
 * For each entry a Bloom filter of the characters and pairs of neighbouring characters in its folded text,
 * and the set of characters in its key, so that a search looks only at the few texts that can hold its words.
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
      this.#setBit(base, hashPair(0, unit));
      if (at > 0) this.#setBit(base, hashPair(text.charCodeAt(at - 1), unit));
    }
    this.#letters[index] = letters;
    this.#heads[index] = headOf(text);
  }

  #setBit(base: number, hash: number): void {
    this.#pairs[base + (hash >>> 5)]! |= 1 << (hash & 31);
  }

  /** False where the text of an entry cannot hold the word. */
  mayHold(index: number, { places, masks }: PairProbe): boolean {
    const base = index * words;
    for (let at = 0; at < masks.length; at += 1) {
      if ((this.#pairs[base + places[at]!]! & masks[at]!) === 0) return false;
    }
    return true;
  }

  /** False where the key of an entry lacks a letter of the word. */
  mayHoldLetters(index: number, { letters }: WordProbe): boolean {
    return (this.#letters[index]! & letters) === letters;
  }

  /** The next entry from `index` on that may hold all pairs; the number of entries where there is none. */
  nextHolding(index: number, { places, masks }: PairProbe): number {
    const size = this.#letters.length;
    const pairs = this.#pairs;
    const count = masks.length;
    for (let at = index; at < size; at += 1) {
      const base = at * words;
      let pair = 0;
      while (pair < count && (pairs[base + places[pair]!]! & masks[pair]!) !== 0) pair += 1;
      if (pair === count) return at;
    }
    return size;
  }

  /**
   * The next entry from `index` on whose key has the letters of the word; the number of entries where there
   * is none.
   */
  nextLettered(index: number, { letters }: WordProbe): number {
    const held = this.#letters;
    let at = index;
    while (at < held.length && (held[at]! & letters) !== letters) at += 1;
    return at;
  }

  /**
   * The next entry from `index` on whose key may begin with the word; the number of entries where there is
   * none.
   */
  nextBeginning(index: number, { head, headMask }: WordProbe): number {
    const heads = this.#heads;
    let at = index;
    while (at < heads.length && (heads[at]! & headMask) !== head) at += 1;
    return at;
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

/** The pairs of all the words. */
export const joined = (probes: readonly PairProbe[]): PairProbe => ({
  places: Uint8Array.from(probes.flatMap(({ places }) => [...places])),
  masks: Int32Array.from(probes.flatMap(({ masks }) => [...masks])),
});

/** `word` is folded. */
export function probeOf(word: string): WordProbe {
  const hashes: number[] = word.length === 1 ? [hashPair(0, word.charCodeAt(0))] : [];
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    letters |= letterBit(word.charCodeAt(at));
    if (at > 0) hashes.push(hashPair(word.charCodeAt(at - 1), word.charCodeAt(at)));
  }
  const places = Uint8Array.from(hashes, (hash) => hash >>> 5);
  const masks = Int32Array.from(hashes, (hash) => 1 << (hash & 31));
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
