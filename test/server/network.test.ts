/** What PsyCite ships has one door to the network, and a server that cannot reach one works. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

interface Target {
  readonly input: string;
  readonly output: string;
  readonly options: BuildOptions;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const module = async <T>(path: string): Promise<T> =>
  (await import(pathToFileURL(join(root, path)).href)) as T;
const { targets } = await module<{ targets: readonly Target[] }>('scripts/build/targets.mjs');
const { rawText } = await module<{ rawText: Plugin }>('scripts/build/rawText.mjs');
const { noFetch } = await module<{ noFetch: Plugin }>('scripts/build/noFetch.mjs');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psycite-network-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Builds one of the files that ship, everything that it loads later in it; gives what it is made of. */
async function built({ input, output, options }: Target): Promise<Metafile> {
  const outfile = join(folder, output);
  const { metafile } = await build({
    ...options,
    entryPoints: [input],
    outfile,
    plugins: [rawText, noFetch],
    metafile: true,
  });
  return metafile;
}

const networkModule = /^(?:node:)?(?:https?|http2|net|tls|dgram|dns|inspector|undici)(?:\/|$)/;
const networkCall =
  /(?<![.#\w])(?:fetch|importScripts)\s*\(|\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection)\b/;

const known = [
  // The one door: what a command that names a service asks goes through it.
  /^node:https? in src\/server\/network\/node\.ts$/,
  /^fetch\( in src\/server\/network\/web\.ts$/,
  // JSON-RPC brings sockets along as one of its ways to connect. PsyCite connects by pipes alone.
  /^net in node_modules\/(?:.*\/)?vscode-jsonrpc\/lib\/node\/main\.js$/,
  // What is bundled of it throws: scripts/build/noFetch.mjs, and citationJs.test.ts looks into the chunk.
  /^fetch\( in node_modules\/@citation-js\/core\/lib-mjs\/util\/fetchFile\.js$/,
  // Given bytes, pdf.js asks for nothing, and its thread has no `fetch`: src/server/pdf/extract.ts.
  /^fetch\( in node_modules\/pdfjs-dist\/legacy\/build\/pdf(?:\.worker)?\.mjs$/,
  // Old browsers without a DOM parser are given XML as a `data:` address.
  /^XMLHttpRequest in node_modules\/citeproc\/citeproc_commonjs\.js$/,
];

describe.each(targets)('$output', (target) => {
  test('holds no code that could reach the network but the one door', async () => {
    const { inputs } = await built(target);
    const found: string[] = [];
    for (const [file, { imports }] of Object.entries(inputs)) {
      for (const { path, external } of imports)
        if (external === true && networkModule.test(path)) found.push(`${path} in ${file}`);
      if (!/^(?:src|node_modules)\//.test(file)) continue;
      const call = networkCall.exec(readFileSync(join(root, file), 'utf8'));
      if (call) found.push(`${call[0]} in ${file}`);
    }
    expect(found.filter((one) => !known.some((pattern) => pattern.test(one)))).toEqual([]);
  });
});

/** Makes every door to the network throw, in the process and its threads, and tell. */
const blocked = `
const deny = (name) => function () {
  process.stderr.write('NETWORK ' + name + '\\n');
  throw new Error('There is no network: ' + name);
};
const doors = {
  http: ['request', 'get', 'createServer'], https: ['request', 'get', 'createServer'],
  http2: ['connect', 'createServer'], net: ['connect', 'createConnection', 'createServer'], tls: ['connect'],
  dgram: ['createSocket'], dns: ['lookup', 'resolve'],
};
for (const [name, functions] of Object.entries(doors))
  for (const one of functions) require(name)[one] = deny(name + '.' + one);
require('net').Socket.prototype.connect = deny('Socket.connect');
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) globalThis[name] = deny(name);
`;

const bibliography = `@article{berman2000,
  author = {Berman, Robert M. and Cappiello, Angela and Anand, Amit},
  title = {Antidepressant effects of ketamine in depressed patients},
  year = {2000}, journal = {Biological Psychiatry}, doi = {10.1016/S0006-3223(99)00230-9},
  url = {https://example.org/paper}, file = {https://example.org/paper.pdf},
}
`;

test('a server without a network gives cards, fixes and formatted references', async () => {
  for (const output of ['dist/server/node.js', 'dist/server/formatting/node.js'])
    await built(targets.find((target) => target.output === output)!);
  const stub = join(folder, 'blocked.cjs');
  await writeFile(stub, blocked);
  await writeFile(join(folder, 'refs.bib'), bibliography);
  const child = spawn(process.execPath, ['--require', stub, join(folder, 'dist/server/node.js'), '--stdio']);
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const ask = (method: string, params: object) => connection.sendRequest<unknown>(method, params);
  try {
    const uri = (name: string) => pathToFileURL(join(folder, name)).href;
    const textDocument = { uri: uri('paper.md') };
    const folders = [{ uri: pathToFileURL(folder).href, name: 'paper' }];
    await ask('initialize', { processId: null, rootUri: null, capabilities: {}, workspaceFolders: folders });
    await connection.sendNotification('initialized', {});
    const text =
      '---\nbibliography: [refs.bib, https://example.org/other.bib]\ncsl: https://example.org/apa.csl\n---\n\nSee @berman2000, [@berman2001] and (Berman et al., 2000).\n';
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument, languageId: 'markdown', version: 1, text },
    });
    const position = { line: 5, character: 8 };
    expect(JSON.stringify(await ask('textDocument/hover', { textDocument, position }))).toContain('ketamine');
    const list = await ask('textDocument/completion', { textDocument, position });
    expect(JSON.stringify(list)).toContain('berman2000');
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const context = { diagnostics: [] };
    const fixes = await ask('textDocument/codeAction', { textDocument, range: whole, context });
    expect(JSON.stringify(fixes)).toContain('[@berman2000]');
    const formatted = await ask('psycite/formatReferences', { textDocument, keys: null, style: 'apa' });
    expect(formatted).toMatchObject({ count: 1, text: expect.stringContaining('Berman, R. M.') as string });
    const annotations = await ask('psycite/annotations', { textDocument });
    expect(JSON.stringify(annotations)).toContain('author-year');
    await ask('shutdown', {});
  } finally {
    connection.dispose();
    child.kill();
  }
  expect(told).not.toContain('NETWORK');
}, 60_000);

test('the stub that blocks the network is one that is noticed', async () => {
  const stub = join(folder, 'blocked.cjs');
  await writeFile(stub, blocked);
  const script = `require('http').get('http://127.0.0.1:9')`;
  const child = spawn(process.execPath, ['--require', stub, '-e', script]);
  const told = await new Promise<string>((resolve) => {
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    child.once('close', () => {
      resolve(text);
    });
  });
  expect(told).toContain('NETWORK http.get');
});
