import type { LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LanguageServer } from '../../src/client/languageClient.ts';
import { Uri } from './vscode.ts';

type Answer = (parameters: never) => unknown;

/** A server as the client sees it: answers by method, and what it tells. */
export class FakeServer {
  readonly server: LanguageServer;
  readonly #told = new Map<string, (parameters: unknown) => void>();
  #changed: () => void = () => undefined;

  constructor(answers: Readonly<Record<string, Answer>>) {
    const client = {
      sendRequest: (method: string, parameters: unknown) =>
        Promise.resolve(answers[method]?.(parameters as never) ?? null),
      onRequest: () => undefined,
      onNotification: (method: string, tell: (parameters: unknown) => void) => this.#told.set(method, tell),
      onDidChangeState: (changed: () => void) => {
        this.#changed = changed;
      },
      isRunning: () => true,
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
    );
  }

  /** The server sends a notification. */
  tell(method: string, parameters: unknown = {}): void {
    this.#told.get(method)?.(parameters);
  }
}
