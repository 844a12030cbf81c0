import { corpus } from '../corpus.mjs';
import { finish, loadCore } from '../support/core.mjs';
import { held, milliseconds } from '../support/rows.mjs';
import { growthExponent, medians } from '../support/statistics.mjs';

const sizes = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/**
 * Time of indexing, and of preparing search, over growing corpora: t = c · entries^exponent, fitted on
 * logarithms.
 */
export default async function growth({ folder, rounds }) {
  const { parseBibtex, prepareSearch } = loadCore(folder);
  // The code is warm before the smallest corpus is read, whose first runs would else be the slowest by the
  // entry.
  const warm = corpus(1_000);
  for (let run = 0; run < 30; run += 1) finish(prepareSearch(parseBibtex(warm)));
  const points = { index: [], search: [] };
  for (const size of sizes) {
    const text = corpus(size);
    let bibliography;
    const times = medians(
      {
        index: () => {
          bibliography = parseBibtex(text);
          bibliography.indexesOf('procbase0');
        },
        search: () => finish(prepareSearch(bibliography)),
      },
      rounds,
    );
    for (const [name, time] of Object.entries(times)) points[name].push([size, time]);
  }
  return [row('indexing', points.index, 1.15), row('preparing search', points.search, 1.15)];
}

function row(what, points, bar) {
  const told = points.map(([size, time]) => `${size / 1000}k ${milliseconds(time)}`).join(', ');
  return held(
    3,
    `growth of ${what} from 1k to 100k entries`,
    growthExponent(points),
    'exponent (1 is linear)',
    bar,
    told,
  );
}
