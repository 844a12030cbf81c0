// Makes psycite-<version>.vsix out of a production build. The bundles hold every dependency: none is packed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './build/targets.mjs';

/** @returns {Promise<string>} the path of the .vsix */
export async function packageExtension() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const vsix = join(root, `${name}-${version}.vsix`);
  const run = (script, ...parameters) =>
    execFileSync(process.execPath, [join(root, script), ...parameters], { cwd: root, stdio: 'inherit' });
  run('scripts/build.mjs', '--production');
  run(
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  );
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await packageExtension());
