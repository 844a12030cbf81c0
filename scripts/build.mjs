// Builds dist/.
//
//     node scripts/build.mjs               readable, with source maps
//     node scripts/build.mjs --production  minified, as shipped
//     node scripts/build.mjs --watch       builds again on every change
//     node scripts/build.mjs --into FOLDER builds there what dist/ holds
//
// Ends with the size of every file; dist/sizes.json holds what each is made of
// (https://esbuild.github.io/analyze/).
import { chmod, cp, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { escapeToAscii } from './build/ascii.mjs';
import { Chunks, lazyChunks } from './build/lazyChunks.mjs';
import { noFetch } from './build/noFetch.mjs';
import { rawText } from './build/rawText.mjs';
import { chunkOptions, copies, root, targets } from './build/targets.mjs';

const { values: options } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    into: { type: 'string', default: join(root, 'dist') },
  },
});

const folder = resolve(options.into);
/** Where an output lies whose path begins with `dist/`. */
const at = (output) => join(folder, relative('dist', output));

const kind = options.production
  ? { minify: true, sourcemap: false }
  : { sourcemap: true, sourcesContent: false };

await rm(folder, { recursive: true, force: true });
const entries = targets
  .filter(({ lazy }) => lazy)
  .map(({ input, output }) => /** @type {const} */ ([join(root, input), at(output)]));
const chunks = new Chunks(at('dist/chunks'), new Map(entries));
const inputs = targets.map((target) => esbuildOptions({ ...target, output: at(target.output) }));
const metafiles = options.watch ? await watchAll() : await buildAll();
if (options.production)
  await Promise.all(scriptsOf(metafiles).map((path) => escapeToAscii(resolve(root, path))));
for (const { from, to } of copies) {
  await mkdir(dirname(at(to)), { recursive: true });
  await cp(join(root, from), at(to), { recursive: true });
}
await chmod(at('dist/cli.js'), 0o755);
await writeFile(at('dist/sizes.json'), JSON.stringify(merge(metafiles)));
await report(metafiles);

function esbuildOptions({ input, output, lazy, options: own }) {
  return {
    ...own,
    ...kind,
    entryPoints: [input],
    outfile: output,
    plugins: [rawText, noFetch, ...(lazy ? [lazyChunks(chunks, dirname(output))] : [])],
  };
}

function chunkInput({ file, output }) {
  return esbuildOptions({ input: file, output, lazy: true, options: chunkOptions });
}

async function buildAll() {
  const built = await Promise.all(inputs.map((input) => build(input)));
  for (let pending = chunks.take(); pending.length > 0; pending = chunks.take()) {
    built.push(...(await Promise.all(pending.map((chunk) => build(chunkInput(chunk))))));
  }
  return built.map(({ metafile }) => metafile);
}

/** The first build has found the chunks; from then on every file watches its own sources. */
async function watchAll() {
  const metafiles = await buildAll();
  const all = [...inputs, ...chunks.all.map(chunkInput)];
  for (const input of all) await (await context(input)).watch();
  return metafiles;
}

function merge(metafiles) {
  return {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
  };
}

function scriptsOf(metafiles) {
  return metafiles
    .flatMap(({ outputs }) => Object.keys(outputs))
    .filter((path) => path.endsWith('.js'))
    .sort();
}

async function report(metafiles) {
  for (const path of scriptsOf(metafiles)) {
    const { size } = await stat(resolve(root, path));
    console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${path}`);
  }
}
