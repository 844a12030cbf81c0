import type { Connection } from 'vscode-languageserver';
import { createNodeHost } from './hosts/node.ts';
import type { InitializedClient } from './initialize.ts';
import { startServer } from './server.ts';

/** The server with Node behind it. */
export function startOnNode(connection: Connection, client: InitializedClient): void {
  startServer(connection, createNodeHost(), client);
}
