import type { TextEdit } from '../../../base/edit.ts';
import type { Text } from '../../../base/text.ts';
import { Records } from './records.ts';
import { Scanner } from './scan.ts';

/** Text behind the edit that is scanned at first, in UTF-16 units; twice as much each time where that is not enough. */
const firstWindow = 1 << 13;

export interface EditedRecords {
  readonly records: Records;
  /** Records at the start and at the end that are as they were. */
  readonly prefix: number;
  readonly suffix: number;
}

/**
 * The records after an edit. Those that were decided without looking at the edit or behind it are kept; scanning begins
 * behind the last of them and ends where a record begins that began there before, for from there on nothing differs.
 */
export function editRecords(before: Records, text: Text, edit: TextEdit, shift: number): EditedRecords {
  const prefix = firstTouched(before, edit.start);
  const middle = new Records();
  let position = prefix === 0 ? 0 : before.end(prefix - 1);
  let candidate = prefix;
  let window = firstWindow;
  for (;;) {
    const end = Math.min(text.length, Math.max(position, edit.start + edit.text.length) + window);
    const base = position;
    const source = text.slice(base, end);
    const isLast = end === text.length;
    const scanner = new Scanner(source);
    while (scanner.next(position - base)) {
      if (scanner.reach > source.length && !isLast) break;
      const start = base + scanner.start;
      while (candidate < before.count && isBefore(before, candidate, start, edit.end, shift)) candidate += 1;
      if (candidate < before.count && before.start(candidate) + shift === start) {
        const suffix = before.count - candidate;
        return { records: before.splice(prefix, middle, suffix, shift), prefix, suffix };
      }
      middle.add(scanner, base);
      position = base + scanner.end;
    }
    if (isLast) return { records: before.splice(prefix, middle, 0, shift), prefix, suffix: 0 };
    window *= 2;
  }
}

const isBefore = (before: Records, row: number, start: number, editEnd: number, shift: number): boolean =>
  before.start(row) < editEnd || before.start(row) + shift < start;

/** A look ahead may reach far behind a record, so no order of the reaches can be relied on. */
function firstTouched(before: Records, offset: number): number {
  for (let row = 0; row < before.count; row += 1) if (before.reach(row) > offset) return row;
  return before.count;
}
