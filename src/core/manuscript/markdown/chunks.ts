import type { MarkdownParser } from '@lezer/markdown';
import { lowerBound } from '../../../base/lowerBound.ts';
import type { Span } from '../../../base/span.ts';
import { LineInput } from './blocks.ts';
import { type Chunk, ChunkBuilder } from './chunk.ts';
import type { MarkdownDialect } from './dialect.ts';
import { type Leaf, LeafPool } from './leaf.ts';

/*
 * A chunk is one block of the top level, from its first line to that of the next, with all that was read from
 * it, relative to its start. What a chunk is depends on its own text alone, and where it ends on the two
 * lines behind it at most (markdownBlocks.ts sees to that). So after an edit the chunks around it are read
 * again, and from the first old chunk that the new reading also begins with, everything stays as it is.
 *
 * This takes the place of lezer's own tree fragments: those re-use nodes, but walking and re-balancing the
 * nodes of the whole document on each keystroke costs more than the whole of this.
 */

/** Chunks and where each starts, relative to the text they were read from. */
export interface Chunks {
  readonly chunks: readonly Chunk[];
  readonly starts: readonly number[];
}

export class ChunkReader {
  readonly #dialect: MarkdownDialect;
  readonly #parser: MarkdownParser;

  constructor(dialect: MarkdownDialect, parser: MarkdownParser) {
    this.#dialect = dialect;
    this.#parser = parser;
  }

  read(text: string): Chunks {
    return this.#readWindow(ownText(text, 0, text.length), new KnownChunks([]));
  }

  /**
   * Reads `text`, which came from the text of `old` by replacing `[edit.start, edit.end)` with something that
   * ends at `newEnd`. Equal to `read(text)`, and chunks and leaves whose text is unchanged are the same
   * objects.
   */
  reread(old: Chunks, text: string, edit: Span, newEnd: number): Chunks {
    const shift = newEnd - edit.end;
    const first = firstAffected(old, edit.start);
    const start = old.starts[first] ?? 0;
    let last = lastIndexBefore(old.starts, edit.end) + 1;
    for (let step = 3; ; step *= 2) {
      last = Math.min(old.chunks.length, last + step);
      const isEnd = last >= old.chunks.length;
      const end = isEnd ? text.length : old.starts[last]! + shift;
      const known = new KnownChunks(old.chunks.slice(first, last));
      const window = this.#readWindow(ownText(text, start, end), known);
      if (isEnd) return splice(old, first, window, start, old.chunks.length, 0, window.chunks.length);
      const meeting = meetingPoint(old, window, start, shift, Math.max(edit.end + 1, start + 1), last);
      if (meeting) return splice(old, first, window, start, meeting.old, shift, meeting.window);
    }
  }

  #readWindow(text: string, known: KnownChunks): Chunks {
    const tree = this.#parser.parse(new LineInput(text));
    const starts: number[] = [];
    const cursor = tree.cursor();
    if (cursor.firstChild()) {
      do {
        const start = lineStart(text, cursor.from);
        if (starts.length === 0) starts.push(0);
        else if (start > starts.at(-1)!) starts.push(start);
      } while (cursor.nextSibling());
    } else if (text !== '') starts.push(0);
    const chunks: Chunk[] = [];
    const walk = tree.cursor();
    let inDocument = walk.firstChild();
    for (let index = 0; index < starts.length; index++) {
      const start = starts[index]!;
      const end = starts[index + 1] ?? text.length;
      const chunkText = text.slice(start, end);
      const kept = known.take(chunkText);
      const builder = kept ? undefined : new ChunkBuilder(this.#dialect, text, start, known.leaves);
      while (inDocument && walk.from < end) {
        builder?.add(walk);
        inDocument = walk.nextSibling();
      }
      chunks.push(kept ?? builder!.chunk(chunkText));
    }
    return { chunks, starts };
  }
}

function firstAffected(old: Chunks, editStart: number): number {
  let index = Math.max(0, lastIndexBefore(old.starts, editStart));
  // The first two lines of a chunk decide where the one before it ends.
  while (index > 0 && secondLineEnd(old.chunks[index]!.text) + old.starts[index]! >= editStart) index--;
  return index;
}

/** The index of the last start that is less than `offset`, or -1. */
function lastIndexBefore(starts: readonly number[], offset: number): number {
  const low = lowerBound(starts.length, (index) => starts[index]! < offset);
  return low - 1;
}

/** Behind the line break of the second line, or the text's end. */
function secondLineEnd(text: string): number {
  const first = lineEnd(text, 0);
  return first >= text.length ? text.length : lineEnd(text, first);
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) return at + 1;
    if (code === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  return text.length;
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}

/**
 * The first chunk of the window that starts where an old chunk behind the edit did. The last two old chunks
 * of the window do not count: the window ended before the lines that they depend on.
 */
function meetingPoint(
  old: Chunks,
  window: Chunks,
  windowStart: number,
  shift: number,
  from: number,
  last: number,
): { old: number; window: number } | undefined {
  let oldIndex = lastIndexBefore(old.starts, from) + 1;
  let windowIndex = 0;
  while (oldIndex < last - 2 && windowIndex < window.starts.length) {
    const oldStart = old.starts[oldIndex]! + shift;
    const windowAt = window.starts[windowIndex]! + windowStart;
    if (oldStart === windowAt && windowIndex > 0) return { old: oldIndex, window: windowIndex };
    if (oldStart < windowAt) oldIndex++;
    else windowIndex++;
  }
  return undefined;
}

/**
 * The old chunks before `first`, those of the window before `windowEnd`, and the old ones from `oldFrom` on.
 */
function splice(
  old: Chunks,
  first: number,
  window: Chunks,
  windowStart: number,
  oldFrom: number,
  shift: number,
  windowEnd: number,
): Chunks {
  const chunks = old.chunks.slice(0, first);
  const starts = old.starts.slice(0, first);
  for (let index = 0; index < windowEnd; index++) {
    chunks.push(window.chunks[index]!);
    starts.push(window.starts[index]! + windowStart);
  }
  for (let index = oldFrom; index < old.chunks.length; index++) {
    chunks.push(old.chunks[index]!);
    starts.push(old.starts[index]! + shift);
  }
  return { chunks, starts };
}

/** Chunks and leaves of the text before the edit, by their text; each is given away once. */
class KnownChunks {
  readonly leaves = new LeafPool();
  readonly #chunks = new Map<string, Chunk[]>();

  constructor(chunks: readonly Chunk[]) {
    for (const chunk of chunks) {
      const same = this.#chunks.get(chunk.text);
      if (same) same.push(chunk);
      else this.#chunks.set(chunk.text, [chunk]);
      for (const leaf of leavesOf(chunk)) this.leaves.add(leaf);
    }
  }

  /** A chunk of this text, none of whose leaves was given away before. */
  take(text: string): Chunk | undefined {
    const chunk = this.#chunks.get(text)?.pop();
    return chunk && leavesOf(chunk).every((leaf) => this.leaves.takeExactly(leaf)) ? chunk : undefined;
  }
}

const leavesOf = (chunk: Chunk): Leaf[] =>
  chunk.parts.flatMap((part) => (part.kind === 'div' ? [] : [part.leaf]));

/** A copy of a part of a text. A plain slice would keep the whole text alive as long as the slice lives. */
const ownText = (text: string, start: number, end: number): string => ` ${text.slice(start, end)}`.slice(1);
