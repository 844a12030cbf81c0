import type { Field } from '../types.ts';
import { latexToText } from './latexText.ts';
import type { SyntaxProblemKind } from './problems.ts';
import { type BodyListener, Scanner } from './scan.ts';
import { contentSpan, type MacroLookUp, valueSource } from './values.ts';

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

/** No entry has more. */
const maxFields = 10_000;

/** Numbers that one field takes among the places of a record. */
const width = 4;

/** The fields of one record: their places, and what they hold where it is asked for. */
export class RecordFields implements BodyListener {
  readonly row: number;
  readonly #record: string;
  readonly #macro: MacroLookUp;
  /** Start and end of name and value of each field. */
  readonly #places: number[] = [];

  constructor(row: number, record: string, macro: MacroLookUp) {
    this.row = row;
    this.#record = record;
    this.#macro = macro;
    new Scanner(record, this).next(0);
  }

  field(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    if (this.#places.length < maxFields * width) this.#places.push(nameStart, nameEnd, valueStart, valueEnd);
  }

  problem(): void {}

  /** The LaTeX source of a field by lower-case name. The first of a name counts, as in BibTeX. */
  source(name: string): string | undefined {
    const first = name.charCodeAt(0);
    for (let at = 0; at < this.#places.length; at += width) {
      const start = this.#places[at]!;
      const end = this.#places[at + 1]!;
      if (end - start !== name.length || !isSameLetter(this.#record.charCodeAt(start), first)) continue;
      if (this.#record.slice(start, end).toLowerCase() === name) return this.#source(at);
    }
    return undefined;
  }

  all(): readonly RawField[] {
    const fields: RawField[] = [];
    for (let at = 0; at < this.#places.length; at += width) {
      const [nameStart, nameEnd, valueStart, valueEnd] = this.#places.slice(at, at + width) as Places;
      const name = this.#record.slice(nameStart, nameEnd).toLowerCase();
      fields.push({ name, nameStart, nameEnd, valueStart, valueEnd });
    }
    return fields;
  }

  /** Names in lower case, and values as they are written. */
  written(): (readonly [name: string, raw: string])[] {
    return this.all().map(({ name, valueStart, valueEnd }) => [
      name,
      this.#record.slice(valueStart, valueEnd),
    ]);
  }

  /** The fields decoded, for a record that begins at `start` in its file. */
  decoded(start: number): readonly Field[] {
    return this.all().map(({ nameStart, nameEnd, valueStart, valueEnd }, place): Field => {
      const inner = contentSpan(this.#record.slice(valueStart, valueEnd));
      return {
        name: this.#record.slice(nameStart, nameEnd),
        nameSpan: { start: start + nameStart, end: start + nameEnd },
        value: latexToText(this.#source(place * width)),
        valueSpan: { start: start + valueStart + inner.start, end: start + valueStart + inner.end },
      };
    });
  }

  #source(at: number): string {
    return valueSource(this.#record.slice(this.#places[at + 2], this.#places[at + 3]), this.#macro);
  }
}

type Places = [nameStart: number, nameEnd: number, valueStart: number, valueEnd: number];

/** Equal but for case, among ASCII letters; other characters may seem equal too. */
const isSameLetter = (a: number, b: number): boolean => (a | 32) === (b | 32) || a > 127;

export interface RawProblem {
  readonly kind: SyntaxProblemKind;
  readonly start: number;
  readonly end: number;
}

/** What is wrong in one record, at most `limit` things, in order of place. */
export function readProblems(record: string, limit: number): readonly RawProblem[] {
  const problems: RawProblem[] = [];
  const listener: BodyListener = {
    field() {},
    problem(kind, start, end) {
      if (problems.length < limit) problems.push({ kind, start, end });
    },
  };
  new Scanner(record, listener).next(0);
  return problems.sort((a, b) => a.start - b.start);
}
