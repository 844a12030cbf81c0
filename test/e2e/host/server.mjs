// VS Code's own server on loopback, from the npm package code-server.
//
// It is started through VS Code's entry (out/server-main.js), not code-server's command line: a built
// workbench takes `extensionDevelopmentPath` and `extensionTestsPath` from the address only with
// --enable-smoke-test-driver.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeServer, hostModules } from './paths.mjs';

/** Built-in extensions that want an account, a native module or the network. */
const leftOut = new Set([
  'copilot',
  'git',
  'github',
  'microsoft-authentication',
  'tunnel-forwarding',
  'node_modules',
]);

/** This version of VS Code's server runs on Node 24; npm has that too. */
function nodeForServer() {
  if (process.env.VSCODE_NODE) return process.env.VSCODE_NODE;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const packaged = join(hostModules, `node-linux-${process.arch}/bin/node`);
  if (existsSync(packaged)) return packaged;
  throw new Error(
    `VS Code’s server needs Node 24 here (${process.platform} ${process.arch}): name one in VSCODE_NODE.`,
  );
}

/**
 * @param {ReturnType<import('./home.mjs').makeHome>} home
 * @param {{ port?: number, flags?: string[] }} [options]
 * @returns {Promise<{ origin: string, authority: string, port: number, exited: Promise<number | null>,
 *   stop(): Promise<void> }>}
 */
export async function startServer(home, { port: wantedPort, flags = [] } = {}) {
  const port = wantedPort ?? (await freePort());
  const child = spawn(
    nodeForServer(),
    [...serverArguments(home), '--host', '127.0.0.1', '--port', String(port), ...flags],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: home.folder, NODE_OPTIONS: '', EXTENSIONS_GALLERY: '{}' },
      detached: true, // a process group of its own, with its extension hosts
    },
  );
  const logFile = join(home.folder, 'server.log');
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  endWithThisProcess(child);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const origin = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + 60_000; !(await answers(origin)); await wait(100)) {
    if (child.exitCode !== null)
      throw new Error(`VS Code’s server ended:\n${readFileSync(logFile, 'utf8').slice(-3000)}`);
    if (Date.now() > until) throw new Error('VS Code’s server did not answer within a minute.');
  }
  return {
    origin,
    authority: `127.0.0.1:${port}`,
    port,
    exited,
    async stop() {
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000);
      await exited;
      // An extension host writes its logs until its end.
      while (signalGroup(child, 0)) await wait(50);
      clearTimeout(timer);
    },
  };
}

/** Installs a .vsix into the home, as a user would on the command line. */
export async function installVsix(home, vsix) {
  const child = spawn(nodeForServer(), [...serverArguments(home), '--install-extension', vsix, '--force'], {
    stdio: 'inherit',
    env: { ...process.env, HOME: home.folder, NODE_OPTIONS: '', EXTENSIONS_GALLERY: '{}' },
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`VS Code did not install ${vsix} (exit code ${code}).`);
}

const serverArguments = (home) => [
  join(codeServer, 'lib/vscode/out/server-main.js'),
  '--without-connection-token',
  '--accept-server-license-terms',
  '--enable-smoke-test-driver',
  '--disable-telemetry',
  '--disable-workspace-trust',
  '--disable-experiments',
  '--disable-getting-started-override',
  ...['--server-data-dir', home.serverData],
  ...['--user-data-dir', home.userData],
  ...['--extensions-dir', home.extensions],
  ...['--builtin-extensions-dir', builtinExtensions(home)],
];

function builtinExtensions(home) {
  const from = join(codeServer, 'lib/vscode/extensions');
  const to = join(home.folder, 'builtin');
  if (existsSync(to)) return to;
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory() && !leftOut.has(entry.name))
      symlinkSync(join(from, entry.name), join(to, entry.name));
  }
  return to;
}

const answers = (origin) =>
  fetch(`${origin}/version`).then(
    ({ ok }) => ok,
    () => false,
  );

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/** Whether the server, or an extension host of it, was there to take the signal. */
function signalGroup(child, signal) {
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

const running = new Set();
let isWatched = false;
/** No server outlives the run, however it ends. */
function endWithThisProcess(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  if (isWatched) return;
  isWatched = true;
  process.once('exit', () => {
    for (const one of running) signalGroup(one, 'SIGKILL');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
}
