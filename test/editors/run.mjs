// Drives other editors by their own LSP clients, headless, against the built server: Neovim, and Emacs with
// eglot. An editor that is not installed is not tried, which is said loudly. Ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const cli = here('../../dist/cli.js');

const editors = [
  {
    name: 'Neovim',
    probe: ['nvim', ['--version']],
    command: [
      'nvim',
      ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${here('neovim.lua')}`],
    ],
    package: 'neovim',
  },
  {
    name: 'Emacs with eglot',
    probe: [
      'emacs',
      ['--batch', '--eval', "(progn (require 'package) (package-initialize) (require 'eglot))"],
    ],
    command: ['emacs', ['--batch', '-l', here('emacs.el')]],
    package: 'emacs-nox and elpa-eglot',
  },
];

/** What each editor must see, by the name of the result. */
const expectations = {
  diagnostics: (seen) => seen.length >= 1,
  hover: (seen) => /Antidepressant effects of ketamine/.test(seen),
  definition: (seen) => seen === 'refs.bib:1',
  codeAction: (seen) => seen.includes('@nobody2001') && !seen.includes('nobdy2001'),
  rename: (seen) => seen.includes('@ketamine2000'),
  renamedEntry: (seen) => seen.startsWith('@article{ketamine2000,'),
  completion: (seen) => seen.some((word) => word.includes('nobody2001')),
};

const bibliography =
  '@article{berman2000,\n  author = {Berman, Robert},\n  title = {Antidepressant effects of ketamine},\n  journal = {J},\n  year = {2000}\n}\n\n@book{nobody2001,\n  author = {Nobody, N},\n  title = {Nothing},\n  publisher = {P},\n  year = {2001}\n}\n';
const manuscript = '---\nbibliography: refs.bib\n---\n\nSee [@berman2000; @nobdy2001].\n';

let passed = 0;
let failed = 0;
for (const editor of editors) {
  if (spawnSync(...editor.probe, { stdio: 'ignore' }).status !== 0) {
    console.log(`\n!!! ${editor.name} WAS NOT TRIED: it is not installed (Debian: ${editor.package}).`);
    continue;
  }
  const seen = drive(editor);
  for (const [name, holds] of Object.entries(expectations)) {
    const value = seen[name];
    const isRight = value !== undefined && value !== null && holds(value);
    if (isRight) passed += 1;
    else failed += 1;
    console.log(
      `${isRight ? '✔' : '✘'} ${editor.name}: ${name}${isRight ? '' : ` — ${JSON.stringify(value)}`}`,
    );
  }
  if (seen.problem !== undefined) console.log(seen.problem);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function drive({ command: [program, parameters] }) {
  const home = mkdtempSync(join(tmpdir(), 'psycite-editor-'));
  const folder = join(home, 'paper');
  const result = join(home, 'result.json');
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, 'refs.bib'), bibliography);
    writeFileSync(join(folder, 'paper.md'), manuscript);
    const { status, stderr } = spawnSync(program, parameters, {
      cwd: folder,
      env: {
        ...process.env,
        HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_DATA_HOME: home,
        XDG_STATE_HOME: home,
        PSYCITE_NODE: process.execPath,
        PSYCITE_CLI: cli,
        PSYCITE_FOLDER: folder,
        PSYCITE_RESULT: result,
      },
      encoding: 'utf8',
      timeout: 240_000,
    });
    if (!existsSync(result)) return { problem: `It ended with ${status}: ${stderr.slice(-2_000)}` };
    return JSON.parse(readFileSync(result, 'utf8'));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
