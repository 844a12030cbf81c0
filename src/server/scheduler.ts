import type { Clock } from './host.ts';

/** How long one slice of work may hold the event loop, in ms. */
const slice = 8;

/** Something that can be told to stop. */
export interface Cancellable {
  readonly cancelled: boolean;
}

/** Runs long work in slices, so that a request never waits for more than one of them. */
export class Scheduler {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Drives `work` to its end; undefined where it was cancelled on the way. `progress` gets the share done.
   */
  async run<T>(
    work: Generator<number, T>,
    signal: Cancellable,
    progress?: (share: number) => void,
  ): Promise<T | undefined> {
    for (;;) {
      const until = this.#clock.now() + slice;
      do {
        if (signal.cancelled) return undefined;
        const step = work.next();
        if (step.done) return step.value;
        progress?.(step.value);
      } while (this.#clock.now() < until);
      await this.#clock.yield();
    }
  }
}

/** Calls back once things have been quiet for a while, by key. */
export class Debouncer {
  readonly #clock: Clock;
  readonly #pending = new Map<string, { readonly cancel: () => void; readonly callback: () => void }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  schedule(key: string, delay: number, callback: () => void): void {
    this.cancel(key);
    const cancel = this.#clock.after(delay, () => {
      this.#pending.delete(key);
      callback();
    });
    this.#pending.set(key, { cancel, callback });
  }

  /** Calls back after a while, however often it is asked meanwhile. */
  scheduleOnce(key: string, delay: number, callback: () => void): void {
    if (!this.#pending.has(key)) this.schedule(key, delay, callback);
  }

  cancel(key: string): void {
    this.#pending.get(key)?.cancel();
    this.#pending.delete(key);
  }

  /** Calls back at once where that is still to come: somebody waits for it. */
  flush(key: string): void {
    const callback = this.#pending.get(key)?.callback;
    this.cancel(key);
    callback?.();
  }

  dispose(): void {
    for (const { cancel } of this.#pending.values()) cancel();
    this.#pending.clear();
  }
}
