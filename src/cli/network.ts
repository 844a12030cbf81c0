import { baseAddress, isServiceName, type Network, type ServiceName, serviceNames } from '../core/index.ts';
import type { Host } from '../server/host.ts';
import { openNetwork } from '../server/network/network.ts';
import { userAgent } from '../server/network/userAgent.ts';
import { UsageError } from './session.ts';

/** The option of every command that asks services. */
export const serviceOption = { service: { type: 'string', multiple: true } } as const;

/**
 * The network of a command of the command line, which ends `time` milliseconds from now: what
 * `--service NAME=URL` replaces, and Ctrl+C ends.
 */
export const commandNetwork = async (
  host: Host,
  replaced: readonly string[] | undefined,
  time: number,
): Promise<Network> => (await networkOpener(host, replaced))(time);

/** The same for a command that finds out later how long it may ask; wrong addresses are told at once. */
export async function networkOpener(
  host: Host,
  replaced: readonly string[] = [],
): Promise<(time: number) => Network> {
  const addresses = new Map<ServiceName, string>();
  for (const text of replaced) {
    const [, name = '', address = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (!isServiceName(name))
      throw new UsageError(
        `--service takes NAME=URL, and “${text}” names none of the services; they are ${serviceNames.join(', ')}.`,
      );
    const base = baseAddress(address);
    if (base === undefined)
      throw new UsageError(
        `“${address}” is no base address for ${name}; write --service ${name}=https://example.org, without query.`,
      );
    addresses.set(name, base);
  }
  const transport = await host.loadTransport?.();
  if (transport === undefined) throw new UsageError('there is no network here.');
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
  });
  const { signal } = controller;
  return (time) => openNetwork({ transport, clock: host.clock, addresses, signal, time, userAgent });
}
