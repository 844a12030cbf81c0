import type { LogOutputChannel } from 'vscode';
import type { BaseLanguageClient, TextDocumentEdit, TextEdit } from 'vscode-languageclient';
import { LanguageServer } from '../../src/client/languageClient.ts';
import { Uri, WorkspaceEdit } from './vscode.ts';

type Sent = { readonly documentChanges?: readonly object[] } | null;

/** The new texts alone: the editor of the tests knows no places. */
function asWorkspaceEdit(sent: Sent): Promise<WorkspaceEdit> {
  const edit = new WorkspaceEdit();
  for (const change of sent?.documentChanges ?? [])
    if ('textDocument' in change) {
      const { textDocument, edits } = change as TextDocumentEdit;
      edit.set(Uri.parse(textDocument.uri), edits.map((one) => (one as TextEdit).newText).join(''));
    }
  return Promise.resolve(edit);
}

type Answer = (parameters: never) => unknown;

/** A server as the client sees it: answers by method, and what it tells. */
export class FakeServer {
  readonly server: LanguageServer;
  /** What the client asked and told, each method with its parameters. */
  readonly received: { readonly method: string; readonly parameters: unknown }[] = [];
  readonly #told = new Map<string, (parameters: unknown) => void>();
  #changed: () => void = () => undefined;

  constructor(answers: Readonly<Record<string, Answer>>) {
    const client = {
      sendRequest: (method: string, parameters: unknown) => {
        this.received.push({ method, parameters });
        return Promise.resolve(answers[method]?.(parameters as never) ?? null);
      },
      sendNotification: (method: string, parameters: unknown) => {
        this.received.push({ method, parameters });
        return Promise.resolve();
      },
      onRequest: () => undefined,
      onNotification: (method: string, tell: (parameters: unknown) => void) => this.#told.set(method, tell),
      onDidChangeState: (changed: () => void) => {
        this.#changed = changed;
      },
      isRunning: () => true,
      protocol2CodeConverter: { asUri: (uri: string) => Uri.parse(uri), asWorkspaceEdit },
      start: () => {
        this.#changed();
        return Promise.resolve();
      },
      dispose: () => Promise.resolve(),
    };
    this.server = new LanguageServer(
      () => Promise.resolve(client as unknown as BaseLanguageClient),
      {} as LogOutputChannel,
      Uri.parse('file:///extension') as never,
      Uri.parse('file:///storage') as never,
    );
  }

  /** The server sends a notification. */
  tell(method: string, parameters: unknown = {}): void {
    this.#told.get(method)?.(parameters);
  }
}
