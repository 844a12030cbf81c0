import type { ProblemCode } from '../../problem.ts';

/** What a block of a BibTeX file is. `keyless` is an entry whose key is missing: it counts for nothing. */
export const BlockKind = { entry: 0, keyless: 1, string: 2, comment: 3, preamble: 4 } as const;
export type BlockKind = (typeof BlockKind)[keyof typeof BlockKind];

/** The columns of a block. `fields` is the row of its first field; the next block's is the end. */
export const Column = {
  kind: 0,
  start: 1,
  end: 2,
  typeStart: 3,
  typeEnd: 4,
  keyStart: 5,
  keyEnd: 6,
  fields: 7,
  /** The offset behind the last character that the scan looked at to decide about this block. */
  reach: 8,
} as const;
export const columns = 9;

export const FieldColumn = { nameStart: 0, nameEnd: 1, valueStart: 2, valueEnd: 3 } as const;
export const fieldColumns = 4;

/** A problem of a scan, at UTF-16 offsets of the file. */
export interface ScanProblem {
  readonly start: number;
  readonly end: number;
  readonly code: ProblemCode;
  readonly message: string;
}

/** A list of numbers that grows; rows of a table one behind the other. */
export class Rows {
  data: Int32Array;
  length = 0;
  readonly width: number;

  constructor(width: number, data = new Int32Array(64 * width), length = 0) {
    this.width = width;
    this.data = data;
    this.length = length;
  }

  get count(): number {
    return this.length / this.width;
  }

  at(row: number, column: number): number {
    return this.data[row * this.width + column]!;
  }

  /** Adds a row of zeros; the answer is its number. */
  add(): number {
    if (this.length + this.width > this.data.length) {
      const grown = new Int32Array(this.data.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data.fill(0, this.length, this.length + this.width);
    this.length += this.width;
    return this.length / this.width - 1;
  }

  set(row: number, column: number, value: number): void {
    this.data[row * this.width + column] = value;
  }

  /** Gives back what was reserved for growth. */
  trim(): void {
    if (this.data.length > this.length) this.data = this.data.slice(0, this.length);
  }
}

/** Everything that one scan found. */
export interface Scan {
  readonly blocks: Rows;
  readonly fields: Rows;
  /** In order of place. */
  readonly problems: readonly ScanProblem[];
}

/** The row behind the last field of a block. */
export const fieldsEnd = ({ blocks, fields }: Pick<Scan, 'blocks' | 'fields'>, block: number): number =>
  block + 1 < blocks.count ? blocks.at(block + 1, Column.fields) : fields.count;
