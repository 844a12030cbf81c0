import type { Span } from '../../../base/span.ts';
import type { Problem } from '../../problem.ts';
import type {
  BibliographyDeclaration,
  Block,
  BlockBody,
  DeclaredAbbreviation,
  EmbeddedReferences,
  FileLink,
  Heading,
  Manuscript,
  PreviousParse,
  Syntax,
} from '../types.ts';
import { BodyPool } from './segmentBlocks.ts';

/*
 * Parsing by segments, shared by LaTeX and Typst.
 *
 * A text is cut at blank lines alone, so that where it is cut never depends on what it means. A language
 * reads one segment at a time, knows of the text before it only a small state, and never looks beyond the
 * segment's end. After an edit the segments around it are read again, and from the first old segment that is
 * reached in the state it was read in before, everything is kept as it is. Everything inside a segment is
 * relative to its start, and is cut from a copy of its text, so that nothing kept holds an old version of the
 * whole manuscript in memory.
 */

/** A heading as a segment has it: where its section ends, only the whole document knows. */
export interface SegmentHeading {
  /** Smaller is higher; the highest rank of a document becomes level 1. */
  readonly rank: number;
  readonly title: string;
  readonly span: Span;
  readonly titleSpan: Span;
}

/** What one segment gives, relative to its start. */
export interface SegmentParts {
  readonly blocks: readonly Block[];
  readonly headings: readonly SegmentHeading[];
  readonly declarations: readonly BibliographyDeclaration[];
  readonly files: readonly FileLink[];
  readonly declaredAbbreviations: readonly DeclaredAbbreviation[];
  /** Where references begin; where they end may be told by a later segment. */
  readonly embedded: readonly EmbeddedReferences[];
  /** Where keys are typed, in order: the inside of `\cite{…}`, what stands behind an `@`. */
  readonly slots: readonly Span[];
  /** Labels that the segment defines (Typst). */
  readonly labels: readonly string[];
  readonly metadata: ReadonlyMap<string, unknown>;
  readonly citesEverything: boolean;
  /** Whether a list reached its bound. */
  readonly limited: boolean;
  /** Whether there is anything but blocks, headings, slots and labels: most segments have nothing else. */
  readonly declares: boolean;
}

export const emptyParts: SegmentParts = {
  blocks: [],
  headings: [],
  declarations: [],
  files: [],
  declaredAbbreviations: [],
  embedded: [],
  slots: [],
  labels: [],
  metadata: new Map(),
  citesEverything: false,
  limited: false,
  declares: false,
};

export interface SegmentLanguage<State> {
  readonly initial: State;
  /** Reads one segment. A function of its arguments alone; linear in the text. */
  read(text: string, before: State): { readonly parts: SegmentParts; readonly after: State };
  sameState(a: State, b: State): boolean;
}

interface Segment<State> {
  readonly length: number;
  readonly before: State;
  readonly after: State;
  readonly parts: SegmentParts;
}

/** A text cut into segments. `starts[i]` is where `segments[i]` starts. */
export interface Segmented<State> {
  readonly length: number;
  readonly segments: readonly Segment<State>[];
  readonly starts: readonly number[];
}

/** More segments than any manuscript has; what follows is read as one, so that memory stays bounded. */
const maxSegments = 100_000;

const lineFeed = 10;

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13;

/** The start of the first line with text behind the next run of blank lines, or the end of the text. */
function segmentEnd(text: string, from: number): number {
  for (let feed = text.indexOf('\n', from); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
    let blankEnd = -1;
    for (let at = feed + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === lineFeed) blankEnd = at + 1;
      else if (!isBlank(code)) break;
    }
    if (blankEnd >= 0) return blankEnd;
  }
  return text.length;
}

/**
 * Cuts and reads a text. With `previous`, segments that the edits leave as they are, in the state they were
 * read in, are the same objects as before.
 */
export function segment<State>(
  language: SegmentLanguage<State>,
  text: string,
  previous?: { readonly segmented: Segmented<State>; readonly edits: PreviousParse['edits'] },
): Segmented<State> {
  const kept = previous ? reusable(previous.segmented, previous.edits, text.length) : undefined;
  const old = previous?.segmented;
  const segments: Segment<State>[] = kept && old ? old.segments.slice(0, kept.first) : [];
  const starts: number[] = kept && old ? old.starts.slice(0, kept.first) : [];
  let at = kept && old ? (old.starts[kept.first] ?? 0) : 0;
  let state = kept && old ? (old.segments[kept.first]?.before ?? language.initial) : language.initial;
  let candidate = kept?.first ?? 0;
  const firstRead = segments.length;
  let firstAfter = Number.POSITIVE_INFINITY;
  while (at < text.length) {
    if (kept && old && at >= text.length - kept.suffix) {
      const before = at - kept.delta;
      while ((old.starts[candidate] ?? before) < before) candidate++;
      const same = old.segments[candidate];
      if (same && old.starts[candidate] === before && language.sameState(same.before, state)) {
        firstAfter = segments.length;
        for (let index = candidate; index < old.segments.length; index++) {
          segments.push(old.segments[index]!);
          starts.push(old.starts[index]! + kept.delta);
        }
        break;
      }
    }
    const full = segments.length === maxSegments - 1;
    const end = full ? text.length : segmentEnd(text, at);
    const { parts, after } = language.read(ownText(text, at, end), state);
    segments.push({ length: end - at, before: state, after, parts });
    starts.push(at);
    state = after;
    at = end;
  }
  // Where the cap was reached the last segment depends on how many came before it: only a parse from scratch
  // is right.
  if (kept && segments.length >= maxSegments) return segment(language, text);
  if (kept && old) {
    const replaced = old.segments.slice(kept.first, firstAfter < segments.length ? candidate : undefined);
    const bodies = new BodyPool(replaced.flatMap(({ parts }) => parts.blocks));
    for (let index = firstRead; index < Math.min(firstAfter, segments.length); index++) {
      const read = segments[index]!;
      segments[index] = { ...read, parts: { ...read.parts, blocks: bodies.reuse(read.parts.blocks) } };
    }
  }
  return { length: text.length, segments, starts };
}

/**
 * Which old segments an edit may keep: those before `first`, and those within `suffix` characters of the end.
 * One segment more than the touched ones is read again, for where a segment ends is seen on the line behind
 * it.
 */
function reusable<State>(
  old: Segmented<State>,
  edits: PreviousParse['edits'],
  length: number,
): { first: number; suffix: number; delta: number } | undefined {
  if (old.segments.length === 0 || old.segments.length >= maxSegments) return undefined;
  let current = old.length;
  let prefix = current;
  let suffix = current;
  for (const edit of edits) {
    prefix = Math.min(prefix, edit.start);
    suffix = Math.min(suffix, current - edit.end);
    current += edit.text.length - (edit.end - edit.start);
  }
  if (current !== length || prefix < 0 || suffix < 0) return undefined;
  suffix = Math.max(0, Math.min(suffix, length - prefix, old.length - prefix));
  return { first: Math.max(0, indexAt(old.starts, prefix) - 1), suffix, delta: length - old.length };
}

/** The index of the last start at or before `offset`; 0 where there is none. */
function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A copy of a part of a text. A plain slice would keep the whole text alive as long as the slice lives. */
function ownText(text: string, start: number, end: number): string {
  return ` ${text.slice(start, end)}`.slice(1);
}

/**
 * A citing place that touches `offset`, in document offsets, with its text; undefined where there is none.
 */
export function slotAt<State>(segmented: Segmented<State>, offset: number): Span | undefined {
  if (segmented.segments.length === 0) return undefined;
  const index = indexAt(segmented.starts, offset);
  // A cursor at the very end of a segment touches the segment before it too.
  for (const at of [index, index - 1]) {
    const start = segmented.starts[at];
    const slots = segmented.segments[at]?.parts.slots;
    if (start === undefined || slots === undefined) continue;
    const slot = slots.find((one) => one.start + start <= offset && offset <= one.end + start);
    if (slot) return { start: slot.start + start, end: slot.end + start };
  }
  return undefined;
}

/**
 * Puts the segments together. `bodyOf` gives the body to show for a block of a segment (Typst settles labels
 * there). This runs over the whole document at every keystroke, so it does little for each block and heading.
 */
export function assemble<State>(
  syntax: Syntax,
  text: string,
  segmented: Segmented<State>,
  bodyOf: (block: Block) => BlockBody = ({ body }) => body,
): Manuscript {
  const blocks: Block[] = [];
  const headings: SegmentHeading[] = [];
  const headingStarts: number[] = [];
  const declarations: BibliographyDeclaration[] = [];
  const files: FileLink[] = [];
  const declaredAbbreviations: DeclaredAbbreviation[] = [];
  const embedded: EmbeddedReferences[] = [];
  const metadata = new Map<string, unknown>();
  const problems: Problem[] = [];
  let citesEverything = false;
  for (let index = 0; index < segmented.segments.length; index++) {
    const { parts } = segmented.segments[index]!;
    const start = segmented.starts[index]!;
    for (const block of parts.blocks) blocks.push({ start: start + block.start, body: bodyOf(block) });
    for (const heading of parts.headings) {
      headings.push(heading);
      headingStarts.push(start);
    }
    if (!parts.declares) continue;
    for (const one of parts.declarations) declarations.push(moved(one, start));
    for (const one of parts.files) files.push(moved(one, start));
    for (const one of parts.declaredAbbreviations) declaredAbbreviations.push(moved(one, start));
    for (const one of parts.embedded) embedded.push(moved(one, start));
    for (const [key, value] of parts.metadata) if (!metadata.has(key)) metadata.set(key, value);
    citesEverything ||= parts.citesEverything;
    if (parts.limited && problems.length === 0) problems.push(limitReached(start, tooMuch));
  }
  if (segmented.segments.length >= maxSegments) {
    problems.push(limitReached(segmented.starts.at(-1)!, tooManyParagraphs));
  }
  return {
    syntax,
    text,
    blocks,
    headings: placeHeadings(headings, headingStarts, text.length),
    metadata,
    frontMatter: undefined,
    declarations,
    files,
    declaredAbbreviations,
    ...(embedded.length > 0 && { embedded }),
    citesEverything,
    problems,
  };
}

const moved = <T extends Span>(item: T, by: number): T => ({
  ...item,
  start: item.start + by,
  end: item.end + by,
});

const tooMuch =
  'This paragraph holds more than 50,000 citations or pieces of text; what comes behind them is not read. Is there a blank line missing?';
const tooManyParagraphs = `PsyCite reads the first ${maxSegments} paragraphs of a manuscript one by one, and what follows as one paragraph. Split the manuscript into several files.`;

const limitReached = (at: number, message: string): Problem => ({
  code: 'limit-reached',
  start: at,
  end: at,
  message,
});

/** Levels from ranks, and where each section ends: before the next heading that is not lower. */
function placeHeadings(
  found: readonly SegmentHeading[],
  starts: readonly number[],
  length: number,
): readonly Heading[] {
  let highest = Number.POSITIVE_INFINITY;
  for (const { rank } of found) highest = Math.min(highest, rank);
  const headings = new Array<Heading>(found.length);
  const openRanks: number[] = [];
  const openEnds: number[] = [];
  for (let index = found.length - 1; index >= 0; index--) {
    const { rank, title, span, titleSpan } = found[index]!;
    while (openRanks.length > 0 && openRanks.at(-1)! > rank) {
      openRanks.pop();
      openEnds.pop();
    }
    const by = starts[index]!;
    const start = span.start + by;
    headings[index] = {
      level: rank - highest + 1,
      title,
      span: { start, end: span.end + by },
      titleSpan: { start: titleSpan.start + by, end: titleSpan.end + by },
      section: { start, end: openEnds.at(-1) ?? length },
    };
    // A heading of the same rank ends the sections before it as this one does.
    if (openRanks.at(-1) === rank) openEnds[openEnds.length - 1] = start;
    else {
      openRanks.push(rank);
      openEnds.push(start);
    }
  }
  return headings;
}
