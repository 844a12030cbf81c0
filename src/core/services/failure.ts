import { oneLine } from '../render/escape.ts';
import { parseJson } from './json.ts';
import type { Fault, HttpAnswer, ServiceAnswer, ServiceFailure } from './network.ts';
import { isObject } from './record.ts';
import { type ServiceName, services } from './services.ts';

/** One sentence of what happened and one of what to do next. What the service said is quoted on one line. */
export function failureText({ service, fault }: ServiceFailure): string {
  const title = services[service].title.replace(/^the /, 'The ');
  const other = `name another address with --service ${service}=URL or in the setting psycite.services`;
  switch (fault.kind) {
    case 'unreachable':
      return `${title} cannot be reached (${oneLine(fault.detail, 100)}). Check the connection, or ${other}.`;
    case 'dropped':
      return `${title} broke off its answer. Try again; if it stays so, ${other}.`;
    case 'timeout':
      return `${title} did not answer within ${fault.seconds} s. Try again later, or ${other}.`;
    case 'too-large':
      return `${title} sent more than ${fault.megabytes} MB, which is no record of a work. Check the address, or ${other}.`;
    case 'redirect':
      return `${title} sent PsyCite on to ${oneLine(fault.address, 200)}, which is not followed: redirects lead to https alone, a few at most. Check the address of the service, or ${other}.`;
    case 'status':
      return statusText(title, fault, other);
    case 'over':
      return `${title} was not asked to the end: the ${fault.seconds} s of this command were over. Run it again for what is missing.`;
    case 'busy':
      return `${title} asks to be left alone for ${fault.seconds} s. Run the command again then.`;
    case 'error':
      return `${title} answered with an error${said(fault.said)}. Try again later, or ${other}.`;
    case 'unreadable':
      return `${title} did not answer with ${fault.wanted}${said(fault.said)}. Check that the address is that of the service (a login page in between?), or ${other}.`;
    case 'off':
      return `${title} is not asked here: the network is off.`;
    case 'cancelled':
      return `${title} was not asked to the end: the command was cancelled.`;
  }
}

function statusText(title: string, fault: Fault & { kind: 'status' }, other: string): string {
  const { status } = fault;
  const words = said(fault.said);
  if (status === 429) {
    const wait = fault.wait ? `${Math.ceil(fault.wait)} s` : 'a few minutes';
    return `${title} has had too many requests (429)${words}. Wait ${wait}, then run the command again.`;
  }
  if (status >= 500) {
    const when = fault.wait ? `in ${Math.ceil(fault.wait)} s` : 'later';
    return `${title} has a fault of its own (${status})${words}. Try again ${when}, or ${other}.`;
  }
  if (status === 401 || status === 403 || status === 407)
    return `${title} refused the request (${status})${words}. Check that this machine may use it, or ${other}.`;
  return `${title} did not understand the request (${status})${words}. Check the identifier and the address, or ${other}.`;
}

const said = (text: string): string => (text === '' ? '' : `: “${text}”`);

/** The first words of a body, without markup: a login page or a reason. */
export function saidBy(text: string): string {
  const words = text
    .slice(0, 4_000)
    .replace(/<(?:script|style)\b[^<]{0,2000}/gi, ' ')
    .replace(/<[^<>]{0,500}>/g, ' ');
  return oneLine(words.replace(/\s+/g, ' ').trim(), 120);
}

export const failed = (service: ServiceName, fault: Fault): { kind: 'failed'; failure: ServiceFailure } => ({
  kind: 'failed',
  failure: { service, fault },
});

/** What a status other than success says, as the failure of its service. */
export const statusFailure = (service: ServiceName, { status, text }: HttpAnswer) =>
  failed(service, { kind: 'status', status, said: saidBy(text) });

export type JsonAnswer =
  | { readonly kind: 'json'; readonly value: unknown; readonly headers: ReadonlyMap<string, string> }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** JSON that is not what the service sends: of a page in between, or of another service. */
export const unexpected = (service: ServiceName, wanted: string, value: unknown) =>
  failed(service, { kind: 'unreadable', wanted, said: saidBy(JSON.stringify(value) ?? '') });

/** The JSON of a successful answer; `none` where the service knows no such thing (404, 410). */
export function jsonOf(service: ServiceName, answer: ServiceAnswer): JsonAnswer {
  if (answer.kind === 'failed') return answer;
  const { status, text, headers } = answer;
  if (status === 404 || status === 410) return { kind: 'none' };
  if (status < 200 || status > 299) return statusFailure(service, answer);
  const parsed = parseJson(text);
  if (parsed === undefined)
    return failed(service, { kind: 'unreadable', wanted: 'JSON', said: saidBy(text) });
  const { value } = parsed;
  const error = errorIn(value);
  return error === undefined
    ? { kind: 'json', value, headers }
    : failed(service, { kind: 'error', said: error });
}

/** What JSON says that tells of an error in the place of an answer, whatever its status. */
function errorIn(value: unknown): string | undefined {
  // JSON-RPC and the ID converter have their own ways to tell of what they do not know.
  if (!isObject(value) || 'title' in value || 'jsonrpc' in value || 'records' in value) return undefined;
  const error = value['error'] ?? value['errors'];
  if (error !== undefined && error !== null && error !== false)
    return saidBy(reasonOf(error) || reasonOf(value));
  return /^(?:error|failed|fail)$/i.test(String(value['status'])) ? saidBy(reasonOf(value)) : undefined;
}

const reasonNames = [
  'message',
  'description',
  'detail',
  'title',
  'reason',
  'error_description',
  'name',
] as const;

/** The first words in it, as far as errors are nested. */
function reasonOf(error: unknown, depth = 0): string {
  if (typeof error === 'string') return error;
  if (depth > 3) return '';
  if (Array.isArray(error)) return reasonOf(error[0], depth + 1);
  if (!isObject(error)) return '';
  return reasonNames.map((name) => reasonOf(error[name], depth + 1)).find((reason) => reason !== '') ?? '';
}
