// `npm start`: builds, and opens the sample in a real VS Code with PsyCite loaded.
//
// Where a desktop `code` is installed, that; elsewhere, or with `npm start -- --server`, VS Code's own server
// on loopback, whose address it prints. `--port 8123` chooses the port.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeHome } from '../test/e2e/host/home.mjs';
import { sample } from '../test/e2e/host/paths.mjs';
import { startServer } from '../test/e2e/host/server.mjs';
import { setUpServer } from '../test/e2e/host/setup.mjs';
import { workbenchAddress } from '../test/e2e/insideVsCode.mjs';
import { root } from './build/targets.mjs';

const { values: options } = parseArgs({
  options: { server: { type: 'boolean', default: false }, port: { type: 'string' } },
});

execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
if (!options.server && hasDesktop()) openDesktop();
else await serve();

function hasDesktop() {
  // Inside VS Code's own terminals, and where it runs as a server, `code` is another program of that name.
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  return spawnSync('code', ['--version'], { shell: process.platform === 'win32' }).status === 0;
}

function openDesktop() {
  const workspace = join(mkdtempSync(join(tmpdir(), 'psycite-')), 'sample');
  cpSync(sample, workspace, { recursive: true });
  const parameters = [
    `--extensionDevelopmentPath=${root}`,
    '--new-window',
    workspace,
    join(workspace, 'ketamine.md'),
  ];
  spawn('code', parameters, { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log(`Opened a copy of the sample in VS Code: ${workspace}`);
}

async function serve() {
  setUpServer();
  const home = makeHome();
  const server = await startServer(home, options.port === undefined ? {} : { port: Number(options.port) });
  const remote = (path) => `vscode-remote://${server.authority}${path}`;
  const address = workbenchAddress(server.origin, home.workspace, [
    ['extensionDevelopmentPath', remote(root)],
    ['openFile', remote(join(home.workspace, 'ketamine.md'))],
  ]);
  console.log(`\nVS Code with PsyCite and a copy of the sample:\n\n  ${address}\n\nCtrl+C ends it.`);
  process.once('exit', home.dispose);
  await server.exited;
}
