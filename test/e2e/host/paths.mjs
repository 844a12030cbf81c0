import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
export const vscodeHost = join(root, 'test/e2e/vscode-host');
export const vscodePty = join(root, 'test/e2e/vscode-pty');
export const hostModules = join(vscodeHost, 'node_modules');
export const codeServer = join(hostModules, 'code-server');
export const sample = join(root, 'test/fixtures/sample');
export const shots = join(root, 'test/e2e/shots');
/** The suites that run inside VS Code, bundled by buildSuites.mjs. */
export const suites = join(root, 'test/e2e/out');
