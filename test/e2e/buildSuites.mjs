// Bundles the suites that run inside VS Code: test/e2e/out/node/ for its Node host, test/e2e/out/web/ for its
// web host.

import { join } from 'node:path';
import { build } from 'esbuild';
import { root, suites } from './host/paths.mjs';

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  sourcemap: 'inline',
  logLevel: 'warning',
};
const where = (name) => ({ WHERE: JSON.stringify(name) });

export async function buildSuites() {
  await build({
    ...shared,
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'mocha'],
    define: where('node'),
    entryPoints: { index: 'test/e2e/suites/mochaNode.ts', suite: 'test/e2e/suites/all.ts' },
    outdir: join(suites, 'node'),
  });
  await build({
    ...shared,
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    mainFields: ['browser', 'module', 'main'],
    define: { ...where('web'), global: 'globalThis', 'process.env.NODE_DEBUG': 'false' },
    entryPoints: { index: 'test/e2e/suites/mochaWeb.ts' },
    outdir: join(suites, 'web'),
  });
}
