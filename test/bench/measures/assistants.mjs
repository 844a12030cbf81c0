import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Client, timeOf } from '../support/client.mjs';
import { lastKey, makeWorkspace, someKeys } from '../support/library.mjs';
import { held, milliseconds } from '../support/rows.mjs';
import { ourServer } from '../support/setUp.mjs';
import { median } from '../support/statistics.mjs';
import { TypedDocument, untilReady } from '../support/typing.mjs';

const searches = 100;

/**
 * `psycite mcp`: its start beside a server of the SDK with nothing behind it, a search beside the language
 * server's own.
 */
export default async function assistants({ folder, rounds }) {
  const bareServer = join(folder, 'bareMcp.cjs');
  await buildBareServer(bareServer);
  const [cli] = ourServer(folder);
  const times = { ours: [], bare: [] };
  for (let round = -1; round < rounds * 4; round += 1) {
    const bare = await startUp([bareServer]);
    const ours = await startUp([cli, 'mcp', '--stdio', '--root', folder]);
    if (round < 0) continue;
    times.bare.push(bare);
    times.ours.push(ours);
  }
  const [ours, bare] = [median(times.ours), median(times.bare)];
  const start = `PsyCite ${milliseconds(ours)}, bare SDK server ${milliseconds(bare)}`;

  const { workspace, manuscriptUri } = makeWorkspace(folder, 'assistants', 50_000);
  const queries = someKeys(searches).map((key) => key.slice(0, 9));
  const search = await searchTimes(cli, workspace, manuscriptUri, queries);
  const detail = `PsyCite ${milliseconds(search.tool)}, its language server ${milliseconds(search.request)}`;
  return [
    held(20, 'mcp: start to the answer to initialize', ours / bare, '× bare server', 1.6, start),
    held(20, 'mcp: search, 50k entries', search.tool / search.request, '× language server', 3, detail),
  ];
}

async function buildBareServer(outfile) {
  const source = `
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
const server = new Server({ name: 'bare', version: '1' }, { capabilities: { tools: {} } });
server.connect(new StdioServerTransport());
`;
  await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'js' },
    outfile,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
}

async function startUp(parameters) {
  const began = performance.now();
  const client = new AssistantClient(parameters);
  await client.initialize();
  const taken = performance.now() - began;
  await client.stop();
  return taken;
}

async function searchTimes(cli, workspace, manuscriptUri, queries) {
  const server = await Client.start([cli, 'lsp', '--stdio'], workspace);
  const text = '---\nbibliography: library.bib\n---\n\nHere [@\n';
  const document = new TypedDocument(server, manuscriptUri, 'markdown', text);
  await untilReady(document, { line: 4, character: 7 }, lastKey);
  const assistant = new AssistantClient([cli, 'mcp', '--stdio', '--root', workspace]);
  await assistant.initialize();
  await untilRead(assistant);
  const textDocument = { uri: manuscriptUri };
  const asked = {
    request: (query) => server.request('psycite/searchReferences', { textDocument, query, limit: 20 }),
    tool: (query) => assistant.call('search_references', { query, limit: 20 }),
  };
  const times = { request: [], tool: [] };
  for (const [number, query] of [...queries, ...queries].entries()) {
    for (const way of ['request', 'tool']) {
      const { taken } = await timeOf(() => asked[way](query));
      if (number >= queries.length) times[way].push(taken);
    }
  }
  await Promise.all([server.stop(), assistant.stop()]);
  return { request: median(times.request), tool: median(times.tool) };
}

/** Asks until the library is read: until then a call may be answered with an error that says so. */
async function untilRead(assistant) {
  for (;;) {
    try {
      return await assistant.call('get_reference', { key: lastKey });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** A client of the Model Context Protocol over stdio, as lean as one can be. */
class AssistantClient {
  #child;
  #nextId = 1;
  #waiting = new Map();

  constructor(parameters) {
    this.#child = spawn(process.execPath, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const { id, error, result } = JSON.parse(line);
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    });
  }

  request(method, params) {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    return answer;
  }

  #send(message) {
    this.#child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  async initialize() {
    const clientInfo = { name: 'bench', version: '1' };
    await this.request('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
    this.#send({ method: 'notifications/initialized' });
  }

  call(name, parameters) {
    return this.request('tools/call', { name, arguments: parameters });
  }

  async stop() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.end();
    const patience = setTimeout(() => this.#child.kill(), 2_000);
    await ended;
    clearTimeout(patience);
  }
}
