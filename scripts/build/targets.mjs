// What is built, from what, for which platform.
import { fileURLToPath } from 'node:url';

/** Paths in this file are relative to the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const shared = {
  bundle: true,
  absWorkingDir: root,
  logLevel: 'warning',
  // Escaped, a bundle is one byte a character for V8, which compiles it in half the time.
  charset: 'ascii',
  legalComments: 'none',
  metafile: true,
  external: ['vscode'],
};

/** VS Code 1.91, the oldest supported, runs extensions on Node 20. */
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  // `import()` of a chunk becomes `require`: what VS Code patches so that `vscode` resolves.
  // Node 20 has `\p{…}`; esbuild is not sure of it and would compile such a pattern anew at each use.
  supported: { 'dynamic-import': false, 'regexp-unicode-property-escapes': true },
  // Modules that make a `require` of their own ask where they lie; a file in CommonJS form has a path for
  // that.
  define: { 'import.meta.url': '__filename' },
};

const browser = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  define: { global: 'globalThis', 'process.env.NODE_DEBUG': 'false' },
};

/** Stands at the head of the files that hold citeproc, as its licence asks. */
const citeproc = {
  banner: {
    js: '/*! Holds citeproc-js, copyright 2009-2019 Frank Bennett, CPAL-1.0 or AGPL-3.0: see THIRD_PARTY_NOTICES.md. */',
  },
};

/** pdf.js is told an address of its own: what it would load from there is in the same file. */
const pdf = { define: { 'import.meta.url': '"file:///pdf.js"' } };

/**
 * `lazy`: dynamic imports become chunks. Elsewhere they stay in the bundle, for a web extension is one file
 * and a worker does not know the address it came from.
 */
export const targets = [
  nodeFile('dist/client/node.js', 'src/client/node.ts'),
  nodeFile('dist/server/node.js', 'src/server/node.ts'),
  nodeFile('dist/cli.js', 'src/cli/main.ts', { banner: { js: '#!/usr/bin/env node' } }),
  webFile('dist/client/web.js', 'src/client/web.ts', { format: 'cjs' }),
  // @cfworker/json-schema makes a URL out of the worker's address when it is loaded; VS Code starts workers
  // from `blob:` addresses, whose parts make none. Without an address it takes a fixed one.
  webFile('dist/server/web.js', 'src/server/web.ts', {
    define: { ...browser.define, 'self.location': 'undefined' },
  }),
  webFile('dist/webview/outline.js', 'src/webview/outline/main.tsx', {
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }),
  webFile('dist/webview/review.js', 'src/webview/review/main.ts'),
  // The thread that formats references is a file of its own on either platform.
  nodeFile('dist/server/formatting/node.js', 'src/server/formatting/node.ts', citeproc),
  webFile('dist/server/formatting/web.js', 'src/server/formatting/web.ts', citeproc),
  // So is the thread that reads PDFs. pdf.js asks for its own address and for modules of Node; neither is
  // needed.
  nodeFile('dist/server/pdf/node.js', 'src/server/pdf/node.ts', pdf),
  webFile('dist/server/pdf/web.js', 'src/server/pdf/web.ts', pdf),
];

function nodeFile(output, input, more = {}) {
  return { output, input, lazy: true, options: { ...node, ...more } };
}

function webFile(output, input, more = {}) {
  return { output, input, lazy: false, options: { ...browser, format: 'iife', ...more } };
}

/** Chunks are made as the Node targets are. */
export const chunkOptions = node;

/** Files that are shipped as they are. */
export const copies = [
  { from: 'node_modules/@vscode/codicons/dist/codicon.ttf', to: 'dist/webview/codicon.ttf' },
  { from: 'test/fixtures/sample', to: 'dist/sample' },
  { from: 'src/core/paper/paper-pack.schema.json', to: 'dist/paper-pack.schema.json' },
  { from: 'src/core/paper/glossary.schema.json', to: 'dist/glossary.schema.json' },
];
