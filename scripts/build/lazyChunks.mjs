// Code that is seldom needed becomes a file of its own, loaded when it is first imported.
//
// VS Code loads extensions as CommonJS, and esbuild splits only ES modules. So a dynamic `import('./x.ts')` is
// turned into `require('<chunk>.js')`, and the module it names is bundled on its own into dist/chunks/.
// A chunk carries its own copy of what it imports: what it shares with its importer must be free of state.
import { basename, extname, join, relative, sep } from 'node:path';

const resolving = Symbol('resolving');

/** Collects the dynamic imports of a build: file → name of its chunk. */
export class Chunks {
  #names = new Map();
  #pending = [];

  /** @param {string} file */
  nameOf(file) {
    const known = this.#names.get(file);
    if (known !== undefined) return known;
    const name = chunkName(file, new Set(this.#names.values()));
    this.#names.set(file, name);
    this.#pending.push({ file, name });
    return name;
  }

  /** Every chunk found so far. */
  all() {
    return [...this.#names].map(([file, name]) => ({ file, name }));
  }

  /** Chunks that are not built yet; a chunk's own build may add more. */
  take() {
    return this.#pending.splice(0);
  }
}

function chunkName(file, taken) {
  const parts = file.split(sep);
  const installed = parts.lastIndexOf('node_modules');
  const stem = installed === -1 ? basename(file, extname(file)) : parts[installed + 1];
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/**
 * The esbuild plugin.
 * @param {Chunks} chunks
 * @param {{ outputFolder: string, chunkFolder: string }} where
 * @returns {import('esbuild').Plugin}
 */
export const lazyChunks = (chunks, { outputFolder, chunkFolder }) => ({
  name: 'lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, namespace, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === resolving || path.startsWith('node:')) return undefined;
      const resolved = await build.resolve(path, {
        kind,
        importer,
        resolveDir,
        namespace,
        pluginData: resolving,
      });
      if (resolved.errors.length > 0 || resolved.external) return resolved;
      const target = relative(
        outputFolder,
        join(chunkFolder, `${chunks.nameOf(resolved.path)}.js`),
      ).replaceAll(sep, '/');
      return { path: target.startsWith('.') ? target : `./${target}`, external: true };
    });
  },
});
