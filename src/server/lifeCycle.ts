import { type GenericSchema, object, string } from 'valibot';
import {
  type Connection,
  ErrorCodes,
  type Message,
  type MessageStrategy,
  type RequestMessage,
  ResponseError,
} from 'vscode-languageserver';
import { ofDocument, position, range, textDocument } from '../protocol/schema.ts';
import { parameterError } from './handlers/parameters.ts';

/** What stands in for a request that must not be answered: its handler throws the error that it carries. */
const refusal = 'psycite/refused';

const place = object({ textDocument, position });
const span = object({ textDocument, range });

/** What the parameters of LSP's requests must hold; PsyCite's own are checked where they are handled. */
const required: Readonly<Record<string, GenericSchema>> = {
  'textDocument/completion': place,
  'textDocument/inlineCompletion': object({ textDocument, position, context: object({}) }),
  'textDocument/hover': place,
  'textDocument/definition': place,
  'textDocument/references': place,
  'textDocument/documentHighlight': place,
  'textDocument/prepareRename': place,
  'textDocument/rename': object({ textDocument, position, newName: string() }),
  'textDocument/codeAction': span,
  'textDocument/inlayHint': span,
  'textDocument/documentLink': ofDocument,
  'textDocument/documentSymbol': ofDocument,
  'textDocument/foldingRange': ofDocument,
  'textDocument/codeLens': ofDocument,
  'textDocument/semanticTokens/full': ofDocument,
  'workspace/symbol': object({ query: string() }),
  'workspace/executeCommand': object({ command: string() }),
  'completionItem/resolve': object({ label: string() }),
};

/** The order of messages over a server's life. */
export interface LifeCycle extends MessageStrategy {
  /**
   * What loads the server. It is called when the first message after `initialize` comes, which a client sends
   * when it has the answer to that; messages wait until it is done.
   */
  readonly loadWith: (load: () => Promise<void>) => void;
}

/**
 * Holds a client to LSP's order (LSP 3.18, Server lifecycle): one `initialize`, nothing before it, nothing
 * but `exit` after `shutdown`. Requests out of order or with parameters of another shape get the error that
 * the protocol has for them; notifications out of order are dropped.
 */
export function lifeCycle(): LifeCycle {
  let state: 'new' | 'running' | 'ended' = 'new';
  let loadServer: (() => Promise<void>) | undefined;
  /** Undefined once the server is loaded. */
  let waiting: (() => void)[] | undefined = [];

  function objection({ method, params }: RequestMessage): ResponseError | undefined {
    if (state === 'ended')
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
    if (method === 'initialize')
      return state === 'new'
        ? undefined
        : new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    if (state === 'new')
      return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
    const schema = Object.hasOwn(required, method) ? required[method] : undefined;
    return schema && parameterError(method, schema, params);
  }

  async function load(): Promise<void> {
    await loadServer?.();
    const handled = waiting ?? [];
    waiting = undefined;
    for (const handle of handled) handle();
  }

  return {
    handleMessage(message, next) {
      if (isRequest(message)) {
        const error = objection(message);
        if (error !== undefined) {
          const params = { code: error.code, message: error.message };
          return next({ jsonrpc: message.jsonrpc, id: message.id, method: refusal, params } as Message);
        }
        if (message.method === 'shutdown') state = 'ended';
        if (message.method === 'initialize') {
          state = 'running';
          return next(message);
        }
      } else if (!('method' in message) || message.method === 'exit') {
        return next(message);
      } else if (state !== 'running') return;
      if (waiting === undefined) return next(message);
      waiting.push(() => void next(message));
      if (waiting.length === 1) void load();
    },
    loadWith(load) {
      loadServer = load;
    },
  };
}

/** Answers what `lifeCycle` refuses. */
export function answerRefused(connection: Connection): void {
  connection.onRequest(
    refusal,
    ({ code, message }: { readonly code?: unknown; readonly message?: unknown }) => {
      const isOurs = Number.isInteger(code) && typeof message === 'string';
      throw new ResponseError(
        isOurs ? (code as number) : ErrorCodes.MethodNotFound,
        isOurs ? message : 'There is no such method.',
      );
    },
  );
}

const isRequest = (message: Message): message is RequestMessage =>
  'method' in message && 'id' in message && message.id !== null;
