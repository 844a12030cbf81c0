import { Uri } from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';

export function createNodeClient(extension: Uri, options: LanguageClientOptions): LanguageClient {
  const module = Uri.joinPath(extension, 'dist/server/node.js').fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6021', '--enable-source-maps'] } };
  return new LanguageClient('psycite', 'PsyCite', { run, debug }, options);
}
