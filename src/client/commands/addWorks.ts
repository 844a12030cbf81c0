import { ProgressLocation, Uri, window, workspace } from 'vscode';
import { addWorksRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';

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
