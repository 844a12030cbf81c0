/** Symbols are 1 to this; 0 stands for "in no string". */
export const maximumSymbol = 1023;

/** Nodes are below this, so that a node and a symbol fit into one 31-bit key. */
const maximumNodes = 1 << 21;

/**
 * A set of strings over small numbers, grown by insertion and walked by number. Nodes are numbers from 0 (the root);
 * transitions stand in one open-addressing table of typed arrays, so that 100,000 strings cost a few megabytes and a
 * step costs a few nanoseconds.
 */
export class Trie {
  #nodes = 1;
  #keys = new Int32Array(4096);
  #targets = new Int32Array(4096);
  #used = 0;

  get size(): number {
    return this.#nodes;
  }

  /** The node behind `node` by `symbol`, or 0. */
  next(node: number, symbol: number): number {
    const key = (node << 10) | symbol;
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = hash(key) & mask;
    for (;;) {
      const found = keys[slot];
      if (found === key) return this.#targets[slot]!;
      if (found === 0) return 0;
      slot = (slot + 1) & mask;
    }
  }

  /** The node behind `node` by `symbol`, made where there is none; 0 where the trie is full. `symbol` is not 0. */
  grow(node: number, symbol: number): number {
    const existing = this.next(node, symbol);
    if (existing !== 0) return existing;
    if (this.#nodes >= maximumNodes) return 0;
    if (this.#used * 3 >= this.#keys.length) this.#rehash();
    const target = this.#nodes++;
    this.#put((node << 10) | symbol, target);
    return target;
  }

  #put(key: number, target: number): void {
    const mask = this.#keys.length - 1;
    let slot = hash(key) & mask;
    while (this.#keys[slot] !== 0) slot = (slot + 1) & mask;
    this.#keys[slot] = key;
    this.#targets[slot] = target;
    this.#used++;
  }

  #rehash(): void {
    const keys = this.#keys;
    const targets = this.#targets;
    this.#keys = new Int32Array(keys.length * 2);
    this.#targets = new Int32Array(keys.length * 2);
    this.#used = 0;
    for (let slot = 0; slot < keys.length; slot++) {
      if (keys[slot] !== 0) this.#put(keys[slot]!, targets[slot]!);
    }
  }
}

const hash = (key: number): number => {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};
