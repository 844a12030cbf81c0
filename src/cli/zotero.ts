import {
  exportFromZotero,
  type Probe,
  probeZotero,
  type RunningZotero,
  searchZotero,
} from '../core/asking.ts';
import { failureText, type Network, type ServiceFailure } from '../core/index.ts';
import { createNodeHost } from '../server/hosts/node.ts';
import { serviceTime } from '../server/network/network.ts';
import { commandNetwork, serviceOption } from './network.ts';
import { say } from './say.ts';
import { parseCommand, UsageError } from './session.ts';

/** Works that a search gives unless told otherwise. */
const usualLimit = 50;
const maxLimit = 100_000;

/**
 * `psycite zotero status|search WORDS|export KEY…`: the Zotero that runs on this machine, as JSON. Exit code
 * 1 where nothing was found, 2 where Zotero did not answer. Nothing is ever written to Zotero.
 */
export async function zotero(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, { ...serviceOption, limit: { type: 'string' } });
  const [what, ...words] = positionals;
  const limit = limitOf(values.limit);
  if (what !== 'status' && what !== 'search' && what !== 'export')
    throw new UsageError('zotero takes status, search WORDS or export KEY….');
  if (what === 'status' && words.length > 0) throw new UsageError('zotero status takes no more words.');
  if (what === 'search' && words.join('').trim() === '') throw new UsageError('zotero search needs words.');
  if (what === 'export' && words.length === 0) throw new UsageError('zotero export needs a key.');
  const network = await commandNetwork(createNodeHost(), values.service, serviceTime);
  const probe = await probeZotero(network);
  if (what === 'status') print(statusOf(probe));
  if (probe.kind === 'missing') {
    say(probe.message);
    return 2;
  }
  if (what === 'status') return 0;
  return what === 'search'
    ? search(network, probe, words.join(' '), limit)
    : exportKeys(network, probe, values.limit === undefined ? words : words.slice(0, limit));
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return usualLimit;
  const limit = Number(text);
  if (!/^\d{1,6}$/.test(text) || limit < 1 || limit > maxLimit)
    throw new UsageError(`--limit takes a number from 1 to ${maxLimit}.`);
  return limit;
}

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

const statusOf = (probe: Probe) => ({
  running: probe.version !== undefined,
  version: probe.version ?? null,
  localApi: probe.kind === 'running' && probe.localApi,
  betterBibtex: (probe.kind === 'running' ? probe.betterBibtex : undefined) ?? null,
  message: probe.message,
});

async function search(
  network: Network,
  running: RunningZotero,
  words: string,
  limit: number,
): Promise<number> {
  const found = await searchZotero(network, running, words, limit);
  if (found.kind === 'failed') return silent(found.failure);
  print({ items: found.works });
  return found.works.length > 0 ? 0 : 1;
}

async function exportKeys(
  network: Network,
  running: RunningZotero,
  keys: readonly string[],
): Promise<number> {
  const answer = await exportFromZotero(network, running, keys);
  if (answer.kind === 'failed') return silent(answer.failure);
  print(answer.items);
  for (const problem of answer.problems) say(problem);
  return answer.problems.length > 0 ? 1 : 0;
}

function silent(failure: ServiceFailure): number {
  say(failureText(failure));
  return 2;
}
