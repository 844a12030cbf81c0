import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { held } from '../support/rows.mjs';

const few = 200;
const many = 5_000;
const bytes = 1_000;

/** `psycite check` of many manuscripts: time and memory of each, beyond what a few take. */
export default async function check({ folder }) {
  const workspace = join(folder, 'check');
  mkdirSync(workspace, { recursive: true });
  const entries = Array.from(
    { length: 200 },
    (_, n) => `@article{k${n}, author={A, B}, title={T ${n}}, journal={J}, year={2000}}\n`,
  );
  writeFileSync(join(workspace, 'refs.bib'), entries.join(''));
  const names = Array.from({ length: many }, (_, n) => `m${n}.md`);
  for (const [n, name] of names.entries()) writeFileSync(join(workspace, name), textOf(n));
  const [small, large] = [run(folder, workspace, names.slice(0, few)), run(folder, workspace, names)];
  const each = (a, b) => (b - a) / (many - few);
  const time = each(small.ms, large.ms);
  const memory = each(small.kilobytes, large.kilobytes) / 1_000;
  const detail = `${few} files ${small.ms.toFixed(0)} ms, ${many} files ${large.ms.toFixed(0)} ms; of ${bytes} characters each`;
  return [
    held(13, 'check, each file more', time, 'ms', 5, detail),
    held(
      13,
      'check, memory of each file more',
      memory,
      'MB',
      0.1,
      'the peak of the process, its text included',
    ),
  ];
}

const textOf = (n) =>
  `---\nbibliography: refs.bib\n---\n\n# Manuscript ${n}\n\n`
    .padEnd(200, ' ')
    .concat(
      `Ketamine and the N-methyl-D-aspartate receptor (NMDAR) [@k${n % 200}]. Others (Berman et al., 2000) said so ${n}.\n\n`.repeat(
        7,
      ),
    )
    .slice(0, bytes);

function run(folder, workspace, files) {
  const code = `process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS));`;
  const preload = `data:text/javascript,${encodeURIComponent(code)}`;
  const began = performance.now();
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', preload, join(folder, 'dist/cli.js'), 'check', ...files],
    {
      cwd: workspace,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  );
  return { ms: performance.now() - began, kilobytes: Number(stderr.trim().split('\n').at(-1)) };
}
