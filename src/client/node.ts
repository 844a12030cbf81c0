import type { ExtensionContext } from 'vscode';
import { type Api, activateExtension } from './activate.ts';

/** Where VS Code runs extensions on Node. The language client is a file of its own, loaded when it is needed. */
export const activate = (context: ExtensionContext): Api =>
  activateExtension(context, 'node', async (options) =>
    (await import('./nodeClient.ts')).createNodeClient(context.extensionUri, options),
  );
