import type { Bibliography, Text } from '../core/index.ts';
import type { Cancellable } from './scheduler.ts';

/** One reading of one bibliography. */
export class Load implements Cancellable {
  cancelled = false;
  done = false;
  whenDone: Promise<void> = Promise.resolve();
  readonly whenSmall: Promise<void>;
  readonly whenParsed: Promise<void>;
  #release: () => void = () => undefined;
  #parsed: () => void = () => undefined;

  constructor() {
    this.whenSmall = new Promise((resolve) => {
      this.#release = resolve;
    });
    this.whenParsed = new Promise((resolve) => {
      this.#parsed = resolve;
    });
  }

  /** The file turned out large: whoever waits for small files goes on without it. */
  tellLarge(): void {
    this.#release();
  }

  /** The entries are known. */
  tellParsed(): void {
    this.#parsed();
  }

  finish(): void {
    this.done = true;
    this.#parsed();
    this.#release();
  }
}

/**
 * True where a file that was good now ends in the middle of something and holds fewer entries: another program
 * is still writing it (Better BibTeX writes in place).
 */
export function isHalfWritten(before: Bibliography, now: Bibliography, text: Text): boolean {
  if (now.size >= before.size) return false;
  if (text.length === 0) return before.size > 0;
  const last = now.problems.at(-1);
  return last !== undefined && last.code === 'bib-syntax' && last.end >= text.length - 2;
}
