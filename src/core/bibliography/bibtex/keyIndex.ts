/** Keys and aliases to entry numbers. One number for by far the most keys, a list for those that repeat. */
export class KeyIndex {
  readonly #indexes = new Map<string, number | number[]>();

  /** `keysOf` gives the key of an entry first, then its aliases. */
  constructor(size: number, keysOf: (index: number) => readonly string[]) {
    for (let index = 0; index < size; index += 1) {
      for (const key of keysOf(index)) this.#add(key, index);
    }
  }

  indexesOf(key: string): readonly number[] {
    const found = this.#indexes.get(key);
    if (found === undefined) return [];
    return typeof found === 'number' ? [found] : found;
  }

  /** Keys of more than one entry. */
  *repeated(): Generator<readonly [key: string, indexes: readonly number[]]> {
    for (const [key, found] of this.#indexes) if (typeof found !== 'number') yield [key, found];
  }

  #add(key: string, index: number): void {
    const found = this.#indexes.get(key);
    if (found === undefined) this.#indexes.set(key, index);
    else if (typeof found === 'number') {
      if (found !== index) this.#indexes.set(key, [found, index]);
    } else if (found.at(-1) !== index) found.push(index);
  }
}
