// Type-checks every folder by its own tsconfig.json, for each may use only what its platform has: those of
// tsconfig.json that changed, and those that build on what changed in them.
import { spawnSync } from 'node:child_process';
import { root } from './build/targets.mjs';

const compiler = 'node_modules/typescript/bin/tsc';
const { status } = spawnSync(process.execPath, [compiler, '-b', '--pretty', 'false'], {
  cwd: root,
  stdio: 'inherit',
});
console.log(status === 0 ? 'Types hold.' : 'Types fail.');
process.exit(status ?? 1);
