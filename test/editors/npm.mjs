// The npm package from its tarball, installed without a network into a folder of its own and run by `npx`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeNpmPackage } from '../../scripts/npmPackage.mjs';

const home = mkdtempSync(join(tmpdir(), 'psycite-npm-test-'));
const folder = join(home, 'paper');
const results = [];
const check = (what, holds, seen) => {
  results.push(holds);
  console.log(`${holds ? '✔' : '✘'} npm package: ${what}${holds ? '' : ` — ${JSON.stringify(seen)}`}`);
};
try {
  const tarball = makeNpmPackage(home);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"name": "paper", "version": "1.0.0", "private": true}\n');
  const npm = (...parameters) => run('npm', ...parameters);
  const installed = npm('install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball);
  check('is installed without a network', installed.status === 0, installed.stderr);
  writeFileSync(
    join(folder, 'refs.bib'),
    '@article{berman2000, author={Berman, R}, title={T}, journal={J}, year={2000}}\n',
  );
  writeFileSync(
    join(folder, 'paper.md'),
    '---\nbibliography: refs.bib\n---\n\nSee [@berman2000; @nobody].\n',
  );
  const npx = (...parameters) => run('npx', '--offline', 'psycite', ...parameters);
  const version = npx('--version');
  check('says its version', /^\d+\.\d+\.\d+/.test(version.stdout.trim().replace(/^psycite /, '')), version);
  const checked = npx('check', 'paper.md', '--format', 'json');
  check(
    'checks a manuscript',
    checked.status === 1 && checked.stdout.includes('citation-undefined'),
    checked,
  );
  const formatted = npx('format', 'paper.md', '--to', 'text');
  check('formats its references', formatted.stdout.includes('Berman'), formatted);
  const named = npx('check-pack', 'package.json');
  check('reads packs', named.status === 1 || named.status === 2, named);
  check('serves an editor', (await initialize()).includes('"hoverProvider":true'), '');
} finally {
  rmSync(home, { recursive: true, force: true });
}
const passed = results.filter(Boolean).length;
console.log(`\n${passed} passed, ${results.length - passed} failed`);
process.exit(passed === results.length ? 0 : 1);

function run(program, ...parameters) {
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd: folder,
    env: {
      ...process.env,
      HOME: home,
      npm_config_cache: join(home, 'cache'),
      npm_config_update_notifier: 'false',
    },
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

/** What `npx psycite lsp --stdio` answers to `initialize`. */
function initialize() {
  const child = spawn('npx', ['--offline', 'psycite', 'lsp', '--stdio'], { cwd: folder });
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  return new Promise((resolve) => {
    let answer = '';
    child.stdout.on('data', (data) => {
      answer += data;
      if (answer.includes('"capabilities"')) child.stdin.end();
    });
    child.on('close', () => resolve(answer));
    setTimeout(() => child.kill(), 60_000).unref();
  });
}
