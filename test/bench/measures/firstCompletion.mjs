import { Client, pause } from '../support/client.mjs';
import { makeWorkspace } from '../support/library.mjs';
import { held, milliseconds } from '../support/rows.mjs';
import { ourServer } from '../support/setUp.mjs';
import { median } from '../support/statistics.mjs';
import { TypedDocument } from '../support/typing.mjs';

const bars = [
  [10_000, 3],
  [50_000, 8],
];

/**
 * From starting the server to the first completion that holds an entry of the library. With an empty library
 * that is the first completion that holds anything: the works of the paper pack.
 */
export default async function firstCompletion({ folder, rounds }) {
  const workspaces = [0, ...bars.map(([size]) => size)].map((size) => ({
    size,
    ...makeWorkspace(folder, `first-${size}`, size),
    times: [],
  }));
  for (let round = -1; round < rounds; round += 1) {
    for (const workspace of workspaces) {
      const taken = await startToCompletion(folder, workspace);
      if (round >= 0) workspace.times.push(taken);
    }
  }
  const medians = new Map(workspaces.map(({ size, times }) => [size, median(times)]));
  return bars.map(([size, bar]) =>
    held(
      3,
      `server start to first completion, ${size / 1000}k entries`,
      medians.get(size) / medians.get(0),
      '× empty library',
      bar,
      `${milliseconds(medians.get(size))}, empty library ${milliseconds(medians.get(0))}`,
    ),
  );
}

async function startToCompletion(folder, { workspace, manuscriptUri, size }) {
  const began = performance.now();
  const client = await Client.start(ourServer(folder), workspace);
  const text = '---\nbibliography: library.bib\n---\n\nAs shown [@';
  const document = new TypedDocument(client, manuscriptUri, 'markdown', text);
  const end = { line: 4, character: 'As shown [@'.length };
  for (;;) {
    const list = await document.completion(end);
    const found = list?.items.some(({ data }) => size === 0 || data?.kind === 'reference');
    if (found) break;
    await pause(3);
  }
  const taken = performance.now() - began;
  await client.stop();
  return taken;
}
