/** Keys of an entry: its own first, then its aliases. */
export type KeysOf = (index: number) => readonly string[];

/** Entries behind the first to the last that edits touched, at which building the index anew is cheaper. */
const widestWindow = 2_000;

/** Yields come this often while the index is built. */
const entriesPerStep = 1_000;

/**
 * From keys and aliases to the numbers of entries. After an edit the index of the whole file stays and only a
 * window of entries, from the first to the last that edits touched, is looked up apart.
 */
export class KeyIndex {
  readonly #base: Base;
  /** Entries before and behind the window, and of all. */
  readonly #prefix: number;
  readonly #suffix: number;
  readonly #size: number;
  /** Undefined as long as nothing was edited. */
  readonly #window: ReadonlyMap<string, readonly number[]> | undefined;

  private constructor(
    base: Base,
    prefix: number,
    suffix: number,
    size: number,
    window: ReadonlyMap<string, readonly number[]> | undefined,
  ) {
    this.#base = base;
    this.#prefix = prefix;
    this.#suffix = suffix;
    this.#size = size;
    this.#window = window;
  }

  /** Yields the share done, after every millisecond or so of work. */
  static *buildInSteps(size: number, keysOf: KeysOf): Generator<number, KeyIndex> {
    return new KeyIndex(yield* baseInSteps(size, keysOf), size, 0, size, undefined);
  }

  /** The numbers of the entries that have the key, in file order. */
  indexesOf(key: string): readonly number[] {
    const inBase = this.#base.indexes.get(key);
    const inWindow = this.#window?.get(key) ?? [];
    if (inBase === undefined) return inWindow;
    const all = typeof inBase === 'number' ? [inBase] : inBase;
    if (this.#window === undefined) return all;
    const firstBehind = this.#base.size - this.#suffix;
    const shift = this.#size - this.#base.size;
    const before = all.filter((index) => index < this.#prefix);
    const behind = all.filter((index) => index >= firstBehind).map((index) => index + shift);
    return [...before, ...inWindow, ...behind];
  }

  /** Keys that may belong to more than one entry. */
  *repeated(): Generator<string> {
    yield* this.#base.repeated;
    for (const key of this.#window?.keys() ?? []) {
      if (!this.#base.repeated.has(key) && this.indexesOf(key).length > 1) yield key;
    }
  }

  /**
   * The index after an edit that left the first `prefix` and last `suffix` entries alone; undefined to build
   * anew.
   */
  edited(prefix: number, suffix: number, size: number, keysOf: KeysOf): KeyIndex | undefined {
    const before = Math.min(prefix, this.#prefix);
    const behind = this.#window === undefined ? suffix : Math.min(suffix, this.#suffix);
    if (size - before - behind > widestWindow) return undefined;
    const window = new Map<string, number[]>();
    for (let index = before; index < size - behind; index += 1) {
      for (const key of keysOf(index)) {
        const found = window.get(key);
        if (found === undefined) window.set(key, [index]);
        else if (found.at(-1) !== index) found.push(index);
      }
    }
    return new KeyIndex(this.#base, before, behind, size, window);
  }
}

interface Base {
  readonly size: number;
  readonly indexes: ReadonlyMap<string, number | readonly number[]>;
  readonly repeated: ReadonlySet<string>;
}

function* baseInSteps(size: number, keysOf: KeysOf): Generator<number, Base> {
  const indexes = new Map<string, number | number[]>();
  const repeated = new Set<string>();
  for (let index = 0; index < size; index += 1) {
    if (index % entriesPerStep === entriesPerStep - 1) yield index / size;
    for (const key of keysOf(index)) {
      const found = indexes.get(key);
      if (found === undefined) indexes.set(key, index);
      else if (typeof found === 'number') {
        if (found === index) continue;
        indexes.set(key, [found, index]);
        repeated.add(key);
      } else if (found.at(-1) !== index) found.push(index);
    }
  }
  return { size, indexes, repeated };
}
