// What is built, from what, for which platform.
import { fileURLToPath } from 'node:url';

/** Paths in this file are relative to the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const shared = {
  bundle: true,
  absWorkingDir: root,
  logLevel: 'warning',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  external: ['vscode'],
  // citation-js brings a fetcher, one that blocks even; PsyCite never uses the network, so the code is left out.
  alias: { 'sync-fetch': './scripts/build/noNetwork.cjs', 'fetch-ponyfill': './scripts/build/noNetwork.cjs' },
};

/** VS Code 1.91, the oldest supported, runs extensions on Node 20. */
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  // `import()` of a chunk becomes `require`: what VS Code patches so that `vscode` resolves.
  supported: { 'dynamic-import': false },
};

const browser = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  define: { global: 'globalThis', 'process.env.NODE_DEBUG': 'false' },
};

/**
 * `lazy`: dynamic imports become chunks. Elsewhere they stay in the bundle, for a web extension is one file and a
 * worker does not know the address it came from.
 */
export const targets = [
  { output: 'dist/client/node.js', input: 'src/client/node.ts', lazy: true, options: node },
  { output: 'dist/server/node.js', input: 'src/server/node.ts', lazy: true, options: node },
  {
    output: 'dist/cli.js',
    input: 'src/cli/main.ts',
    lazy: true,
    options: { ...node, banner: { js: '#!/usr/bin/env node' } },
  },
  {
    output: 'dist/client/web.js',
    input: 'src/client/web.ts',
    lazy: false,
    options: { ...browser, format: 'cjs' },
  },
  {
    output: 'dist/server/web.js',
    input: 'src/server/web.ts',
    lazy: false,
    options: { ...browser, format: 'iife' },
  },
  {
    output: 'dist/webview/outline.js',
    input: 'src/webview/outline/main.tsx',
    lazy: false,
    options: { ...browser, format: 'iife', jsx: 'automatic', jsxImportSource: 'preact' },
  },
];

/** Chunks are made as the Node targets are. */
export const chunkOptions = node;

/** Files that are shipped as they are. */
export const copies = [
  { from: 'node_modules/@vscode/codicons/dist/codicon.ttf', to: 'dist/webview/codicon.ttf' },

  { from: 'test/fixtures/sample', to: 'dist/sample' },
  { from: 'src/core/paper/paper-pack.schema.json', to: 'dist/paper-pack.schema.json' },
];
