/**
 * Fails where the work of `run` grows faster than its input. Times of doubling sizes are compared with each other, never
 * with a clock's absolute value: from one size to the next the time may grow by `tolerance` at most. Quadratic work grows
 * by 4 each time; three doublings of the allowed 3 are 27, of quadratic work 64.
 *
 * Each size is run until its time is worth measuring, and the best of several runs counts, for noise only adds.
 */
export function assertLinear(
  make: (size: number) => () => void,
  { smallest = 2_000, doublings = 3, tolerance = 3, runs = 5 } = {},
): void {
  const sizes = Array.from({ length: doublings + 1 }, (_, step) => smallest * 2 ** step);
  const works = sizes.map(make);
  for (const work of works) work();
  const times = works.map((work) => bestTime(work, runs));
  const growth = times.at(-1)! / times[0]!;
  const allowed = tolerance ** doublings;
  if (growth <= allowed) return;
  const table = sizes.map((size, index) => `${size}: ${times[index]!.toFixed(3)} ms`).join(', ');
  throw new Error(
    `Work grew ${growth.toFixed(1)}-fold over ${doublings} doublings (${table}); linear is ${2 ** doublings}.`,
  );
}

/** Milliseconds below which a single run says more about the machine than about the code. */
const worthMeasuring = 2;

function bestTime(work: () => void, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    let repetitions = 0;
    const start = performance.now();
    let elapsed = 0;
    do {
      work();
      repetitions += 1;
      elapsed = performance.now() - start;
    } while (elapsed < worthMeasuring);
    best = Math.min(best, elapsed / repetitions);
  }
  return best;
}
