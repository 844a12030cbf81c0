import { Char } from './characters.ts';

/**
 * Finds the brace that closes another, for the scanner's looks ahead. Whatever is asked, each character is
 * read once: what was read for one question answers later ones. Questions come in rising order of place.
 * Braces count as BibTeX counts them: a backslash before one changes nothing.
 */
export class BraceMatcher {
  readonly #text: string;
  /** Offsets of opening braces read so far, rising, and of the braces that close them, or -1. */
  #opens: number[] = [];
  #closes: number[] = [];
  /** Places in `opens` of those still open. */
  #stack: number[] = [];
  #from = 0;
  #read = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Says that what stands before `offset` will not be asked for again. */
  begin(offset: number): void {
    if (offset >= this.#from && offset < this.#read) return;
    this.#opens = [];
    this.#closes = [];
    this.#stack = [];
    this.#from = offset;
    this.#read = offset;
  }

  /** The offset of the brace that closes the one at `open`, or -1 where none does before `limit`. */
  closing(open: number, limit: number): number {
    const end = Math.min(limit, this.#text.length);
    this.#readTo(open + 1);
    const place = this.#placeOf(open);
    while (this.#closes[place]! < 0 && this.#read < end) this.#readTo(Math.min(end, this.#read + 1024));
    const close = this.#closes[place]!;
    return close < limit ? close : -1;
  }

  #readTo(end: number): void {
    for (; this.#read < end; this.#read += 1) {
      const code = this.#text.charCodeAt(this.#read);
      if (code === Char.OpenBrace) {
        this.#stack.push(this.#opens.length);
        this.#opens.push(this.#read);
        this.#closes.push(-1);
      } else if (code === Char.CloseBrace) {
        const place = this.#stack.pop();
        if (place !== undefined) this.#closes[place] = this.#read;
      }
    }
  }

  #placeOf(open: number): number {
    let low = 0;
    let high = this.#opens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#opens[middle]! < open) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
