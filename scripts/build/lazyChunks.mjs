// Code that is seldom needed becomes a file of its own, loaded when it is first imported.
//
// VS Code loads extensions as CommonJS, and esbuild splits only ES modules. So a dynamic `import('./x.ts')`
// is turned into `require('<chunk>.js')`, and the module it names is bundled on its own into dist/chunks/. A
// chunk carries its own copy of what it imports: what it shares with its importer must be free of state. A
// package that is not (`shared`) is a file of its own, which all of them load.
import { basename, extname, join, relative, sep } from 'node:path';

const resolving = Symbol('resolving');

/** The dynamic imports of a build: source file → the file it becomes. */
export class Chunks {
  #folder;
  #outputs;
  #found = [];
  #pending = [];

  /**
   * @param {string} folder where chunks go
   * @param {ReadonlyMap<string, string>} entries source file → output of what is built anyway
   */
  constructor(folder, entries) {
    this.#folder = folder;
    this.#outputs = new Map(entries);
  }

  /** The output that stands for a source file. */
  outputOf(file) {
    const known = this.#outputs.get(file);
    if (known !== undefined) return known;
    const output = this.#freshOutput(file);
    const chunk = { file, output };
    this.#outputs.set(file, output);
    this.#found.push(chunk);
    this.#pending.push(chunk);
    return output;
  }

  get all() {
    return this.#found;
  }

  /** Chunks that are not built yet; a chunk's own build may add more. */
  take() {
    return this.#pending.splice(0);
  }

  #freshOutput(file) {
    const taken = new Set(this.#outputs.values());
    for (let number = 1; ; number += 1) {
      const output = join(this.#folder, `${nameOf(file)}${number === 1 ? '' : `-${number}`}.js`);
      if (!taken.has(output)) return output;
    }
  }
}

/** `tidy` for src/server/tidy.ts, `packs` for src/packs/index.ts, `citeproc` for a package. */
function nameOf(file) {
  const parts = file.split(sep);
  const installed = parts.lastIndexOf('node_modules');
  if (installed !== -1) return parts[installed + 1];
  const stem = basename(file, extname(file));
  return stem === 'index' ? parts.at(-2) : stem;
}

/**
 * One copy of the protocol, for it tells its errors from others by their class. Its two names are one on
 * Node.
 */
const shared = new Map(
  ['vscode-languageserver', 'vscode-languageserver/node'].map((name) => [name, 'vscode-languageserver/node']),
);

/**
 * The esbuild plugin.
 * @param {Chunks} chunks
 * @param {string} outputFolder of the file that is being built
 * @returns {import('esbuild').Plugin}
 */
export const lazyChunks = (chunks, outputFolder) => ({
  name: 'lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, namespace, pluginData }) => {
      const apart = kind === 'dynamic-import' ? !path.startsWith('node:') : shared.has(path);
      if (!apart || pluginData === resolving) return undefined;
      const resolved = await build.resolve(shared.get(path) ?? path, {
        kind,
        importer,
        resolveDir,
        namespace,
        pluginData: resolving,
      });
      if (resolved.errors.length > 0 || resolved.external) return resolved;
      const target = relative(outputFolder, chunks.outputOf(resolved.path)).replaceAll(sep, '/');
      return { path: target.startsWith('.') ? target : `./${target}`, external: true };
    });
  },
});
