// Runs the unit, property and server tests, and ends with `N passed, N failed`.
import { startVitest } from 'vitest/node';
import { root } from './build/targets.mjs';

const vitest = await startVitest('test', process.argv.slice(2), { root, watch: false, run: true });
const files = vitest.state.getTestModules();
let passed = 0;
let failed = vitest.state.getUnhandledErrors().length;
for (const file of files) {
  let own = 0;
  for (const test of file.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed') passed += 1;
    if (state === 'failed') own += 1;
  }
  // A file that could not be loaded fails as a whole.
  failed += own === 0 && file.state() === 'failed' ? 1 : own;
}
await vitest.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
