// Makes psycite-<version>.tgz, the command line and the language server as an npm package:
//
//     npx psycite lsp --stdio
//     npx psycite check manuscripts/
//
// It holds a production build and no dependency. `node scripts/npmPackage.mjs [FOLDER]` puts it there, else
// here.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './build/targets.mjs';

/** What of dist/ the command line never loads: the extension's own files, and those for browsers. */
const left = ['client', 'webview', 'sample', 'sizes.json', 'chunks/nodeClient.js'];
const leftOfServer = ['web.js', 'formatting/web.js', 'pdf/web.js'];
const beside = ['README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md', 'THIRD_PARTY_NOTICES.md'];

/** @returns {string} the path of the tarball */
export function makeNpmPackage(into = root) {
  const { name, version, description, license, keywords, engines } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const folder = mkdtempSync(join(tmpdir(), 'psycite-npm-'));
  try {
    const dist = join(folder, 'dist');
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), '--production', '--into', dist], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    for (const path of [...left, ...leftOfServer.map((one) => join('server', one))])
      rmSync(join(dist, path), { recursive: true, force: true });
    for (const path of beside) cpSync(join(root, path), join(folder, path));
    mkdirSync(join(folder, 'docs'));
    // A check's link leads there.
    cpSync(join(root, 'docs/checks.md'), join(folder, 'docs/checks.md'));
    const manifest = {
      ...{ name, version, description, license, keywords },
      engines: { node: engines.node },
      bin: { psycite: 'dist/cli.js' },
      files: ['dist', 'docs', ...beside],
    };
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const options = [
      'pack',
      '--ignore-scripts',
      '--offline',
      '--silent',
      '--pack-destination',
      resolve(into),
    ];
    execFileSync('npm', options, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    return join(resolve(into), `${name}-${version}.tgz`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(makeNpmPackage(process.argv[2]));
