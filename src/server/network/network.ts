import {
  type Fault,
  failed,
  type HttpAnswer,
  maxAnswerSize,
  type Network,
  type ServiceAddresses,
  type ServiceAnswer,
  type ServiceName,
  type ServiceRequest,
  saidBy,
  services,
} from '../../core/index.ts';
import type { Clock } from '../host.ts';
import { Pace, pause } from './pace.ts';
import { isTransportError, type Transport, type TransportAnswer, TransportError } from './transport.ts';

export interface NetworkOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** What replaces the services' own addresses. */
  readonly addresses: ServiceAddresses;
  /** Ends every request of the command. */
  readonly signal: AbortSignal;
  /** Milliseconds from now after which no service is asked any more; for ever unless told. */
  readonly time?: number;
  readonly userAgent: string;
}

/** Milliseconds for one request, its redirects counted in. */
const requestTime = 10_000;
/**
 * Milliseconds after which a service that answers nothing is given up for the rest of the command, and which
 * a command has that asks for one work.
 */
export const serviceTime = 25_000;
/**
 * Milliseconds more for each further work: the slowest of the services is asked once in three seconds.
 */
const timeOfWork = 4_000;

/** Milliseconds of a command that looks up so many works. */
export const timeFor = (works: number): number => serviceTime + Math.max(0, works - 1) * timeOfWork;

const maxRedirects = 5;
/** Waits before a request is made again where the service does not say how long. */
const backOff = [500, 1_500];

/** The network of one command. */
export function openNetwork(options: NetworkOptions): Network {
  const states = new Map<ServiceName, ServiceState>();
  const end = options.clock.now() + (options.time ?? Number.POSITIVE_INFINITY);
  return {
    isReplaced: (service) => options.addresses.has(service),
    ask(request) {
      const { service } = request;
      const state = states.get(service) ?? new ServiceState(options.clock, service, end);
      states.set(service, state);
      const work = () => answerOf(request, state, options);
      return state.pace.run(work, options.signal, () => state.isOver || isHeldTooLong(state));
    },
  };
}

class ServiceState {
  readonly pace: Pace;
  readonly #clock: Clock;
  /** When the command ends. */
  readonly #end: number;
  /** When the service was first asked since it last gave an answer. */
  #silentSince: number | undefined;
  lastFault: Fault | undefined;
  /** The service wants no request before this time, and what it said of that. */
  #held: { readonly until: number; readonly fault: Fault } | undefined;

  constructor(clock: Clock, service: ServiceName, end: number) {
    const { interval, parallel } = services[service];
    this.#clock = clock;
    this.#end = end;
    this.pace = new Pace(clock, interval, parallel);
  }

  /** Milliseconds that are left for the service to say anything. */
  timeLeft(): number {
    this.#silentSince ??= this.#clock.now();
    return Math.min(this.#silentSince + serviceTime, this.#end) - this.#clock.now();
  }

  /** Nothing is asked any more: the command is over, or the service was given up. */
  get isOver(): boolean {
    const now = this.#clock.now();
    return now >= this.#end || (this.#silentSince !== undefined && now >= this.#silentSince + serviceTime);
  }

  answered(): void {
    this.#silentSince = undefined;
    this.lastFault = undefined;
  }

  /** The service asks to be left alone for some milliseconds, by whichever of the requests. */
  hold(time: number, fault: Fault): void {
    const until = this.#clock.now() + time;
    if (this.#held === undefined || until > this.#held.until) this.#held = { until, fault };
  }

  /** Milliseconds that the service still asks for, and what it said. */
  get held(): { readonly time: number; readonly fault: Fault } | undefined {
    const time = (this.#held?.until ?? 0) - this.#clock.now();
    return this.#held !== undefined && time > 0 ? { time, fault: this.#held.fault } : undefined;
  }
}

/** A service that asks for more patience than the command has is not asked again. */
const isHeldTooLong = (state: ServiceState): boolean => {
  const { held } = state;
  return held !== undefined && held.time >= state.timeLeft();
};

async function answerOf(
  request: ServiceRequest,
  state: ServiceState,
  options: NetworkOptions,
): Promise<ServiceAnswer> {
  const { service } = request;
  for (let attempt = 0; ; attempt += 1) {
    if (options.signal.aborted) return failed(service, { kind: 'cancelled' });
    const { held } = state;
    if (held !== undefined) {
      if (isHeldTooLong(state)) return failed(service, held.fault);
      await pause(options.clock, held.time, options.signal);
      await state.pace.turn(options.signal);
      if (options.signal.aborted) return failed(service, { kind: 'cancelled' });
    }
    const left = state.timeLeft();
    if (left <= 0) return failed(service, state.lastFault ?? overFault(options));
    const got = await attempted(request, Math.min(requestTime, left), options);
    if (got.kind === 'answer') {
      state.answered();
      const rest = retryAfter(got.headers.get('backoff'));
      if (rest !== undefined) state.hold(rest, { kind: 'busy', seconds: Math.ceil(rest / 1000) });
      return got;
    }
    // Less time than a request has is no time to blame the service for.
    if (got.fault.kind === 'timeout' && left < requestTime)
      return failed(service, state.lastFault ?? overFault(options));
    state.lastFault = got.fault;
    if (got.wait !== undefined) state.hold(got.wait, got.fault);
    const wait = got.retry ? (got.wait ?? backOff[attempt]) : undefined;
    if (wait === undefined || attempt >= backOff.length || wait >= state.timeLeft())
      return failed(service, got.fault);
    if (got.wait === undefined) await pause(options.clock, wait, options.signal);
    if (!state.held) await state.pace.turn(options.signal);
  }
}

const overFault = ({ time = serviceTime }: NetworkOptions): Fault => ({
  kind: 'over',
  seconds: Math.round(time / 1000),
});

interface Failing {
  readonly kind: 'failing';
  readonly fault: Fault;
  /** Worth asking again. */
  readonly retry: boolean;
  /** Milliseconds that the service asks to wait. */
  readonly wait?: number;
}

const failing = (fault: Fault, retry = false): Failing => ({ kind: 'failing', fault, retry });

async function attempted(
  request: ServiceRequest,
  time: number,
  options: NetworkOptions,
): Promise<HttpAnswer | Failing> {
  const limit = request.limit ?? maxAnswerSize;
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
  };
  const stopTimer = options.clock.after(time, stop);
  options.signal.addEventListener('abort', stop);
  try {
    const got = await followed(request, limit, controller.signal, options);
    return 'kind' in got ? got : judged(got);
  } catch (error) {
    const { kind, detail } = isTransportError(error) ? error : new TransportError('unreachable');
    if (options.signal.aborted) return failing({ kind: 'cancelled' });
    if (controller.signal.aborted) return failing({ kind: 'timeout', seconds: Math.ceil(time / 1000) });
    if (kind === 'too-large') return failing({ kind: 'too-large', megabytes: Math.round(limit / 1_000_000) });
    if (kind === 'dropped') return failing({ kind: 'dropped' }, true);
    return failing({ kind: 'unreachable', detail });
  } finally {
    stopTimer();
    options.signal.removeEventListener('abort', stop);
  }
}

/** Requests one address after the other, as the answers send on. */
async function followed(
  request: ServiceRequest,
  limit: number,
  signal: AbortSignal,
  options: NetworkOptions,
): Promise<TransportAnswer | Failing> {
  const { service, host, body } = request;
  const { main, search = main }: { main: string; search?: string } = services[service].hosts;
  const base = options.addresses.get(service) ?? (host === 'search' ? search : main);
  const start = new URL(base + request.path);
  const common = { accept: request.accept ?? 'application/json', 'user-agent': options.userAgent };
  let url = start;
  for (let hops = 0; ; hops += 1) {
    // What was meant for one machine alone (a key) is not handed to another.
    const own = url.origin === start.origin ? request.headers : {};
    const answer = await options.transport({
      method: body === undefined ? 'GET' : 'POST',
      url,
      headers: { ...common, ...own },
      ...(body === undefined ? {} : { body }),
      limit,
      signal,
    });
    const to = redirectOf(answer);
    if (to === undefined) return answer;
    const next = URL.canParse(to, url) ? new URL(to, url) : undefined;
    const isAllowed = next !== undefined && (next.protocol === 'https:' || next.origin === start.origin);
    if (!isAllowed || hops === maxRedirects || body !== undefined)
      return failing({ kind: 'redirect', address: next?.href ?? to });
    url = next;
    url.username = '';
    url.password = '';
  }
}

const redirectOf = ({ status, headers }: TransportAnswer): string | undefined =>
  [301, 302, 303, 307, 308].includes(status) ? headers.get('location') : undefined;

function judged({ status, headers, body }: TransportAnswer): HttpAnswer | Failing {
  const read = readText(body, headers.get('content-type'));
  const text = read ?? new TextDecoder().decode(body);
  if (read === undefined && status >= 200 && status < 300)
    return failing({ kind: 'unreadable', wanted: 'text in UTF-8', said: saidBy(text) });
  if (status !== 429 && status < 500) return { kind: 'answer', status, headers, text };
  const wait = retryAfter(headers.get('retry-after'));
  const seconds = wait === undefined ? {} : { wait: wait / 1000 };
  const fault: Fault = { kind: 'status', status, said: saidBy(text), ...seconds };
  // 501 and 505 say what the service will never do.
  return { ...failing(fault, status !== 501 && status !== 505), ...(wait === undefined ? {} : { wait }) };
}

/**
 * UTF-8, or what the header says; undefined for what is neither, for letters of names would be lost. An
 * answer that breaks off may do so within a character.
 */
function readText(body: Uint8Array, type = ''): string | undefined {
  const charset = /;\s{0,10}charset\s{0,5}=\s{0,5}"?([\w-]{2,30})/i.exec(type)?.[1] ?? 'utf-8';
  // JSON is UTF-8 whatever a careless header says, but for what has zero bytes in it.
  const names = /^utf-?16/i.test(charset) ? [charset] : ['utf-8', charset];
  for (const name of names)
    try {
      return new TextDecoder(name, { fatal: true }).decode(body, { stream: true });
    } catch {
      // In another encoding, or one that is not known here.
    }
  return undefined;
}

/** A day: what asks for more is asked again then. */
const maxPatience = 86_400_000;

/** Milliseconds that a service asks to be left alone for with its answer, by whoever asks it next. */
export function patienceFor(answer: ServiceAnswer): number {
  const wanted =
    answer.kind === 'answer'
      ? ['retry-after', 'backoff'].map((name) => retryAfter(answer.headers.get(name)) ?? 0)
      : [waitOf(answer.failure.fault) * 1000];
  return Math.min(Math.max(...wanted), maxPatience);
}

const waitOf = (fault: Fault): number =>
  fault.kind === 'busy' ? fault.seconds : fault.kind === 'status' ? (fault.wait ?? 0) : 0;

/** Milliseconds; the header holds seconds or a date. */
function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
