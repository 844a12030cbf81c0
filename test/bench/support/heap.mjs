import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, pause } from './client.mjs';
import { ourServer } from './setUp.mjs';

/** Starts PsyCite's server so that `heapOf` can ask for its heap; one at a time in a process. */
export function startMeasured(folder, workspace) {
  process.env.HEAP_FILE = join(workspace, 'heap');
  const preload = fileURLToPath(new URL('heapOnSignal.mjs', import.meta.url));
  return Client.start(['--expose-gc', '--import', preload, ...ourServer(folder)], workspace);
}

/** The heap of such a server after a collection, in bytes. */
export async function heapOf(client) {
  rmSync(process.env.HEAP_FILE, { force: true });
  client.signal('SIGUSR2');
  while (!existsSync(process.env.HEAP_FILE)) await pause(20);
  await pause(20);
  return Number(readFileSync(process.env.HEAP_FILE, 'utf8'));
}
