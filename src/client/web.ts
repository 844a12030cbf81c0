import type { ExtensionContext } from 'vscode';
import { type Api, activateExtension } from './activate.ts';
import { createWebClient } from './webClient.ts';

/**
 * Where VS Code runs extensions in a browser's worker. A web extension is one file: nothing is loaded later.
 */
export const activate = (context: ExtensionContext): Api =>
  activateExtension(context, 'web', (options) =>
    Promise.resolve(createWebClient(context.extensionUri, options)),
  );
