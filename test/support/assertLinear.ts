/**
 * Fails where the work that `make` prepares grows faster than its size. Times of doubling sizes are compared
 * with each other, never with a clock's absolute value. From one size to the next the time may grow by
 * `tolerance` at most: over three doublings 16-fold, where linear work grows 8-fold and work of n√n 23-fold.
 *
 * On a busy machine a single measurement says little. The best of several runs counts, for noise only adds,
 * and the growth has to be too large in every one of several attempts.
 */
export function assertLinear(
  make: (size: number) => () => void,
  { smallest = 2_000, doublings = 3, tolerance = 2.5, attempts = 12 } = {},
): void {
  const sizes = Array.from({ length: doublings + 1 }, (_, step) => smallest * 2 ** step);
  const works = sizes.map(make);
  const best = sizes.map(() => Number.POSITIVE_INFINITY);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // All sizes in turn, so that a busy spell meets all of them.
    for (let run = 0; run < 3; run += 1) {
      for (const [place, work] of works.entries()) best[place] = Math.min(best[place]!, timeOf(work));
    }
    if (best.at(-1)! / best[0]! <= tolerance ** doublings) return;
  }
  const table = sizes.map((size, place) => `${size}: ${best[place]!.toFixed(3)} ms`).join(', ');
  throw new Error(
    `Time grew ${(best.at(-1)! / best[0]!).toFixed(1)}-fold over ${doublings} doublings: ${table}.`,
  );
}

/** Milliseconds below which a single run says more about the machine than about the code. */
const worthMeasuring = 2;

/**
 * Milliseconds of the processor's time for one repetition: what other programs do does not count. Of the
 * program and the kernel together, for Linux knows their sum exactly and guesses at the shares.
 */
function timeOf(work: () => void): number {
  const start = process.cpuUsage();
  for (let repetitions = 1; ; repetitions += 1) {
    work();
    const { user, system } = process.cpuUsage(start);
    const elapsed = (user + system) / 1000;
    if (elapsed >= worthMeasuring) return elapsed / repetitions;
  }
}
