import type { Span } from '../../base/span.ts';
import type { Problem } from '../problem.ts';
import { duplicateKey } from './problems.ts';
import type { Bibliography, BibliographyFormat, Entry, Field, Reference, SearchFields } from './types.ts';
import { searchFieldsOf } from './variables.ts';

/** How one entry of a format is read when it is asked for. Nothing is kept between calls. */
export interface EntryReader {
  fields(entry: Entry): readonly Field[];
  reference(entry: Entry): Reference;
  /** As `reference` for a processor of CSL styles, where that differs. */
  printed?(entry: Entry): Reference;
}

/** No file gives more problems than this; the last then says so. */
const maxProblems = 1000;

/** A bibliography that is a list of entries and a reader of their values: every format but BibTeX. */
export class ListedBibliography implements Bibliography {
  readonly #entries: readonly Entry[];
  readonly #reader: EntryReader;
  #indexes: Map<string, number | readonly number[]> | undefined;

  constructor(
    readonly format: Bibliography['format'],
    entries: readonly Entry[],
    readonly problems: readonly Problem[],
    reader: EntryReader,
  ) {
    this.#entries = entries;
    this.#reader = reader;
  }

  get size(): number {
    return this.#entries.length;
  }

  entry(index: number): Entry {
    const entry = this.#entries[index];
    if (!entry) throw new RangeError(`No entry ${index} among ${this.size}`);
    return entry;
  }

  indexesOf(key: string): readonly number[] {
    this.#indexes ??= indexKeys(this.#entries);
    const found = this.#indexes.get(key);
    if (found === undefined) return [];
    return typeof found === 'number' ? [found] : found;
  }

  indexAt(offset: number): number {
    let low = 0;
    let high = this.#entries.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const { span } = this.#entries[middle]!;
      if (offset < span.start) high = middle - 1;
      else if (offset >= span.end) low = middle + 1;
      else return middle;
    }
    return -1;
  }

  fields(index: number): readonly Field[] {
    return this.#reader.fields(this.entry(index));
  }

  brief(index: number): Reference {
    return this.reference(index);
  }

  printed(index: number): Reference {
    const entry = this.entry(index);
    return this.#reader.printed?.(entry) ?? this.#reader.reference(entry);
  }

  reference(index: number): Reference {
    return this.#reader.reference(this.entry(index));
  }

  searchFields(index: number): SearchFields {
    const aliases = this.entry(index).aliases.join(' ');
    return { ...searchFieldsOf(this.reference(index)), ...(aliases !== '' && { aliases }) };
  }
}

/** A bibliography of nothing: what a file is until it is read. */
export function emptyBibliography(format: BibliographyFormat): Bibliography {
  const reader: EntryReader = {
    fields: () => [],
    reference: ({ key }) => ({ id: key, type: 'document' }),
  };
  return new ListedBibliography(format, [], [], reader);
}

function indexKeys(entries: readonly Entry[]): Map<string, number | readonly number[]> {
  const indexes = new Map<string, number | number[]>();
  const add = (key: string, index: number) => {
    const before = indexes.get(key);
    if (before === undefined) indexes.set(key, index);
    else if (typeof before === 'number') {
      if (before !== index) indexes.set(key, [before, index]);
    } else if (before.at(-1) !== index) before.push(index);
  };
  for (const entry of entries) {
    add(entry.key, entry.index);
    for (const alias of entry.aliases) add(alias, entry.index);
  }
  return indexes;
}

/** Gathers entries and problems while a file is read. */
export class EntryList {
  readonly entries: Entry[] = [];
  readonly #problems: Problem[] = [];
  readonly #firstByKey = new Map<string, Entry>();
  #dropped = 0;

  add(key: string, keySpan: Span, type: string, span: Span, aliases: readonly string[] = []): void {
    const entry: Entry = { index: this.entries.length, key, keySpan, type, span, aliases };
    this.entries.push(entry);
    const first = this.#firstByKey.get(key);
    if (!first) {
      this.#firstByKey.set(key, entry);
      return;
    }
    this.problem(duplicateKey(key, keySpan, first.keySpan));
  }

  problem(problem: Problem): void {
    if (this.#problems.length < maxProblems) this.#problems.push(problem);
    else this.#dropped += 1;
  }

  syntax(start: number, end: number, message: string): void {
    this.problem({ code: 'bib-syntax', start, end: Math.max(end, start), message });
  }

  finish(format: Bibliography['format'], reader: EntryReader): ListedBibliography {
    const problems = this.#problems.toSorted((a, b) => a.start - b.start);
    if (this.#dropped > 0) {
      problems.push({
        code: 'limit-reached',
        start: 0,
        end: 0,
        message: `This file has ${this.#dropped} more problems, which are not shown. SyntaxFix the first ${maxProblems}, and the rest will appear.`,
      });
    }
    return new ListedBibliography(format, this.entries, problems, reader);
  }
}

/** Text between two yields: about a millisecond or two of work. */
export const sliceLength = 256 * 1024;
