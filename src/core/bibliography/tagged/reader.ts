import type { Span } from '../../../base/span.ts';
import { parseDateText } from '../dateText.ts';
import { decodedDoi } from '../doi.ts';
import { withoutPunctuation } from '../identity.ts';
import { EntryList, type EntryReader, sliceLength } from '../listed.ts';
import type { Bibliography, BibliographyFormat, CslDate, Entry, Field, Name, Reference } from '../types.ts';
import { decodeEntities, plainText } from '../variables.ts';

/** One tagged line of a record with the lines that continue it. */
export interface TaggedField {
  readonly tag: string;
  readonly tagSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** A format of tagged lines: RIS, MEDLINE, EndNote. */
export interface TaggedFormat {
  readonly format: BibliographyFormat;
  /** Sticky; groups `tag` and everything before the value. */
  readonly tagLine: RegExp;
  /** Tags that start a record; a record also starts at the first tag of the file and behind `endsRecord`. */
  readonly startsRecord: ReadonlySet<string>;
  readonly endsRecord: string | undefined;
  /** A blank line ends a record. */
  readonly blankEnds: boolean;
  readonly messages: { readonly noStart?: string; readonly noEnd?: string };
  type(fields: readonly TaggedField[]): string;
  /** The key that the record is cited by, and the characters it comes from. */
  key(fields: readonly TaggedField[]): { readonly key: string; readonly span: Span } | undefined;
  toReference(fields: readonly TaggedField[], key: string): Reference;
}

/** No record is read beyond this many lines. */
const maxFields = 20_000;

/** Reads the records of a file; yields the share done about every 256 KB. */
export function* parseTaggedInSteps(text: string, format: TaggedFormat): Generator<number, Bibliography> {
  const list = new EntryList();
  const keys = new KeyMaker();
  const starts = new LineReader(text, format.tagLine);
  let nextYield = sliceLength;
  let recordStart = -1;
  let recordEnd = -1;
  let hasStartTag = false;

  const finishRecord = (hasEnd: boolean) => {
    if (recordStart < 0) return;
    const { messages } = format;
    const first = { start: recordStart, end: Math.min(recordStart + 2, text.length) };
    if (!hasStartTag && messages.noStart) list.syntax(first.start, first.end, messages.noStart);
    if (!hasEnd && messages.noEnd) list.syntax(first.start, first.end, messages.noEnd);
    const span = { start: recordStart, end: recordEnd };
    const fields = readFields(text, span, format);
    const made = format.key(fields);
    list.add(
      keys.unused(made?.key ?? 'anonymous'),
      made?.span ?? first,
      format.type(fields).toLowerCase(),
      span,
    );
    recordStart = -1;
    hasStartTag = false;
  };

  for (let line = starts.next(); line; line = starts.next()) {
    if (line.start >= nextYield) {
      nextYield = line.start + sliceLength;
      yield line.start / text.length;
    }
    if (line.tag === undefined) {
      if (line.isBlank) {
        if (format.blankEnds) finishRecord(true);
      } else if (recordStart >= 0) recordEnd = line.contentEnd;
      continue;
    }
    if (line.tag === format.endsRecord) {
      if (recordStart >= 0) recordEnd = line.contentEnd;
      finishRecord(true);
      continue;
    }
    const isStart = format.startsRecord.has(line.tag);
    if (isStart && hasStartTag) finishRecord(false);
    if (recordStart < 0) recordStart = line.start;
    hasStartTag ||= isStart;
    recordEnd = line.contentEnd;
  }
  finishRecord(false);
  return list.finish(format.format, new TaggedReader(text, format));
}

interface Line {
  readonly start: number;
  /** Without the line break and spaces before it. */
  readonly contentEnd: number;
  readonly isBlank: boolean;
  readonly tag: string | undefined;
  readonly tagStart: number;
  readonly valueStart: number;
}

/** Lines end at `\n`, `\r\n` or `\r`. */
class LineReader {
  readonly #text: string;
  readonly #tagLine: RegExp;
  #at: number;
  // The next line breaks at or behind `#at`: looked for once each, or a file of one kind alone would take
  // quadratic time.
  #newline = -1;
  #return = -1;

  constructor(text: string, tagLine: RegExp, start = text.charCodeAt(0) === 0xfeff ? 1 : 0) {
    this.#text = text;
    this.#tagLine = new RegExp(tagLine.source, 'y');
    this.#at = start;
  }

  next(): Line | undefined {
    const text = this.#text;
    const start = this.#at;
    if (start >= text.length) return undefined;
    const end = this.#lineEnd(start);
    this.#at = Math.min(end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1), text.length);
    let contentEnd = end;
    while (contentEnd > start && isBlankCharacter(text.charCodeAt(contentEnd - 1))) contentEnd -= 1;
    this.#tagLine.lastIndex = start;
    const match = this.#tagLine.exec(text);
    const { tag = undefined } = match?.groups ?? {};
    return {
      start,
      contentEnd,
      isBlank: contentEnd === start,
      tag,
      tagStart: tag === undefined ? start : start + match![0].indexOf(tag),
      valueStart: tag === undefined ? start : Math.min(this.#tagLine.lastIndex, Math.max(contentEnd, start)),
    };
  }

  #lineEnd(start: number): number {
    const text = this.#text;
    if (this.#newline < start) this.#newline = positionOr(text.indexOf('\n', start), text.length);
    if (this.#return < start) this.#return = positionOr(text.indexOf('\r', start), text.length);
    return Math.min(this.#newline, this.#return);
  }
}

const positionOr = (position: number, otherwise: number): number => (position < 0 ? otherwise : position);

const isBlankCharacter = (character: number): boolean =>
  character === 0x20 || character === 0x09 || character === 0xa0;

function readFields(text: string, span: Span, format: TaggedFormat): TaggedField[] {
  // The record alone: a reader of the whole text would look for line breaks far behind its end.
  const record = text.slice(span.start, span.end);
  const lines = new LineReader(record, format.tagLine, 0);
  const fields: TaggedField[] = [];
  let open: { tag: string; tagStart: number; parts: string[]; start: number; end: number } | undefined;
  const close = () => {
    if (!open) return;
    const { tag, tagStart, parts, start, end } = open;
    fields.push({
      tag,
      tagSpan: { start: span.start + tagStart, end: span.start + tagStart + tag.length },
      value: plainText(decodeEntities(joinLines(parts))),
      valueSpan: { start: span.start + start, end: span.start + Math.max(start, end) },
    });
  };
  for (let line = lines.next(); line && fields.length < maxFields; line = lines.next()) {
    if (line.tag !== undefined) {
      close();
      const { tag, tagStart, valueStart, contentEnd } = line;
      open = {
        tag,
        tagStart,
        parts: [record.slice(valueStart, contentEnd)],
        start: valueStart,
        end: contentEnd,
      };
    } else if (open && !line.isBlank) {
      open.parts.push(record.slice(line.start, line.contentEnd).trim());
      open.end = line.contentEnd;
    }
  }
  close();
  return fields;
}

/** Lines are broken at blanks, and by MEDLINE behind hyphens inside words too. */
function joinLines(parts: readonly string[]): string {
  const pieces = [parts[0]!];
  for (let index = 1; index < parts.length; index += 1) {
    const part = parts[index]!;
    const insideWord = /\p{L}-$/u.test(parts[index - 1]!.slice(-3)) && /^\p{Ll}/u.test(part);
    pieces.push(insideWord ? part : ` ${part}`);
  }
  return pieces.join('');
}

class TaggedReader implements EntryReader {
  readonly #text: string;
  readonly #format: TaggedFormat;

  constructor(text: string, format: TaggedFormat) {
    this.#text = text;
    this.#format = format;
  }

  fields(entry: Entry): readonly Field[] {
    return readFields(this.#text, entry.span, this.#format).map(({ tag, tagSpan, value, valueSpan }) => ({
      name: tag,
      nameSpan: tagSpan,
      value,
      valueSpan,
    }));
  }

  reference(entry: Entry): Reference {
    return this.#format.toReference(readFields(this.#text, entry.span, this.#format), entry.key);
  }
}

/**
 * Makes keys unlike all before them as Pandoc does (`fixDuplicateIds`): the second gets `a`, the third `b` …
 */
class KeyMaker {
  readonly #uses = new Map<string, number>();

  unused(key: string): string {
    const uses = this.#uses.get(key) ?? 0;
    this.#uses.set(key, uses + 1);
    if (uses === 0) return key;
    const unlike = key + letters(uses - 1);
    this.#uses.set(unlike, (this.#uses.get(unlike) ?? 0) + 1);
    return unlike;
  }
}

/** 0 → a, 25 → z, 26 → aa. */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}

/** Values of tags, in the order of the file. */
export class Tags {
  readonly #fields: readonly TaggedField[];

  constructor(fields: readonly TaggedField[]) {
    this.#fields = fields;
  }

  all(...tags: readonly string[]): string[] {
    return this.#fields
      .filter(({ tag, value }) => value !== '' && tags.includes(tag))
      .map(({ value }) => value);
  }

  /** The first value of the first of these tags that has one. */
  first(...tags: readonly string[]): string | undefined {
    for (const tag of tags) {
      const field = this.#fields.find((candidate) => candidate.tag === tag && candidate.value !== '');
      if (field) return field.value;
    }
    return undefined;
  }

  date(...tags: readonly string[]): CslDate | undefined {
    return parseDateText(this.first(...tags) ?? '');
  }

  span(...tags: readonly string[]): Span | undefined {
    return this.#fields.find(({ tag, value }) => value !== '' && tags.includes(tag))?.valueSpan;
  }
}

/** "Family, Given, Suffix" as RIS and EndNote have it; without a comma the name of a group. */
export function nameFromInverted(text: string): Name {
  const [family, given, suffix] = text.split(',').map((part) => part.trim());
  if (!given) return { literal: family || text };
  return { family: family!, given, ...(suffix ? { suffix } : {}) };
}

/** Only what has a value. */
export function compact(key: string, type: string, variables: Readonly<Record<string, unknown>>): Reference {
  const present = Object.entries(variables).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return { ...Object.fromEntries(present), id: key, type };
}

/** A DOI without the address or the word before it; what is no DOI is left out. */
export function bareDoi(text: string | undefined): string | undefined {
  const found = /10\.\d{4,9}(?:\.\d{1,9})*(?:\/|%2F)\S+/i.exec((text ?? '').slice(0, 1000))?.[0];
  return found && withoutPunctuation(decodedDoi(found));
}

/**
 * The key of a record that has none of its own: the first surname in lower-case ASCII letters and the year,
 * `nunez2003`; without authors the first long word of the title.
 */
export function familyYearKey(family: string | undefined, title: string | undefined, year: string): string {
  const word =
    asciiWord(family ?? '') ||
    lettersOf(family ?? '') ||
    (title ?? '')
      .split(/\s+/)
      .map(asciiWord)
      .find((part) => part.length > 3);
  return `${word ?? ''}${/\d{4}/.exec(year)?.[0] ?? ''}` || 'anonymous';
}

/** A name in another script than Latin: as it is written. */
const lettersOf = (text: string): string =>
  text
    .slice(0, 60)
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}]/gu, '');

const asciiWord = (text: string): string =>
  text
    .slice(0, 200)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z]/g, '');
