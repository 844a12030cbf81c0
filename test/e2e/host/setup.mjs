// Makes the real VS Code of test/e2e/vscode-host/ runnable: its locked packages, one link, and a Chromium.
// Nothing is compiled and no install script runs. Quick where it has been done before.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, unpackChromium } from './chromium.mjs';
import { codeServer, hostModules, vscodeHost, vscodePty } from './paths.mjs';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Installs VS Code's server; enough for `npm start`. */
export function setUpServer() {
  setUpHost();
  setUpTerminals();
}

function setUpHost() {
  const stamp = join(hostModules, '.installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(vscodeHost, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(join(vscodeHost, '.chromium'), { recursive: true, force: true });
  run('npm', ['ci', '--ignore-scripts', ...quiet], { cwd: vscodeHost });
  // The workbench loads its modules from <vscode>/node_modules, which code-server's own install script would
  // fill.
  const modules = join(codeServer, 'lib/vscode/node_modules');
  rmSync(modules, { recursive: true, force: true });
  symlinkSync('../../..', modules, 'junction');
  writeFileSync(stamp, wanted);
}

/**
 * Terminals, in which tasks run, need what is compiled on installation; here it comes compiled, from a
 * package apart.
 */
function setUpTerminals() {
  const modules = join(vscodePty, 'node_modules');
  if (!existsSync(modules)) run('npm', ['ci', '--ignore-scripts', ...quiet], { cwd: vscodePty });
  for (const [name, target] of [
    ['node-pty', '@lydell/node-pty'],
    ['@xterm', '@xterm'],
  ]) {
    const link = join(hostModules, name);
    if (!existsSync(link)) symlinkSync(join(modules, target), link, 'junction');
  }
}

/** Installs the server and a browser. Throws where no Chromium is to be had. */
export function setUp() {
  setUpServer();
  if (process.env.NPM_CHROMIUM || findChromium() === undefined) unpackChromium();
  if (findChromium() === undefined) installChromium();
  if (findChromium() === undefined) {
    throw new Error(
      'There is no Chromium. Install one (apt-get install chromium) or name it in CHROMIUM_PATH.',
    );
  }
}

function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
    env,
  });
}

function run(command, parameters, options) {
  console.log(`$ ${command} ${parameters.join(' ')}`);
  execFileSync(command, parameters, { stdio: 'inherit', shell: process.platform === 'win32', ...options });
}
