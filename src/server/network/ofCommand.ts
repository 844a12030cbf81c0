import type { CancellationToken } from 'vscode-languageserver';
import type { Network } from '../../core/index.ts';
import type { Host } from '../host.ts';
import type { Workspace } from '../workspace.ts';
import { openNetwork } from './network.ts';
import { userAgent } from './userAgent.ts';

interface Asker {
  readonly host: Host;
  readonly workspace: Workspace;
}

/**
 * The network of one command, which ends with its cancellation, or after `time` milliseconds; undefined where
 * the platform has none.
 */
export async function networkOf(
  { host, workspace }: Asker,
  token: CancellationToken,
  time?: number,
): Promise<Network | undefined> {
  const controller = new AbortController();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  return networkUntil({ host, workspace }, controller.signal, time);
}

/** The network of work that a command or a setting began and that ends by a signal. */
export async function networkUntil(
  { host, workspace }: Asker,
  signal: AbortSignal,
  time?: number,
): Promise<Network | undefined> {
  const transport = await host.loadTransport?.();
  if (transport === undefined) return undefined;
  // The settings are known then: they say which addresses are the services'.
  await workspace.packs.whenShipped;
  const { services: addresses } = workspace.store.settings;
  return openNetwork({
    transport,
    clock: host.clock,
    addresses,
    signal,
    userAgent,
    ...(time === undefined ? {} : { time }),
  });
}
