// `npm test`: everything, one step after another, and a closing line `N passed, N failed`.
//
//     npm test                      all steps
//     npm test -- types unit        some steps, by name
//     npm run test:quick            types and rules, and of what changed the format and the tests beside it
//
// A step that prints its own `N passed, N failed` as its last such line is counted by it; any other step is
// one test, passed where it exits with 0. A step that breaks counts as failed, and the steps behind it still
// run.
import { spawn } from 'node:child_process';
import { root } from './build/targets.mjs';
import { changedFiles, testsBeside } from './changed.mjs';

/** A tool from node_modules, run by this Node. */
const tool = (path, ...parameters) => [process.execPath, `node_modules/${path}`, ...parameters];
const script = (path, ...parameters) => [process.execPath, path, ...parameters];

const whole = [
  { name: 'lint', isBeside: true, command: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'types', command: script('scripts/types.mjs') },
  { name: 'format', command: tool('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.') },
  { name: 'widths', command: script('scripts/widths.mjs') },
  { name: 'imports', command: tool('dependency-cruiser/bin/dependency-cruise.mjs', 'src') },
  { name: 'unused', command: tool('knip/bin/knip.js') },
  { name: 'grammars', command: script('test/syntaxes/run.mjs'), counts: true },
  { name: 'unit', isAlone: true, command: script('scripts/unit.mjs'), counts: true },
  { name: 'build', command: script('scripts/build.mjs') },
  { name: 'labelled', command: script('test/labelled/score.mjs') },
  { name: 'notices', command: script('scripts/notices.mjs', '--check') },
  { name: 'editors', command: script('test/editors/run.mjs'), counts: true },
  { name: 'npm', command: script('test/editors/npm.mjs'), counts: true },
  { name: 'browser', isBeside: true, command: script('test/webview/browser/run.mjs'), counts: true },
  { name: 'suites', command: script('test/e2e/run.mjs', 'node', 'web', 'vsix'), counts: true },
  {
    name: 'web workbench',
    isAlone: true,
    isBeside: true,
    command: script('test/e2e/run.mjs', 'ui-web'),
    counts: true,
  },
  { name: 'workbench', command: script('test/e2e/run.mjs', 'ui'), counts: true },
];

/** Steps that have nothing to look at are left out. */
function quickSteps() {
  const changed = changedFiles();
  const linted = changed.filter((path) => /^(?:src|test)\/.*\.tsx?$/.test(path));
  const formatted = changed.filter((path) => /\.(?:[mc]?[jt]sx?|json|css)$/.test(path));
  const tests = testsBeside(changed);
  return [
    { name: 'types', command: script('scripts/types.mjs') },
    { name: 'lint', of: linted, command: tool('eslint/bin/eslint.js', ...linted, '--max-warnings', '0') },
    {
      name: 'format',
      of: formatted,
      command: tool('@biomejs/biome/bin/biome', 'ci', '--no-errors-on-unmatched', ...formatted),
    },
    { name: 'imports', command: tool('dependency-cruiser/bin/dependency-cruise.mjs', 'src') },
    { name: 'unit', of: tests, command: script('scripts/unit.mjs', ...tests), counts: true },
  ].filter(({ of }) => of?.length !== 0);
}

const isQuick = process.argv[2] === '--quick';
const steps = isQuick ? quickSteps() : whole;
const chosen = process.argv.slice(isQuick ? 3 : 2);
const unknown = chosen.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) throw new Error(`There is no step ${unknown.join(', ')}.`);

const results = [];
/**
 * Steps that run beside those behind them, and end before the next that begins alone: machines have two
 * cores.
 */
const beside = [];
for (const step of steps.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  if (step.isAlone) await told();
  if (step.isBeside) {
    beside.push(runBeside(step));
    continue;
  }
  console.log(`\n━━ ${step.name}`);
  results.push({ name: step.name, ...(await runStep(step, show)) });
}
await told();

console.log('\n━━ summary');
for (const { name, passed, failed, seconds } of results) {
  const mark = failed === 0 ? '✔' : '✘';
  console.log(
    `${mark} ${name.padEnd(13)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(0).padStart(5)} s`,
  );
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 || results.length === 0 ? 1 : 0);

/** Waits for the steps that run beside others, and shows what they printed. */
async function told() {
  for (const { name, printed, ...result } of await Promise.all(beside.splice(0))) {
    console.log(`\n━━ ${name}`);
    for (const [stream, text] of printed) show(stream, text);
    results.push({ name, ...result });
  }
}

async function runBeside(step) {
  const printed = [];
  const result = await runStep(step, (stream, text) => printed.push([stream, text]));
  return { name: step.name, printed, ...result };
}

function show(stream, text) {
  process[stream].write(text);
}

async function runStep({ command, counts = false }, print) {
  const [program, ...parameters] = command;
  const began = performance.now();
  const { code, output } = await run(program, parameters, print);
  return {
    ...tally(code, counts ? lastCounts(output) : { passed: 1, failed: 0 }),
    seconds: (performance.now() - began) / 1000,
  };
}

/** What a step is worth. Counts that say "all passed" do not excuse an exit code. */
function tally(code, counts) {
  if (counts === undefined) return { passed: 0, failed: 1 };
  if (code === 0 || counts.failed > 0) return counts;
  return { passed: counts.passed > 1 ? counts.passed : 0, failed: 1 };
}

function lastCounts(output) {
  const lines = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)];
  const last = lines.at(-1);
  return last && { passed: Number(last[1]), failed: Number(last[2]) };
}

/** Hands on the output while it comes, and keeps it. */
function run(program, parameters, print) {
  return new Promise((resolve) => {
    const environment = { ...process.env, NO_COLOR: '1' };
    const child = spawn(program, parameters, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        output += text;
        print(stream, text);
      });
    }
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
