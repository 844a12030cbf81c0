/** What a record of a BibTeX file is. */
export const RecordKind = {
  /** An entry with a key. */
  entry: 0,
  /** `@string{name = value}` */
  string: 1,
  /** `@preamble` and `@comment` */
  other: 2,
  /** What begins like an entry but is none yet: a lone `@`, an entry without a key, one being typed. */
  fragment: 3,
} as const;
export type RecordKind = (typeof RecordKind)[keyof typeof RecordKind];

export const RecordFlag = {
  /** Something in it is wrong; a scan of the record alone says what. */
  broken: 1,
  /** It may have `ids`. */
  aliases: 2,
  /** It may have `crossref` or `xdata`. */
  parents: 4,
  /** It ends at a brace behind which fields go on. */
  closedEarly: 8,
} as const;

const Column = { start: 0, end: 1, keyStart: 2, keyEnd: 3, reach: 4, kindAndFlags: 5 } as const;
const width = 6;
const columnsOfOffsets = 5;

/**
 * Records in file order, as numbers in one array: six for each. The key of a `@string` is its macro's name.
 * `reach` is the offset behind the last character that the scan looked at to decide about the record; where
 * it looked at the end of the text, one more than the text's length.
 */
export class Records {
  #data: Int32Array;
  #count: number;

  constructor(data = new Int32Array(64 * width), count = 0) {
    this.#data = data;
    this.#count = count;
  }

  get count(): number {
    return this.#count;
  }

  start(row: number): number {
    return this.#data[row * width + Column.start]!;
  }

  end(row: number): number {
    return this.#data[row * width + Column.end]!;
  }

  keyStart(row: number): number {
    return this.#data[row * width + Column.keyStart]!;
  }

  keyEnd(row: number): number {
    return this.#data[row * width + Column.keyEnd]!;
  }

  reach(row: number): number {
    return this.#data[row * width + Column.reach]!;
  }

  kind(row: number): number {
    return this.#data[row * width + Column.kindAndFlags]! & 0xff;
  }

  has(row: number, flag: number): boolean {
    return ((this.#data[row * width + Column.kindAndFlags]! >> 8) & flag) !== 0;
  }

  add(record: ScannedRecord, shift: number): void {
    const at = this.#count * width;
    if (at + width > this.#data.length) {
      const grown = new Int32Array(this.#data.length * 2);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[at + Column.start] = record.start + shift;
    this.#data[at + Column.end] = record.end + shift;
    this.#data[at + Column.keyStart] = record.keyStart + shift;
    this.#data[at + Column.keyEnd] = record.keyEnd + shift;
    this.#data[at + Column.reach] = record.reach + shift;
    this.#data[at + Column.kindAndFlags] = record.kind | (record.flags << 8);
    this.#count += 1;
  }

  /** Gives back what was reserved for growth. */
  trim(): void {
    this.#data = this.#data.slice(0, this.#count * width);
  }

  /** The first `prefix` records, then `middle`, then the last `suffix` records moved by `shift`. */
  splice(prefix: number, middle: Records, suffix: number, shift: number): Records {
    const count = prefix + middle.count + suffix;
    const data = new Int32Array(count * width);
    data.set(this.#data.subarray(0, prefix * width));
    data.set(middle.#data.subarray(0, middle.count * width), prefix * width);
    const tail = (prefix + middle.count) * width;
    data.set(this.#data.subarray((this.#count - suffix) * width, this.#count * width), tail);
    if (shift !== 0) {
      for (let at = tail; at < data.length; at += width) {
        for (let column = 0; column < columnsOfOffsets; column += 1)
          data[at + column] = data[at + column]! + shift;
      }
    }
    return new Records(data, count);
  }

  /** The last record that starts at or before `offset`, or -1. */
  rowBefore(offset: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.start(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** One record as the scanner has it in hand. */
export interface ScannedRecord {
  readonly start: number;
  readonly end: number;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly reach: number;
  readonly kind: number;
  readonly flags: number;
}
