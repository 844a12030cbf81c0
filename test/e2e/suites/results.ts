/**
 * How the suites tell the runner outside VS Code what happened: lines of the console that begin with a mark,
 * for the rest of the console is VS Code's own.
 */
const line = 'psycite-e2e ';
const result = 'psycite-e2e-result ';

export const say = (text: string): void => {
  console.log(line + text);
};

/** One line a test, and what failed in full. Mocha's own reporter is to be `base`, which prints nothing. */
function report(runner: Mocha.Runner): void {
  runner.on('suite', ({ title }) => {
    if (title !== '') say(`  ${title}`);
  });
  runner.on('pass', ({ title, duration = 0 }) => {
    say(`    ✔ ${title} (${duration} ms)`);
  });
  runner.on('fail', ({ title }, error: Error) => {
    say(`    ✘ ${title}\n${error.stack ?? error.message}`);
  });
}

type Run = (ended: (failures: number) => void) => Mocha.Runner;

/** Runs mocha to its end and prints its counts; rejects where a test failed or none ran. */
export function finish(run: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    const runner = run((failed) => {
      const passed = runner.stats?.passes ?? 0;
      console.log(result + JSON.stringify({ passed, failed }));
      if (failed > 0) reject(new Error(`${failed} tests failed.`));
      else if (passed === 0) reject(new Error('No test ran.'));
      else resolve();
    });
    report(runner);
  });
}
