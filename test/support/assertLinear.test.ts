import { describe, expect, it } from 'vitest';
import { assertLinear } from './assertLinear.ts';

let sink = 0;

/** Work of as many steps as `steps` says for a size. */
const work = (steps: (size: number) => number) => (size: number) => (): void => {
  for (let step = 0; step < steps(size); step += 1) sink = (sink * 31 + step) % 1_000_003;
};

describe('assertLinear', () => {
  it.each([
    ['n', (size: number) => size * 20],
    ['n log n', (size: number) => size * Math.log2(size)],
  ])('accepts %s', (_, steps) => {
    assertLinear(work(steps));
  });

  it.each([
    ['n√n', (size: number) => size * Math.sqrt(size)],
    ['n²', (size: number) => (size * size) / 50],
  ])('refuses %s', (_, steps) => {
    expect(() => {
      assertLinear(work(steps), { attempts: 2 });
    }).toThrow('Time grew');
  });
});
