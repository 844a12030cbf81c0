import type { TextEdit } from '../../../base/edit.ts';
import type { Text } from '../../../base/text.ts';
import { Records } from './records.ts';
import { WindowScanner } from './windows.ts';

export interface EditedRecords {
  readonly records: Records;
  /** Records at the start and at the end that are as they were. */
  readonly prefix: number;
  readonly suffix: number;
}

/**
 * The records after an edit. Those that were decided without looking at the edit or behind it are kept;
 * scanning begins behind the last of them and ends where a record begins that began there before, for from
 * there on nothing differs.
 */
export function editRecords(before: Records, text: Text, edit: TextEdit, shift: number): EditedRecords {
  const prefix = firstTouched(before, edit.start);
  const middle = new Records();
  let candidate = prefix;
  const scanner = new WindowScanner(text, prefix === 0 ? 0 : before.end(prefix - 1));
  while (scanner.next()) {
    const start = scanner.base + scanner.record.start;
    while (candidate < before.count && isBefore(before, candidate, start, edit.end, shift)) candidate += 1;
    if (candidate < before.count && before.start(candidate) + shift === start) {
      const suffix = before.count - candidate;
      return { records: before.splice(prefix, middle, suffix, shift), prefix, suffix };
    }
    middle.add(scanner.record, scanner.base);
  }
  return { records: before.splice(prefix, middle, 0, shift), prefix, suffix: 0 };
}

const isBefore = (before: Records, row: number, start: number, editEnd: number, shift: number): boolean =>
  before.start(row) < editEnd || before.start(row) + shift < start;

/** A look ahead may reach far behind a record, so no order of the reaches can be relied on. */
function firstTouched(before: Records, offset: number): number {
  for (let row = 0; row < before.count; row += 1) if (before.reach(row) > offset) return row;
  return before.count;
}
