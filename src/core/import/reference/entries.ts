import { readNames } from '../names.ts';
import { inSteps, type Steps } from '../steps.ts';
import { anyJournalLine, isJournalLine, journalLineOf, yearLineOf } from './journalLine.ts';
import { markerOf } from './marker.ts';
import { notesOf } from './notes.ts';
import { authorsAt, isTitleCase } from './printedAuthors.ts';
import { type ReadReference, readReference } from './readReference.ts';

/** What a line of a list of references is, by its own shape. */
export type LineRole =
  /** A number alone. */
  | 'number'
  /** "Berman et al., 2000" above its work. */
  | 'label'
  /** Names and nothing else. */
  | 'authors'
  /** A reference that needs no other line. */
  | 'whole'
  /** Begins with names, and a reference is not whole yet. */
  | 'opening'
  /** A journal with its year or numbers. */
  | 'journal'
  | 'year'
  | 'doi'
  | 'other';

const labelShape = /^(?:[\p{Lu}\p{Ll}][\p{L}'’., &()-]{1,140}?),? \(?(?:\d{4}[a-z]?|in press|n\.d\.)\)?$/u;
const doiLine = /^(?:doi:? ?|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}\/\S{1,200}$/iu;

/** What a line is, and what was read of it on the way. */
interface ReadLine {
  readonly role: LineRole;
  readonly read?: ReadReference | undefined;
}

/** @param text without the number that the list prints before it */
function readLine(text: string, isNumbered: boolean): ReadLine {
  const role = shortRoleOf(text);
  if (role !== undefined) return { role };
  const authors = text.length > 6_000 ? undefined : authorsAt(text);
  if (authors !== undefined && /^[.,;\s]*$/u.test(text.slice(authors.end))) return { role: 'authors' };
  if (isListOfNames(text)) return { role: 'authors' };
  if (authors === undefined && (journalLineOf(text) !== undefined || isBareJournal(text)))
    return { role: 'journal' };
  const read = text.length > 40 && text.length < 6_000 ? readReference(text) : undefined;
  if (read !== undefined && read.evidence >= 3 && (authors !== undefined || isNumbered))
    return { role: 'whole', read };
  if (authors !== undefined) return { role: journalLineOf(text) === undefined ? 'opening' : 'journal' };
  return read !== undefined && read.evidence >= 3 ? { role: 'whole', read } : { role: 'other' };
}

function shortRoleOf(text: string): LineRole | undefined {
  if (text === '') return 'number';
  if (doiLine.test(text)) return 'doi';
  if (yearLineOf(text) !== undefined) return 'year';
  if (text.length < 160 && isLabel(text)) return 'label';
  return isJournalLine(text) ? 'journal' : undefined;
}

/** "Addiction 2004, 99:770-777. PubMed Abstract": a journal with year and numbers on a line of its own. */
function isBareJournal(text: string): boolean {
  if (text.length > 250) return false;
  const line = anyJournalLine(text.slice(0, notesOf(text).start));
  const journal = line?.['container-title'];
  return (
    journal !== undefined &&
    line?.issued !== undefined &&
    journal.length < 90 &&
    isTitleCase(journal.replaceAll(/[.,&:]/gu, ' '))
  );
}

function isLabel(text: string): boolean {
  if (!labelShape.test(text)) return false;
  const names = text.replace(/,? \(?(?:\d{4}[a-z]?|in press|n\.d\.)\)?$/u, '');
  return (
    /\bet al\.?,?$/u.test(names) ||
    names.split(/, | and | & /u).every((name) => name.split(' ').length <= 4 && /\p{Lu}/u.test(name))
  );
}

/** "Ada B. Alder, Carl D. Birch" with names in full: two at least, for a title may look like one. */
function isListOfNames(text: string): boolean {
  if (text.length > 3_000 || !text.includes(',') || /[:?]|\d/u.test(text)) return false;
  const { names } = readNames(text);
  return (
    names.length >= 2 &&
    names.every(
      ({ family, given }) =>
        family !== undefined &&
        given !== undefined &&
        /^\p{Lu}[\p{L}.’' -]*$/u.test(given) &&
        /^[\p{L}’' -]{2,40}$/u.test(family),
    )
  );
}

export interface RoledLine {
  readonly text: string;
  readonly role: LineRole;
  /** The number that the list prints before it, where the numbers of the list go up one by one. */
  readonly number: number | undefined;
  /** How many characters the number takes. */
  readonly lead: number;
  /** The reference that a whole line holds. */
  readonly read: ReadReference | undefined;
}

/**
 * Says of each line what it is, by its own shape and by whether its number goes on where the last one ended.
 */
export function* rolesOf(texts: readonly string[]): Steps<readonly RoledLine[]> {
  const numbers = numbersOf(texts);
  const isNumbered = numbers.size > 0;
  const lines: RoledLine[] = [];
  const costOf = (text: string) => text.length + 50;
  yield* inSteps(texts, costOf, (whole, index) => {
    const marker = numbers.get(index);
    const lead = marker?.length ?? 0;
    const text = whole.slice(lead);
    const { role, read } = readLine(text, isNumbered);
    // "Sato (2015)" is a label where nothing stands before it; behind a title it is a journal with its year.
    const isBehindTitle = /^(?:authors|opening|other)$/u.test(lines.at(-1)?.role ?? '');
    const isJournal = role === 'label' && isBehindTitle && journalLineOf(text) !== undefined;
    lines.push({ text, role: isJournal ? 'journal' : role, number: marker?.number, lead, read });
  });
  return lines;
}

type Marker = NonNullable<ReturnType<typeof markerOf>>;

/**
 * The lines whose numbers count up, each with its number; where fewer than two do, those in brackets or with
 * a stop.
 */
function numbersOf(texts: readonly string[]): ReadonlyMap<number, Marker> {
  let best = new Map<number, Marker>();
  for (const kind of ['stopped', 'bare'] as const) {
    const chain = new Map<number, Marker>();
    let next: number | undefined;
    for (const [index, text] of texts.entries()) {
      const marker = markerOf(text, kind);
      if (marker === undefined) continue;
      const follows = next === undefined ? true : marker.number >= next && marker.number <= next + 5;
      if (!follows) continue;
      chain.set(index, marker);
      next = marker.number + 1;
    }
    if (chain.size > best.size) best = chain;
  }
  return best.size >= Math.min(2, texts.length) || [...best.values()].some(({ number }) => number === 1)
    ? best
    : new Map();
}

/** Groups lines into works: `[from, to)` of the list. */
export function entriesOf(lines: readonly RoledLine[]): readonly (readonly [number, number])[] {
  const starts: number[] = [];
  const isNumbered = lines.some(({ number }) => number !== undefined);
  for (const [index, line] of lines.entries()) {
    const from = starts.at(-1);
    if (
      from === undefined ||
      (isNumbered ? startsNumbered(line, lines, from, index) : startsWork(lines, from, index))
    )
      starts.push(index);
  }
  return starts.map((start, index) => [start, starts[index + 1] ?? lines.length] as const);
}

/**
 * In a numbered list a work begins at its number; a whole reference behind a whole one is one without number.
 */
const startsNumbered = (
  { number, role }: RoledLine,
  lines: readonly RoledLine[],
  from: number,
  index: number,
): boolean =>
  number !== undefined || (role === 'whole' && lines.slice(from, index).some((one) => one.role === 'whole'));

function startsWork(lines: readonly RoledLine[], from: number, index: number): boolean {
  const current = lines.slice(from, index);
  const { role, text } = lines[index]!;
  const has = (wanted: LineRole) => current.some((line) => line.role === wanted);
  if (role === 'number') return true;
  const isWhole = has('whole') || has('journal') || endsWithYear(current);
  switch (role) {
    case 'label':
      return true;
    case 'whole':
      return (
        isWhole || has('journal') || !current.every((line) => line.role === 'label' || line.role === 'number')
      );
    case 'authors':
    case 'opening':
      return isWhole || (has('opening') && /(?:1[5-9]|20)\d{2}/u.test(textOf(current)));
    case 'other':
      // Behind a line that closes a work a title begins the next; a wrapped line goes on in small letters or
      // numbers.
      return isWhole && !has('whole') && !/^[\p{Ll}\d(]/u.test(text);
    case 'journal':
    case 'year':
    case 'doi':
      return false;
  }
}

/** A year behind the title closes a work; one behind the names is closed by a title and a journal. */
function endsWithYear(lines: readonly RoledLine[]): boolean {
  const year = lines.findLastIndex(({ role }) => role === 'year');
  if (year < 1) return false;
  const isBehindNames = lines.slice(0, year).every(({ role }) => role === 'authors' || role === 'opening');
  return !isBehindNames || lines.length - year > 2;
}

const textOf = (lines: readonly RoledLine[]): string => lines.map(({ text }) => text).join(' ');
