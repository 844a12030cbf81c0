/**
 * What failed at first and passed in a window of its own: the run tells it, for it is a fault of test or
 * product.
 */
export const unsteady = [];

/** A fault of the product fails each time; a slow machine was seen to fail at two tries for two reasons. */
const attempts = 2;

/**
 * Runs again what failed, in a window of its own, until it passes or has failed as often as `attempts` says:
 * on a slow machine VS Code drops a key or an answer now and then.
 * @param {string} name what failed, as the run's last lines call it
 * @param {() => Promise<{ passed: number, failed: number }>} attempt
 */
export async function tryAgain(name, attempt) {
  for (let left = attempts; ; left -= 1) {
    console.log(`  ↻ ${name} again, in a window of its own`);
    const counts = await attempt().catch((error) => {
      console.error(error);
      return { passed: 0, failed: 1, broken: [] };
    });
    if (counts.failed === 0) unsteady.push(name);
    if (counts.failed === 0 || left === 1) return counts;
  }
}
