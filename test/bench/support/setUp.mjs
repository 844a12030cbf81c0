// What the measures run on: the peers' packages, a production build, and the corpora.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpus } from '../corpus.mjs';
import { buildBareServer } from './bareServer.mjs';
import { buildCore } from './core.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const peers = fileURLToPath(new URL('../peers', import.meta.url));

/** Entries of the corpora that several measures read. */
const sizes = [1_000, 10_000, 50_000, 100_000];

/** Fills `folder` with all that measures need; they find it there by the paths below. */
export async function setUp(folder, { build }) {
  installPeers();
  if (build)
    execFileSync(process.execPath, ['scripts/build.mjs', '--production'], { cwd: root, stdio: 'ignore' });
  // A copy, for a build during the run must not change what is measured.
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  await buildBareServer(join(folder, 'bareServer.cjs'));
  await buildCore(join(folder, 'core.cjs'));
  for (const size of sizes) writeFileSync(corpusFile(folder, size), corpus(size));
}

export const corpusFile = (folder, size) => join(folder, `corpus-${size}.bib`);

/** The command that starts PsyCite's server. */
export const ourServer = (folder) => [join(folder, 'dist/cli.js'), 'lsp', '--stdio'];

/** Installs the locked packages of peers/; quick where that has been done. */
function installPeers() {
  const stamp = join(peers, 'node_modules/.installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(peers, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: peers,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, wanted);
}
