import { hash } from '../../base/hash.ts';
import { RecentMap } from '../../base/recentMap.ts';
import type { Reference } from '../../core/index.ts';
import type {
  FormatRequest,
  FormattedDocument,
  FormattingProblem,
  FromWorker,
  ToWorker,
} from './messages.ts';

/**
 * A thread that runs `node.ts` or `web.ts` of this folder. The host makes it; this file knows no platform.
 */
export interface FormatterThread {
  post(message: ToWorker): void;
  /** Called once, before the first `post`. */
  listen(onMessage: (message: FromWorker) => void, onFailure: () => void): void;
  stop(): void;
}

export interface FormatterOptions {
  readonly start: () => FormatterThread;
  /** Calls back once after `delay` ms; the answer cancels it. */
  readonly after: (delay: number, callback: () => void) => () => void;
}

/**
 * Milliseconds: longer than any real style takes to build on a slow machine, and to print a work or a
 * citation there.
 */
const patience = 20_000;
const patienceForEach = 100;
/** A thread that dies this often is not started again. */
const maxFailures = 3;
/** How long no other card is asked for before a reference is formatted for its card, ms. */
const restingTime = 300;
/** Formatted references kept for cards. */
const maxRemembered = 500;
/** Milliseconds without a request after which the thread is stopped; an engine holds some 30 MB. */
const idleTime = 5 * 60_000;

interface Waiting {
  readonly request: ToWorker;
  readonly resolve: (answer: FromWorker | undefined) => void;
}

/**
 * Formats references in a CSL style without ever blocking: in a thread that is started at the first request
 * and, if it hangs or dies, stopped and started anew. One request at a time is with the thread.
 */
export class Formatter {
  readonly #options: FormatterOptions;
  readonly #waiting: Waiting[] = [];
  readonly #remembered = new RecentMap<string, string>(maxRemembered);
  readonly #asked = new Set<string>();
  #thread: FormatterThread | undefined;
  #cancelTimer: (() => void) | undefined;
  #cancelResting: (() => void) | undefined;
  #failures = 0;
  #nextId = 0;

  constructor(options: FormatterOptions) {
    this.#options = options;
  }

  /** One reference as plain text, without number. Undefined where the style is not to be had. */
  async format(reference: Reference, style: string, locale = ''): Promise<string | undefined> {
    const name = cacheName(reference, style, locale);
    const known = this.#remembered.get(name);
    if (known !== undefined) return known;
    const answer = await this.#request({ references: [reference], style, locale, numbered: false });
    const text = answer?.texts?.[0];
    if (text !== undefined) this.#remembered.set(name, text);
    return text;
  }

  /**
   * The reference where it was formatted before; else undefined, and it is formatted for the next time, once
   * the pointer has rested on it: who sweeps over a page of citations starts no thread and fills no queue.
   */
  formatted(reference: Reference, style: string, locale = ''): string | undefined {
    const name = cacheName(reference, style, locale);
    const known = this.#remembered.get(name);
    this.#cancelResting?.();
    if (known !== undefined || this.#asked.has(name)) return known;
    this.#cancelResting = this.#options.after(restingTime, () => {
      this.#asked.add(name);
      void this.format(reference, style, locale).then(() => this.#asked.delete(name));
    });
    return undefined;
  }

  /** A whole bibliography, in the style's order, numbered where the style numbers. */
  async formatBibliography(
    references: readonly Reference[],
    style: string,
    locale = '',
  ): Promise<readonly string[] | undefined> {
    if (references.length === 0) return [];
    return (await this.#request({ references, style, locale, numbered: true }))?.texts ?? undefined;
  }

  /** The citations of a document and its bibliography, or why the style gives none. */
  async formatDocument(
    request: Omit<FormatRequest, 'numbered'> & Required<Pick<FormatRequest, 'clusters'>>,
  ): Promise<FormattedDocument | FormattingProblem> {
    const answer = await this.#request({ ...request, numbered: true });
    return answer?.document ?? { problem: answer?.problem ?? 'takes too long' };
  }

  /** The CSL of a shipped style, by its name. */
  async styleText(style: string): Promise<string | undefined> {
    const request = { references: [], style, locale: '', numbered: false, wantsStyle: true } as const;
    return (await this.#request(request))?.texts?.[0];
  }

  /** Stops the thread; requests that wait are answered with nothing. A later request starts it anew. */
  dispose(): void {
    this.#cancelResting?.();
    this.#stopThread();
    for (const { resolve } of this.#waiting.splice(0)) resolve(undefined);
  }

  #request(request: FormatRequest): Promise<FromWorker | undefined> {
    if (this.#failures >= maxFailures) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#nextId += 1;
      this.#waiting.push({ request: { ...request, id: this.#nextId }, resolve });
      if (this.#waiting.length === 1) this.#send();
    });
  }

  #send(): void {
    const next = this.#waiting[0];
    this.#cancelTimer?.();
    if (!next) {
      this.#cancelTimer = this.#options.after(idleTime, () => this.#stopThread());
      return;
    }
    try {
      this.#thread ??= this.#startThread();
      const { references, clusters = [] } = next.request;
      const time = patience + patienceForEach * (references.length + clusters.length);
      this.#cancelTimer = this.#options.after(time, () => this.#fail());
      this.#thread.post(next.request);
    } catch {
      this.#fail();
    }
  }

  #startThread(): FormatterThread {
    const thread = this.#options.start();
    thread.listen(
      (message) => {
        if (thread === this.#thread) this.#receive(message);
      },
      () => {
        if (thread === this.#thread) this.#fail();
      },
    );
    return thread;
  }

  #receive(answer: FromWorker): void {
    if (this.#waiting[0]?.request.id !== answer.id) return;
    this.#failures = 0;
    this.#waiting.shift()!.resolve(answer);
    this.#send();
  }

  /** The thread hangs or died over the first request: that one gets no answer, the others another thread. */
  #fail(): void {
    this.#stopThread();
    this.#failures += 1;
    this.#waiting.shift()?.resolve(undefined);
    if (this.#failures >= maxFailures) this.dispose();
    else this.#send();
  }

  #stopThread(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#thread?.stop();
    this.#thread = undefined;
  }
}

const cacheName = (reference: Reference, style: string, locale: string): string =>
  `${locale}\n${style.length > 100 ? `${style.length}:${hash(style)}` : style}\n${JSON.stringify({ ...reference, abstract: undefined })}`;
