import { Client, pause } from '../support/client.mjs';
import { lastKey, makeWorkspace, someKeys } from '../support/library.mjs';
import { manuscript } from '../support/manuscripts.mjs';
import { held } from '../support/rows.mjs';
import { ourServer } from '../support/setUp.mjs';
import { median } from '../support/statistics.mjs';
import { TypedDocument, untilReady } from '../support/typing.mjs';

/** The quiet time behind a keystroke before anything is counted anew, ms (src/server/publisher.ts). */
const quiet = 250;
/** 300 pages of 300 words. */
const pages = 300;
const charactersPerPage = 2_000;

/** From a keystroke to the new outline, counts and all, in a manuscript of 300 pages with 10,000 entries. */
export default async function outline({ folder, rounds }) {
  const { workspace, manuscriptUri } = makeWorkspace(folder, 'outline', 10_000);
  const keys = someKeys(500, 10_000);
  const { text } = manuscript('pandoc', { length: pages * charactersPerPage, keys });
  const client = await Client.start(ourServer(folder), workspace);
  const document = new TypedDocument(
    client,
    manuscriptUri,
    'markdown',
    text.replace('Ketamine', '[@ Ketamine'),
  );
  const citing = document.find('[@ Ketamine');
  await untilReady(document, { ...citing, character: citing.character + 2 }, lastKey);
  await pause(2_000);
  const ask = () => client.request('psycite/outline', { textDocument: { uri: manuscriptUri } });
  const sections = (await ask()).manuscript.sections.length;
  const times = [];
  const lines = text.split('\n').length;
  for (let round = -2; round < rounds * 4; round += 1) {
    const place = document.find('the ', Math.floor((lines * (round + 3)) / (rounds * 4 + 4)));
    const changed = client.next('psycite/outlineChanged');
    const began = performance.now();
    document.type(place, 'x');
    await changed;
    await ask();
    if (round >= 0) times.push(performance.now() - began - quiet);
    // Typing ends in a check of its own, which is not what is measured.
    await pause(1_700);
  }
  await client.stop();
  const detail = `beyond the quiet time of ${quiet} ms; ${pages} pages, ${sections} sections, slowest ${Math.max(...times).toFixed(0)} ms`;
  return [held(7, 'keystroke to updated outline, 300 pages', median(times), 'ms', 100, detail)];
}
