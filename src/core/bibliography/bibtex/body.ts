import type { SyntaxProblemKind } from './problems.ts';
import { type BodyListener, Scanner } from './scan.ts';

/** A field's places, in UTF-16 units from the start of its record. */
export interface RawField {
  /** In lower case. */
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** With the braces or quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** The fields of one record, whose text this is. No entry has more than `maximumFields`. */
export function readFields(record: string): readonly RawField[] {
  const fields: RawField[] = [];
  scanRecord(record, {
    field(nameStart, nameEnd, valueStart, valueEnd) {
      if (fields.length >= maximumFields) return;
      const name = record.slice(nameStart, nameEnd).toLowerCase();
      fields.push({ name, nameStart, nameEnd, valueStart, valueEnd });
    },
    problem() {},
  });
  return fields;
}

const maximumFields = 10_000;

export interface RawProblem {
  readonly kind: SyntaxProblemKind;
  readonly start: number;
  readonly end: number;
}

/** What is wrong in one record, at most `limit` things, in order of place. */
export function readProblems(record: string, limit: number): readonly RawProblem[] {
  const problems: RawProblem[] = [];
  scanRecord(record, {
    field() {},
    problem(kind, start, end) {
      if (problems.length < limit) problems.push({ kind, start, end });
    },
  });
  return problems.sort((a, b) => a.start - b.start);
}

function scanRecord(record: string, listener: BodyListener): void {
  new Scanner(record, listener).next(0);
}
