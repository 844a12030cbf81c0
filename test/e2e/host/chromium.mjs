// Finds a Chromium: the one named by CHROMIUM_PATH, the system's, or the one inside the npm package
// @sparticuz/chromium. That package unpacks itself with code that needs a newer Node, so it is unpacked here.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { hostModules, vscodeHost } from './paths.mjs';

const unpacked = join(vscodeHost, '.chromium');
const packaged = join(hostModules, '@sparticuz/chromium/bin');
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * @returns {{ executablePath: string, env: Record<string, string> } | undefined} undefined where there is
 *   none. NPM_CHROMIUM=1 takes npm's although the system has one: screenshots then look the same everywhere.
 */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return { executablePath: process.env.CHROMIUM_PATH, env: {} };
  const system = installed.find((path) => existsSync(path));
  if (system !== undefined && !process.env.NPM_CHROMIUM) return { executablePath: system, env: {} };
  const executablePath = join(unpacked, 'chromium');
  if (!existsSync(executablePath)) return undefined;
  const libraries = join(unpacked, 'lib');
  return {
    executablePath,
    env: {
      FONTCONFIG_FILE: join(unpacked, 'fonts.conf'),
      ...(existsSync(libraries) && { LD_LIBRARY_PATH: libraries }),
    },
  };
}

/** Unpacks npm's Chromium once. False where it does not fit this machine. */
export function unpackChromium() {
  if (existsSync(join(unpacked, 'chromium'))) return true;
  const fits = process.platform === 'linux' && process.arch === 'x64';
  if (!fits || !existsSync(join(packaged, 'chromium.br'))) return false;
  // Made under another name and renamed when it is whole, so that an interrupted run leaves nothing half
  // done.
  const making = `${unpacked}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  writeFileSync(join(making, 'chromium'), brotliDecompressSync(readFileSync(join(packaged, 'chromium.br'))));
  chmodSync(join(making, 'chromium'), 0o755);
  unpack('fonts.tar.br', making);
  unpack('swiftshader.tar.br', making);
  if (lacksLibraries(join(making, 'chromium'))) unpack('al2023.tar.br', making);
  writeFileSync(join(making, 'fonts.conf'), fontConfiguration());
  rmSync(unpacked, { recursive: true, force: true });
  renameSync(making, unpacked);
  return true;
}

function unpack(archive, folder) {
  execFileSync('tar', ['-x', '-C', folder], {
    input: brotliDecompressSync(readFileSync(join(packaged, archive))),
  });
}

function lacksLibraries(binary) {
  try {
    return execFileSync('ldd', [binary], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
}

/** A bare machine has no font at all: DejaVu comes from npm. */
function fontConfiguration() {
  const folders = ['/usr/share/fonts', join(unpacked, 'fonts'), join(hostModules, 'dejavu-fonts-ttf/ttf')];
  const families = {
    monospace: 'DejaVu Sans Mono',
    'sans-serif': 'DejaVu Sans',
    'system-ui': 'DejaVu Sans',
    serif: 'DejaVu Serif',
  };
  const aliases = Object.entries(families).map(
    ([family, preferred]) =>
      `<alias binding="same"><family>${family}</family><prefer><family>${preferred}</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `<dir>${folder}</dir>`).join('\n')}
<cachedir>${join(unpacked, 'fontcache')}</cachedir>
${aliases.join('\n')}
</fontconfig>
`;
}
