import { readFileSync } from 'node:fs';
import { loadCore } from '../support/core.mjs';
import { bibtexPeers } from '../support/peers.mjs';
import { held, milliseconds, reported } from '../support/rows.mjs';
import { corpusFile } from '../support/setUp.mjs';
import { medians } from '../support/statistics.mjs';

const sizes = [1_000, 10_000, 50_000];
const judged = 50_000;
/** Peers are run as large as `largest` lets them; where that is less than 50,000, their time is scaled up. */
const bars = [
  ['@citation-js raw', 1 / 5],
  ['latex-utensils', 1 / 30],
];

/**
 * Reading a bibliography from disk until a key can be looked up, in one process; peers read the same file and
 * make of it what they make. A peer's time for entries it is not given is its time at its largest corpus,
 * times the ratio of entries: kind to it, for none is faster than linear. One that takes more than 12 s is
 * run once.
 */
export default async function indexing({ folder, rounds }) {
  const { parseBibtex } = loadCore(folder);
  const peers = await bibtexPeers();
  const measured = new Map();
  for (const size of sizes) {
    const path = corpusFile(folder, size);
    const readText = () => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    const contestants = {
      'read + decode': readText,
      PsyCite: () => parseBibtex(readText()).indexesOf('procbase0'),
    };
    for (const { name, largest, read } of peers) {
      if (size <= largest) contestants[name] = () => read(readText());
    }
    measured.set(size, medians(contestants, rounds));
  }
  const timeAt = (name) => {
    const largest = Math.max(...sizes.filter((size) => measured.get(size)[name] !== undefined));
    return { time: (measured.get(largest)[name] * judged) / largest, largest };
  };
  const ours = measured.get(judged).PsyCite;
  const told = (name, { time, largest }) =>
    `PsyCite ${milliseconds(ours)}, ${name} ${milliseconds(time)}${largest < judged ? `, scaled from ${largest} entries` : ''}`;
  const rows = bars.map(([name, bar]) => {
    const peer = timeAt(name);
    return held(
      3,
      `index 50k entries from disk, against ${name}`,
      ours / peer.time,
      `× ${name}`,
      bar,
      told(name, peer),
    );
  });
  const base = { time: measured.get(judged)['read + decode'], largest: judged };
  rows.push(
    held(
      3,
      'index 50k entries from disk, against reading',
      ours / base.time,
      '× read + decode',
      4,
      told('read + decode', base),
    ),
  );
  for (const [size, times] of measured) {
    for (const [name, time] of Object.entries(times)) {
      if (name === 'PsyCite' || name === 'read + decode') continue;
      const detail = `${milliseconds(time)}, PsyCite ${milliseconds(times.PsyCite)}`;
      rows.push(
        reported(3, `reading ${size / 1000}k entries: ${name}`, time / times.PsyCite, '× PsyCite', detail),
      );
    }
  }
  return rows;
}
