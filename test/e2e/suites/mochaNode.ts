import { join } from 'node:path';
import Mocha from 'mocha';
import { finish } from './results.ts';

/** VS Code calls this in its Node extension host; a rejection ends the run with a non-zero exit code. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: 'base' });
  mocha.addFile(join(__dirname, 'suite.js'));
  return finish((ended) => mocha.run(ended));
}
