import { join } from 'node:path';
import { Client } from '../support/client.mjs';
import { held, milliseconds } from '../support/rows.mjs';
import { ourServer } from '../support/setUp.mjs';
import { median } from '../support/statistics.mjs';

/** From starting the process to the answer to `initialize`, beside a server with nothing behind it. */
export default async function initialize({ folder, rounds }) {
  const ours = [];
  const bare = [];
  const bareServer = [join(folder, 'bareServer.cjs'), '--stdio'];
  // Starting a process varies more than anything else here.
  for (let round = -1; round < rounds * 4; round += 1) {
    const times = [await startUp(bareServer), await startUp(ourServer(folder))];
    if (round < 0) continue;
    bare.push(times[0]);
    ours.push(times[1]);
  }
  const detail = `PsyCite ${milliseconds(median(ours))}, bare vscode-languageserver ${milliseconds(median(bare))}`;
  return [
    held(2, 'start to the answer to initialize', median(ours) / median(bare), '× bare server', 1.3, detail),
  ];
}

async function startUp(parameters) {
  const began = performance.now();
  const client = new Client(parameters);
  await client.initialize();
  const taken = performance.now() - began;
  await client.stop();
  return taken;
}
