import { env, ProgressLocation, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { addWorksRequest, citationTextRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript } from './editor.ts';

/** The fix of an undefined key that is an identifier: `[manuscript URI, key]`. */
export async function addWorks(server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, key] = parameters;
  if (typeof uri !== 'string' || typeof key !== 'string') return;
  const answer = await found(server, Uri.parse(uri), key, key);
  if (answer !== undefined) await server.applyAnswer(answer);
}

/** Takes an identifier, or the references on the clipboard, adds the work to the bibliography and cites it at the cursor. */
export async function addByIdentifier(server: LanguageServer): Promise<void> {
  const { document, selection } = activeManuscript();
  const copied = (await env.clipboard.readText()).trim();
  // An input takes one line: of more, what is on the clipboard is offered as it is.
  const isLong = copied.includes('\n') && /^(?:@|TY {2}-|PMID-|%0 |[[{]|references:|- id:)/.test(copied);
  const typed = await window.showInputBox({
    title: 'Add Reference by Identifier',
    prompt: `DOI, PMID, PMCID, arXiv identifier, ISBN or the address of a paper. It is sent to doi.org, Crossref, DataCite, PubMed, PMC, arXiv or Open Library.${isLong ? ' Empty: the references on the clipboard.' : ''}`,
    value:
      copied.length < 300 &&
      /^(?:(?:doi|pmid|pmcid|arxiv|isbn)\b|10\.\d|PMC\d|https?:\/\/\S+10\.\d)/i.test(copied)
        ? copied
        : '',
    ignoreFocusOut: true,
  });
  const text = typed === '' && isLong ? copied : typed;
  if (text === undefined || text.trim() === '') return;
  const answer = await found(server, document.uri, text, null);
  if (answer === undefined) return;
  const { keys, message, edit } = answer;
  if (keys.length === 0) throw new Error(message);
  const change = new WorkspaceEdit();
  await server.merge(change, edit);
  const textDocument = { uri: document.uri.toString() };
  const citation = await server.request(citationTextRequest, {
    textDocument,
    position: selection.active,
    keys,
  });
  change.insert(document.uri, selection.active, citation.text);
  if (await server.apply(change)) void window.showInformationMessage(message);
}

/** What the server found; a retracted work is asked about first. Undefined where the user does not want it. */
async function found(server: LanguageServer, uri: Uri, text: string, citedAs: string | null) {
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  const textDocument = { uri: uri.toString() };
  const ask = (allowRetracted: 'yes' | null) =>
    window.withProgress(
      { location: ProgressLocation.Notification, title: 'PsyCite: looking the work up', cancellable: true },
      (_, token) => server.request(addWorksRequest, { textDocument, text, citedAs, allowRetracted }, token),
    );
  const answer = await ask(null);
  if (answer.retracted.length === 0) return answer;
  const add = 'Add It All the Same';
  const chosen = await window.showWarningMessage(answer.retracted.join(' '), { modal: true }, add);
  return chosen === add ? ask('yes') : undefined;
}
