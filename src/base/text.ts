import type { TextEdit } from './edit.ts';

/** A place in a text as LSP counts: zero-based line, UTF-16 units from the start of the line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** UTF-16 units a chunk aims at; an edit copies one chunk. */
const chunkSize = 1 << 16;

/** A piece of a text. Never begins with the second half of a surrogate pair or of a CRLF. */
interface Chunk {
  readonly text: string;
  /** Offsets in the chunk right behind each line ending. Made when first asked for. */
  lineStarts: Uint32Array | undefined;
}

/**
 * An immutable text in chunks. An edit shares all chunks but those it touches, so that editing a text of 50
 * MB costs no more than copying a chunk and the list of chunks. Lines end in `\n`, `\r\n` or `\r`.
 */
export class Text {
  readonly length: number;
  readonly #chunks: readonly Chunk[];
  /** The offset of each chunk, and the length of the text at the end. */
  readonly #offsets: Float64Array;
  /** The number of line endings before each chunk; made when first asked for. */
  #lines: Float64Array | undefined;
  #whole: string | undefined;

  private constructor(chunks: readonly Chunk[], whole?: string) {
    this.#chunks = chunks;
    this.#offsets = new Float64Array(chunks.length + 1);
    for (let i = 0; i < chunks.length; i += 1)
      this.#offsets[i + 1] = this.#offsets[i]! + chunks[i]!.text.length;
    this.length = this.#offsets[chunks.length]!;
    this.#whole = whole;
  }

  static of(text: string): Text {
    return new Text(split(text), text);
  }

  /**
   * The text that these pieces make, none of which begins with the second half of a surrogate pair or of a
   * CRLF.
   */
  static ofPieces(pieces: readonly string[]): Text {
    return new Text(pieces.map((text) => ({ text, lineStarts: undefined })));
  }

  get lineCount(): number {
    return this.#lineOffsets()[this.#chunks.length]! + 1;
  }

  /** Across chunks it is a copy in one piece, the characters of which are fast to read. */
  slice(start: number, end: number): string {
    if (this.#whole !== undefined) return this.#whole.slice(Math.max(0, start), Math.max(0, end));
    const from = Math.max(0, start);
    const to = Math.min(this.length, end);
    if (from >= to) return '';
    const first = this.#chunkAt(from);
    const base = this.#offsets[first]!;
    if (to <= this.#offsets[first + 1]!) return this.#chunks[first]!.text.slice(from - base, to - base);
    const pieces = [this.#chunks[first]!.text.slice(from - base)];
    for (let i = first + 1; i < this.#chunks.length && this.#offsets[i]! < to; i += 1) {
      pieces.push(this.#chunks[i]!.text.slice(0, to - this.#offsets[i]!));
    }
    return pieces.join('');
  }

  /** The longest string at hand that holds `offset`, without a copy, and the offset at which it begins. */
  pieceAt(offset: number): { readonly text: string; readonly start: number } {
    if (this.#whole !== undefined || this.#chunks.length === 0) return { text: this.#whole ?? '', start: 0 };
    const i = Math.min(this.#chunkAt(offset), this.#chunks.length - 1);
    return { text: this.#chunks[i]!.text, start: this.#offsets[i]! };
  }

  charCodeAt(offset: number): number {
    if (this.#whole !== undefined) return this.#whole.charCodeAt(offset);
    if (offset < 0 || offset >= this.length) return Number.NaN;
    const i = this.#chunkAt(offset);
    return this.#chunks[i]!.text.charCodeAt(offset - this.#offsets[i]!);
  }

  toString(): string {
    this.#whole ??= this.#chunks.map((chunk) => chunk.text).join('');
    return this.#whole;
  }

  replace({ start, end, text }: TextEdit): Text {
    const from = Math.min(Math.max(0, start), this.length);
    const to = Math.min(Math.max(from, end), this.length);
    if (this.#chunks.length === 0) return Text.of(text);
    const first = Math.min(this.#chunkAt(from), this.#chunks.length - 1);
    const last = Math.min(this.#chunkAt(to), this.#chunks.length - 1);
    // One chunk more on either side, where an edit at a border could split a CRLF or a surrogate pair.
    const begin = from === this.#offsets[first] && first > 0 ? first - 1 : first;
    const stop = Math.min(to === this.#offsets[last + 1] ? last + 1 : last, this.#chunks.length - 1);
    const middle = this.slice(this.#offsets[begin]!, from) + text + this.slice(to, this.#offsets[stop + 1]!);
    return new Text([...this.#chunks.slice(0, begin), ...split(middle), ...this.#chunks.slice(stop + 1)]);
  }

  /** The text after edits, each of which is against the text that the ones before it left. */
  edited(edits: readonly TextEdit[]): Text {
    let text: Text = this;
    for (const edit of edits) text = text.replace(edit);
    return text;
  }

  /** The offset of a place; a character beyond its line is the line's end, a line beyond the text its end. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.lineCount) return this.length;
    const start = this.#lineStart(line);
    const next = line + 1 < this.lineCount ? this.#lineStart(line + 1) : this.length;
    let end = next;
    while (end > start && isLineEnding(this.charCodeAt(end - 1))) end -= 1;
    return Math.min(start + Math.max(0, character), end);
  }

  positionAt(offset: number): Position {
    const at = Math.min(Math.max(0, Math.floor(offset)), this.length);
    if (this.#chunks.length === 0) return { line: 0, character: 0 };
    const index = Math.min(this.#chunkAt(at), this.#chunks.length - 1);
    const inChunk = countUpTo(this.#lineStartsOf(index), at - this.#offsets[index]!);
    const line = this.#lineOffsets()[index]! + inChunk;
    const character = at - this.#lineStart(line);
    // Between `\r` and `\n` is no place: the line ends before both.
    const inside = character > 0 && this.charCodeAt(at - 1) === 13 && this.charCodeAt(at) === 10;
    return { line, character: inside ? character - 1 : character };
  }

  /** The last chunk that begins at or before `offset`. */
  #chunkAt(offset: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#offsets[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  #lineStart(line: number): number {
    if (line === 0) return 0;
    const lines = this.#lineOffsets();
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines[middle]! < line) low = middle + 1;
      else high = middle;
    }
    const index = low - 1;
    return this.#offsets[index]! + this.#lineStartsOf(index)[line - lines[index]! - 1]!;
  }

  #lineOffsets(): Float64Array {
    if (this.#lines === undefined) {
      this.#lines = new Float64Array(this.#chunks.length + 1);
      for (let i = 0; i < this.#chunks.length; i += 1) {
        this.#lines[i + 1] = this.#lines[i]! + this.#lineStartsOf(i).length;
      }
    }
    return this.#lines;
  }

  #lineStartsOf(index: number): Uint32Array {
    const chunk = this.#chunks[index]!;
    chunk.lineStarts ??= lineStartsIn(chunk.text);
    return chunk.lineStarts;
  }
}

const isLineEnding = (code: number): boolean => code === 10 || code === 13;

function split(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + chunkSize, text.length);
    while (end < text.length && isUnsplittable(text.charCodeAt(end - 1), text.charCodeAt(end))) end += 1;
    chunks.push({ text: text.slice(start, end), lineStarts: undefined });
    start = end;
  }
  return chunks;
}

const isUnsplittable = (before: number, behind: number): boolean =>
  (before === 13 && behind === 10) ||
  (before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff);

function lineStartsIn(text: string): Uint32Array {
  const starts: number[] = [];
  for (const ending of text.matchAll(/\r\n|\r|\n/g)) starts.push(ending.index + ending[0].length);
  return Uint32Array.from(starts);
}

/** How many of the sorted values are at most `limit`. */
function countUpTo(values: Uint32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
