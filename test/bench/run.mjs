/**
 * `npm run bench`: every measure that the issues set a bar for, PsyCite and its peers in one run.
 *
 *     npm run bench                          all measures, a table, and bench/results.json
 *     npm run bench -- terms waiting         some measures, the table alone
 *     npm run bench -- --rounds 9            more rounds than the usual 5
 *     npm run bench -- soak                  twenty minutes of writing, which all measures leave out
 *
 * Each measure is a module of measures/ and runs in a process of its own, so that no measure finds another's
 * heap.
 */
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { longMeasures, measures } from './measures/index.mjs';
import { machine } from './support/machine.mjs';
import { root, setUp } from './support/setUp.mjs';
import { printTable } from './support/table.mjs';

const { values: options, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    'no-build': { type: 'boolean', default: false },
    measure: { type: 'string' },
    folder: { type: 'string' },
  },
});
const all = { ...measures, ...longMeasures };
const rounds = Math.max(1, Number(options.rounds));

if (options.measure === undefined) await runAll();
else await runOne(options.measure);

/** In the process of one measure: gives its rows to the parent. */
async function runOne(name) {
  const { default: measure } = await all[name]();
  const rows = await measure({ folder: options.folder, rounds });
  process.send(rows, () => process.exit(0));
}

async function runAll() {
  const unknown = chosen.filter((name) => !(name in all));
  if (unknown.length > 0) throw new Error(`There is no measure ${unknown.join(', ')}.`);
  const names = chosen.length > 0 ? chosen : Object.keys(measures);
  const folder = mkdtempSync(join(tmpdir(), 'psycite-bench-'));
  const rows = [];
  const failures = [];
  try {
    await setUp(folder, { build: !options['no-build'] });
    for (const name of names) {
      console.log(`… ${name}`);
      try {
        rows.push(...(await inOwnProcess(name, folder)));
      } catch (error) {
        failures.push(error);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log('');
  printTable(rows);
  for (const { message } of failures) console.error(message);
  if (chosen.length === 0 && failures.length === 0) write(rows);
  process.exitCode = failures.length > 0 || rows.some(({ holds }) => holds === false) ? 1 : 0;
}

/** Resolves with the rows: see support/rows.mjs. */
function inOwnProcess(name, folder) {
  return new Promise((resolve, reject) => {
    const parameters = ['--measure', name, '--folder', folder, '--rounds', String(rounds)];
    // Garbage is collected before each run, and with it V8 would throw away the compiled code of whoever
    // waits for ten others.
    const execArgv = ['--expose-gc', '--no-flush-bytecode', '--max-old-space-size=6144'];
    const child = fork(fileURLToPath(import.meta.url), parameters, { execArgv });
    let rows;
    child.once('message', (message) => {
      rows = message;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (rows !== undefined) resolve(rows);
      else reject(new Error(`The measure ${name} ended with code ${code}.`));
    });
  });
}

function write(rows) {
  const results = { date: new Date().toISOString(), machine: machine(), rounds, rows };
  mkdirSync(join(root, 'bench'), { recursive: true });
  writeFileSync(join(root, 'bench/results.json'), `${JSON.stringify(results, null, 2)}\n`);
}
