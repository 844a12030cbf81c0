import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeHost } from './hosts/node.ts';
import { startServer } from './server.ts';

startServer(createConnection(ProposedFeatures.all), createNodeHost());
