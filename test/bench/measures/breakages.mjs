import { corpusInPieces } from '../corpus.mjs';
import { loadCore } from '../support/core.mjs';
import { bibtexPeers } from '../support/peers.mjs';
import { reported } from '../support/rows.mjs';

/** The entry in the middle of 1,000, broken in five ways. */
const breakages = [
  ['value brace missing', (entry) => entry.replace(/(title = \{.*)\},\n/, '$1,\n')],
  ['entry brace missing', (entry) => entry.replace(/\n\}\n\n/, '\n\n')],
  ['open quote', (entry) => entry.replace(/title = \{(.*)\},\n/, 'title = "$1,\n')],
  ['being typed', () => '@article{smith20\n\n'],
  ['a lone @', () => '@\n\n'],
];
const middle = 501;

/** Keys that are lost or invented, of the 1,004 that are intact, by each reader. */
export default async function countBreakages({ folder }) {
  const { parseBibtex } = loadCore(folder);
  const pieces = [...corpusInPieces(1_000)];
  const brokenKey = /\{([^,]+),/.exec(pieces[middle])[1];
  const intact = new Set(ours(parseBibtex(pieces.join(''))).filter((key) => key !== brokenKey));
  const readers = [{ name: 'PsyCite', read: parseBibtex, keys: ours }, ...(await bibtexPeers())];
  const rows = readers.map(({ name, read, keys }) => {
    const results = breakages.map(([breakage, broken]) => {
      const text = [...pieces.slice(0, middle), broken(pieces[middle]), ...pieces.slice(middle + 1)].join('');
      return { breakage, ...judge(() => keys(read(text)), intact, brokenKey) };
    });
    const clean = results.filter(({ lost, invented }) => lost === 0 && invented === 0).length;
    const detail = results
      .map(({ breakage, lost, invented }) => `${breakage}: ${told(lost, invented)}`)
      .join('; ');
    const row = reported(3, `five breakages in 1,000 entries: ${name}`, clean, 'of 5 without loss', detail);
    return name === 'PsyCite' ? { ...row, bar: 5, atLeast: true, holds: clean === 5 } : row;
  });
  return rows;
}

const ours = (bibliography) =>
  Array.from({ length: bibliography.size }, (_, index) => bibliography.entry(index).key);

/** The broken entry's own key may be there or not. A key that is there twice was not invented. */
function judge(read, intact, brokenKey) {
  let found;
  try {
    found = new Set(read());
  } catch {
    return { lost: intact.size, invented: 0 };
  }
  const lost = [...intact].filter((key) => !found.has(key)).length;
  const invented = [...found].filter(
    (key) => !intact.has(key) && key !== brokenKey && key !== 'smith20' && key !== '',
  ).length;
  return { lost, invented };
}

function told(lost, invented) {
  if (lost === 0 && invented === 0) return 'all kept';
  return [lost > 0 && `${lost} lost`, invented > 0 && `${invented} invented`].filter(Boolean).join(', ');
}
