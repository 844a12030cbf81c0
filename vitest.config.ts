import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The client's own tests have no editor.
  resolve: { alias: { vscode: resolve('test/support/vscode.ts') } },
  test: {
    include: ['test/{support,base,core,server,client,webview,cli,property,hostile,packs}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    // Some build the command line first.
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
