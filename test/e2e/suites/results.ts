/** What stands before the counts on the line that the runner outside VS Code reads. */
const mark = 'psycite-e2e-result';

type Run = (ended: (failures: number) => void) => Mocha.Runner;

/** Runs mocha to its end and prints its counts; rejects where a test failed or none ran. */
export function finish(run: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    const runner = run((failed) => {
      const passed = runner.stats?.passes ?? 0;
      console.log(`${mark} ${JSON.stringify({ passed, failed })}`);
      if (failed > 0) reject(new Error(`${failed} tests failed.`));
      else if (passed === 0) reject(new Error('No test ran.'));
      else resolve();
    });
  });
}
