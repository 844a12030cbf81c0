import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { normaliseUri } from '../../core/index.ts';
import {
  type CallToolParams,
  type CheckDraftParams,
  callToolRequest,
  checkDraftRequest,
} from '../../protocol/assistants.ts';
import { countOf, textsOf } from '../assistant/answers.ts';
import { draftFindings } from '../assistant/draftFindings.ts';
import { isToolError } from '../assistant/errors.ts';
import { AssistantLibrary } from '../assistant/library.ts';
import { type ToolArguments, type ToolName, Tools } from '../assistant/tools.ts';
import type { HandlerContext } from './context.ts';
import { checkParameters, type Member } from './parameters.ts';

/** What each tool takes. The limits of texts are the same for all. */
export const toolMembers: { readonly [Name in ToolName]: Readonly<Record<string, Member>> } = {
  search_references: { query: 'string', manuscript: 'string?', limit: 'number?' },
  get_reference: { key: 'string', manuscript: 'string?' },
  resolve_citation: { text: 'string', manuscript: 'string?' },
  define_term: { term: 'string' },
  reported_facts: { about: 'string' },
  manuscript_outline: { manuscript: 'string' },
  manuscript_citations: { manuscript: 'string' },
  check_manuscript: { manuscript: 'string?', text: 'string?', syntax: 'string?' },
  cite: { keys: 'strings', manuscript: 'string' },
  missing_works: { manuscript: 'string' },
};

const longestText = 200_000;
const mostKeys = 50;
const mostWorks = 100;

/** The tools for assistants in the editor, over the texts as the editor has them. */
export function handleAssistant({ connection, workspace, styles, host }: HandlerContext): void {
  const tools = new Tools(workspace, styles, host);
  const library = new AssistantLibrary(workspace, host);

  connection.onRequest(callToolRequest.method, async (params: unknown, token: CancellationToken) => {
    checkParameters(callToolRequest.method, { tool: 'string', arguments: 'object' }, params);
    const { tool, arguments: given } = params as CallToolParams;
    if (!Object.hasOwn(toolMembers, tool)) throw invalid('There is no such tool.');
    const name = tool as ToolName;
    const args = withoutNull(given);
    checkParameters(tool, toolMembers[name], args);
    if (name === 'check_manuscript' && args['text'] === undefined && args['manuscript'] === undefined)
      throw invalid(`${tool}: it needs a manuscript or a text.`);
    const why = tooMuch(args);
    if (why !== undefined) throw invalid(`${tool}: ${why}.`);
    const answer = await answering(token, (signal) =>
      tools.call(name, args as unknown as ToolArguments[typeof name], signal),
    );
    return { fields: answer.content, texts: textsOf(answer) };
  });

  connection.onRequest(checkDraftRequest.method, async (params: unknown, token: CancellationToken) => {
    checkParameters(checkDraftRequest.method, { textDocument: 'document', text: 'string' }, params);
    const { textDocument, text } = params as CheckDraftParams;
    if (text.length > longestText) throw invalid(`The text is longer than ${longestText} characters.`);
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
  if (Array.isArray(keys) && (keys.length === 0 || keys.length > mostKeys))
    return `“keys” must have 1 to ${mostKeys} items`;
  if (typeof limit === 'number' && (limit < 1 || limit > mostWorks))
    return `“limit” must be 1 to ${mostWorks}`;
  const texts = Object.values(args).flat();
  return texts.some((value) => typeof value === 'string' && value.length > longestText)
    ? `a text is longer than ${longestText} characters`
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
