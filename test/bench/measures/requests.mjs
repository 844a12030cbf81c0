import { join } from 'node:path';
import { Client, timeOf } from '../support/client.mjs';
import { lastKey, makeWorkspace, someKeys } from '../support/library.mjs';
import { p95BesidePeer } from '../support/percentiles.mjs';
import { ourServer } from '../support/setUp.mjs';
import { median } from '../support/statistics.mjs';
import { TypedDocument, typeBesidePeer, untilReady } from '../support/typing.mjs';

const hovers = 200;

/**
 * Completion and hover in a short manuscript with 50,000 entries, through stdio, beside a bare server that
 * answers the same list of 200 items, or nothing. Each round starts PsyCite anew, so that CSL is cold, and
 * hovers each key once.
 */
export default async function requests({ folder, rounds }) {
  const { workspace, manuscriptUri } = makeWorkspace(folder, 'requests', 50_000);
  const keys = someKeys(hovers);
  // What people type: names, years, words of titles, the beginning of keys.
  const queries = [
    ...keys.slice(0, 12).map((key) => key.slice(0, 9)),
    'neuro',
    '1998 ber',
    'stein kata',
    'xqz',
  ];
  const lines = keys.map((key) => `As [@${key}] has it.`);
  const text = `---\nbibliography: library.bib\ncsl: apa\n---\n\nHere [@\n\n${lines.join('\n\n')}\n`;
  const place = { line: 5, character: 'Here [@'.length };
  const results = { ours: [], list: [], hover: [], empty: [], size: [] };
  for (let round = -1; round < rounds; round += 1) {
    const client = await Client.start(ourServer(folder), workspace);
    const bare = await Client.start([join(folder, 'bareServer.cjs'), '--stdio']);
    const document = new TypedDocument(client, manuscriptUri, 'markdown', text);
    const bareDocument = new TypedDocument(bare, manuscriptUri, 'markdown', text);
    await untilReady(document, place, lastKey);

    // One hover beside one empty request, in turns: the first ones come as cold as they do for a user.
    const hover = [];
    const empty = [];
    for (const [index, key] of keys.entries()) {
      const at = { line: 7 + 2 * index, character: 6 };
      empty.push((await timeOf(() => bareDocument.hover(at))).taken);
      const { taken, value } = await timeOf(() => document.hover(at));
      if (value === null) throw new Error(`There is no card for ${key}.`);
      hover.push(taken);
    }

    const peer = { client: bare, document: bareDocument };
    const { ours, base } = await typeBesidePeer(document, peer, place, queries);
    await Promise.all([client.stop(), bare.stop()]);
    if (round < 0) continue;
    results.ours.push(ours.times);
    results.list.push(base.times);
    results.hover.push(hover);
    results.empty.push(empty);
    results.size.push(ours.longest.items.length);
  }
  const items = median(results.size);
  return [
    p95BesidePeer(3, 'completion p95, 50k entries', results.ours, results.list, 10, {
      answer: `${items} items`,
      peerAnswer: '200-item answer',
    }),
    p95BesidePeer(3, 'hover p95, 50k entries, CSL cold', results.hover, results.empty, 3, {
      answer: 'cards',
      peerAnswer: 'empty request',
    }),
  ];
}
