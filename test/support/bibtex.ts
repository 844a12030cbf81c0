import type { TextEdit } from '../../src/base/edit.ts';
import { Text } from '../../src/base/text.ts';
import {
  type BibtexBibliography,
  type BibtexContext,
  editBibtex,
  parseBibtex,
  parseBibtexInSteps,
} from '../../src/core/bibliography/bibtex/index.ts';
import { latexToText } from '../../src/core/bibliography/bibtex/latexText.ts';
import { type NameList, parseNames } from '../../src/core/bibliography/bibtex/names.ts';
import type { ScannedRecord } from '../../src/core/bibliography/bibtex/records.ts';
import { Scanner } from '../../src/core/bibliography/bibtex/scan.ts';
import { WindowScanner } from '../../src/core/bibliography/bibtex/windows.ts';
import type { Entry, Field, Reference, SearchFields } from '../../src/core/bibliography/types.ts';
import { type FixtureRange, parseFixture } from './fixture.ts';

export { keysOf, problemCodes } from './bibliography.ts';

export const parse = (text: string): BibtexBibliography => parseBibtex(text);

/** What the steps of a parse yielded, and the bibliography. */
export function parseInSteps(text: string): { shares: number[]; bibliography: BibtexBibliography } {
  const steps = parseBibtexInSteps(Text.of(text));
  const shares: number[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { shares, bibliography: step.value };
    shares.push(step.value);
  }
}

/** The records that a scan in windows of at first `firstWindow` units finds, as numbers. */
export function recordsInWindows(text: Text, firstWindow: number): number[][] {
  const scanner = new WindowScanner(text, 0, firstWindow);
  const records: number[][] = [];
  while (scanner.next()) records.push(numbersOf(scanner.record, scanner.base));
  return records;
}

export function recordsOfWhole(text: string): number[][] {
  const scanner = new Scanner(text);
  const records: number[][] = [];
  for (let position = 0; scanner.next(position); position = scanner.end) records.push(numbersOf(scanner, 0));
  return records;
}

const numbersOf = (
  { start, end, keyStart, keyEnd, reach, kind, flags }: ScannedRecord,
  base: number,
): number[] => [base + start, base + end, base + keyStart, base + keyEnd, base + reach, kind, flags];

/** A bibliography that follows its text through edits. */
export class EditedBibliography {
  #text: Text;
  #bibliography: BibtexBibliography;

  constructor(text: string) {
    this.#text = Text.of(text);
    this.#bibliography = parseBibtex(this.#text);
  }

  get text(): string {
    return this.#text.slice(0, this.#text.length);
  }

  get bibliography(): BibtexBibliography {
    return this.#bibliography;
  }

  edit(edit: TextEdit): void {
    this.#text = this.#text.replace(edit);
    this.#bibliography = editBibtex(this.#bibliography, this.#text, edit);
  }
}

/** Everything that a bibliography answers, of every entry and at every offset. */
export function everythingObservable(bibliography: BibtexBibliography, textLength: number) {
  const indexes = Array.from({ length: bibliography.size }, (_, index) => index);
  const keys = new Set(
    indexes.flatMap((index) => [bibliography.entry(index).key, ...bibliography.entry(index).aliases]),
  );
  const offsets = Array.from({ length: textLength + 1 }, (_, offset) => offset);
  return {
    size: bibliography.size,
    entries: indexes.map((index) => bibliography.entry(index)),
    fields: indexes.map((index) => bibliography.fields(index)),
    references: indexes.map((index) => bibliography.reference(index)),
    searchFields: indexes.map((index) => bibliography.searchFields(index)),
    indexes: [...keys].map((key) => [key, ...bibliography.indexesOf(key)]),
    indexAt: offsets.map((offset) => bibliography.indexAt(offset)),
    contexts: offsets.map((offset) => bibliography.contextAt(offset)),
    strings: [...bibliography.strings],
    problems: bibliography.problems,
  };
}

export const entriesOf = (bibliography: BibtexBibliography): Entry[] =>
  Array.from({ length: bibliography.size }, (_, index) => bibliography.entry(index));

export const fieldsOf = (text: string): readonly Field[] => only(text).fields(0);

export const decodedValue = (text: string, name: string): string | undefined =>
  only(text)
    .fields(0)
    .find((field) => field.name.toLowerCase() === name)?.value;

export const referenceOf = (text: string): Reference => only(text).reference(0);

export const searchFieldsOf = (text: string): SearchFields => only(text).searchFields(0);

export const lookUp = (bibliography: BibtexBibliography, key: string): readonly number[] =>
  bibliography.indexesOf(key);

export function referenceTo(text: string, key: string): Reference {
  const bibliography = parseBibtex(text);
  return bibliography.reference(bibliography.indexesOf(key)[0]!);
}

function only(text: string): BibtexBibliography {
  const bibliography = parseBibtex(text);
  if (bibliography.size < 1) throw new Error('No entry was found.');
  return bibliography;
}

/** The completion context at the fixture's cursor, its replacement span drawn as text. */
export function contextIn(source: string): { kind: string; replace?: string; key?: string } {
  const { text, cursor } = parseFixture(source);
  const bibliography = parseBibtex(text);
  const context: BibtexContext = bibliography.contextAt(cursor!);
  if (context.kind === 'other') return { kind: 'other' };
  const replace = text.slice(context.replace.start, context.replace.end);
  if (context.kind === 'entry-type' || context.entry === undefined) return { kind: context.kind, replace };
  return { kind: context.kind, replace, key: bibliography.entry(context.entry).key };
}

/** The problems of a fixture whose ranges are labelled with codes: expected and found in the same shape. */
export function problemsIn(source: string): { expected: string[]; found: string[]; messages: string[] } {
  const { text, ranges } = parseFixture(source);
  const { problems } = parseBibtex(text);
  const show = ({ start, end, label }: FixtureRange) =>
    `${label} ${start}-${end} ${JSON.stringify(text.slice(start, end))}`;
  return {
    expected: ranges.map(show),
    found: problems.map(({ start, end, code }) => show({ start, end, label: code })),
    messages: problems.map(({ message }) => message),
  };
}

export const decode = (source: string): string => latexToText(source);

export const namesIn = (source: string): NameList => parseNames(source);

export const issuedIn = (fields: string): unknown => referenceOf(`@article{a, ${fields}}`).issued;

export function fieldUnderCursor(source: string): string | undefined {
  const { text, cursor } = parseFixture(source);
  return parseBibtex(text).fieldAt(cursor!)?.name;
}
