import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createWebHost } from './hosts/web.ts';
import { lifeCycle } from './lifeCycle.ts';
import { startServer } from './server.ts';

const connection = createConnection(
  new BrowserMessageReader(self as unknown as Worker),
  new BrowserMessageWriter(self as unknown as Worker),
  { messageStrategy: lifeCycle() },
);
startServer(connection, createWebHost(connection));
