import { describe, expect, it } from 'vitest';
import { finished } from '../../src/base/steps.ts';
import { parseBibliographyInSteps, Store, Text } from '../../src/core/index.ts';
import { clientSupport } from '../../src/server/convert/clientSupport.ts';
import { warmUp } from '../../src/server/warmUp.ts';

const library = (keyOf: (index: number) => string, size: number) => {
  const entries = Array.from(
    { length: size },
    (_, index) =>
      `@article{${keyOf(index)},\n  author = {Berman, R.},\n  title = {Ketamine ${index}},\n  year = 2000\n}\n`,
  );
  return finished(parseBibliographyInSteps('bibtex', Text.of(entries.join('\n'))));
};

const steps = (bibliography: ReturnType<typeof library>) => [
  ...warmUp(new Store().snapshot(), bibliography, clientSupport({}, new Set())),
];

describe('the warm-up', () => {
  it('goes in many small steps, more for a larger library, and says how far it is', () => {
    const shares = steps(library((index) => `berman${index}`, 8_000));
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    expect(steps(library((index) => `berman${index}`, 16_000)).length).toBeGreaterThan(shares.length);
  });

  it('has nothing to do for a small library', () => {
    expect(steps(library((index) => `berman${index}`, 100))).toEqual([]);
  });

  it('takes keys that no manuscript could cite', () => {
    const odd = ['a]b', '@@', '__proto__', 'ber`man', '\u{1F9E0}', '$x$', '<!--'];
    expect(() => steps(library((index) => `${odd[index % odd.length]}${index}`, 8_000))).not.toThrow();
  });
});
