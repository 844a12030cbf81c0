import type { TextEdit } from '../../../base/edit.ts';
import { type Span, touches } from '../../../base/span.ts';
import { Text } from '../../../base/text.ts';
import type { Problem } from '../../problem.ts';
import type { Bibliography, Entry, Field, Reference, SearchFields } from '../types.ts';
import { editScan, parentsOf } from './edit.ts';
import { KeyIndex } from './keyIndex.ts';
import { latexToText } from './latexText.ts';
import { surnamesOf } from './names.ts';
import { scanInSteps } from './scan.ts';
import { BlockKind, Column, FieldColumn, fieldsEnd, type Scan } from './table.ts';
import { inheritedNames, keyList, notInherited, toReference } from './toReference.ts';
import { contentSpan, valueSource } from './values.ts';

/** Parents that one entry may take fields from, through `crossref` and `xdata` together. */
const maximumParents = 20;
/** Duplicate keys reported at most. */
const maximumDuplicates = 1_000;

/** Where the cursor stands in a BibTeX file, for completion. */
export type BibtexContext =
  | { readonly kind: 'entry-type'; readonly replace: Span }
  | { readonly kind: 'field-name'; readonly replace: Span; readonly entry: number | undefined }
  /** A value that names other entries: `crossref`, `xdata`, `xref`, `related`. */
  | { readonly kind: 'entry-reference'; readonly replace: Span; readonly entry: number | undefined }
  | { readonly kind: 'key'; readonly replace: Span; readonly entry: number | undefined }
  | { readonly kind: 'other' };

export const parseBibtex = (text: Text | string): BibtexBibliography => {
  const steps = parseBibtexInSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

/** Scans in steps of about 256 KB; yields the share done. */
export function* parseBibtexInSteps(text: Text | string): Generator<number, BibtexBibliography> {
  const held = typeof text === 'string' ? Text.of(text) : text;
  const source = held.toString();
  const steps = scanInSteps(source);
  for (;;) {
    const step = steps.next();
    if (step.done) return new BibtexBibliography(held, step.value);
    yield step.value / Math.max(1, source.length);
  }
}

/** The bibliography after an edit; `text` is the text after it. Equal to a parse from scratch. */
export function editBibtex(previous: BibtexBibliography, text: Text, edit: TextEdit): BibtexBibliography {
  return previous.edited(text, edit);
}

/** A BibTeX or BibLaTeX file: places from one scan; values are decoded when they are asked for. */
export class BibtexBibliography implements Bibliography {
  readonly format = 'bibtex';
  readonly carried?: { readonly prefix: number; readonly suffix: number };
  readonly #text: Text;
  readonly #scan: Scan;
  /** The rows of the blocks that are entries with a key, in file order. */
  readonly #entries: Int32Array;
  #keys: KeyIndex | undefined;
  #problems: readonly Problem[] | undefined;
  #strings: ReadonlyMap<string, number> | undefined;
  #parents: ReadonlySet<string> | undefined;

  constructor(text: Text, scan: Scan, carried?: { prefix: number; suffix: number }, keys?: KeyIndex) {
    this.#text = text;
    this.#scan = scan;
    this.#entries = entryRows(scan);
    this.#keys = keys;
    if (carried !== undefined) this.carried = carried;
  }

  get size(): number {
    return this.#entries.length;
  }

  get problems(): readonly Problem[] {
    this.#problems ??= [...this.#scan.problems, ...this.#duplicates()].sort(
      (a, b) => a.start - b.start || a.end - b.end,
    );
    return this.#problems;
  }

  entry(index: number): Entry {
    const block = this.#block(index);
    const { blocks } = this.#scan;
    const keySpan = { start: blocks.at(block, Column.keyStart), end: blocks.at(block, Column.keyEnd) };
    return {
      index,
      key: this.#text.slice(keySpan.start, keySpan.end),
      keySpan,
      type: this.#text
        .slice(blocks.at(block, Column.typeStart), blocks.at(block, Column.typeEnd))
        .toLowerCase(),
      span: { start: blocks.at(block, Column.start), end: blocks.at(block, Column.end) },
      aliases: keyList(this.#ownSource(block, 'ids')),
    };
  }

  indexesOf(key: string): readonly number[] {
    return this.#keyIndex().indexesOf(key);
  }

  indexAt(offset: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#scan.blocks.at(this.#entries[middle]!, Column.start) <= offset) low = middle + 1;
      else high = middle;
    }
    const index = low - 1;
    return index >= 0 && offset < this.#scan.blocks.at(this.#entries[index]!, Column.end) ? index : -1;
  }

  fields(index: number): readonly Field[] {
    const block = this.#block(index);
    const { fields, blocks } = this.#scan;
    const out: Field[] = [];
    for (let row = blocks.at(block, Column.fields); row < fieldsEnd(this.#scan, block); row += 1) {
      const raw = this.#raw(row);
      const nameSpan = {
        start: fields.at(row, FieldColumn.nameStart),
        end: fields.at(row, FieldColumn.nameEnd),
      };
      out.push({
        name: this.#text.slice(nameSpan.start, nameSpan.end),
        nameSpan,
        value: latexToText(valueSource(raw, this.#macro)),
        valueSpan: contentSpan(fields, row, raw),
      });
    }
    return out;
  }

  reference(index: number): Reference {
    const { key, type } = this.entry(index);
    return toReference(key, type, this.#inheritingSource(index));
  }

  searchFields(index: number): SearchFields {
    const block = this.#block(index);
    const { blocks } = this.#scan;
    const source = this.#hasParents(block)
      ? this.#inheritingSource(index)
      : (name: string) => this.#ownSource(block, name);
    const text = (name: string): string => {
      const value = source(name);
      return value === undefined ? '' : latexToText(value);
    };
    const doi = text('doi');
    return {
      key: this.#text.slice(blocks.at(block, Column.keyStart), blocks.at(block, Column.keyEnd)),
      authors: surnamesOf(source('author') ?? source('editor') ?? ''),
      title: text('title'),
      year: /\d{4}/.exec(source('date') ?? source('year') ?? '')?.[0] ?? text('year'),
      container: text('journaltitle') || text('journal') || text('booktitle'),
      ...(doi !== '' && { doi }),
    };
  }

  /** The `@string` definitions by lower-case name: the span of each name. The last definition counts. */
  get strings(): ReadonlyMap<string, Span> {
    const { fields } = this.#scan;
    return new Map(
      [...this.#stringRows()].map(([name, row]) => [
        name,
        { start: fields.at(row, FieldColumn.nameStart), end: fields.at(row, FieldColumn.nameEnd) },
      ]),
    );
  }

  contextAt(offset: number): BibtexContext {
    return contextAt(this.#text, this.#scan, offset, (block) => this.#indexOfBlock(block));
  }

  edited(text: Text, edit: TextEdit): BibtexBibliography {
    const edited = editScan(this.#text, this.#scan, text, edit);
    const { scan, prefix, suffix } = edited;
    const inherits = [...edited.touchedKeys].some(
      (key) => this.#parentKeys().has(key) || edited.touchedParents.has(key),
    );
    const carried =
      edited.stringsTouched || inherits
        ? { prefix: 0, suffix: 0 }
        : {
            prefix: countEntries(this.#scan, 0, prefix),
            suffix: countEntries(this.#scan, this.#scan.blocks.count - suffix, this.#scan.blocks.count),
          };
    const next = new BibtexBibliography(text, scan, carried, edited.keysUnchanged ? this.#keys : undefined);
    if (edited.touchedParents.size === 0) next.#parents = this.#parents;
    return next;
  }

  /** The keys that entries of this file inherit from. */
  #parentKeys(): ReadonlySet<string> {
    this.#parents ??= new Set(
      parentsOf({ scan: this.#scan, text: this.#text, from: 0, to: this.#scan.blocks.count }),
    );
    return this.#parents;
  }

  #keyIndex(): KeyIndex {
    this.#keys ??= new KeyIndex(this.size, (index) => {
      const block = this.#block(index);
      const { blocks } = this.#scan;
      const key = this.#text.slice(blocks.at(block, Column.keyStart), blocks.at(block, Column.keyEnd));
      return [key, ...keyList(this.#ownSource(block, 'ids'))];
    });
    return this.#keys;
  }

  *#duplicates(): Generator<Problem> {
    let reported = 0;
    for (const [key, indexes] of this.#keyIndex().repeated()) {
      const spans = indexes.map((index) => this.entry(index).keySpan);
      for (const [place, span] of spans.entries()) {
        if (reported >= maximumDuplicates) return;
        reported += 1;
        yield {
          ...span,
          code: 'bib-duplicate-key',
          message: `“${key}” is the key of ${indexes.length} entries; a citation of it is ambiguous.`,
          related: spans
            .filter((_, other) => other !== place)
            .slice(0, 10)
            .map((other) => ({ ...other, message: `“${key}” again` })),
        };
      }
    }
  }

  #block(index: number): number {
    const block = this.#entries[index];
    if (block === undefined) throw new RangeError(`No entry ${index} among ${this.size}`);
    return block;
  }

  #indexOfBlock(block: number): number | undefined {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle]! < block) low = middle + 1;
      else high = middle;
    }
    return this.#entries[low] === block ? low : undefined;
  }

  #raw(field: number): string {
    const { fields } = this.#scan;
    return this.#text.slice(fields.at(field, FieldColumn.valueStart), fields.at(field, FieldColumn.valueEnd));
  }

  /** A field's LaTeX source in the entry itself; the first of that name counts, as in BibTeX. */
  #ownSource(block: number, name: string): string | undefined {
    const { fields, blocks } = this.#scan;
    const end = fieldsEnd(this.#scan, block);
    for (let row = blocks.at(block, Column.fields); row < end; row += 1) {
      const start = fields.at(row, FieldColumn.nameStart);
      if (fields.at(row, FieldColumn.nameEnd) - start !== name.length) continue;
      if (this.#text.slice(start, start + name.length).toLowerCase() !== name) continue;
      return valueSource(this.#raw(row), this.#macro);
    }
    return undefined;
  }

  #hasParents(block: number): boolean {
    return this.#ownSource(block, 'crossref') !== undefined || this.#ownSource(block, 'xdata') !== undefined;
  }

  /** Fields of the entry, then of its `xdata`, then of its `crossref` parents, each asked once: cycles end. */
  #inheritingSource(index: number): (name: string) => string | undefined {
    const line = this.#ancestry(index);
    return (name) => {
      for (const [place, { block, data }] of line.entries()) {
        const names =
          place === 0 || data ? [name] : (inheritedNames.get(name) ?? (notInherited.has(name) ? [] : [name]));
        for (const one of names) {
          const source = this.#ownSource(block, one);
          if (source !== undefined && source.trim() !== '') return source;
        }
      }
      return undefined;
    };
  }

  #ancestry(index: number): { readonly block: number; readonly data: boolean }[] {
    const line = [{ block: this.#block(index), data: false }];
    const seen = new Set([line[0]!.block]);
    for (let at = 0; at < line.length && line.length <= maximumParents; at += 1) {
      const { block } = line[at]!;
      for (const field of ['xdata', 'crossref'] as const) {
        for (const key of keyList(this.#ownSource(block, field))) {
          const parent = this.indexesOf(key)[0];
          const row = parent === undefined ? undefined : this.#block(parent);
          if (row === undefined || seen.has(row) || line.length > maximumParents) continue;
          seen.add(row);
          line.push({ block: row, data: field === 'xdata' });
        }
      }
    }
    return line;
  }

  readonly #macro = (name: string): string | undefined => {
    const row = this.#stringRows().get(name);
    return row === undefined ? undefined : this.#raw(row);
  };

  #stringRows(): ReadonlyMap<string, number> {
    if (this.#strings === undefined) {
      const { blocks, fields } = this.#scan;
      const strings = new Map<string, number>();
      for (let block = 0; block < blocks.count; block += 1) {
        if (blocks.at(block, Column.kind) !== BlockKind.string) continue;
        const row = blocks.at(block, Column.fields);
        if (row >= fieldsEnd(this.#scan, block)) continue;
        const start = fields.at(row, FieldColumn.nameStart);
        const name = this.#text.slice(start, fields.at(row, FieldColumn.nameEnd));
        strings.set(name.toLowerCase(), row);
      }
      this.#strings = strings;
    }
    return this.#strings;
  }
}

function entryRows({ blocks }: Scan): Int32Array {
  const rows = new Int32Array(blocks.count);
  let count = 0;
  for (let block = 0; block < blocks.count; block += 1) {
    if (blocks.at(block, Column.kind) === BlockKind.entry) rows[count++] = block;
  }
  return rows.slice(0, count);
}

function countEntries({ blocks }: Scan, from: number, to: number): number {
  let count = 0;
  for (let block = from; block < to; block += 1)
    if (blocks.at(block, Column.kind) === BlockKind.entry) count += 1;
  return count;
}

const referring = /^(?:crossref|xdata|xref|related|entryset)$/i;

function contextAt(
  text: Text,
  scan: Scan,
  offset: number,
  indexOf: (block: number) => number | undefined,
): BibtexContext {
  const { blocks, fields } = scan;
  let low = 0;
  let high = blocks.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks.at(middle, Column.start) < offset) low = middle + 1;
    else high = middle;
  }
  const block = low - 1;
  const before = text.slice(Math.max(0, offset - 60), offset);
  const typed = /(?:^|[\n\r])[ \t]*@([A-Za-z]*)$/.exec(before);
  const inside = block >= 0 && offset <= blocks.at(block, Column.end);
  if (typed !== null && !(inside && isInValue(scan, block, offset))) {
    const rest = /^[A-Za-z]*/.exec(text.slice(offset, offset + 40))![0];
    return { kind: 'entry-type', replace: { start: offset - typed[1]!.length, end: offset + rest.length } };
  }
  if (!inside) return { kind: 'other' };
  const entry = indexOf(block);
  const key = { start: blocks.at(block, Column.keyStart), end: blocks.at(block, Column.keyEnd) };
  if (key.start > 0 && touches(key, offset)) return { kind: 'key', replace: key, entry };
  for (let row = blocks.at(block, Column.fields); row < fieldsEnd(scan, block); row += 1) {
    const name = { start: fields.at(row, FieldColumn.nameStart), end: fields.at(row, FieldColumn.nameEnd) };
    if (touches(name, offset)) return { kind: 'field-name', replace: name, entry };
    const value = {
      start: fields.at(row, FieldColumn.valueStart),
      end: fields.at(row, FieldColumn.valueEnd),
    };
    if (offset < value.start || offset > value.end) continue;
    if (!referring.test(text.slice(name.start, name.end))) return { kind: 'other' };
    const typedKey = /[^\s,{}"]*$/.exec(text.slice(Math.max(value.start, offset - 200), offset))![0];
    const rest = /^[^\s,{}"]*/.exec(text.slice(offset, Math.min(value.end, offset + 200)))![0];
    return {
      kind: 'entry-reference',
      replace: { start: offset - typedKey.length, end: offset + rest.length },
      entry,
    };
  }
  // Between fields: a name is typed behind a comma or at the start of a line.
  const word = /(?:[,\n\r][ \t]*|^)([A-Za-z]*)$/.exec(before);
  if (word === null || offset >= blocks.at(block, Column.end)) return { kind: 'other' };
  return { kind: 'field-name', replace: { start: offset - word[1]!.length, end: offset }, entry };
}

function isInValue(scan: Scan, block: number, offset: number): boolean {
  const { blocks, fields } = scan;
  for (let row = blocks.at(block, Column.fields); row < fieldsEnd(scan, block); row += 1) {
    if (offset > fields.at(row, FieldColumn.valueStart) && offset < fields.at(row, FieldColumn.valueEnd))
      return true;
  }
  return false;
}
