import type { Text } from '../../../base/text.ts';
import type { ScannedRecord } from './records.ts';
import { Scanner } from './scan.ts';

/** UTF-16 units of a copied window, at first. */
const usualWindow = 1 << 13;

/**
 * Keeps the engine's knowledge of scanners. Code that was compiled for them is thrown away once none is left,
 * and after some turns of that it stays slow: three times, measured.
 */
const keptScanner = new Scanner('');

/**
 * Scans a text in windows: a piece of the text as it is held, or, where a record goes beyond one, a copy of
 * what is around its end. Finds the records that a scan of the whole text finds, for what a record is depends
 * on the text up to its `reach` alone.
 */
export class WindowScanner {
  readonly #text: Text;
  readonly #firstWindow: number;
  #scanner: Scanner = keptScanner;
  /** The window in the text. */
  #base = 0;
  #end = 0;
  /** Where the next record is looked for, in the text. */
  #position: number;

  /**
   * Begins at `from`, where a record ended or the text begins. A copied window is `firstWindow` UTF-16 units
   * long, and twice as long each time where that is not enough.
   */
  constructor(text: Text, from: number, firstWindow = usualWindow) {
    this.#text = text;
    this.#firstWindow = firstWindow;
    this.#position = from;
    this.#openPiece();
  }

  /** The record found last. Its offsets are relative to `base`. */
  get record(): ScannedRecord {
    return this.#scanner;
  }

  get base(): number {
    return this.#base;
  }

  /** Scans the next record. False where there is none. */
  next(): boolean {
    for (;;) {
      const found = this.#scanner.next(this.#position - this.#base);
      const isLast = this.#end === this.#text.length;
      if (found && (isLast || this.#base + this.#scanner.reach <= this.#end)) {
        this.#position = this.#base + this.#scanner.end;
        return true;
      }
      if (isLast) return false;
      if (!found) this.#skipComment();
      this.#slide();
    }
  }

  #openPiece(): void {
    const piece = this.#text.pieceAt(this.#position);
    this.#open(piece.start, piece.text);
  }

  #open(base: number, source: string): void {
    this.#base = base;
    this.#end = base + source.length;
    this.#scanner = new Scanner(source);
  }

  /**
   * Goes on with the piece that `position` is in, or with a copy from there that goes further than the window
   * did.
   */
  #slide(): void {
    const end = this.#end;
    this.#openPiece();
    if (this.#end > end) return;
    const length = Math.max(this.#firstWindow, 2 * (end - this.#position));
    const to = Math.min(this.#text.length, this.#position + length);
    this.#open(this.#position, this.#text.slice(this.#position, to));
  }

  /**
   * What is left of the window holds no record. Scanning may go on at the start of any line before which all
   * is decided: a `%` hides no more than its line, and what stands before a line matters to no `@` on it.
   */
  #skipComment(): void {
    const { undecided } = this.#scanner;
    const end = undecided < 0 ? this.#end : this.#base + undecided;
    const source = this.#text.slice(this.#position, end);
    this.#position += Math.max(source.lastIndexOf('\n'), source.lastIndexOf('\r')) + 1;
  }
}
