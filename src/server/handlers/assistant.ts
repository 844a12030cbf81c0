import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { normaliseUri } from '../../core/index.ts';
import { callToolRequest, checkDraftRequest } from '../../protocol/assistants.ts';
import { countOf, textsOf } from '../assistant/answers.ts';
import { draftFindings } from '../assistant/draftFindings.ts';
import { isToolError } from '../assistant/errors.ts';
import { AssistantLibrary } from '../assistant/library.ts';
import { type ToolArguments, type ToolName, toolArguments } from '../assistant/toolArguments.ts';
import { Tools } from '../assistant/tools.ts';
import type { HandlerContext } from './context.ts';
import { checked } from './parameters.ts';

const maxTextLength = 200_000;
const maxKeys = 50;
const maxWorks = 100;

/** The tools for assistants in the editor, over the texts as the editor has them. */
export function handleAssistant({ connection, workspace, styles, host }: HandlerContext): void {
  const tools = new Tools(workspace, styles, host);
  const library = new AssistantLibrary(workspace, host);

  connection.onRequest(callToolRequest.method, async (sent: unknown, token: CancellationToken) => {
    const { tool, arguments: given } = checked(callToolRequest.method, callToolRequest.params, sent);
    if (!Object.hasOwn(toolArguments, tool)) throw invalid('There is no such tool.');
    const name = tool as ToolName;
    const args = checked<ToolArguments[ToolName]>(tool, toolArguments[name], withoutNull(given));
    if (name === 'check_manuscript' && !('text' in args) && !('manuscript' in args))
      throw invalid(`${tool}: it needs a manuscript or a text.`);
    const why = tooMuch(args);
    if (why !== undefined) throw invalid(`${tool}: ${why}.`);
    const answer = await answering(token, (signal) => tools.call(name, args as never, signal));
    return { fields: answer.content, texts: textsOf(answer) };
  });

  connection.onRequest(checkDraftRequest.method, async (sent: unknown, token: CancellationToken) => {
    const { textDocument, text } = checked(checkDraftRequest.method, checkDraftRequest.params, sent);
    if (text.length > maxTextLength) throw invalid(`The text is longer than ${maxTextLength} characters.`);
    const uri = normaliseUri(textDocument.uri);
    const manuscript = workspace.snapshot().manuscriptFile(uri) === undefined ? undefined : uri;
    const findings = await answering(token, (signal) => draftFindings(library, manuscript, text, signal));
    const open = findings.filter(({ status }) => status !== 'known').length;
    return { note: `${countOf(findings.length, 'finding')}, of which ${open} to look at.`, findings };
  });
}

const withoutNull = (given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));

/** Why arguments are more than a tool takes, as a clause. */
function tooMuch(args: Readonly<Record<string, unknown>>): string | undefined {
  const { keys, limit } = args;
  if (Array.isArray(keys) && (keys.length === 0 || keys.length > maxKeys))
    return `“keys” must have 1 to ${maxKeys} items`;
  if (typeof limit === 'number' && (limit < 1 || limit > maxWorks)) return `“limit” must be 1 to ${maxWorks}`;
  const texts = Object.values(args).flat();
  return texts.some((value) => typeof value === 'string' && value.length > maxTextLength)
    ? `a text is longer than ${maxTextLength} characters`
    : undefined;
}

const invalid = (message: string): ResponseError<void> =>
  new ResponseError(ErrorCodes.InvalidParams, message);

/** Runs a call that the client may cancel; its refusals become LSP's errors. */
async function answering<T>(token: CancellationToken, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = token.onCancellationRequested(() => {
    controller.abort();
  });
  try {
    return await call(controller.signal);
  } catch (error) {
    if (!isToolError(error)) throw error;
    if (error.kind === 'arguments') throw invalid(error.message);
    const code = error.kind === 'cancelled' ? LSPErrorCodes.RequestCancelled : LSPErrorCodes.RequestFailed;
    throw new ResponseError(code, error.message);
  } finally {
    stop.dispose();
  }
}
