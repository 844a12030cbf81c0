/** The value below which `share` of the values lie; with 0.5 the median. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

export const median = (values) => quantile(values, 0.5);

/** Milliseconds that `run` took. */
export function time(run) {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** A contestant that takes longer than this (ms) is run once, warm-up and all. */
const patience = 12_000;

/**
 * Runs all contestants in each round, one after the other (A B C A B C …), so that what else the machine does
 * meets them alike; the first round warms up and is not counted. Garbage of one is collected before the next.
 * @param {Record<string, () => unknown>} contestants
 * @returns {Record<string, number>} the medians, ms
 */
export function medians(contestants, rounds) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  const slow = new Set();
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      if (slow.has(name)) continue;
      globalThis.gc?.();
      const taken = time(run);
      if (taken > patience) slow.add(name);
      if (round >= 0 || slow.has(name)) times[name].push(taken);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** The slope of log(y) over log(x): 1 where y grows as x does. Least squares. */
export function growthExponent(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mean = (index) => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
