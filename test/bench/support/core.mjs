import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chunkOptions } from '../../../scripts/build/targets.mjs';

/** What the measures call of the sources, as the product bundles it. */
const exported = `
export { Text } from './base/text.ts';
export { editBibliography, parseBibliographyInSteps } from './core/bibliography/index.ts';
export { editBibtex, parseBibtex } from './core/bibliography/bibtex/index.ts';
export { prepareSearch } from './core/bibliography/search/searchIndex.ts';
export { citationsInPreview } from './client/preview/plugin.ts';
export { prepareDrawing } from './client/preview/rendering.ts';
export { importPaperInSteps } from './core/import/importPaper.ts';
export { parseManuscript } from './core/manuscript/index.ts';
export { compileTerms, findTerms, termsOf } from './core/terms/index.ts';
export { shippedPacks } from './packs/index.ts';
`;

const src = fileURLToPath(new URL('../../../src', import.meta.url));

export async function buildCore(outfile) {
  await build({
    stdin: { contents: exported, resolveDir: src, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: chunkOptions.target,
    supported: chunkOptions.supported,
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
}

export const loadCore = (folder) => createRequire(import.meta.url)(join(folder, 'core.cjs'));

/** Runs a generator of steps to its end, as one would who does not mind waiting. */
export function finish(steps) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
