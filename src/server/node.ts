import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeHost } from './hosts/node.ts';
import { lifeCycle } from './lifeCycle.ts';
import { startServer } from './server.ts';

startServer(createConnection(ProposedFeatures.all, { messageStrategy: lifeCycle() }), createNodeHost());
