import { isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, visit, type YAMLMap } from 'yaml';
import { finished } from '../../../base/steps.ts';
import { EntryList, type EntryReader, sliceLength } from '../listed.ts';
import type { Bibliography, Entry, Field, Reference } from '../types.ts';
import { hasTooManyIndicators, tooManyIndicators } from '../yamlBounds.ts';
import { hayagrivaReference } from './toReference.ts';
import type { HayagrivaMap, HayagrivaValue } from './values.ts';

/** UTF-16 units of one entry. */
const maxEntryLength = 200_000;
/** Values read from one entry. */
const maxValues = 20_000;
const maxDepth = 20;

/**
 * Hayagriva, Typst's own YAML: a mapping of keys to works. An entry is what a key in the first column begins;
 * each is parsed by itself, so that a broken one costs itself alone.
 */
export function parseHayagriva(text: string): Bibliography {
  return finished(parseHayagrivaInSteps(text));
}

/** As `parseHayagriva`; yields the share done often enough for slices of about 10 ms. */
export function* parseHayagrivaInSteps(text: string): Generator<number, Bibliography> {
  const list = new EntryList();
  let nextYield = sliceLength / 8;
  const anchors = new Anchors(text);
  for (const { key, start, end } of entriesOf(text)) {
    const source = text.slice(start, end);
    const { value, error } = readEntry(source, anchors);
    if (error !== undefined) list.syntax(start + error.start, start + error.end, error.message);
    const type = value?.get('type');
    const span = { start, end: start + source.trimEnd().length };
    list.add(key.text, key, typeof type === 'string' ? type.toLowerCase() : '', span);
    if (end < nextYield) continue;
    nextYield = end + sliceLength / 8;
    yield end / text.length;
  }
  return list.finish('hayagriva', new HayagrivaReader(text, anchors));
}

interface FoundKey {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A key in the first column goes on to the next one; comments and the marks of a document are none. */
function* entriesOf(text: string): Generator<{ key: FoundKey; start: number; end: number }> {
  let open: FoundKey | undefined;
  let start = 0;
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let at = from; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const lineEnd = feed < 0 ? text.length : feed;
    const key = keyOfLine(text, at, lineEnd);
    if (key !== undefined) {
      if (open !== undefined) yield { key: open, start, end: at };
      open = key;
      start = at;
    }
    at = lineEnd + 1;
  }
  if (open !== undefined) yield { key: open, start, end: text.length };
}

/** Longer than any key. */
const maxKeyLength = 300;

function keyOfLine(text: string, start: number, end: number): FoundKey | undefined {
  const line = text.slice(start, Math.min(end, start + maxKeyLength)).trimEnd();
  if (/^(?:[\s#%[\]{},]|---|\.\.\.|- )/.test(line) || line === '') return undefined;
  const quote = line[0] === '"' || line[0] === "'" ? line[0] : '';
  const close = quote === '' ? endOfPlainKey(line) : line.indexOf(quote, 1);
  if (close < 1 || !/^["']?[ \t]{0,20}:(?:\s|$)/.test(line.slice(close))) return undefined;
  const from = quote === '' ? 0 : 1;
  const key = line.slice(from, close).trimEnd();
  return key === '' ? undefined : { text: key, start: start + from, end: start + from + key.length };
}

function endOfPlainKey(line: string): number {
  const found = line.indexOf(': ');
  return found < 0 && line.endsWith(':') ? line.length - 1 : found;
}

interface ReadEntry {
  readonly value: HayagrivaMap | undefined;
  readonly map: YAMLMap | undefined;
  readonly error: { readonly start: number; readonly end: number; readonly message: string } | undefined;
}

function readEntry(source: string, anchors: Anchors): ReadEntry {
  const refused = refusalOf(source);
  if (refused !== undefined)
    return { value: undefined, map: undefined, error: { start: 0, end: 1, message: refused } };
  try {
    const document = parseDocument(source, { schema: 'failsafe', prettyErrors: false, uniqueKeys: false });
    const contents: unknown = document.contents;
    const own: unknown = isMap(contents) ? contents.items[0]?.value : undefined;
    const map = isMap(own) ? own : undefined;
    const value = map && valueIn(map, { left: maxValues, anchors }, 0);
    const first = document.errors[0];
    const error = first && {
      start: first.pos[0],
      end: Math.max(first.pos[0], first.pos[1]),
      message: `This entry is not right YAML: ${first.message.replace(/\.$/, '')}. Check its indentation, and put quotation marks around a value that contains “: ” or “ #”.`,
    };
    return { value: value instanceof Map ? value : undefined, map, error };
  } catch {
    const message = 'This entry is nested too deeply and was left out.';
    return { value: undefined, map: undefined, error: { start: 0, end: 1, message } };
  }
}

function refusalOf(source: string): string | undefined {
  if (source.length > maxEntryLength)
    return `This entry is longer than ${maxEntryLength} characters and was left out.`;
  return hasTooManyIndicators(source) ? tooManyIndicators : undefined;
}

/**
 * What `*name` stands for, which another entry may define: the file is read as a whole once an entry asks.
 */
class Anchors {
  readonly #text: string;
  #nodes: ReadonlyMap<string, Node> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get(name: string): Node | undefined {
    this.#nodes ??= refusalOf(this.#text) === undefined ? anchorsIn(this.#text) : new Map();
    return this.#nodes.get(name);
  }
}

function anchorsIn(text: string): ReadonlyMap<string, Node> {
  const nodes = new Map<string, Node>();
  try {
    visit(parseDocument(text, { schema: 'failsafe', prettyErrors: false, uniqueKeys: false }), {
      Value(_, node) {
        if (node.anchor !== undefined) nodes.set(node.anchor, node);
      },
    });
  } catch {
    // What is nested too deeply stands for nothing.
  }
  return nodes;
}

interface Reading {
  left: number;
  readonly anchors: Anchors;
}

function valueIn(node: unknown, reading: Reading, depth: number): HayagrivaValue | undefined {
  reading.left -= 1;
  if (reading.left < 0 || depth > maxDepth) return undefined;
  if (isAlias(node)) return valueIn(reading.anchors.get(node.source), reading, depth + 1);
  if (isScalar(node)) return typeof node.value === 'string' ? node.value : undefined;
  if (isSeq(node)) return node.items.flatMap((item) => valueIn(item, reading, depth + 1) ?? []);
  if (!isMap(node)) return undefined;
  const map = new Map<string, HayagrivaValue>();
  for (const { key, value } of node.items) {
    const read =
      isScalar(key) && typeof key.value === 'string' ? valueIn(value, reading, depth + 1) : undefined;
    if (read !== undefined) map.set(String((key as { value: string }).value), read);
  }
  return map;
}

class HayagrivaReader implements EntryReader {
  readonly #text: string;
  readonly #anchors: Anchors;

  constructor(text: string, anchors: Anchors) {
    this.#text = text;
    this.#anchors = anchors;
  }

  reference({ key, span }: Entry): Reference {
    return hayagrivaReference(
      key,
      readEntry(this.#text.slice(span.start, span.end), this.#anchors).value ?? new Map(),
    );
  }

  fields({ span }: Entry): readonly Field[] {
    const source = this.#text.slice(span.start, span.end);
    const { map } = readEntry(source, this.#anchors);
    const placed = (node: Node) => {
      const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
      return { start: span.start + start, end: span.start + end };
    };
    return (map?.items ?? []).flatMap(({ key, value }): Field[] => {
      if (!isScalar(key) || typeof key.value !== 'string' || !isNode(value)) return [];
      const [start, end] = [value.range?.[0] ?? 0, value.range?.[1] ?? 0];
      const text = isScalar(value) ? String(value.value) : source.slice(start, end).trim();
      return [{ name: key.value, nameSpan: placed(key), value: text, valueSpan: placed(value) }];
    });
  }
}
