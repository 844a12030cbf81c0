import type { Clock } from '../host.ts';

/** Lets at most `parallel` pieces of work run at once, and starts them `interval` ms apart. */
export class Pace {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #next = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, interval: number, parallel: number) {
    this.#clock = clock;
    this.#interval = interval;
    this.#free = parallel;
  }

  /** Whatever `isOver` by the time that it may start waits for no turn: it asks nobody. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal, isOver: () => boolean = () => false): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      if (!isOver()) await this.turn(signal);
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  /** Waits until the next request may start; retries wait for a turn as well. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#interval;
    if (at > now) await pause(this.#clock, at - now, signal);
  }
}

/** Ends early where the command is cancelled; who waited looks at the signal. */
export function pause(clock: Clock, delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = clock.after(delay, done);
    signal.addEventListener('abort', done);
  });
}
