import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** A language client over stdio, as lean as one can be, so that its own share of a round trip is small. */
export class Client {
  #child;
  #nextId = 1;
  #waiting = new Map();
  #listeners = new Map();
  #chunks = [];
  #length = 0;
  #needed = 0;

  constructor(parameters) {
    this.#child = spawn(process.execPath, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.on('data', (chunk) => this.#read(chunk));
    this.#child.once('exit', (code) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`The server ended with code ${code}.`));
    });
  }

  /** Starts a server with `--stdio` and takes it through the handshake. `folder` is its workspace. */
  static async start(parameters, folder, initializationOptions = undefined) {
    const client = new Client(parameters);
    await client.initialize(folder, initializationOptions);
    client.notify('initialized', {});
    return client;
  }

  initialize(folder, initializationOptions = undefined) {
    const uri = folder && pathToFileURL(folder).href;
    return this.request('initialize', {
      processId: process.pid,
      rootUri: uri ?? null,
      capabilities: {},
      initializationOptions,
      workspaceFolders: uri === undefined ? null : [{ uri, name: 'bench' }],
    });
  }

  request(method, parameters) {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ jsonrpc: '2.0', id, method, params: parameters });
    return answer;
  }

  notify(method, parameters) {
    this.#send({ jsonrpc: '2.0', method, params: parameters });
  }

  /** Resolves with the parameters of the next notification of this method. */
  next(method) {
    return new Promise((resolve) => this.#listeners.set(method, resolve));
  }

  open(uri, languageId, text) {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Sends the server's process a signal. */
  signal(name) {
    this.#child.kill(name);
  }

  async stop() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.request('shutdown', null).then(
      () => this.notify('exit'),
      () => undefined,
    );
    const patience = setTimeout(() => this.#child.kill(), 2_000);
    await ended;
    clearTimeout(patience);
  }

  #send(message) {
    const body = JSON.stringify(message);
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk) {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return;
    let data = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    for (;;) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) break;
      const length = Number(/Content-Length: (\d+)/i.exec(data.toString('latin1', 0, end))[1]);
      this.#needed = end + 4 + length;
      if (data.length < this.#needed) break;
      const message = JSON.parse(data.toString('utf8', end + 4, this.#needed));
      data = data.subarray(this.#needed);
      this.#needed = 0;
      this.#handle(message);
    }
    this.#chunks = data.length > 0 ? [data] : [];
    this.#length = data.length;
  }

  #handle(message) {
    if (message.method === undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result);
      return;
    }
    // Requests of the server (progress bars, registrations) are granted.
    if (message.id !== undefined) this.#send({ jsonrpc: '2.0', id: message.id, result: null });
    const listener = this.#listeners.get(message.method);
    this.#listeners.delete(message.method);
    listener?.(message.params);
  }
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds until `answer` is there. */
export async function timeOf(answer) {
  const began = performance.now();
  const value = await answer();
  return { taken: performance.now() - began, value };
}
