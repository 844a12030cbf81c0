import { loadCore } from '../support/core.mjs';
import { manuscript } from '../support/manuscripts.mjs';
import { matcherPeers } from '../support/peers.mjs';
import { held, milliseconds, reported } from '../support/rows.mjs';
import { median, medians, time } from '../support/statistics.mjs';

const termCount = 1_000;

/**
 * 1,000 terms over 500 KB of prose. Peers get the same labels in lower case and the text lowered, in the time that counts;
 * PsyCite folds as it scans, and knows plurals, hyphens and spellings of each label besides.
 */
export default async function terms({ folder, rounds }) {
  const { compileTerms, parseManuscript, shippedPacks, termsOf } = loadCore(folder);
  const pack = widened(shippedPacks[0]);
  const index = compileTerms([pack]);
  const { text } = manuscript('pandoc', { mentions: 0 });
  const labels = pack.terms.flatMap(({ prefLabel, altLabel = [], shortForms = [] }) => [
    prefLabel,
    ...altLabel,
    ...shortForms,
  ]);
  const patterns = [...new Set(labels.map((label) => label.toLowerCase()))];
  const contestants = { PsyCite: () => index.scan(text) };
  for (const [name, make] of await matcherPeers()) {
    const search = make(patterns);
    contestants[name] = () => search(text.toLowerCase());
  }
  const measured = medians(contestants, rounds * 3);
  const ours = measured.PsyCite;
  const peers = Object.entries(measured)
    .filter(([name]) => name !== 'PsyCite')
    .sort((a, b) => a[1] - b[1]);
  const [best, bestTime] = peers[0];
  const size = `${termCount} terms, ${patterns.length} patterns, ${Math.round(text.length / 1000)} kB, ${index.scan(text).length} matches`;
  return [
    held(
      5,
      'full scan of 1,000 terms over 500 KB',
      ours / bestTime,
      `× ${best}`,
      1 / 4,
      `${milliseconds(ours)}, ${best} ${milliseconds(bestTime)}; ${size}`,
    ),
    keystroke({ compileTerms, parseManuscript, termsOf }, pack, text, rounds),
    ...peers.map(([name, taken]) =>
      reported(5, `full scan of 1,000 terms: ${name}`, taken / ours, '× PsyCite', milliseconds(taken)),
    ),
  ];
}

/** The terms of a parsed manuscript anew after a keystroke, beside all of them with nothing kept. */
function keystroke({ compileTerms, parseManuscript, termsOf }, pack, source, rounds) {
  let text = source;
  const index = compileTerms([pack]);
  let parsed = parseManuscript('pandoc', text);
  termsOf(parsed, index);
  const times = { edit: [], full: [] };
  const keystrokes = rounds * 4;
  for (let round = -4; round < keystrokes; round += 1) {
    const at = text.indexOf('the', Math.floor((text.length * (round + 4.5)) / (keystrokes + 5)));
    text = `${text.slice(0, at)}x${text.slice(at)}`;
    const edits = [{ start: at, end: at, text: 'x' }];
    parsed = parseManuscript('pandoc', text, undefined, { manuscript: parsed, edits });
    globalThis.gc();
    const edit = time(() => termsOf(parsed, index));
    const fresh = parseManuscript('pandoc', text);
    globalThis.gc();
    const full = time(() => termsOf(fresh, index));
    if (round < 0) continue;
    times.edit.push(edit);
    times.full.push(full);
  }
  const [edit, full] = [median(times.edit), median(times.full)];
  return held(
    5,
    'one keystroke: the terms of a 500 KB manuscript',
    edit / full,
    '× full scan',
    1 / 50,
    `${milliseconds(edit)}, all blocks ${milliseconds(full)}`,
  );
}

/** The pack with made-up terms besides its own, 1,000 in all, that look like them: two of their words, a number. */
function widened(pack) {
  const words = [
    ...new Set(
      pack.terms.flatMap(({ prefLabel }) => prefLabel.split(/[^A-Za-z]+/)).filter((word) => word.length > 3),
    ),
  ];
  const added = Array.from({ length: termCount - pack.terms.length }, (_, index) => ({
    id: `made-up-${index}`,
    prefLabel: `${words[index % words.length]} ${words[(index * 7 + 3) % words.length]}${index % 3 === 0 ? ` type ${index}` : ''}`,
    shortForms: [`Q${index.toString(36).toUpperCase()}X`],
    category: 'concept',
    sections: [],
  }));
  return { ...pack, terms: [...pack.terms, ...added] };
}
