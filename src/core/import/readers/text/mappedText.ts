import { lowerBound } from '../../../../base/lowerBound.ts';
import type { Span } from '../../../../base/span.ts';

/**
 * Text made from a file by repairs (marks dropped, entities decoded, broken lines joined) that still knows
 * where each of its characters stands in the file. Whatever an import finds is found here and reported there.
 */
export class MappedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#pieces = pieces;
  }

  /** The place in the file of a span of `text`. An empty text has the place of nothing, 0. */
  place(start: number, end: number): Span {
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(Math.max(start, end - 1));
    if (first === undefined || last === undefined) return { start: 0, end: 0 };
    const from = first.copied ? first.sourceStart + (start - first.textStart) : first.sourceStart;
    const to = last.copied
      ? last.sourceStart + (Math.max(start, end - 1) - last.textStart) + 1
      : last.sourceEnd;
    return { start: from, end: Math.max(from, to) };
  }

  get span(): Span {
    return this.place(0, this.text.length);
  }

  slice(start: number, end: number = this.text.length): MappedText {
    const builder = new MappedTextBuilder();
    for (let index = this.#indexAt(start); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index];
      if (piece === undefined || piece.textStart >= end) break;
      builder.add(this.text, piece, Math.max(start, piece.textStart), Math.min(end, piece.textEnd));
    }
    return builder.build();
  }

  trim(): MappedText {
    const start = this.text.length - this.text.trimStart().length;
    const end = this.text.trimEnd().length;
    return start === 0 && end === this.text.length ? this : this.slice(start, Math.max(start, end));
  }

  /** Both, with a space that stands for whatever lay between them. */
  joinedTo(other: MappedText): MappedText {
    if (this.text === '') return other;
    if (other.text === '') return this;
    const builder = new MappedTextBuilder();
    builder.append(this);
    builder.replace(this.span.end, other.span.start, ' ');
    builder.append(other);
    return builder.build();
  }

  get pieces(): readonly Piece[] {
    return this.#pieces;
  }

  #pieceAt(offset: number): Piece | undefined {
    return this.#pieces[this.#indexAt(offset)] ?? this.#pieces.at(-1);
  }

  #indexAt(offset: number): number {
    return lowerBound(this.#pieces.length, (index) => this.#pieces[index]!.textEnd <= offset);
  }
}

/** A run of text: copied from the file character by character, or put in place of a stretch of it. */
export interface Piece {
  readonly textStart: number;
  readonly textEnd: number;
  readonly sourceStart: number;
  readonly sourceEnd: number;
  readonly copied: boolean;
}

export class MappedTextBuilder {
  readonly #texts: string[] = [];
  readonly #pieces: Piece[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  copy(source: string, start: number, end: number): void {
    if (end <= start) return;
    const last = this.#pieces.at(-1);
    const text = source.slice(start, end);
    if (last?.copied && last.sourceEnd === start) {
      this.#pieces[this.#pieces.length - 1] = {
        ...last,
        textEnd: this.#length + text.length,
        sourceEnd: end,
      };
      this.#texts.push(text);
      this.#length += text.length;
    } else this.#push(text, start, end, true);
  }

  replace(start: number, end: number, text: string): void {
    if (text !== '') this.#push(text, start, end, false);
  }

  append(other: MappedText): void {
    for (const piece of other.pieces) this.add(other.text, piece, piece.textStart, piece.textEnd);
  }

  /** Part of another text's piece, from `start` to `end` of that text. */
  add(text: string, piece: Piece, start: number, end: number): void {
    if (end <= start) return;
    const from = piece.copied ? piece.sourceStart + start - piece.textStart : piece.sourceStart;
    const to = piece.copied ? piece.sourceStart + end - piece.textStart : piece.sourceEnd;
    this.#push(text.slice(start, end), from, to, piece.copied);
  }

  build(): MappedText {
    return new MappedText(this.#texts.join(''), this.#pieces);
  }

  #push(text: string, sourceStart: number, sourceEnd: number, copied: boolean): void {
    this.#texts.push(text);
    this.#pieces.push({
      textStart: this.#length,
      textEnd: this.#length + text.length,
      sourceStart,
      sourceEnd,
      copied,
    });
    this.#length += text.length;
  }
}
