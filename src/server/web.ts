import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createWebHost } from './hosts/web.ts';
import { lifeCycle } from './lifeCycle.ts';
import { startServer } from './server.ts';
import { start } from './start.ts';

const order = lifeCycle();
const connection = createConnection(
  new BrowserMessageReader(self as unknown as Worker),
  new BrowserMessageWriter(self as unknown as Worker),
  { messageStrategy: order },
);
start(connection, order, () =>
  Promise.resolve((client) => startServer(connection, createWebHost(connection), client)),
);
