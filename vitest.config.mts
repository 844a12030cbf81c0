import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const inFolders = (...names: string[]) => [`test/{${names.join(',')}}/**/*.test.{ts,tsx}`];

export default defineConfig({
  // The client's own tests have no editor.
  resolve: { alias: { vscode: resolve('test/support/vscode.ts') } },
  test: {
    testTimeout: 30_000,
    // Some build the command line first.
    hookTimeout: 60_000,
    pool: 'forks',
    // By itself it leaves one processor free: of two, half.
    maxWorkers: '100%',
    globalSetup: 'test/support/builds.ts',
    projects: [
      {
        extends: true,
        // Core keeps no state, so that its files share one loaded copy: half the time of loading it for each.
        test: { name: 'pure', include: inFolders('base', 'core', 'property'), isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'edges',
          include: inFolders('support', 'server', 'client', 'webview', 'cli', 'hostile', 'packs'),
        },
      },
    ],
  },
});
