// Type-checks every folder by its own tsconfig.json: each may use only what its platform has.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './build/targets.mjs';

const folders = [...readdirSync(join(root, 'src')).map((name) => `src/${name}`), 'test'].filter((folder) =>
  existsSync(join(root, folder, 'tsconfig.json')),
);

const failed = [];
const waiting = [...folders];
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, checkNext));
console.log(
  failed.length === 0 ? `Types hold in ${folders.join(', ')}.` : `Types fail in ${failed.join(', ')}.`,
);
process.exit(failed.length === 0 ? 0 : 1);

async function checkNext() {
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const child = spawn(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
      cwd: root,
      stdio: 'inherit',
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    if (code !== 0) failed.push(folder);
  }
}
