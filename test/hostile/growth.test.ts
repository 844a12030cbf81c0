import { expect, test } from 'vitest';
import { growths } from '../support/growth.ts';

/*
 * What an editor asks about a text of one repeated piece grows as the text does, in every language and
 * format. All pieces in all places take an hour: `HOSTILE=all` tries them, at the sizes of a large file, and
 * `HOSTILE=2/8` the second of eight parts; else each run tries some.
 */
const asked = process.env['HOSTILE'] ?? '';
const [part = 1, parts = 1] = asked.includes('/') ? asked.split('/').map(Number) : [];
const isWhole = asked !== '';
const smallest = isWhole ? 100_000 : 4_000;
/** Of the pieces in each place, one in so many. */
const every = isWhole ? parts : 37;
/** Over a fourfold length linear work takes four times as long, quadratic work sixteen times. */
const tolerance = 9;
/** Milliseconds below which growth says nothing. */
const worthMeasuring = isWhole ? 1_500 : 80;

test('time grows as the text does', { timeout: 7_200_000 }, () => {
  const grown: string[] = [];
  for (const [number, { name, make }] of [...growths()].entries()) {
    if (number % every !== part - 1) continue;
    const [small, large] = [make(smallest), make(4 * smallest)];
    const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    const isSuspicious = () => best[1]! > worthMeasuring && best[1]! > tolerance * best[0]!;
    for (let attempt = 0; attempt < 8 && (attempt === 0 || isSuspicious()); attempt += 1) {
      best[0] = Math.min(best[0]!, timeOf(small));
      best[1] = Math.min(best[1]!, timeOf(large));
    }
    if (isSuspicious()) grown.push(`${name}: ${best.map((time) => time.toFixed(0)).join(' → ')} ms`);
  }
  expect(grown).toEqual([]);
});

/** Of the processor, in ms. */
function timeOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
