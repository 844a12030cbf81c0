import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import {
  isTransportError,
  type TransportAnswer,
  TransportError,
  type TransportRequest,
} from './transport.ts';

/**
 * Node's `http`, not its `fetch`: Zotero drops what looks like a browser, and answers without length are read
 * to the close.
 */
export function nodeTransport(request: TransportRequest): Promise<TransportAnswer> {
  return new Promise((resolve, reject) => {
    const { url, method, headers, body, signal } = request;
    const options: RequestOptions = {
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      signal,
    };
    let answering = false;
    const fail = (error: unknown) => {
      reject(asTransportError(error, signal.aborted, answering));
    };
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (incoming) => {
      answering = true;
      received(incoming, request.limit).then(resolve, fail);
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

async function received(incoming: IncomingMessage, limit: number): Promise<TransportAnswer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) {
      incoming.destroy();
      throw new TransportError('too-large');
    }
    chunks.push(chunk);
  }
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const body = await unpacked(Buffer.concat(chunks), headers.get('content-encoding'), limit);
  return { status: incoming.statusCode ?? 0, headers, body };
}

const unpackers = new Map([
  ['gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['x-gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate)],
  ['br', promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress)],
]);

/** Some servers pack what was asked for plain. */
async function unpacked(body: Buffer, encoding: string | undefined, limit: number): Promise<Uint8Array> {
  const unpack = unpackers.get(encoding?.trim().toLowerCase() ?? '');
  if (unpack === undefined) return body;
  try {
    return await unpack(body, { maxOutputLength: limit });
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new TransportError(tooLarge ? 'too-large' : 'dropped');
  }
}

function asTransportError(error: unknown, aborted: boolean, answering: boolean): TransportError {
  if (isTransportError(error)) return error;
  if (aborted) return new TransportError('aborted');
  const { code = 'no answer' } = error as { code?: string };
  const broken = answering || code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_');
  return new TransportError(broken ? 'dropped' : 'unreachable', code);
}
