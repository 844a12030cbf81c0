import { failed, type JsonAnswer, jsonOf, saidBy, unexpected } from '../failure.ts';
import type { Network, ServiceAnswer } from '../network.ts';
import { isObject, text } from '../record.ts';

/** Without it Zotero drops what looks like a browser; with it a proxy in between may be one. */
const headers = { 'Zotero-Allowed-Request': '1', 'Zotero-API-Version': '3' };

/** Bytes of a page of items: abstracts and notes count. */
const maxPageSize = 40_000_000;
/** Of an answer that comes at once, whatever the library holds. */
const maxCallSize = 100_000_000;

/** In JSON-RPC. */
const methodNotFound = -32601;

export const askZotero = (
  network: Network,
  path: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ServiceAnswer> =>
  network.ask({ service: 'zotero', path, headers: { ...headers, ...more }, limit: maxPageSize });

/** The JSON behind a path of the local API. */
export const jsonFrom = async (network: Network, path: string): Promise<JsonAnswer> =>
  jsonOf('zotero', await askZotero(network, path));

/**
 * A method of Better BibTeX. Its errors come with status 200; `none` where it, or the method, is not there.
 */
export async function callBetterBibtex(
  network: Network,
  method: string,
  params: readonly unknown[],
): Promise<JsonAnswer> {
  const answer = await network.ask({
    service: 'zotero',
    path: '/better-bibtex/json-rpc',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }),
    limit: maxCallSize,
  });
  const got = jsonOf('zotero', answer);
  if (got.kind !== 'json') return got;
  const { value } = got;
  if (isObject(value) && 'result' in value) return { ...got, value: value['result'] };
  const error = isObject(value) ? value['error'] : undefined;
  if (!isObject(error)) return unexpected('zotero', 'JSON-RPC', value);
  if (error['code'] === methodNotFound) return { kind: 'none' };
  return failed('zotero', { kind: 'error', said: saidBy(`Better BibTeX: ${text(error['message'])}`) });
}
