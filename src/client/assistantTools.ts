import * as vscode from 'vscode';
import { callToolRequest } from '../protocol/assistants.ts';
import type { LanguageServer } from './languageClient.ts';

/**
 * What newer versions of VS Code have for assistants: tools since 1.95, servers of the Model Context Protocol
 * since 1.101. The version that `engines` names knows neither, so both are looked for when the extension
 * starts.
 */
interface AssistantApi {
  readonly lm?: {
    registerTool?(name: string, tool: Tool): vscode.Disposable;
    registerMcpServerDefinitionProvider?(id: string, provider: McpProvider): vscode.Disposable;
  };
  readonly LanguageModelToolResult?: new (parts: readonly unknown[]) => unknown;
  readonly LanguageModelTextPart?: new (text: string) => unknown;
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => unknown;
}

interface Tool {
  prepareInvocation(): { readonly invocationMessage: string; readonly confirmationMessages: Confirmation };
  invoke(options: { readonly input: unknown }, token: vscode.CancellationToken): Promise<unknown>;
}

interface Confirmation {
  readonly title: string;
  readonly message: string;
}

interface McpProvider {
  provideMcpServerDefinitions(): readonly unknown[];
}

const api = vscode as unknown as AssistantApi;

/**
 * One entry of `languageModelTools` in package.json. Its description for the user says what the tool reads.
 */
interface ContributedTool {
  readonly name: string;
  readonly displayName: string;
  readonly userDescription: string;
}

const namePrefix = 'psycite_';

/** Registers the tools of package.json, where VS Code has tools; gives their number. */
export function registerAssistantTools(context: vscode.ExtensionContext, server: LanguageServer): number {
  const { lm, LanguageModelToolResult: Result, LanguageModelTextPart: Part } = api;
  if (lm?.registerTool === undefined || Result === undefined || Part === undefined) return 0;
  const { contributes } = context.extension.packageJSON as {
    contributes?: { languageModelTools?: readonly ContributedTool[] };
  };
  const tools = contributes?.languageModelTools ?? [];
  for (const { name, displayName, userDescription } of tools) {
    const tool: Tool = {
      prepareInvocation: () => ({
        invocationMessage: displayName,
        confirmationMessages: { title: displayName, message: userDescription },
      }),
      async invoke({ input }, token) {
        const parameters = { tool: name.slice(namePrefix.length), arguments: objectOf(input) };
        const { fields, texts } = await server.request(callToolRequest, parameters, token);
        return new Result([new Part(texts[0] ?? ''), new Part(JSON.stringify(fields))]);
      },
    };
    context.subscriptions.push(lm.registerTool(name, tool));
  }
  return tools.length;
}

const objectOf = (input: unknown): Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null ? { ...input } : {};

/**
 * Offers `psycite mcp` for the folders of the workspace, where VS Code asks for such servers. `node` runs it.
 */
export function offerMcpServer(context: vscode.ExtensionContext, node: string): boolean {
  const { lm, McpStdioServerDefinition: Definition } = api;
  if (lm?.registerMcpServerDefinitionProvider === undefined || Definition === undefined) return false;
  const cli = vscode.Uri.joinPath(context.extensionUri, 'dist/cli.js').fsPath;
  const { version } = context.extension.packageJSON as { version: string };
  const provider: McpProvider = {
    provideMcpServerDefinitions: () =>
      (vscode.workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .map(({ name, uri }) => {
          const args = [cli, 'mcp', '--stdio', '--root', uri.fsPath];
          // The editor's own executable is Node only where it is told so.
          return new Definition(`PsyCite (${name})`, node, args, { ELECTRON_RUN_AS_NODE: '1' }, version);
        }),
  };
  context.subscriptions.push(lm.registerMcpServerDefinitionProvider('psycite.mcp', provider));
  return true;
}
