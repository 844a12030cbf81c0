import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { finish, loadCore } from '../support/core.mjs';
import { jatsPaper, textPaper } from '../support/papers.mjs';
import { held, milliseconds, reported } from '../support/rows.mjs';
import { growthExponent, medians } from '../support/statistics.mjs';

const MB = 1_000_000;
/** Resident memory that importing 30 MB may take beyond what the process with the file's text takes. MB. */
const memoryBar = 256;

/**
 * A paper as text and as JATS: time, growth with its size, the longest step between two requests, peak
 * memory.
 */
export default async function importing({ folder, rounds }) {
  const core = loadCore(folder);
  const run = (text) => finish(steps(core, text));
  for (let warm = 0; warm < 3; warm += 1) run(textPaper(MB / 4));
  const text = textPaper(5 * MB);
  const { import: taken } = medians({ import: () => run(text) }, rounds);
  return [
    held(
      6,
      'import of a 5 MB text',
      taken / 1000,
      's',
      2,
      `${(text.length / MB).toFixed(1)} million characters`,
    ),
    growth('text', textPaper, run, [MB / 4, MB / 2, MB, 2 * MB], rounds),
    growth('JATS', jatsPaper, run, [MB / 2, MB, 2 * MB, 4 * MB], rounds),
    longestStep(core, text),
    ...(await memory(folder)),
  ];
}

/** The largest sizes reach limits of a pack; test/core/import/linear.test.ts holds growth below them. */
function growth(what, make, run, sizes, rounds) {
  const points = sizes.map((size) => {
    const text = make(size);
    return [text.length, medians({ import: () => run(text) }, rounds).import];
  });
  const told = points
    .map(([size, taken]) => `${(size / MB).toFixed(2)} MB ${milliseconds(taken)}`)
    .join(', ');
  return held(6, `growth of importing ${what}`, growthExponent(points), 'exponent (1 is linear)', 1.15, told);
}

function longestStep(core, text) {
  let longest = 0;
  const work = steps(core, text);
  for (let done = false; !done; ) {
    const began = performance.now();
    done = work.next().done === true;
    longest = Math.max(longest, performance.now() - began);
  }
  return reported(6, 'longest step of importing 5 MB of text', longest, 'ms', 'what a request may wait for');
}

async function memory(folder) {
  const rows = [];
  for (const size of [3, 10, 30]) {
    const { before, highest } = await inOwnProcess(folder, size);
    const detail = `${Math.round(highest)} MB with the file’s text, ${Math.round(before)} MB before`;
    const what = `peak resident memory of importing ${size} MB of JATS`;
    rows.push(
      size === 30
        ? held(6, what, highest - before, 'MB', memoryBar, detail)
        : reported(6, what, highest - before, 'MB', detail),
    );
  }
  return rows;
}

function inOwnProcess(folder, size) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['peak', folder, String(size)], {
      execArgv: ['--expose-gc'],
    });
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Importing ${size} MB ended with code ${code}.`)));
  });
}

/** In a process of its own. MB. */
function peak(folder, size) {
  const core = loadCore(folder);
  const text = new TextDecoder().decode(new TextEncoder().encode(jatsPaper(size * MB)));
  globalThis.gc();
  const before = process.memoryUsage.rss();
  let highest = before;
  const work = steps(core, text);
  while (!work.next().done) highest = Math.max(highest, process.memoryUsage.rss());
  return { before: before / MB, highest: highest / MB };
}

const steps = ({ importPaperInSteps, shippedPacks }, text) =>
  importPaperInSteps({ name: 'paper', text }, { date: '2026-11-23', packs: shippedPacks });

// In a process of its own: gives the figures to its parent.
if (process.argv[2] === 'peak')
  process.send(peak(process.argv[3], Number(process.argv[4])), () => process.exit(0));
