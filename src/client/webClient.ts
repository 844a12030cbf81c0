import { Uri } from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/browser';

export function createWebClient(extension: Uri, options: LanguageClientOptions): LanguageClient {
  const worker = new Worker(Uri.joinPath(extension, 'dist/server/web.js').toString(true));
  return new LanguageClient('psycite', 'PsyCite', worker, options);
}
