import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, pause, timeOf } from '../support/client.mjs';
import { heapOf, startMeasured } from '../support/heap.mjs';
import { lastKey, makeWorkspace, someKeys } from '../support/library.mjs';
import { held, reported } from '../support/rows.mjs';
import { fullList, TypedDocument, untilReady } from '../support/typing.mjs';

/** `SOAK_MINUTES=2` for a short one. */
const minutes = Number(process.env.SOAK_MINUTES ?? 20);
/** Behind this share of the time everything that is kept has been made once. */
const warm = 0.1;
const every = 20;

/**
 * Twenty minutes of writing beside 50,000 entries: words and citations are typed and taken back, cards and
 * the outline asked for, manuscripts opened and closed, while a cheap request every 20 ms tells how long
 * others wait. Completion has the bar that it has elsewhere: a bare server's answer of 200 items.
 */
export default async function soak({ folder }) {
  const { workspace, manuscriptUri } = makeWorkspace(folder, 'soak', 50_000);
  const client = await startMeasured(folder, workspace);
  const bare = await Client.start([join(folder, 'bareServer.cjs'), '--stdio']);
  const keys = someKeys(300);
  const document = new TypedDocument(client, manuscriptUri, 'markdown', textOf(keys));
  const bareDocument = new TypedDocument(bare, manuscriptUri, 'markdown', 'Here [@');
  const place = { line: 5, character: 'Here [@'.length };
  await untilReady(document, place, lastKey);
  const queried = document.type(place, keys[0].slice(0, 3));
  bare.notify('bench/answer', fullList(await document.completion(queried)));
  document.type(place, '', 3);

  const began = Date.now();
  const share = () => (Date.now() - began) / (minutes * 60_000);
  const waits = [];
  let isDone = false;
  let isCollecting = false;
  const cheap = () => timeOf(() => client.request('completionItem/resolve', { label: 'x' }));
  const pinging = (async () => {
    const pending = [];
    while (!isDone) {
      if (!isCollecting) pending.push(cheap().then(({ taken }) => waits.push(taken)));
      await pause(every);
    }
    await Promise.all(pending);
  })();
  const lists = [];
  const completions = [];
  let before;
  for (let turn = 0; share() < 1; turn += 1) {
    if (before === undefined && share() > warm) {
      // The collections of the measure itself are no wait of the server's.
      isCollecting = true;
      await pause(2 * every);
      before = await heapOf(client);
      isCollecting = false;
    }
    await write(client, document, { place, key: keys[turn % keys.length], turn, workspace, completions });
    lists.push((await timeOf(() => bareDocument.completion(place))).taken);
  }
  isDone = true;
  await pinging;
  const after = await heapOf(client);
  await Promise.all([client.stop(), bare.stop()]);
  const told = `${minutes} minutes, ${completions.length} completions, 50k entries`;
  const ratio = quantile(completions, 0.95) / quantile(lists, 0.95);
  const long = waits.filter((wait) => wait > 50).length;
  return [
    held(13, 'heap at the end of a soak over its heap when warm', after / before, '×', 1.03, told),
    held(13, 'completion p95 in a soak over a 200-item answer', ratio, '×', 10, told),
    held(13, 'longest wait of 99.9 % of requests in a soak', quantile(waits, 0.999), 'ms', 50, told),
    reported(13, 'requests that waited for more than 50 ms in a soak', long, `of ${waits.length}`, told),
  ];
}

/** One turn: a citation is completed letter by letter, a word is written, both are taken back. */
async function write(client, document, { place, key, turn, workspace, completions }) {
  const query = key.slice(0, 6);
  let at = place;
  for (const letter of query) {
    const { taken } = await timeOf(() => {
      at = document.type(at, letter);
      return document.completion(at);
    });
    completions.push(taken);
    await pause(30);
  }
  document.type(place, '', query.length);
  const end = { line: 7, character: 0 };
  const words = `Ketamine ${turn} acts on NMDAR receptors (Berman et al., 2000). `;
  document.type(end, words);
  await document.hover({ line: 7, character: 2 });
  await document.hover({ line: 9 + 2 * (turn % 300), character: 6 });
  await client.request('psycite/outlineUpdate', { textDocument: { uri: document.uri }, known: [] });
  document.type(end, '', words.length);
  if (turn % 10 === 0) {
    const uri = pathToFileURL(join(workspace, `other${turn % 50}.md`)).href;
    client.open(uri, 'markdown', `# Other\n\nSee [@${key}] and NMDAR (Berman et al., 2000).\n`);
    await client.request('psycite/annotations', { textDocument: { uri } });
    client.notify('textDocument/didClose', { textDocument: { uri } });
  }
}

const textOf = (keys) =>
  `---\nbibliography: library.bib\ncsl: apa\n---\n\nHere [@\n\n\n\n${keys
    .map((key) => `As [@${key}] has it of the N-methyl-D-aspartate receptor (NMDAR).`)
    .join('\n\n')}\n`;

const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))];
