import { failureText, jsonOf, statusFailure } from '../failure.ts';
import type { Network, ServiceAnswer } from '../network.ts';
import { isObject } from '../record.ts';
import type { RunningZotero } from './probe.ts';

/** The user's libraries at zotero.org, asked as a Zotero on this machine is. */
export type WebZotero =
  | { readonly kind: 'open'; readonly network: Network; readonly zotero: RunningZotero }
  | { readonly kind: 'closed'; readonly message: string };

/** Keys are made at zotero.org/settings/keys. */
const isZoteroKey = (key: string): boolean => /^[A-Za-z\d]{10,64}$/.test(key);

/**
 * Opens Zotero's web API with a key of the user's. What the local API has under `/api/users/0` is there under
 * the user's number; of all else nothing is there. The key goes to zotero.org alone.
 */
export async function openWebZotero(asked: Network, key: string): Promise<WebZotero> {
  if (!isZoteroKey(key))
    return closed(
      'This is no key of zotero.org. Make one at zotero.org/settings/keys/new; reading is enough.',
    );
  const network = withoutKey(asked, key);
  const headers = { 'Zotero-API-Key': key, 'Zotero-API-Version': '3' };
  const answer = await network.ask({ service: 'zotero-web', path: '/keys/current', headers });
  if (answer.kind === 'answer' && (answer.status === 403 || answer.status === 404))
    return closed(
      'zotero.org does not know this key. Look at zotero.org/settings/keys whether it is still there, or make another.',
    );
  const got = jsonOf('zotero-web', answer);
  if (got.kind === 'failed') return closed(failureText(got.failure));
  const user = got.kind === 'json' && isObject(got.value) ? got.value['userID'] : undefined;
  if (typeof user !== 'number' || !Number.isSafeInteger(user))
    return closed(
      'What answers for zotero.org does not say whose the key is. Check its address in psycite.services.',
    );
  return {
    kind: 'open',
    network: {
      isReplaced: (service) => network.isReplaced(service),
      ask: (request) => askWeb(network, request.path, { ...request.headers, ...headers }, user),
    },
    zotero: {
      kind: 'running',
      version: '',
      localApi: true,
      betterBibtex: undefined,
      message: 'zotero.org answers.',
    },
  };
}

/** What a service says is shown, and a service may say what it was sent. */
const withoutKey = (network: Network, key: string): Network => ({
  isReplaced: (service) => network.isReplaced(service),
  ask: async (request) => {
    const answer = await network.ask(request);
    if (answer.kind === 'answer') return { ...answer, text: answer.text.replaceAll(key, '…') };
    const { service, fault } = answer.failure;
    const shown = Object.entries(fault).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? value.replaceAll(key, '…') : value,
    ]);
    return { kind: 'failed', failure: { service, fault: Object.fromEntries(shown) as typeof fault } };
  },
});

const closed = (message: string): WebZotero => ({ kind: 'closed', message });

async function askWeb(
  network: Network,
  path: string,
  headers: Readonly<Record<string, string>>,
  user: number,
): Promise<ServiceAnswer> {
  const there = /^\/api(\/(?:users\/0|groups\/\d{1,12})\/.*)$/s.exec(path)?.[1];
  if (there === undefined) return { kind: 'answer', status: 404, headers: new Map(), text: '' };
  const { 'Zotero-Allowed-Request': _ofTheLocalApi, ...sent } = headers;
  const answer = await network.ask({
    service: 'zotero-web',
    path: there.replace(/^\/users\/0\//, `/users/${user}/`),
    headers: sent,
    limit: maxPageSize,
  });
  if (answer.kind === 'failed') return answer;
  if (answer.status >= 400 && answer.status !== 404) return statusFailure('zotero-web', answer);
  // Its versions are not those of a Zotero on this machine.
  return { ...answer, headers: new Map([...answer.headers, ['zotero-server-id', `zotero.org ${user}`]]) };
}

/** Bytes of a page of items. */
const maxPageSize = 40_000_000;
