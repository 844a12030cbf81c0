import { controlText, labelledManuscripts } from '../../labelled/score.mjs';
import { loadCore } from '../support/core.mjs';
import { manuscript } from '../support/manuscripts.mjs';
import { matcherPeers } from '../support/peers.mjs';
import { held, milliseconds, reported } from '../support/rows.mjs';
import { median, medians, time } from '../support/statistics.mjs';

const termCount = 1_000;
/** Keys typed one after the other: see manuscriptKeystroke.mjs. */
const burst = 5;
/**
 * A matcher that takes longer over so many characters is left out: the time of some grows faster than the
 * square. ms
 */
const patience = 200;
const trial = 40_000;

/**
 * 1,000 terms over 500 KB of prose, twice: the labelled manuscripts and the control text by turns, half of it
 * about the field, which the bar is for; and a generated text of little but terms, one every 45 characters,
 * which is told besides. Peers get the same labels in lower case and the text lowered, in the time that
 * counts; PsyCite folds as it scans, and knows plurals, hyphens and spellings of each label besides.
 */
export default async function terms({ folder, rounds }) {
  const { compileTerms, findTerms, parseManuscript, shippedPacks } = loadCore(folder);
  const pack = widened(shippedPacks[0]);
  const index = compileTerms([pack]);
  const labels = pack.terms.flatMap(({ prefLabel, altLabel = [], shortForms = [] }) => [
    prefLabel,
    ...altLabel,
    ...shortForms,
  ]);
  const patterns = [...new Set(labels.map((label) => label.toLowerCase()))];
  const searches = (await matcherPeers()).map(([name, make]) => [name, make(patterns)]);
  const dense = manuscript('pandoc', { mentions: 0 }).text;
  const scans = [
    ['500 KB, half of it about the field', mixed(500_000), 1 / 4],
    ['500 KB of little but terms', dense, undefined],
  ].flatMap(([name, text, bar]) => scan({ name, text, bar }, index, searches, patterns.length, rounds));
  return [...scans, keystroke({ compileTerms, findTerms, parseManuscript }, pack, dense, rounds)];
}

function scan({ name, text, bar }, index, searches, patterns, rounds) {
  const contestants = { PsyCite: () => index.scan(text) };
  const start = text.slice(0, trial).toLowerCase();
  const leftOut = [];
  for (const [peer, search] of searches) {
    if (time(() => search(start)) > patience) leftOut.push(peer);
    else contestants[peer] = () => search(text.toLowerCase());
  }
  // Twice: what is measured is the compiled code of all of them, for a server scans more than one text.
  medians(contestants, 5);
  const measured = medians(contestants, rounds * 3);
  const ours = measured.PsyCite;
  const peers = Object.entries(measured)
    .filter(([peer]) => peer !== 'PsyCite')
    .sort((a, b) => a[1] - b[1]);
  const [best, bestTime] = peers[0];
  const size = `${termCount} terms, ${patterns} patterns, ${Math.round(text.length / 1000)} kB, one match every ${Math.round(text.length / index.scan(text).length)} characters${leftOut.length > 0 ? `; left out: ${leftOut.join(', ')}` : ''}`;
  const full = [5, `full scan of 1,000 terms over ${name}`, ours / bestTime, `× ${best}`];
  const detail = `${milliseconds(ours)}, ${best} ${milliseconds(bestTime)}; ${size}`;
  return [
    bar === undefined ? reported(...full, detail) : held(...full, bar, detail),
    ...peers.map(([peer, taken]) =>
      reported(5, `full scan over ${name}: ${peer}`, taken / ours, '× PsyCite', milliseconds(taken)),
    ),
  ];
}

/**
 * The labelled manuscripts in Markdown without their marks and front matter, which are dense with terms, and
 * as much of the control text, which has none; again and again to `length` characters.
 */
function mixed(length) {
  const labelled = labelledManuscripts()
    .filter(({ name }) => name.endsWith('.md'))
    .map(({ text }) => text.replace(/^---\n[\s\S]*?\n---\n/, ''))
    .join('\n\n');
  const half = controlText().repeat(Math.ceil(labelled.length / controlText().length));
  const once = `${labelled}\n\n${half.slice(0, labelled.length)}\n\n`;
  const text = once.repeat(Math.ceil(length / once.length)).slice(0, length);
  // One string in memory, as what was read or received is, and no view of a longer one.
  return Buffer.from(text).toString();
}

/**
 * The terms of a manuscript anew after a keystroke, known to the last one, beside all of them with nothing
 * kept. Places in the document are added where they are asked for, on both sides.
 */
function keystroke({ compileTerms, findTerms, parseManuscript }, pack, source, rounds) {
  let text = source;
  const index = compileTerms([pack]);
  let parsed = parseManuscript('pandoc', text);
  const update = (manuscript) => findTerms(index, manuscript).size;
  update(parsed);
  const times = { edit: [], full: [] };
  const bursts = rounds * 2;
  for (let round = -2; round < bursts; round += 1) {
    const place = text.indexOf('the', Math.floor((text.length * (round + 2.5)) / (bursts + 3)));
    globalThis.gc();
    for (let key = 0; key < burst; key += 1) {
      const at = place + key;
      text = `${text.slice(0, at)}x${text.slice(at)}`;
      const edits = [{ start: at, end: at, text: 'x' }];
      parsed = parseManuscript('pandoc', text, undefined, { manuscript: parsed, edits });
      const edit = time(() => update(parsed));
      if (round >= 0) times.edit.push(edit);
    }
    for (let run = 0; run < 2; run += 1) {
      const fresh = parseManuscript('pandoc', text);
      globalThis.gc();
      update(fresh);
      const again = parseManuscript('pandoc', text);
      const full = time(() => update(again));
      if (round >= 0) times.full.push(full);
    }
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

/**
 * The pack with made-up terms besides its own, 1,000 in all, that look like them: two of their words, a
 * number.
 */
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
