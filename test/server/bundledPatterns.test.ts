import { type BuildOptions, transform } from 'esbuild';
import { expect, test } from 'vitest';

interface Target {
  readonly output: string;
  readonly options: BuildOptions;
}

const { targets } = (await import(new URL('../../scripts/build/targets.mjs', import.meta.url).href)) as {
  readonly targets: readonly Target[];
};

test('a pattern stays a literal in each file that is built, so that it is not compiled where it is used', async () => {
  for (const { output, options } of targets) {
    const { target = 'esnext', supported = {} } = options;
    const { code } = await transform('export const isCapital = (text) => /^\\p{Lu}\\p{Ll}/u.test(text);', {
      target,
      supported,
    });
    expect(code, output).toContain('/^\\p{Lu}\\p{Ll}/u.test');
  }
});
