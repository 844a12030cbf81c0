import 'mocha/mocha.js'; // the browser's build: sets the global `mocha`, and works in a worker
import { finish } from './results.ts';

/** VS Code calls this in its web extension host, which is a worker. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'tdd', timeout: 30_000, reporter: 'base' });
  await import('./all.ts');
  return finish((ended) => mocha.run(ended));
}
