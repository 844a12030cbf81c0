import { defineConfig } from 'vitest/config';

/**
 * Development tests: comparisons with other programs, run by hand with `npx vitest run --config
 * test/dev/vitest.config.ts`.
 */
export default defineConfig({
  test: { include: ['test/dev/**/*.test.ts'], testTimeout: 600_000, pool: 'forks' },
});
