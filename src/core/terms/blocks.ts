import { lowerBound } from '../../base/lowerBound.ts';
import type { Block, BlockBody } from '../manuscript/types.ts';

/**
 * The number of the last block that starts at or before an offset of the document; -1 where none does. Blocks
 * are in order.
 */
export function blockNumberAt(blocks: readonly Block[], offset: number): number {
  const low = lowerBound(blocks.length, (index) => blocks[index]!.start <= offset);
  return low - 1;
}

interface Row<T> {
  readonly blocks: readonly Block[];
  readonly values: readonly T[];
}

/**
 * A value for each block of a manuscript, made of the block's body alone and kept with it. A manuscript that
 * shares its first or last block with an earlier one takes over what both begin and end with: comparing two
 * lists costs nothing beside looking thousands of bodies up.
 */
export class BlockValues<T> {
  readonly #make: (body: BlockBody) => T;
  readonly #values = new WeakMap<BlockBody, { readonly value: T }>();
  /** The last row that began or ended with a body. */
  readonly #rows = new WeakMap<BlockBody, Row<T>>();

  constructor(make: (body: BlockBody) => T) {
    this.#make = make;
  }

  get(body: BlockBody): T {
    let kept = this.#values.get(body);
    if (!kept) this.#values.set(body, (kept = { value: this.#make(body) }));
    return kept.value;
  }

  /** The values of blocks, in their order. */
  of(blocks: readonly Block[]): readonly T[] {
    const first = blocks[0]?.body;
    const last = blocks.at(-1)?.body;
    if (!first || !last) return [];
    const before = this.#rows.get(first) ?? this.#rows.get(last);
    const values = before ? this.#following(before, blocks) : blocks.map(({ body }) => this.get(body));
    const row = { blocks, values };
    this.#rows.set(first, row);
    this.#rows.set(last, row);
    return values;
  }

  #following({ blocks: old, values }: Row<T>, blocks: readonly Block[]): readonly T[] {
    if (old === blocks) return values;
    const { head, tail } = sharedEnds(old, blocks);
    const between = blocks.slice(head, blocks.length - tail).map(({ body }) => this.get(body));
    return [...values.slice(0, head), ...between, ...values.slice(old.length - tail)];
  }
}

interface Ends {
  readonly old: readonly Block[];
  readonly blocks: readonly Block[];
  /** How many blocks both begin with, and end with. */
  readonly head: number;
  readonly tail: number;
}

/**
 * The last comparison: after a keystroke everybody asks for the same. Weak, for it must keep no manuscript.
 */
let compared: WeakRef<Ends> | undefined;

function sharedEnds(old: readonly Block[], blocks: readonly Block[]): Ends {
  const known = compared?.deref();
  if (known && known.old === old && known.blocks === blocks) return known;
  const most = Math.min(old.length, blocks.length);
  let head = 0;
  while (head < most && old[head]!.body === blocks[head]!.body) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail]!.body === blocks[blocks.length - 1 - tail]!.body)
    tail++;
  const ends = { old, blocks, head, tail };
  compared = new WeakRef(ends);
  return ends;
}
