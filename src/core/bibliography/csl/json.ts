import { parse as parseTolerantly } from 'jsonc-parser';
import type { Span } from '../../../base/span.ts';
import { finished } from '../../../base/steps.ts';
import { EntryList, type EntryReader, sliceLength } from '../listed.ts';
import type { Bibliography, Entry, Field, Reference } from '../types.ts';
import { type CslValue, isItem, referenceFromCsl, richText, textFromCsl } from '../variables.ts';
import { JsonScanner } from './jsonScanner.ts';

const wanted = ['id', 'citation-key', 'type', 'note'] as const;

/**
 * CSL-JSON: a list of items, an object with the list under `items` or `references`, one item alone, or items
 * one after the other (JSON lines). An item's key is its `id` as Pandoc takes it, a number or text;
 * `citation-key` stands in where there is no id and is an alias otherwise. A broken item keeps its key where
 * that could be read.
 */
export function parseCslJson(text: string): Bibliography {
  return finished(parseCslJsonInSteps(text));
}

/** As `parseCslJson`; yields the share done about every 256 KB. */
export function* parseCslJsonInSteps(text: string): Generator<number, Bibliography> {
  const list = new EntryList();
  const scanner = new JsonScanner(text, wanted);
  let at = scanner.skipSpace(text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const opening = /(?:\{\s*"(?:items|references)"\s*:\s*)?\[/y;
  opening.lastIndex = at;
  const isList = opening.test(text);
  if (isList) at = opening.lastIndex;

  let nextYield = at + sliceLength;
  let afterComma = true;
  let closed = false;
  for (at = scanner.skipSpace(at); at < text.length; at = scanner.skipSpace(at)) {
    if (at >= nextYield) {
      nextYield = at + sliceLength;
      yield at / text.length;
    }
    const character = text[at];
    if (character === ',') {
      afterComma = true;
      at += 1;
    } else if (character === '{') {
      if (!afterComma && isList) list.syntax(at, at + 1, 'A comma is missing between two entries.');
      const { next, whole } = addItem(text, scanner, list, at);
      at = next;
      afterComma = !whole;
    } else if (character === ']' && isList) {
      closed = true;
      break;
    } else {
      const next = positionOf(text, /[{\]]/g, at + 1);
      list.syntax(at, Math.min(next, at + 80), 'An entry was expected here: it starts with a brace “{”.');
      at = next;
    }
  }
  if (isList && !closed)
    list.syntax(text.length, text.length, 'The list of references has no closing bracket “]”.');
  return list.finish('csl-json', new CslJsonReader(text));
}

/** Adds the item at `start`; `next` is where reading goes on. */
function addItem(
  text: string,
  scanner: JsonScanner,
  list: EntryList,
  start: number,
): { readonly next: number; readonly whole: boolean } {
  const { end, values, error } = scanner.object(start);
  const [id, citationKey, type, note] = values.map((span) => (span ? scalarOf(text, span) : undefined));
  const stop = error?.fatal ? nextItem(text, Math.max(end, start + 1)) : end;
  const span = { start, end: error?.fatal ? trimmedEnd(text, start, stop) : end };

  if (error) {
    const message = error.fatal
      ? `${error.message} This entry cannot be read fully; the others can.`
      : error.message;
    list.syntax(error.offset, Math.min(error.offset + 1, text.length), message);
  }
  const key = id || citationKey;
  if (key) {
    const [keyStart, keyEnd] = (id ? values[0] : values[1])!;
    const quoted = text[keyStart] === '"' ? 1 : 0;
    const keySpan = { start: keyStart + quoted, end: keyEnd - quoted };
    // The key that Manubot gives another one.
    const standard = /(?:^|\n)standard_id: (\S+)/.exec(note ?? '')?.[1];
    const others = [citationKey, standard].filter((one) => one && one !== key) as string[];
    list.add(key, keySpan, type ?? '', span, others);
  } else if (!error) {
    list.syntax(start, start + 1, 'This entry has no “id”, so it cannot be cited. Give it one.');
  }
  return { next: stop, whole: !error?.fatal };
}

/** Names that start an object inside an item; an object that starts with another is taken for an item. */
const innerNames = new Set([
  ...['family', 'given', 'literal', 'suffix', 'non-dropping-particle', 'dropping-particle', 'comma-suffix'],
  ...[
    'static-ordering',
    'parse-names',
    'isInstitution',
    'name',
    'date-parts',
    'season',
    'circa',
    'raw',
    'year',
    'edtf',
  ],
]);

/** Where the next item starts at or behind `from` as far as its look tells, or the length of the text. */
function nextItem(text: string, from: number): number {
  const start = /\{\s*"([^"\\\n]{1,40})"\s*:/y;
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    start.lastIndex = at;
    const name = start.exec(text)?.[1];
    if (name !== undefined && !innerNames.has(name) && /[,[}\]]/.test(characterBefore(text, at))) return at;
  }
  return text.length;
}

function characterBefore(text: string, offset: number): string {
  let at = offset - 1;
  while (at >= 0 && isSpace(text.charCodeAt(at))) at -= 1;
  return text[at] ?? '';
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start + 1 && (isSpace(text.charCodeAt(at - 1)) || text[at - 1] === ',')) at -= 1;
  return at;
}

const isSpace = (character: number): boolean =>
  character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;

function positionOf(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function scalarOf(text: string, [start, end]: readonly [number, number]): string | undefined {
  const source = text.slice(start, end);
  if (!source.startsWith('"')) return source === 'null' ? undefined : source;
  return source.includes('\\') ? textFromCsl(valueFromJson(source)) : source.slice(1, -1);
}

class CslJsonReader implements EntryReader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reference(entry: Entry, plain?: (text: string) => string): Reference {
    const value = valueFromJson(this.#text.slice(entry.span.start, entry.span.end));
    return referenceFromCsl(isItem(value) ? value : new Map(), entry.key, plain);
  }

  printed(entry: Entry): Reference {
    return this.reference(entry, richText);
  }

  fields(entry: Entry): readonly Field[] {
    const source = this.#text.slice(entry.span.start, entry.span.end);
    const value = valueFromJson(source);
    if (!isItem(value)) return [];
    const names = [...value.keys()];
    const { start } = entry.span;
    return new JsonScanner(source, names).object(0).values.flatMap((span, number): Field[] => {
      const name = names[number]!;
      // Only the names' own places are looked up by text: the name stands directly before its value.
      if (!span) return [];
      const nameStart = source.lastIndexOf(`"${name}"`, span[0]);
      if (nameStart < 0) return [];
      const quoted = source[span[0]] === '"' ? 1 : 0;
      return [
        {
          name,
          nameSpan: { start: start + nameStart + 1, end: start + nameStart + 1 + name.length },
          value: textFromCsl(value.get(name) ?? null) ?? source.slice(span[0], span[1]),
          valueSpan: { start: start + span[0] + quoted, end: start + span[1] - quoted } satisfies Span,
        },
      ];
    });
  }
}

/** A JSON value with maps for objects; broken JSON gives what of it can be read. */
function valueFromJson(source: string): CslValue {
  try {
    return toCslValue(JSON.parse(source), 0);
  } catch {
    try {
      return toCslValue(parseTolerantly(source, [], { allowTrailingComma: true }), 0);
    } catch {
      return null; // Nested too deeply for the parser's recursion.
    }
  }
}

function toCslValue(value: unknown, depth: number): CslValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || depth > 8) return null;
  if (Array.isArray(value)) return value.map((item) => toCslValue(item, depth + 1));
  return new Map(Object.entries(value).map(([name, item]) => [name, toCslValue(item, depth + 1)]));
}
