import type { Bibliography, Text } from '../core/index.ts';
import type { Cancellable } from './scheduler.ts';

/** One reading of one bibliography. */
export class Load implements Cancellable {
  cancelled = false;
  done = false;
  readonly whenDone: Promise<void>;
  readonly whenSmall: Promise<void>;
  readonly whenParsed: Promise<void>;
  #release: () => void = () => undefined;
  #parsed: () => void = () => undefined;
  #finished: () => void = () => undefined;

  constructor() {
    this.whenDone = new Promise((resolve) => {
      this.#finished = resolve;
    });
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

  /** Another reading takes its place, or none: whoever waits looks for that. */
  supersede(): void {
    this.cancelled = true;
    this.finish();
  }

  finish(): void {
    this.done = true;
    this.#parsed();
    this.#release();
    this.#finished();
  }
}

/**
 * True where a file that was good now ends in the middle of something and holds fewer entries: another
 * program is still writing it (Better BibTeX writes in place).
 */
export function isHalfWritten(before: Bibliography, now: Bibliography, text: Text): boolean {
  if (now.size >= before.size) return false;
  if (text.length === 0) return before.size > 0;
  const last = now.problems.at(-1);
  return last !== undefined && last.code === 'bib-syntax' && last.end >= text.length - 2;
}
