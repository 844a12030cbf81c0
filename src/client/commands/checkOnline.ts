import {
  type Diagnostic,
  type DiagnosticCollection,
  languages,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type CheckOnlineAnswer, checkOnlineRequest } from '../../protocol/services.ts';
import type { LanguageServer } from '../languageClient.ts';
import { isWritten } from '../languages.ts';
import { identifier } from './editor.ts';

/** What was found stays until the next check. */
let found: DiagnosticCollection | undefined;

const services = 'doi.org, Crossref, DataCite, PubMed, PMC, arXiv or Open Library';

/**
 * Compares the works of the open manuscript or bibliography with their records, once the user has read what
 * is sent to whom.
 */
export async function checkOnline(server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !isWritten(document))
    throw new Error('open a manuscript or a bibliography first.');
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  const identifiers = 'Check by Identifiers';
  const titles = 'Check, and Search by Title';
  const chosen = await window.showInformationMessage(
    'Check references online?',
    {
      modal: true,
      detail:
        `The identifiers of the works (DOI, PMID and the like) are sent to ${services}. ` +
        `“${titles}” also sends the titles of works without one to Crossref. No text of the manuscript is sent.`,
    },
    identifiers,
    titles,
  );
  if (chosen === undefined) return;
  const search = chosen === titles ? 'titles' : null;
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'PsyCite: checking references', cancellable: true },
    (_, token) => server.request(checkOnlineRequest, { ...identifier(document), search }, token),
  );
  found ??= languages.createDiagnosticCollection('psycite-online');
  found.clear();
  const { protocol2CodeConverter } = await server.start();
  for (const { uri, diagnostics } of answer.files) {
    const converted: Diagnostic[] = await protocol2CodeConverter.asDiagnostics(diagnostics as never);
    found.set(Uri.parse(uri), converted);
  }
  const show = answer.failures.length > 0 ? window.showWarningMessage : window.showInformationMessage;
  void show(summary(answer));
}

function summary({ files, checked, unknown, failures, notes, notLookedUp }: CheckOnlineAnswer): string {
  const problems = Math.max(0, ...files.map(({ diagnostics }) => diagnostics.length));
  const parts = [
    `${checked} ${checked === 1 ? 'work was' : 'works were'} checked`,
    ...(problems > 0
      ? ['see the Problems view for what was found']
      : checked > 0
        ? ['nothing was found wrong']
        : []),
    ...(unknown > 0 ? [`of ${unknown} nothing is known`] : []),
    ...(notLookedUp.length > 0 ? [`${notLookedUp.length} could not be, for they have no identifier`] : []),
  ];
  return [`${parts.join('; ')}.`, ...failures, ...notes.slice(0, 3)].join(' ');
}
