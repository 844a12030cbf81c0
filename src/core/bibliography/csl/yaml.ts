import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { type Span, shift } from '../../../base/span.ts';
import { finished } from '../../../base/steps.ts';
import { EntryList, type EntryReader, sliceLength } from '../listed.ts';
import type { Bibliography, Entry, Field, Reference } from '../types.ts';
import {
  type CslItem,
  type CslValue,
  isItem,
  plainText,
  referenceFromCsl,
  richText,
  textFromCsl,
} from '../variables.ts';
import { hasTooManyIndicators, tooManyIndicators } from '../yamlBounds.ts';

/** UTF-16 units of one item. */
const maxItemLength = 200_000;
/** Values read from one item, aliases expanded: what stops an alias bomb. */
const maxValues = 20_000;

/**
 * CSL-YAML as Pandoc reads it: a mapping with the list under `references`, or the list alone; the front
 * matter of a manuscript is such a mapping. Each item is parsed by itself, so that a broken one costs itself
 * alone; anchors reach no further than their item. Every scalar is text, so `volume: 007` keeps its zeros; a
 * numeric `id` is normalised as Pandoc does (`007` is cited as `@7`).
 *
 * @param text whole lines
 * @param offset of `text` in its file: added to every place
 * @param previous what was read before: items with the same text are not parsed again, nothing else changes
 */
export function parseCslYaml(text: string, offset = 0, previous?: Bibliography): Bibliography {
  return finished(parseCslYamlInSteps(text, offset, previous));
}

/** As `parseCslYaml`; yields the share done often enough for slices of about 10 ms. */
export function* parseCslYamlInSteps(
  text: string,
  offset = 0,
  previous?: Bibliography,
): Generator<number, Bibliography> {
  const list = new EntryList();
  const known = previous && summaries.get(previous);
  const read = new Map<string, ItemSummary>();
  let nextYield = sliceLength / 8;
  for (const { start, end } of itemsOf(text)) {
    const source = text.slice(start, end);
    const summary = known?.get(source) ?? summarize(source);
    read.set(source, summary);
    addItem(summary, offset + start, list);
    if (end < nextYield) continue;
    nextYield = end + sliceLength / 8; // YAML takes about ten times as long as the other formats.
    yield end / text.length;
  }
  const bibliography = list.finish('csl-yaml', new CslYamlReader(text, offset));
  summaries.set(bibliography, read);
  return bibliography;
}

/**
 * The places of the items, by indentation alone: a dash in the column of the list's first dash starts one. A
 * list in flow style (`references: [{…}]`) is one place.
 */
function* itemsOf(text: string): Generator<{ start: number; end: number }> {
  const line = /([ \t]*)([^\n]*)\n?/y;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let inList = false;
  let sawName = false;
  let column = -1;
  let itemStart = -1;
  while (at < text.length) {
    line.lastIndex = at;
    const match = line.exec(text)!;
    const indent = match[1]!.length;
    const content = match[2]!.trimEnd();
    const lineStart = at;
    at = line.lastIndex;
    if (content === '' || content.startsWith('#')) continue;

    const isDash = /^-(?:\s|$)/.test(content);
    if (column >= 0) {
      const isInside = indent > column || (indent === column && isDash);
      if (isInside && !isDash) continue;
      if (isInside && indent > column) continue;
      if (itemStart >= 0) yield { start: itemStart, end: lineStart };
      itemStart = isInside ? lineStart : -1;
      if (isInside) continue;
      column = -1;
      inList = false;
    }
    if (isDash && (inList || (indent === 0 && !sawName))) {
      column = indent;
      itemStart = lineStart;
    } else if (indent === 0) {
      const key = /^(?:references|"references"|'references')\s*:(.*)$/.exec(content);
      inList = key !== null;
      sawName ||= !content.startsWith('---');
      if (key && /^\s*\[/.test(key[1]!)) {
        const end = endOfBlock(text, at);
        yield { start: lineStart + content.indexOf('['), end };
        at = end;
      }
    }
  }
  if (itemStart >= 0) yield { start: itemStart, end: text.length };
}

/**
 * Where the lines that belong to a value end: the next line that starts in the first column with a name or a
 * mark.
 */
function endOfBlock(text: string, from: number): number {
  const next = /^(?:[\w"'-][^\n]*:(?:\s|$)|---|\.\.\.)/gm;
  next.lastIndex = from;
  return next.exec(text)?.index ?? text.length;
}

/** What one item's own text says, with places relative to it: a function of that text alone. */
interface ItemSummary {
  readonly entries: readonly Omit<Entry, 'index'>[];
  readonly problem: (Span & { readonly message: string }) | undefined;
}

/** The items of bibliographies that were read before, so that an edit parses only the item it touches. */
const summaries = new WeakMap<Bibliography, ReadonlyMap<string, ItemSummary>>();

function addItem({ entries, problem }: ItemSummary, by: number, list: EntryList): void {
  if (problem) list.syntax(problem.start + by, problem.end + by, problem.message);
  for (const { key, keySpan, type, span, aliases } of entries) {
    list.add(key, shift(keySpan, by), type, shift(span, by), aliases);
  }
}

function summarize(source: string): ItemSummary {
  const place = source.length - source.trimStart().length;
  const refusal = refusalOf(source);
  if (refusal) return { entries: [], problem: { start: place, end: place + 1, message: refusal } };
  const { items, error } = readItems(source);
  const isDashed = source[place] === '-';
  const entries: Omit<Entry, 'index'>[] = [];
  let problem: ItemSummary['problem'] = error && {
    start: error.start,
    end: error.end,
    message: `This entry is not right YAML: ${error.message}. Check its indentation, and put quotation marks around a value that contains “: ” or “ #” or starts with a special character.`,
  };
  for (const item of items) {
    const id = keyOf(item, 'id');
    const citationKey = keyOf(item, 'citation-key');
    const key = id ?? citationKey;
    const [from, to] = rangeOf(item);
    const start = isDashed && items.length === 1 ? place : Math.max(place, from);
    if (!key) {
      const message = 'This entry has no “id”, so it cannot be cited. Give it one.';
      problem ??= { start, end: start + 1, message };
      continue;
    }
    entries.push({
      key: key.text,
      keySpan: { start: key.start, end: key.end },
      type: keyOf(item, 'type')?.text ?? '',
      span: { start, end: trimmedEnd(source, to) },
      aliases: id && citationKey && citationKey.text !== id.text ? [citationKey.text] : [],
    });
  }
  return { entries, problem };
}

function refusalOf(source: string): string | undefined {
  if (source.length > maxItemLength)
    return `This entry is longer than ${maxItemLength} characters and was left out.`;
  return hasTooManyIndicators(source) ? tooManyIndicators : undefined;
}

interface ReadItems {
  readonly document: Document | undefined;
  readonly items: readonly YAMLMap[];
  readonly error: { readonly start: number; readonly end: number; readonly message: string } | undefined;
}

function readItems(source: string): ReadItems {
  try {
    const document = parseDocument(source, { schema: 'failsafe', prettyErrors: false, uniqueKeys: false });
    const contents: unknown = document.contents;
    const nodes: readonly unknown[] = isSeq(contents) ? contents.items : [contents];
    const first = document.errors[0];
    const error = first && {
      start: first.pos[0],
      end: first.pos[1],
      message: first.message.replace(/\.$/, ''),
    };
    return { document, items: nodes.filter((node): node is YAMLMap => isMap(node)), error };
  } catch {
    return {
      document: undefined,
      items: [],
      error: { start: 0, end: 1, message: 'it is nested too deeply' },
    };
  }
}

const rangeOf = (node: Node): readonly [number, number] => [node.range?.[0] ?? 0, node.range?.[1] ?? 0];

function trimmedEnd(source: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(source[at - 1]!)) at -= 1;
  return at;
}

function scalarAt(item: YAMLMap, name: string): Scalar | undefined {
  const pair = item.items.find(({ key }) => isScalar(key) && key.value === name);
  return isScalar(pair?.value) ? pair.value : undefined;
}

/** The text of a scalar and its own characters, without quotation marks. */
function keyOf(item: YAMLMap, name: string): { text: string; start: number; end: number } | undefined {
  const scalar = scalarAt(item, name);
  const value = scalar?.value;
  if (!scalar || typeof value !== 'string' || value === '') return undefined;
  const [start, end] = rangeOf(scalar);
  if (scalar.type !== 'PLAIN') return { text: value, start: start + 1, end: Math.max(start + 1, end - 1) };
  const isNumber = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(value);
  return { text: isNumber ? String(Number(value)) : value, start, end };
}

class CslYamlReader implements EntryReader {
  readonly #text: string;
  readonly #offset: number;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  reference(entry: Entry, plain = withoutMarkdown): Reference {
    const { document, items } = this.#read(entry);
    const value = items[0] && cslValue(items[0], { document, values: 0 }, 0);
    return referenceFromCsl(isItem(value) ? value : (new Map() satisfies CslItem), entry.key, plain);
  }

  printed(entry: Entry): Reference {
    return this.reference(entry, markdownAsTags);
  }

  fields(entry: Entry): readonly Field[] {
    const { document, items } = this.#read(entry);
    const base = this.#lineStart(entry);
    return (items[0]?.items ?? []).flatMap(({ key, value }): Field[] => {
      if (!isScalar(key) || typeof key.value !== 'string' || !isNode(value)) return [];
      const [nameStart, nameEnd] = rangeOf(key);
      const [valueStart, valueEnd] = rangeOf(value);
      return [
        {
          name: key.value,
          nameSpan: { start: base + nameStart, end: base + nameEnd },
          value: withoutMarkdown(textFromCsl(cslValue(value, { document, values: 0 }, 0)) ?? ''),
          valueSpan: { start: base + valueStart, end: base + valueEnd },
        },
      ];
    });
  }

  // The item is parsed with its indentation, for that decides how its lines are read.
  #lineStart(entry: Entry): number {
    const start = entry.span.start - this.#offset;
    const before = this.#text.slice(this.#text.lastIndexOf('\n', start - 1) + 1, start);
    return entry.span.start - (/^[ \t]*$/.test(before) ? before.length : 0);
  }

  #read(entry: Entry): ReadItems {
    return readItems(this.#text.slice(this.#lineStart(entry) - this.#offset, entry.span.end - this.#offset));
  }
}

const isNode = (value: unknown): value is Node =>
  isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);

interface Reading {
  readonly document: Document | undefined;
  values: number;
}

function cslValue(node: unknown, reading: Reading, depth: number): CslValue {
  reading.values += 1;
  if (reading.values > maxValues || depth > 8) return null;
  if (isAlias(node))
    return reading.document ? cslValue(node.resolve(reading.document), reading, depth + 1) : null;
  if (isScalar(node)) return typeof node.value === 'string' ? node.value : null;
  if (isSeq(node)) return node.items.map((item) => cslValue(item, reading, depth + 1));
  if (!isMap(node)) return null;
  const item = new Map<string, CslValue>();
  for (const { key, value } of node.items) {
    if (isScalar(key) && typeof key.value === 'string')
      item.set(key.value, cslValue(value, reading, depth + 1));
  }
  return item;
}

/** Pandoc reads the values of CSL-YAML as its Markdown; this takes out the marks that occur in references. */
export const withoutMarkdown = (text: string): string =>
  replaceMarkdown(plainText(text), (_, inside) => inside);

/**
 * As `withoutMarkdown`, with CSL's tags for what the marks say, and the dashes and dots that Pandoc makes.
 */
const markdownAsTags = (text: string): string =>
  replaceMarkdown(withSigns(richText(text)), (tag, inside) =>
    tag === 'nocase' ? `<span class="nocase">${inside}</span>` : `<${tag}>${inside}</${tag}>`,
  );

/** In words alone: an address may hold anything. */
const withSigns = (text: string): string =>
  !/\s/.test(text)
    ? text
    : text
        .replace(/(?<![-<!])---(?![->])/g, '—')
        .replace(/(?<![-<!])--(?![->])/g, '–')
        .replace(/(?<!\.)\.{3}(?!\.)/g, '…');

function replaceMarkdown(
  text: string,
  print: (tag: 'i' | 'b' | 'sup' | 'sub' | 'nocase', inside: string) => string,
): string {
  if (!/[*_^~[\\]/.test(text)) return text;
  const emphasis = (_: string, marks: string, inside: string) =>
    print(marks.length === 1 ? 'i' : 'b', inside);
  return text
    .replace(/\[([^[\]]{1,500})\]\{[^{}]{0,100}\}/g, (_, inside: string) => print('nocase', inside))
    .replace(/(?<![\w*\\])(\*{1,2})([^\s*](?:[^*]{0,500}[^\s*])?)\1(?![\w*])/g, emphasis)
    .replace(/(?<![\w_\\])(_{1,2})([^\s_](?:[^_]{0,500}[^\s_])?)\1(?![\w_])/g, emphasis)
    .replace(/(?<!\\)\^([^\s^]{1,50})\^/g, (_, inside: string) => print('sup', inside))
    .replace(/(?<![~\\])~([^\s~]{1,50})~(?!~)/g, (_, inside: string) => print('sub', inside))
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
