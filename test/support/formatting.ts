import type { Reference } from '../../src/core/bibliography/types.ts';
import { Formatter, type FormatterThread } from '../../src/server/formatting/formatter.ts';
import type { FromWorker, ToWorker } from '../../src/server/formatting/messages.ts';
import { serveFormatting } from '../../src/server/formatting/serve.ts';

export const berman: Reference = {
  id: 'berman2000',
  type: 'article-journal',
  title: 'Antidepressant effects of ketamine in depressed patients',
  author: [
    { family: 'Berman', given: 'Robert M.' },
    { family: 'Cappiello', given: 'Angela' },
  ],
  issued: { 'date-parts': [[2000, 2, 15]] },
  'container-title': 'Biological Psychiatry',
  volume: '47',
  issue: '4',
  page: '351-354',
  DOI: '10.1016/S0006-3223(99)00230-9',
};

/** A thread that answers when told to, so that a test sees what waits. */
class FakeThread implements FormatterThread {
  readonly posted: ToWorker[] = [];
  stopped = false;
  #onMessage: (message: FromWorker) => void = () => {};
  fail: () => void = () => {};

  post(message: ToWorker): void {
    this.posted.push(structuredClone(message));
  }

  listen(onMessage: (message: FromWorker) => void, onFailure: () => void): void {
    this.#onMessage = onMessage;
    this.fail = onFailure;
  }

  stop(): void {
    this.stopped = true;
  }

  answer(texts: readonly string[] | null): void {
    this.#onMessage({ id: this.posted.at(-1)!.id, texts });
  }
}

/** A formatter on fake threads, and a clock that is moved by hand. */
export function fakeFormatter() {
  const threads: FakeThread[] = [];
  const timers = new Map<() => void, number>();
  const formatter = new Formatter({
    start() {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    after(delay, callback) {
      timers.set(callback, delay);
      return () => void timers.delete(callback);
    },
  });
  const pass = (time: number) => {
    for (const [callback, delay] of [...timers]) {
      if (delay > time) continue;
      timers.delete(callback);
      callback();
    }
  };
  return { formatter, threads, pass };
}

/** A thread that is citeproc in this thread; all share its engines, for they take long to build. */
export function threadHere(answer: (message: ToWorker) => FromWorker): FormatterThread {
  let onMessage: (message: FromWorker) => void = () => {};
  return {
    post: (message) => queueMicrotask(() => onMessage(answer(structuredClone(message)))),
    listen: (listener) => {
      onMessage = listener;
    },
    stop() {},
  };
}

/** A formatter whose thread is citeproc in this thread. */
export function realFormatter(): Formatter {
  const answer = serveFormatting();
  return new Formatter({ start: () => threadHere(answer), after: () => () => {} });
}
