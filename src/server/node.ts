import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeHost } from './hosts/node.ts';
import { lifeCycle } from './lifeCycle.ts';
import { start } from './start.ts';

const order = lifeCycle();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: order });
start(connection, order, async () => {
  const { startServer } = await import('./server.ts');
  return (client) => startServer(connection, createNodeHost(), client);
});
