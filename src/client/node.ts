import type { ExtensionContext } from 'vscode';
import { type Api, activateExtension } from './activate.ts';
import { offerMcpServer } from './assistantTools.ts';

/**
 * Where VS Code runs extensions on Node. The language client is a file of its own, loaded when it is needed.
 */
export function activate(context: ExtensionContext): Api {
  offerMcpServer(context, process.execPath);
  return activateExtension(context, 'node', async (options) =>
    (await import('./nodeClient.ts')).createNodeClient(context.extensionUri, options),
  );
}
