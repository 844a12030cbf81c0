import type { ServiceName } from './services.ts';

/**
 * The only door to other machines. A host gives it to a command that names what it asks, for as long as that
 * command runs and bound to its cancellation; whoever is given none asks nobody. It paces, waits, retries and
 * follows redirects as services.ts and the user's addresses say.
 */
export interface Network {
  /** Never throws: what went wrong is the answer. */
  ask(request: ServiceRequest): Promise<ServiceAnswer>;
  /** True where the user has put another address in the place of the service's own. */
  isReplaced(service: ServiceName): boolean;
}

export interface ServiceRequest {
  readonly service: ServiceName;
  /** Which of its servers; `main` unless told. */
  readonly host?: 'search';
  /** Begins with a slash; everything variable in it is percent-encoded already. */
  readonly path: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes the request a POST. */
  readonly body?: string;
  /** Bytes of an answer at most, `maxAnswerSize` unless told. */
  readonly limit?: number;
}

/** More than any record of one work has, authors of large consortia counted. */
export const maxAnswerSize = 8_000_000;

export type ServiceAnswer = HttpAnswer | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** Whatever the service said, of any status but those that say to come again (429, 5xx). */
export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** A service that did not answer the question. */
export interface ServiceFailure {
  readonly service: ServiceName;
  readonly fault: Fault;
}

export type Fault =
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'too-large'; readonly megabytes: number }
  | { readonly kind: 'redirect'; readonly address: string }
  | { readonly kind: 'status'; readonly status: number; readonly said: string; readonly wait?: number }
  /** The time of the command was over before it was asked. */
  | { readonly kind: 'over'; readonly seconds: number }
  /** It answers, and asks for no more requests for a while. */
  | { readonly kind: 'busy'; readonly seconds: number }
  /** Said with a status of success. */
  | { readonly kind: 'error'; readonly said: string }
  | { readonly kind: 'unreadable'; readonly wanted: string; readonly said: string }
  | { readonly kind: 'off' }
  | { readonly kind: 'cancelled' };
