/** Symbols are 1 to this; 0 stands for "in no string". */
export const maxSymbol = 1023;

/** Nodes are below this, so that a node and a symbol fit into one 31-bit key. */
const maxNodes = 1 << 21;

/** Set in an entry of `Trie.nodes` where the node has children besides the next one. */
export const branches = 1 << 10;

/**
 * A set of strings over small numbers, grown by insertion and walked by number. Nodes are numbers from 0 (the
 * root). A string that is inserted makes its new nodes one after another, so nearly every step leads to the
 * next number and reads one typed array; the other transitions stand in an open-addressing table. 100,000
 * strings cost a few megabytes.
 */
export class Trie {
  #nodes = 1;
  #follows = new Uint16Array(1024);
  #keys = new Int32Array(1024);
  #targets = new Int32Array(1024);
  #used = 0;

  get size(): number {
    return this.#nodes;
  }

  /**
   * For each node the symbol by which the next node is its child, or 0; `branches`; and the marks of `mark`,
   * which are the owner's. Good until the trie grows.
   */
  get nodes(): Uint16Array {
    return this.#follows;
  }

  /** Adds bits above `branches` to a node. */
  mark(node: number, bits: number): void {
    this.#follows[node]! |= bits;
  }

  /** The node behind `node` by `symbol`, or 0. */
  next(node: number, symbol: number): number {
    const entry = this.#follows[node]!;
    if ((entry & maxSymbol) === symbol) return node + 1;
    return (entry & branches) === 0 ? 0 : this.#branch(node, symbol);
  }

  #branch(node: number, symbol: number): number {
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

  /**
   * The node behind `node` by `symbol`, made where there is none; 0 where the trie is full. `symbol` is not
   * 0.
   */
  grow(node: number, symbol: number): number {
    const existing = this.next(node, symbol);
    if (existing !== 0) return existing;
    if (this.#nodes >= maxNodes) return 0;
    const target = this.#nodes++;
    if (target >= this.#follows.length) this.#follows = doubled(this.#follows);
    if (target === node + 1) {
      this.#follows[node]! |= symbol;
      return target;
    }
    this.#follows[node]! |= branches;
    if (this.#used * 3 >= this.#keys.length) this.#rehash();
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

function doubled(array: Uint16Array): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array(array.length * 2);
  out.set(array);
  return out;
}

const hash = (key: number): number => {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};
