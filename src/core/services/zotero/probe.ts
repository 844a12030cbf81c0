import { failureText, saidBy } from '../failure.ts';
import type { Fault, HttpAnswer, Network, ServiceAnswer } from '../network.ts';
import { askZotero, callBetterBibtex } from './requests.ts';

/** What answers where Zotero should. */
export type Probe = RunningZotero | MissingZotero;

interface MissingZotero {
  readonly kind: 'missing';
  /** Of a Zotero that runs and cannot be read from. */
  readonly version?: string;
  readonly message: string;
}

export interface RunningZotero {
  readonly kind: 'running';
  readonly version: string;
  readonly localApi: boolean;
  /** Better BibTeX's version, where it is there and ready. */
  readonly betterBibtex: string | undefined;
  /** What is there and what is missing, in one or two sentences. */
  readonly message: string;
}

/**
 * Looks who is there, before anything is asked. A Zotero of which neither way in is open counts as missing.
 */
export async function probeZotero(network: Network): Promise<Probe> {
  const where = network.isReplaced('zotero') ? 'the address that was named' : '127.0.0.1:23119';
  const ping = await askZotero(network, '/connector/ping');
  if (ping.kind === 'failed') return missing(pingFault(ping.failure.fault, where));
  if (ping.status === 400 && /host/i.test(saidBy(ping.text))) return missing(refusedHost(ping));
  const api = await askZotero(network, '/api/users/0/items?limit=1&format=keys');
  // A proxy may have taken the version away; JabRef, which uses the port too, has neither of the two.
  const version = ping.headers.get('x-zotero-version')?.slice(0, 40) ?? (isZotero(api) ? '' : undefined);
  if (version === undefined) return missing(notZotero(ping, where));
  const ready = await callBetterBibtex(network, 'api.ready', []);
  const betterBibtex = ready.kind === 'json' ? versionOf(ready.value) : undefined;
  const localApi = api.kind === 'answer' && api.status >= 200 && api.status < 300;
  if (localApi)
    return { kind: 'running', version, localApi, betterBibtex, message: open(version, betterBibtex) };
  const closed = api.kind === 'failed' ? apiFault(api.failure.fault, version) : apiStatus(api, version);
  if (betterBibtex === undefined) return { ...missing(closed), version };
  const message = `${closed} Meanwhile Better BibTeX ${betterBibtex} answers.`;
  return { kind: 'running', version, localApi, betterBibtex, message };
}

const named = (version: string): string => `Zotero ${version}`.trim();

const missing = (message: string): MissingZotero => ({ kind: 'missing', message });

function versionOf(value: unknown): string {
  const known =
    typeof value === 'object' && value !== null && 'betterbibtex' in value ? value.betterbibtex : '';
  return typeof known === 'string' ? known.slice(0, 40) : '';
}

const open = (version: string, betterBibtex: string | undefined): string =>
  betterBibtex !== undefined
    ? `${named(version)} answers, with Better BibTeX ${betterBibtex}.`
    : Number.parseInt(version, 10) >= 8
      ? `${named(version)} answers.`
      : `${named(version)} answers without Better BibTeX: works that have no citation key of their own go by Zotero's item keys. Install Better BibTeX to have the keys that your manuscripts use.`;

const elsewhere =
  'In WSL, in a container or over SSH, Zotero is on another machine: forward its port (ssh -R 23119:127.0.0.1:23119) or name its address with --service zotero=http://localhost:PORT or in the setting psycite.services.';

function pingFault(fault: Fault, where: string): string {
  switch (fault.kind) {
    case 'unreachable':
      return `Zotero is not running: nothing answers at ${where}. Start Zotero and try again. ${elsewhere}`;
    case 'timeout':
      return `Something at ${where} takes the call and says nothing for ${fault.seconds} s: Zotero may still be starting. Wait, and try again.`;
    case 'dropped':
      return `What answers at ${where} broke off in the middle. Try again; if it stays so, start Zotero anew, or close the other program that uses its port.`;
    case 'status':
      if (fault.status === 429) return failureText({ service: 'zotero', fault });
      return `Zotero has a fault of its own (${fault.status}${quotedReason(fault.said)}). Start it anew and try again.`;
    case 'cancelled':
      return 'Zotero was not asked to the end: the command was cancelled.';
    default:
      return `What answers at ${where} does not answer as Zotero does. Close that program or change its port, then start Zotero. ${elsewhere}`;
  }
}

const isZotero = (answer: ServiceAnswer): boolean =>
  answer.kind === 'answer' && answer.headers.has('zotero-api-version');

const refusedHost = ({ text }: HttpAnswer): string =>
  `Zotero refuses the name of the host (400${quotedReason(saidBy(text))}): it answers to localhost and 127.0.0.1 alone. Through a tunnel or from WSL, forward its port to your own localhost and name that: --service zotero=http://localhost:PORT, or the setting psycite.services.`;

function notZotero(answer: HttpAnswer, where: string): string {
  const said = saidBy(answer.text);
  if (answer.status === 403)
    return `What answers at ${where} refuses the request (403${quotedReason(said)}). Check that a proxy does not stand in between, and that Zotero is what uses the port.`;
  return `Another program answers at ${where}, not Zotero (${answer.status}${quotedReason(said)}); JabRef uses the same port. Close it or change its port, then start Zotero, or name Zotero's address with --service zotero=http://localhost:PORT or in the setting psycite.services.`;
}

const quotedReason = (said: string): string => (said === '' ? '' : ` “${said}”`);

function apiFault(fault: Fault, version: string): string {
  if (fault.kind !== 'timeout' && fault.kind !== 'dropped')
    return `${named(version)} runs, but its local API cannot be read from. ${failureText({ service: 'zotero', fault })}`;
  const what = fault.kind === 'timeout' ? `says nothing for ${fault.seconds} s` : 'breaks off';
  return `${named(version)} runs, but its local API ${what}: it may still be starting. Wait, and try again.`;
}

function apiStatus({ status, text }: HttpAnswer, version: string): string {
  const said = quotedReason(saidBy(text));
  if (status === 403)
    return `${named(version)} runs, but its local API is off (403${said}). Switch it on in Zotero's settings: Advanced → “Allow other applications on this computer to communicate with Zotero”.`;
  if (status === 404)
    return `${named(version)} has no local API (404${said}). Bring it up to version 7 or newer.`;
  return `${named(version)} runs, but its local API does not answer the request (${status}${said}). Bring Zotero up to date, and try again.`;
}
