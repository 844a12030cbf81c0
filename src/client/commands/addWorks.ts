import { env, ProgressLocation, Uri, window, workspace } from 'vscode';
import { addWorksRequest } from '../../protocol/requests.ts';
import { citeAdded } from '../citing.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript } from './editor.ts';

/**
 * The fix of an undefined key that is an identifier: `[manuscript URI, key]`, and of a preprint that was
 * published: `[manuscript URI, key, identifier of the article]`.
 */
export async function addWorks(server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, key, text = key] = parameters;
  if (typeof uri !== 'string' || typeof key !== 'string' || typeof text !== 'string') return;
  const answer = await foundWorks(server, Uri.parse(uri), text, key);
  if (answer !== undefined) await server.applyAnswer(answer);
}

/**
 * Takes an identifier, or the references on the clipboard, adds the work to the bibliography and cites it at
 * the cursor.
 */
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
  const answer = await foundWorks(server, document.uri, text, null);
  if (answer !== undefined) await citeAdded(server, document, selection.active, answer);
}

/**
 * What the server found; a retracted work is asked about first. Undefined where the user does not want it.
 */
export async function foundWorks(server: LanguageServer, uri: Uri, text: string, citedAs: string | null) {
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
