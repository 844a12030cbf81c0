import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import { finished } from '../../../base/steps.ts';
import type { Text } from '../../../base/text.ts';
import type { Problem } from '../../problem.ts';
import { duplicateKey } from '../problems.ts';
import type { Bibliography, Entry, Field, Reference, SearchFields } from '../types.ts';
import { type RawField, RecordFields, readProblems } from './body.ts';
import { type BibtexContext, contextAt } from './context.ts';
import { editRecords } from './edit.ts';
import { inheritedFrom, keyList } from './inheritance.ts';
import { KeyIndex } from './keyIndex.ts';
import { latexToText } from './latexText.ts';
import { surnamesOf } from './names.ts';
import { toPrintedReference } from './printed.ts';
import { maxProblems, moreProblems, syntaxProblem } from './problems.ts';
import { RecordFlag, RecordKind, type Records } from './records.ts';
import { type FieldSource, toBriefReference, toReference } from './toReference.ts';
import { expandMacros, type Macros } from './values.ts';

/** Entries that one entry may take fields from, through `crossref` and `xdata` together. */
const maxParents = 20;

/**
 * Fields are read from so much of a record, in UTF-16 units: an entry whose last brace is missing may be the
 * rest of a file.
 */
const maxRecordLength = 2_000_000;

/** What an edit leaves as it was, so that it need not be derived again. */
interface Kept {
  readonly keys?: KeyIndex | undefined;
  readonly macros?: Macros | undefined;
  readonly parentKeys: ReadonlySet<string>;
  readonly carried: { readonly prefix: number; readonly suffix: number };
}

/** One entry as its file has it. */
export interface WrittenEntry {
  readonly text: string;
  readonly fields: readonly RawField[];
  readonly isBroken: boolean;
}

/** An entry that another takes fields from, or that one itself. */
interface Ancestor {
  readonly file: BibtexBibliography;
  readonly row: number;
  readonly isData: boolean;
  readonly type: string;
}

/** Printed references that are kept of a bibliography. */
const maxPrinted = 2_000;

/**
 * A BibTeX or BibLaTeX file. It holds the text and the places of its records, no more; fields, values and
 * problems are read from the text of their record when they are asked for.
 */
export class BibtexBibliography implements Bibliography {
  readonly format = 'bibtex';
  readonly carried?: { readonly prefix: number; readonly suffix: number };
  readonly #text: Text;
  readonly #printed = new Map<number, Reference>();
  /** The files of the document, this one among them, where it is asked for as one of them. */
  #files: readonly BibtexBibliography[] = [];
  readonly #records: Records;
  /** The rows of the records that are entries, rising. */
  readonly #entries: Int32Array;
  #keys: KeyIndex | undefined;
  #macros: Macros | undefined;
  #parentKeys: ReadonlySet<string> | undefined;
  #problems: readonly Problem[] | undefined;
  /** The record read last: whoever asks for one thing of an entry mostly asks for more. */
  #last: RecordFields | undefined;

  constructor(text: Text, records: Records, kept?: Kept) {
    this.#text = text;
    this.#records = records;
    this.#entries = rowsOfEntries(records);
    this.#keys = kept?.keys;
    this.#macros = kept?.macros;
    this.#parentKeys = kept?.parentKeys;
    if (kept) this.carried = kept.carried;
  }

  get size(): number {
    return this.#entries.length;
  }

  get problems(): readonly Problem[] {
    this.#problems ??= this.#findProblems();
    return this.#problems;
  }

  entry(index: number): Entry {
    const row = this.#row(index);
    const records = this.#records;
    const head = this.#text.slice(records.start(row), records.keyStart(row));
    return {
      index,
      key: this.#key(row),
      keySpan: { start: records.keyStart(row), end: records.keyEnd(row) },
      type: typeIn(head),
      span: { start: records.start(row), end: records.end(row) },
      aliases: this.#aliases(row),
    };
  }

  indexesOf(key: string): readonly number[] {
    return this.#keyIndex().indexesOf(key);
  }

  indexAt(offset: number): number {
    const row = this.#records.rowBefore(offset);
    if (row < 0 || offset >= this.#records.end(row)) return -1;
    return this.#indexOfRow(row) ?? -1;
  }

  fields(index: number): readonly Field[] {
    return this.#fieldsOfRow(this.#row(index));
  }

  /** The field of an entry or `@string` that `offset` stands in or directly behind. */
  fieldAt(offset: number): Field | undefined {
    const row = this.#records.rowBefore(offset);
    if (row < 0 || offset > this.#records.end(row)) return undefined;
    const start = this.#records.start(row);
    const found = this.#read(row)
      .all()
      .findIndex((field) => start + field.nameStart <= offset && offset <= start + field.valueEnd);
    return found < 0 ? undefined : this.#fieldsOfRow(row)[found];
  }

  reference(index: number): Reference {
    return this.#referenceBy(index, toReference);
  }

  /** Kept, for a preview asks for the same works at every pause in typing. */
  printed(index: number): Reference {
    const known = this.#printed.get(index);
    if (known !== undefined) return known;
    const reference = this.#referenceBy(index, toPrintedReference);
    if (this.#printed.size >= maxPrinted) this.#printed.clear();
    this.#printed.set(index, reference);
    return reference;
  }

  /**
   * This file with what other files of the document give: BibTeX reads them as one, in the order declared. A
   * file sees the `@string` of those before it; a parent may stand in any.
   */
  among(files: readonly BibtexBibliography[]): BibtexBibliography {
    if (files.length < 2) return this;
    const own = new BibtexBibliography(this.#text, this.#records, {
      keys: this.#keyIndex(),
      macros: this.#allMacros(),
      parentKeys: this.#keysOfParents(),
      carried: { prefix: 0, suffix: 0 },
    });
    own.#files = files.map((file) => (file === this ? own : file));
    return own;
  }

  #referenceBy(index: number, read: (key: string, type: string, field: FieldSource) => Reference): Reference {
    const row = this.#row(index);
    const { type } = this.entry(index);
    return read(this.#key(row), type, this.#inheriting(row, type));
  }

  brief(index: number): Reference {
    const row = this.#row(index);
    const { type } = this.entry(index);
    return toBriefReference(this.#key(row), type, this.#inheriting(row, type));
  }

  searchFields(index: number): SearchFields {
    const row = this.#row(index);
    const own = this.#read(row);
    const source: FieldSource = this.#records.has(row, RecordFlag.parents)
      ? this.#inheriting(row, this.entry(index).type)
      : (name) => own.source(name);
    const text = (name: string): string => {
      const value = source(name);
      return value === undefined ? '' : latexToText(value);
    };
    const doi = text('doi');
    const aliases = this.#aliases(row).join(' ');
    return {
      key: this.#key(row),
      authors: surnamesOf(source('author') ?? source('editor') ?? ''),
      title: text('title'),
      year: /\d{4}/.exec(source('date') ?? source('year') ?? '')?.[0] ?? text('year'),
      container: text('journaltitle') || text('journal') || text('booktitle'),
      ...(doi !== '' && { doi }),
      ...(aliases !== '' && { aliases }),
    };
  }

  /** The `@string` definitions by lower-case name: where each name stands. The last of a name counts. */
  get strings(): ReadonlyMap<string, Span> {
    const strings = new Map<string, Span>();
    for (const row of this.#stringRows()) {
      const start = this.#records.start(row);
      for (const { name, nameStart, nameEnd } of this.#read(row).all()) {
        strings.set(name, { start: start + nameStart, end: start + nameEnd });
      }
    }
    return strings;
  }

  /**
   * An entry's own text, and its fields with their places in it; `isBroken` where something in it is wrong.
   */
  written(index: number): WrittenEntry {
    const row = this.#row(index);
    const isBroken =
      this.#records.has(row, RecordFlag.broken) || this.#records.has(row, RecordFlag.closedEarly);
    return { text: this.#record(row, maxRecordLength), fields: this.#read(row).all(), isBroken };
  }

  /** The `@string` definitions as they are written, by name in lower case. The last of a name counts. */
  definitions(): ReadonlyMap<string, string> {
    return new Map([...this.#definitions()].map(([name, raw]) => [name.toLowerCase(), raw]));
  }

  /** What a macro expands to. */
  macro(name: string): string | undefined {
    return this.#macro(name.toLowerCase());
  }

  /** The `@preamble`s, each as it stands in the file. */
  preambles(): readonly string[] {
    const found: string[] = [];
    for (let row = 0; row < this.#records.count; row += 1) {
      if (this.#records.kind(row) !== RecordKind.other) continue;
      const text = this.#record(row, maxRecordLength);
      if (/^@\s{0,20}preamble/i.test(text)) found.push(text);
    }
    return found;
  }

  /** Where the cursor stands, for completion. */
  contextAt(offset: number): BibtexContext {
    return contextAt(this.#text, this.#records, offset, {
      entryOf: (row) => this.#indexOfRow(row),
      fieldsOf: (row) => this.#read(row).all(),
    });
  }

  /** The bibliography after an edit; `text` is the text after it. Equal to a parse from scratch. */
  edited(text: Text, edit: TextEdit): BibtexBibliography {
    const shift = text.length - this.#text.length;
    const { records, prefix, suffix } = editRecords(this.#records, text, edit, shift);
    const next = new BibtexBibliography(text, records);
    const before = rowsUpTo(this.#entries, prefix);
    const behind = this.#entries.length - rowsUpTo(this.#entries, this.#records.count - suffix);
    const touchesString =
      this.#hasString(prefix, this.#records.count - suffix) ||
      next.#hasString(prefix, records.count - suffix);
    const parentKeys = new Set(this.#keysOfParents());
    for (const key of next.#referredKeys(before, next.size - behind)) parentKeys.add(key);
    const touchesParent =
      this.#hasKeyOf(parentKeys, before, this.size - behind) ||
      next.#hasKeyOf(parentKeys, before, next.size - behind);
    return new BibtexBibliography(text, records, {
      keys: this.#keys?.edited(before, behind, next.size, (index) => next.#keysOf(index)),
      macros: touchesString ? undefined : this.#macros,
      parentKeys,
      carried: touchesString || touchesParent ? { prefix: 0, suffix: 0 } : { prefix: before, suffix: behind },
    });
  }

  #row(index: number): number {
    const row = this.#entries[index];
    if (row === undefined) throw new RangeError(`No entry ${index} among ${this.size}`);
    return row;
  }

  #indexOfRow(row: number): number | undefined {
    const index = rowsUpTo(this.#entries, row);
    return this.#entries[index] === row ? index : undefined;
  }

  #key(row: number): string {
    return this.#text.slice(this.#records.keyStart(row), this.#records.keyEnd(row));
  }

  #aliases(row: number): readonly string[] {
    return this.#records.has(row, RecordFlag.aliases) ? keyList(this.#read(row).source('ids')) : [];
  }

  #keysOf(index: number): readonly string[] {
    const row = this.#row(index);
    const key = this.#key(row);
    return this.#records.has(row, RecordFlag.aliases) ? [key, ...this.#aliases(row)] : [key];
  }

  /** Makes the index of keys, which `indexesOf` would otherwise make at once; yields the share done. */
  *indexKeysInSteps(): Generator<number, void> {
    this.#keys ??= yield* KeyIndex.buildInSteps(this.size, (index) => this.#keysOf(index));
  }

  #keyIndex(): KeyIndex {
    this.#keys ??= finished(KeyIndex.buildInSteps(this.size, (index) => this.#keysOf(index)));
    return this.#keys;
  }

  #read(row: number): RecordFields {
    if (this.#last?.row === row) return this.#last;
    this.#last = new RecordFields(row, this.#record(row, maxRecordLength), this.#macro);
    return this.#last;
  }

  #record(row: number, longest = Number.POSITIVE_INFINITY): string {
    const start = this.#records.start(row);
    return this.#text.slice(start, Math.min(this.#records.end(row), start + longest));
  }

  #fieldsOfRow(row: number): readonly Field[] {
    const start = this.#records.start(row);
    return this.#read(row).decoded(start);
  }

  /** Fields of the entry, then of those it names by `xdata`, then of its `crossref` parents. */
  #inheriting(row: number, type: string): FieldSource {
    if (!this.#records.has(row, RecordFlag.parents)) {
      const own = this.#read(row);
      return (name) => notBlank(own.source(name));
    }
    const line = this.#ancestry(row);
    const fields = line.map(({ file, row: at }) => file.#read(at));
    return (name) => {
      for (const [place, ancestor] of line.entries()) {
        const names = place === 0 || ancestor.isData ? [name] : inheritedFrom(name, ancestor.type, type);
        for (const one of names) {
          const source = notBlank(fields[place]!.source(one));
          if (source !== undefined) return source;
        }
      }
      return undefined;
    };
  }

  /** The entry and those it takes from, nearest first, each once: a cycle ends. */
  #ancestry(row: number): Ancestor[] {
    const line: Ancestor[] = [{ file: this, row, isData: false, type: '' }];
    for (let at = 0; at < line.length; at += 1) {
      const { file, row: from } = line[at]!;
      if (!file.#records.has(from, RecordFlag.parents)) continue;
      const own = file.#read(from);
      for (const field of ['xdata', 'crossref'] as const) {
        for (const key of keyList(own.source(field))) {
          const parent = file.#parent(key, this.#files);
          const isKnown = line.some((one) => one.file === parent?.file && one.row === parent.row);
          if (parent === undefined || isKnown || line.length > maxParents) continue;
          line.push({ ...parent, isData: field === 'xdata' });
        }
      }
    }
    return line;
  }

  /** The entry that a key of `crossref` means: one of the same file, else of another. */
  #parent(key: string, files: readonly BibtexBibliography[]): Omit<Ancestor, 'isData'> | undefined {
    for (const file of [this, ...files]) {
      const index = file.indexesOf(key)[0];
      if (index !== undefined) return { file, row: file.#row(index), type: file.entry(index).type };
    }
    return undefined;
  }

  readonly #macro = (name: string): string | undefined => {
    const own = this.#allMacros().get(name);
    if (own !== undefined || this.#files.length === 0) return own;
    const before = this.#files.slice(0, this.#files.indexOf(this));
    return before.map((file) => file.#allMacros().get(name)).findLast((text) => text !== undefined);
  };

  #allMacros(): Macros {
    this.#macros ??= expandMacros(this.#definitions());
    return this.#macros;
  }

  *#definitions(): Generator<readonly [string, string]> {
    for (const row of this.#stringRows()) {
      yield* this.#read(row).written();
    }
  }

  *#stringRows(): Generator<number> {
    for (let row = 0; row < this.#records.count; row += 1) {
      if (this.#records.kind(row) === RecordKind.string) yield row;
    }
  }

  #hasString(from: number, to: number): boolean {
    for (let row = from; row < to; row += 1) if (this.#records.kind(row) === RecordKind.string) return true;
    return false;
  }

  /**
   * Keys that entries name in `crossref` or `xdata`. After edits it may hold keys that none names any more.
   */
  #keysOfParents(): ReadonlySet<string> {
    this.#parentKeys ??= new Set(this.#referredKeys(0, this.size));
    return this.#parentKeys;
  }

  *#referredKeys(from: number, to: number): Generator<string> {
    for (let index = from; index < to; index += 1) {
      const row = this.#row(index);
      if (!this.#records.has(row, RecordFlag.parents)) continue;
      const own = this.#read(row);
      yield* keyList(own.source('crossref'));
      yield* keyList(own.source('xdata'));
    }
  }

  #hasKeyOf(keys: ReadonlySet<string>, from: number, to: number): boolean {
    if (keys.size === 0) return false;
    for (let index = from; index < to; index += 1) {
      if (this.#keysOf(index).some((key) => keys.has(key))) return true;
    }
    return false;
  }

  #findProblems(): readonly Problem[] {
    const problems: Problem[] = [];
    const records = this.#records;
    for (let row = 0; row < records.count && problems.length <= maxProblems; row += 1) {
      if (!records.has(row, RecordFlag.broken)) continue;
      const start = records.start(row);
      for (const problem of readProblems(this.#record(row), maxProblems + 1)) {
        problems.push(syntaxProblem(problem.kind, start + problem.start, start + problem.end));
      }
      if (!records.has(row, RecordFlag.closedEarly)) continue;
      problems.push(syntaxProblem('closed-early', records.end(row) - 1, records.end(row)));
    }
    for (const problem of this.#duplicates()) problems.push(problem);
    problems.sort((a, b) => a.start - b.start || a.end - b.end);
    if (problems.length <= maxProblems) return problems;
    const last = problems[maxProblems]!;
    return [...problems.slice(0, maxProblems), moreProblems(last)];
  }

  #duplicates(): Problem[] {
    const again: { readonly index: number; readonly first: number }[] = [];
    const keys = this.#keyIndex();
    for (const key of keys.repeated()) {
      const own = keys.indexesOf(key).filter((index) => this.#key(this.#row(index)) === key);
      const first = own[0];
      if (first === undefined) continue;
      for (let place = 1; place < own.length; place += 1) again.push({ index: own[place]!, first });
    }
    again.sort((a, b) => a.index - b.index);
    return again.slice(0, maxProblems + 1).map(({ index, first }) => {
      const { key, keySpan } = this.entry(index);
      return duplicateKey(key, keySpan, this.entry(first).keySpan);
    });
  }
}

/** `article` of `@Article {`. */
const typeIn = (head: string): string => (/^@[ \t]*([^\s{(]+)/.exec(head)?.[1] ?? '').toLowerCase();

function rowsOfEntries(records: Records): Int32Array {
  const rows = new Int32Array(records.count);
  let count = 0;
  for (let row = 0; row < records.count; row += 1) {
    if (records.kind(row) === RecordKind.entry) rows[count++] = row;
  }
  return rows.slice(0, count);
}

/** How many of the rising rows come before `row`. */
function rowsUpTo(rows: Int32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

const notBlank = (source: string | undefined): string | undefined =>
  source === undefined || source.trim() === '' ? undefined : source;

/** By its format: a chunk that is loaded when it is used has a class of its own. */
export const isBibtex = (bibliography: Bibliography): bibliography is BibtexBibliography =>
  bibliography.format === 'bibtex';
