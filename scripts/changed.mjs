// What changed since the branch left `main`, committed or not, and the unit tests that stand beside it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from './build/targets.mjs';

const git = (...parameters) => {
  const { status, stdout } = spawnSync('git', parameters, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
};

/** The paths of files that are there, seen from the root. */
export function changedFiles() {
  const [base = 'HEAD'] = git('merge-base', 'HEAD', 'main');
  const all = [...git('diff', '--name-only', base), ...git('ls-files', '--others', '--exclude-standard')];
  return [...new Set(all)].filter((path) => existsSync(join(root, path)));
}

/** The tests that changed, and of each source that did those of its name, else those of its folder. */
export function testsBeside(files) {
  const tests = new Set();
  for (const path of files) {
    if (/\.test\.tsx?$/.test(path)) tests.add(path);
    if (!/^src\/.*\.tsx?$/.test(path)) continue;
    const beside = testsIn(dirname(path).replace(/^src/, 'test'));
    const name = basename(path).replace(/\.tsx?$/, '');
    const own = beside.filter((test) => basename(test).startsWith(`${name}.`));
    for (const test of own.length > 0 ? own : beside) tests.add(test);
  }
  return [...tests];
}

/** The tests of a folder, or of the nearest one above it that has some. */
function testsIn(folder) {
  if (folder === '.' || folder === 'test') return [];
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const tests = names.filter((name) => /\.test\.tsx?$/.test(name)).map((name) => `${folder}/${name}`);
  return tests.length > 0 ? tests : testsIn(dirname(folder));
}
