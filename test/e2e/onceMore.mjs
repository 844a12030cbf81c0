/**
 * What failed at first and passed in a window of its own: the run tells it, for it is a fault of test or
 * product.
 */
export const unsteady = [];

/**
 * Runs once more what failed, in a window of its own: on a slow machine VS Code drops a key or an answer now
 * and then.
 * @param {string} name what failed, as the run's last lines call it
 * @param {() => Promise<{ passed: number, failed: number }>} attempt
 */
export async function onceMore(name, attempt) {
  console.log(`  ↻ ${name} once more, in a window of its own`);
  const counts = await attempt();
  if (counts.failed === 0) unsteady.push(name);
  return counts;
}
