import { commands, type ExtensionContext, env, UIKind, version, window, workspace } from 'vscode';
import { registerAssistantTools } from './assistantTools.ts';
import { reopenCitationLists } from './citationLists.ts';
import { registerCommands } from './commands/index.ts';
import { reconnectZotero } from './commands/zotero.ts';
import { CursorReports } from './cursorReports.ts';
import { registerExplanations } from './explanations.ts';
import { FirstSteps } from './firstSteps.ts';
import { type CreateClient, LanguageServer } from './languageClient.ts';
import { configureLanguages } from './languageConfigurations.ts';
import { contextLists } from './languages.ts';
import { OutlineView } from './outlineView.ts';
import { registerPackDocuments } from './packDocuments.ts';
import { registerPasting } from './pasting.ts';
import type { MarkdownIt } from './preview/markdownIt.ts';
import { citationsInPreview } from './preview/plugin.ts';
import { PreviewCitations } from './preview/previewCitations.ts';

/** What the extension gives to whoever asks for it by `extensions.getExtension`: the end-to-end tests. */
export interface Api {
  readonly host: 'node' | 'web';
  /** Resolves once the language server answers. */
  readonly ready: Promise<void>;
  /** Sends one of PsyCite's own requests (src/protocol/requests.ts) to the language server. */
  request(method: string, parameters: object): Promise<unknown>;
  /** VS Code's Markdown preview calls this (`markdown.markdownItPlugins`). */
  extendMarkdownIt<M extends MarkdownIt>(markdown: M): M;
}

/**
 * Registers everything, and starts the server without waiting for it: opening a manuscript is not held up.
 */
export function activateExtension(context: ExtensionContext, host: Api['host'], create: CreateClient): Api {
  const output = window.createOutputChannel('PsyCite', { log: true });
  output.info(
    `PsyCite in ${env.appName} ${version}, ${host} host${env.uiKind === UIKind.Web ? ', browser' : ''}`,
  );
  for (const [name, list] of Object.entries(contextLists))
    void commands.executeCommand('setContext', name, list);
  // A browser may show what runs on a server, and there Pandoc is.
  void commands.executeCommand('setContext', 'psycite.runsPrograms', host === 'node');
  const server = new LanguageServer(create, output, context.extensionUri, context.globalStorageUri);
  const outline = new OutlineView(server, context.extensionUri);
  const preview = new PreviewCitations(server);
  context.subscriptions.push(output, server, outline, preview);
  context.subscriptions.push(new CursorReports(server), new FirstSteps(server));
  context.subscriptions.push(reopenCitationLists(server), ...configureLanguages(context.extension.id));
  // What the workspace was not trusted with is told to the server now.
  context.subscriptions.push(
    workspace.onDidGrantWorkspaceTrust(() =>
      server.notify('workspace/didChangeConfiguration', { settings: null }),
    ),
  );
  context.subscriptions.push(registerPasting(server));
  registerPackDocuments(context, server);
  registerExplanations(context, server);
  registerCommands(context, server, outline);
  context.subscriptions.push(
    server.onStarted(() => void reconnectZotero(server, context.secrets).catch(() => undefined)),
  );
  registerAssistantTools(context, server);
  const ready = server.start().then(
    () => undefined,
    (error: unknown) => {
      output.error(error instanceof Error ? error : String(error));
      void window.showErrorMessage('PsyCite’s language server did not start. Its output channel says why.');
      throw error;
    },
  );
  ready.catch(() => undefined); // told above; a caller who waits still sees it fail
  return {
    host,
    ready,
    request: (method, parameters) => server.request({ method }, parameters),
    extendMarkdownIt: (markdown) => citationsInPreview(markdown, preview),
  };
}
