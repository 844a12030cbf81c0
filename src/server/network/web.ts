import {
  isTransportError,
  type TransportAnswer,
  TransportError,
  type TransportRequest,
} from './transport.ts';

/**
 * A browser's `fetch`. It names itself, follows redirects by itself, and tells of what it was not allowed no
 * more than that it failed; what it was sent on to has to be as the network would have it.
 */
export async function webTransport(request: TransportRequest): Promise<TransportAnswer> {
  const { url, method, headers, body, limit, signal } = request;
  const { 'user-agent': _ownName, accept = '', ...own } = headers;
  const fetched = (
    redirect: 'follow' | 'manual',
    sent: Readonly<Record<string, string>>,
  ): Promise<Response> =>
    fetch(url, {
      method,
      headers: { accept, ...sent },
      redirect,
      signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      ...(body === undefined ? {} : { body }),
    });
  let response: Response | undefined;
  try {
    const isPlain = Object.keys(own).length === 0;
    response = await fetched(isPlain ? 'follow' : 'manual', own);
    // What was meant for one machine alone (a key) is not handed to another, and a page is not told to which
    // it is sent on.
    if (!isPlain && isRedirect(response)) response = await fetched('follow', {});
    const there = new URL(response.url || url);
    if (there.origin !== url.origin && there.protocol !== 'https:')
      throw new TransportError('unreachable', `it sends on to ${there.origin}`);
    const received = await bytesOf(response, limit);
    return { status: response.status, headers: new Map(response.headers), body: received };
  } catch (error) {
    if (isTransportError(error)) throw error;
    if (signal.aborted) throw new TransportError('aborted');
    if (response !== undefined) throw new TransportError('dropped');
    throw new TransportError('unreachable', 'the browser could not ask it, or was not allowed to');
  }
}

const isRedirect = ({ type, status, headers }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400 && headers.has('location'));

async function bytesOf({ body }: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length;
    if (size > limit) {
      await reader?.cancel();
      throw new TransportError('too-large');
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
