import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * A server with nothing behind it, bundled as PsyCite's is: what the protocol alone costs. It answers a
 * completion with what the notification `bench/answer` gave it, and a hover with nothing.
 */
const source = `
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
const connection = createConnection(ProposedFeatures.all);
let answer = null;
connection.onInitialize(() => ({ capabilities: { completionProvider: {}, hoverProvider: true } }));
connection.onNotification('bench/answer', (list) => { answer = list; });
connection.onCompletion(() => answer);
connection.onHover(() => null);
connection.listen();
`;

export async function buildBareServer(outfile) {
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
