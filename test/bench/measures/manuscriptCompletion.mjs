import { join } from 'node:path';
import { Client } from '../support/client.mjs';
import { lastKey, makeWorkspace, someKeys } from '../support/library.mjs';
import { manuscript } from '../support/manuscripts.mjs';
import { p95BesidePeer } from '../support/percentiles.mjs';
import { ourServer } from '../support/setUp.mjs';
import { TypedDocument, typeBesidePeer, untilReady } from '../support/typing.mjs';

/** Completion while typing in the middle of a manuscript of 500 KB with 2,000 mentions and 50,000 entries. */
export default async function manuscriptCompletion({ folder, rounds }) {
  const { workspace, manuscriptUri } = makeWorkspace(folder, 'manuscript-completion', 50_000);
  const { text } = manuscript('pandoc', { keys: someKeys(500) });
  const lines = text.split('\n');
  const middle = lines.findIndex((line, index) => index > lines.length / 2 && line.length > 200);
  lines[middle] = `Here [@ ${lines[middle]}`;
  const place = { line: middle, character: 'Here [@'.length };
  const queries = [...someKeys(12).map((key) => key.slice(0, 9)), 'neuro', 'xqz'];
  const results = { ours: [], bare: [] };
  for (let round = -1; round < rounds; round += 1) {
    const client = await Client.start(ourServer(folder), workspace);
    const bare = await Client.start([join(folder, 'bareServer.cjs'), '--stdio']);
    const document = new TypedDocument(client, manuscriptUri, 'markdown', lines.join('\n'));
    const bareDocument = new TypedDocument(bare, manuscriptUri, 'markdown', lines.join('\n'));
    await untilReady(document, place, lastKey);
    const peer = { client: bare, document: bareDocument };
    const { ours, base } = await typeBesidePeer(document, peer, place, queries);
    await Promise.all([client.stop(), bare.stop()]);
    if (round < 0) continue;
    results.ours.push(ours.times);
    results.bare.push(base.times);
  }
  return [
    p95BesidePeer(4, 'completion p95 in a 500 KB manuscript, 50k entries', results.ours, results.bare, 10, {
      answer: 'our lists',
      peerAnswer: '200-item answer',
    }),
  ];
}
