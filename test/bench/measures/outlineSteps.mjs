import { readFileSync } from 'node:fs';
import { Client, pause, timeOf } from '../support/client.mjs';
import { lastKey, makeWorkspace } from '../support/library.mjs';
import { held } from '../support/rows.mjs';
import { corpusFile, ourServer } from '../support/setUp.mjs';
import { median } from '../support/statistics.mjs';
import { TypedDocument, untilReady } from '../support/typing.mjs';

const every = 5;
const citations = 2_000;

/**
 * The longest round trip of a cheap request that is sent every 5 ms while the outline of a manuscript with
 * author-year citations is made: the ten surnames that stand most often in 50,000 entries, each with many
 * years.
 */
export default async function outlineSteps({ folder, rounds }) {
  const { workspace, manuscriptUri } = makeWorkspace(folder, 'outlineSteps', 50_000);
  const names = frequentSurnames(readFileSync(corpusFile(folder, 50_000), 'utf8'));
  const sentences = Array.from(
    { length: citations },
    (_, n) => `As shown (${names[n % names.length]} et al., ${1970 + (n % 50)}) in rats.`,
  );
  const text = `---\nbibliography: library.bib\n---\n\nAs shown [@\n\n${sentences.join('\n\n')}\n`;
  const worst = [];
  for (let round = -1; round < rounds; round += 1) {
    const client = await Client.start(ourServer(folder), workspace);
    const cheap = () => client.request('completionItem/resolve', { label: 'x' });
    const document = new TypedDocument(client, manuscriptUri, 'markdown', text);
    await untilReady(document, { line: 4, character: 'As shown [@'.length }, lastKey);
    await pause(1_500);
    let isDone = false;
    const times = [];
    const outline = client
      .request('psycite/outline', { textDocument: { uri: manuscriptUri } })
      .then(() => (isDone = true));
    const pending = [];
    while (!isDone) {
      pending.push(timeOf(cheap).then(({ taken }) => times.push(taken)));
      await pause(every);
    }
    await Promise.all([...pending, outline]);
    await client.stop();
    if (round >= 0) worst.push(Math.max(...times));
  }
  const detail = `${citations} citations of ${names.length} surnames, 50k entries: ${worst.map((time) => time.toFixed(0)).join(', ')} ms`;
  return [held(13, 'longest step of the outline', median(worst), 'ms', 50, detail)];
}

function frequentSurnames(bibliography) {
  const counts = new Map();
  for (const [, name] of bibliography.matchAll(/author = [{"]([A-Z][a-z]+),/g))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 10)
    .map(([name]) => name);
}
