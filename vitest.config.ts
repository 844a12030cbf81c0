import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{support,base,core,server,client,webview,cli,property,hostile,packs}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    // Some build the command line first.
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
