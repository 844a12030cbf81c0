import { readFileSync } from 'node:fs';
import { pause } from '../support/client.mjs';
import { finish, loadCore } from '../support/core.mjs';
import { held, reported } from '../support/rows.mjs';
import { corpusFile } from '../support/setUp.mjs';

const size = 50_000;
const perTenThousand = 10_000 / size / 1e6;

/** What a bibliography keeps once it is read, looked up and ready for search, its text included. */
export default async function memory({ folder }) {
  const { Text, parseBibtex, prepareSearch } = loadCore(folder);
  const before = await retained();
  const bibliography = parseBibtex(Text.of(new TextDecoder().decode(readFileSync(corpusFile(folder, size)))));
  bibliography.indexesOf('procbase0');
  const indexed = ((await retained()) - before) * perTenThousand;
  finish(prepareSearch(bibliography));
  const searchable = ((await retained()) - before) * perTenThousand;
  // Used below the last measurement, so that nothing of it could be collected before.
  if (bibliography.size < size) throw new Error('The corpus was not read.');
  return [
    held(
      3,
      'retained memory for 10k entries, ready for search',
      searchable,
      'MB',
      20,
      'of 50k entries, text included',
    ),
    reported(3, 'retained memory for 10k entries, indexed', indexed, 'MB', 'before search was prepared'),
  ];
}

/**
 * Heap and array buffers in bytes; buffers are freed by a thread of their own, a moment behind the
 * collection.
 */
async function retained() {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc();
    await pause(50);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
