import type { TextEdit } from '../../../base/edit.ts';
import type { Text } from '../../../base/text.ts';
import { lookAhead, Scanner } from './scan.ts';
import {
  BlockKind,
  Column,
  columns,
  FieldColumn,
  fieldColumns,
  fieldsEnd,
  Rows,
  type Scan,
  type ScanProblem,
} from './table.ts';

/** How much of the text is scanned at once, in UTF-16 units; more where a block does not end in it. */
const firstWindow = 1 << 18;

export interface EditedScan {
  readonly scan: Scan;
  /** Blocks at the start and at the end that the edit left alone. */
  readonly prefix: number;
  readonly suffix: number;
  /** Every entry has the keys it had, under the number it had. */
  readonly keysUnchanged: boolean;
  /** A macro was touched: any value of the file may read differently. */
  readonly stringsTouched: boolean;
  /** Keys, and keys of parents, of the blocks that were scanned anew: as they were and as they are. */
  readonly touchedKeys: ReadonlySet<string>;
  readonly touchedParents: ReadonlySet<string>;
}

/**
 * The scan after an edit. Blocks before the edit that were decided without looking at it are kept; scanning begins
 * behind the last of them, and ends as soon as a block begins where one began before, behind the edit.
 */
export function editScan(before: Text, old: Scan, text: Text, edit: TextEdit): EditedScan {
  const shift = text.length - before.length;
  const prefix = untouchedBlocks(old, edit.start);
  const from = prefix === 0 ? 0 : old.blocks.at(prefix - 1, Column.end);
  const editEnd = edit.start + edit.text.length;
  const { fresh, suffix } = rescan(text, old, from, prefix, editEnd, shift);
  const scan = splice(old, prefix, fresh, suffix, shift);
  const touchedOld = { scan: old, text: before, from: prefix, to: old.blocks.count - suffix };
  const touchedNew = { scan, text, from: prefix, to: scan.blocks.count - suffix };
  const keysBefore = keysOf(touchedOld);
  const keysAfter = keysOf(touchedNew);
  const keysUnchanged =
    keysBefore.length === keysAfter.length && keysBefore.every((key, i) => key === keysAfter[i]);
  return {
    scan,
    prefix,
    suffix,
    keysUnchanged,
    stringsTouched: hasString(touchedOld) || hasString(touchedNew),
    touchedKeys: new Set([...keysBefore, ...keysAfter]),
    touchedParents: new Set([...parentsOf(touchedOld), ...parentsOf(touchedNew)]),
  };
}

/** The number of blocks at the start that were decided without looking at `offset` or behind it. */
function untouchedBlocks({ blocks }: Scan, offset: number): number {
  let low = 0;
  let high = blocks.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks.at(middle, Column.start) <= offset) low = middle + 1;
    else high = middle;
  }
  let untouched = low;
  // A block's reach may lie behind later blocks, but never further than the scan looks ahead.
  for (let block = low - 1; block >= 0; block -= 1) {
    if (blocks.at(block, Column.reach) >= offset) untouched = block;
    if (blocks.at(block, Column.end) + lookAhead * 2 < offset) break;
  }
  return untouched;
}

function rescan(
  text: Text,
  old: Scan,
  from: number,
  prefix: number,
  editEnd: number,
  shift: number,
): { readonly fresh: Scan; readonly suffix: number } {
  for (let window = firstWindow; ; window *= 4) {
    const to = Math.min(text.length, Math.max(from, editEnd) + window);
    // One character more in front: what stands before an `@` tells an entry from an address.
    const base = Math.max(0, from - 1);
    const scanner = new Scanner(text.slice(base, to), from - base);
    const result = scanTo(scanner, old, base, prefix, editEnd, shift, to === text.length ? Infinity : to);
    if (result !== undefined) return { fresh: moved(scanner.finish(), base), suffix: result };
  }
}

/** Scans until the old blocks go on as they were. The number of those; undefined where the window was too small. */
function scanTo(
  scanner: Scanner,
  old: Scan,
  base: number,
  prefix: number,
  editEnd: number,
  shift: number,
  limit: number,
): number | undefined {
  let next = prefix;
  while (scanner.nextBlock()) {
    if (base + scanner.reach >= limit) return undefined;
    const start = base + scanner.startOfLastBlock();
    while (next < old.blocks.count && old.blocks.at(next, Column.start) + shift < start) next += 1;
    const same = next < old.blocks.count && old.blocks.at(next, Column.start) + shift === start;
    // The character before an `@` counts too, so the block has to begin behind the edit and one character more.
    if (same && start > editEnd && old.blocks.at(next, Column.start) > editEnd - shift) {
      scanner.dropLastBlock();
      return old.blocks.count - next;
    }
  }
  return limit === Infinity ? 0 : undefined;
}

/** The problems of a window may begin with those of text before its first block; all are kept as they come. */
function moved({ blocks, fields, problems }: Scan, by: number): Scan {
  shiftBlocks(blocks, 0, by);
  shiftFields(fields, 0, by);
  return {
    blocks,
    fields,
    problems: problems.map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by })),
  };
}

function splice(old: Scan, prefix: number, fresh: Scan, suffix: number, shift: number): Scan {
  const firstKept = old.blocks.count - suffix;
  const prefixFields = prefix < old.blocks.count ? old.blocks.at(prefix, Column.fields) : old.fields.count;
  const keptFields =
    firstKept < old.blocks.count ? old.blocks.at(firstKept, Column.fields) : old.fields.count;
  const blocks = joined(columns, old.blocks, prefix, fresh.blocks, firstKept);
  const fields = joined(fieldColumns, old.fields, prefixFields, fresh.fields, keptFields);
  for (let row = prefix; row < prefix + fresh.blocks.count; row += 1) {
    blocks.set(row, Column.fields, blocks.at(row, Column.fields) + prefixFields);
  }
  const fieldShift = prefixFields + fresh.fields.count - keptFields;
  for (let row = prefix + fresh.blocks.count; row < blocks.count; row += 1) {
    blocks.set(row, Column.fields, blocks.at(row, Column.fields) + fieldShift);
  }
  if (shift !== 0) {
    shiftBlocks(blocks, prefix + fresh.blocks.count, shift);
    shiftFields(fields, prefixFields + fresh.fields.count, shift);
  }
  return { blocks, fields, problems: splicedProblems(old, prefix, fresh, firstKept, shift) };
}

function splicedProblems(
  old: Scan,
  prefix: number,
  fresh: Scan,
  firstKept: number,
  shift: number,
): ScanProblem[] {
  const from = prefix === 0 ? 0 : old.blocks.at(prefix - 1, Column.end);
  const keptFrom =
    firstKept < old.blocks.count ? old.blocks.at(firstKept, Column.start) : Number.POSITIVE_INFINITY;
  return [
    ...old.problems.filter((problem) => problem.start < from),
    ...fresh.problems,
    ...old.problems
      .filter((problem) => problem.start >= keptFrom)
      .map((problem) => ({ ...problem, start: problem.start + shift, end: problem.end + shift })),
  ];
}

function joined(width: number, old: Rows, prefix: number, fresh: Rows, suffixFrom: number): Rows {
  const length = (prefix + fresh.count + (old.count - suffixFrom)) * width;
  const data = new Int32Array(length);
  data.set(old.data.subarray(0, prefix * width));
  data.set(fresh.data.subarray(0, fresh.length), prefix * width);
  data.set(old.data.subarray(suffixFrom * width, old.length), prefix * width + fresh.length);
  return new Rows(width, data, length);
}

function shiftBlocks(blocks: Rows, from: number, by: number): void {
  for (let row = from; row < blocks.count; row += 1) {
    for (let column: number = Column.start; column <= Column.reach; column += 1) {
      if (column === Column.fields) continue;
      const value = blocks.at(row, column);
      // A block without a key has zeros there.
      if (value !== 0 || column === Column.start) blocks.set(row, column, value + by);
    }
  }
}

function shiftFields(fields: Rows, from: number, by: number): void {
  for (let at = from * fields.width; at < fields.length; at += 1) fields.data[at] = fields.data[at]! + by;
}

export interface Blocks {
  readonly scan: Scan;
  readonly text: Text;
  readonly from: number;
  readonly to: number;
}

/** Keys of the entries among some blocks, with the source of their aliases. */
function keysOf(blocks: Blocks): string[] {
  const { scan, text } = blocks;
  const out: string[] = [];
  for (let block = blocks.from; block < blocks.to; block += 1) {
    if (scan.blocks.at(block, Column.kind) !== BlockKind.entry) continue;
    out.push(text.slice(scan.blocks.at(block, Column.keyStart), scan.blocks.at(block, Column.keyEnd)));
    out.push(...valuesOf({ ...blocks, from: block, to: block + 1 }, /^ids$/i));
  }
  return out;
}

/** The keys that `crossref` and `xdata` of some blocks name, as far as they are written plainly. */
export const parentsOf = (blocks: Blocks): string[] =>
  valuesOf(blocks, /^(?:crossref|xdata)$/i).flatMap((value) =>
    value.split(/[\s,{}"#]+/).filter((key) => key !== ''),
  );

/** The raw values of the fields with a name. */
function valuesOf({ scan, text, from, to }: Blocks, name: RegExp): string[] {
  const { fields } = scan;
  const out: string[] = [];
  if (from >= to) return out;
  for (let row = scan.blocks.at(from, Column.fields); row < fieldsEnd(scan, to - 1); row += 1) {
    const nameStart = fields.at(row, FieldColumn.nameStart);
    const nameEnd = fields.at(row, FieldColumn.nameEnd);
    // The names that are looked for have 3, 5 and 8 letters; most others are passed over unread.
    const length = nameEnd - nameStart;
    if ((length !== 3 && length !== 5 && length !== 8) || !name.test(text.slice(nameStart, nameEnd)))
      continue;
    out.push(text.slice(fields.at(row, FieldColumn.valueStart), fields.at(row, FieldColumn.valueEnd)));
  }
  return out;
}

const hasString = ({ scan, from, to }: Blocks): boolean => {
  for (let block = from; block < to; block += 1) {
    if (scan.blocks.at(block, Column.kind) === BlockKind.string) return true;
  }
  return false;
};
