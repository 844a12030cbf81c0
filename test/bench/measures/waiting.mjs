import { Client, pause, timeOf } from '../support/client.mjs';
import { lastKey, makeWorkspace } from '../support/library.mjs';
import { held } from '../support/rows.mjs';
import { ourServer } from '../support/setUp.mjs';
import { median } from '../support/statistics.mjs';
import { TypedDocument, untilReady } from '../support/typing.mjs';

const every = 5;

/**
 * The longest round trip of a cheap request that is sent every 5 ms while 100,000 entries are read, indexed
 * and made ready for search.
 */
export default async function waiting({ folder, rounds }) {
  const { workspace, manuscriptUri } = makeWorkspace(folder, 'waiting', 100_000);
  const worst = [];
  const counts = [];
  for (let round = -1; round < rounds; round += 1) {
    const client = await Client.start(ourServer(folder), workspace);
    const text = '---\nbibliography: library.bib\n---\n\nAs shown [@';
    const cheap = () => client.request('completionItem/resolve', { label: 'x' });
    // The server is up before the reading begins: its own start is another measure.
    for (let run = 0; run < 50; run += 1) await cheap();
    const document = new TypedDocument(client, manuscriptUri, 'markdown', text);
    let ready = false;
    const times = [];
    const reading = untilReady(document, { line: 4, character: 'As shown [@'.length }, lastKey).then(() => {
      ready = true;
    });
    const pending = [];
    while (!ready) {
      pending.push(timeOf(cheap).then(({ taken }) => times.push(taken)));
      await pause(every);
    }
    await Promise.all([...pending, reading]);
    await client.stop();
    if (round < 0) continue;
    worst.push(Math.max(...times));
    counts.push(times.length);
  }
  const all = worst.map((time) => time.toFixed(0)).join(', ');
  return [
    held(
      3,
      'longest wait while 100k entries are indexed',
      median(worst),
      'ms',
      50,
      `the longest of ${median(counts)} requests in each run: ${all} ms`,
    ),
  ];
}
