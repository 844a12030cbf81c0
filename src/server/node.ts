import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { lifeCycle } from './lifeCycle.ts';
import { start } from './start.ts';

const order = lifeCycle();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: order });
start(connection, order, async () => {
  const { startOnNode } = await import('./onNode.ts');
  return (client) => startOnNode(connection, client);
});
