import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  InitializeRequest,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { lifeCycle } from '../../src/server/lifeCycle.ts';
import { start } from '../../src/server/start.ts';

let client: ProtocolConnection;
afterEach(() => client.dispose());

/** A server whose work is loaded when `loaded` is called, and which then tells what it is sent. */
function starting(): { readonly asked: () => boolean; readonly loaded: () => void; readonly told: string[] } {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const order = lifeCycle();
  const ends = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const;
  const connection = createConnection(...ends, { messageStrategy: order });
  const told: string[] = [];
  let asked = false;
  let loaded: () => void = () => undefined;
  const loading = new Promise<void>((resolve) => {
    loaded = resolve;
  });
  start(connection, order, async () => {
    asked = true;
    await loading;
    return ({ folders }) => {
      told.push(`serves ${folders.map(({ name }) => name).join()}`);
      connection.onInitialized(() => void told.push('initialized'));
      connection.onNotification('test/noted', (text: unknown) => void told.push(`noted ${String(text)}`));
      connection.onRequest('test/told', () => told.length);
    };
  });
  client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  client.listen();
  return { asked: () => asked, loaded, told };
}

const parameters = {
  processId: null,
  rootUri: null,
  capabilities: {},
  workspaceFolders: [{ uri: 'file:///paper', name: 'paper' }],
};

test('initialize is answered before anything else is loaded', async () => {
  const server = starting();
  const { capabilities } = await client.sendRequest(InitializeRequest.type, parameters);
  expect(capabilities.hoverProvider).toBe(true);
  expect(server.asked()).toBe(false);
});

test('what is sent while the server loads is handled afterwards, in its order', async () => {
  const server = starting();
  // A client that does not wait for the answer either.
  const answered = client.sendRequest(InitializeRequest.type, parameters);
  await client.sendNotification('initialized', {});
  await client.sendNotification('test/noted', 'one');
  const told = client.sendRequest('test/told');
  await client.sendNotification('test/noted', 'two');
  await answered;
  expect(server.told).toEqual([]);
  server.loaded();
  expect(await told).toBe(3);
  expect(server.told.slice(0, 3)).toEqual(['serves paper', 'initialized', 'noted one']);
});

test('what is out of order is refused while the server loads', async () => {
  starting();
  await client.sendRequest(InitializeRequest.type, parameters);
  await client.sendNotification('initialized', {});
  await expect(client.sendRequest(InitializeRequest.type, parameters)).rejects.toThrow('initialized already');
});
