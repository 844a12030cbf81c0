/**
 * One request to one address, shaped like fetch. A platform's part of the network: it follows and retries
 * nothing.
 */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes of the answer at most. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface TransportAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/**
 * The only error that a transport throws. Known by its name: a chunk that is loaded when it is used has its
 * own class.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';

  constructor(
    readonly kind: 'unreachable' | 'dropped' | 'too-large' | 'aborted',
    readonly detail = '',
  ) {
    super(detail);
  }
}

export const isTransportError = (error: unknown): error is TransportError =>
  error instanceof Error && error.name === 'TransportError';
