import type { CancellationToken } from 'vscode-languageserver';
import { finished } from '../base/steps.ts';
import { abbreviateJournalsInSteps } from '../core/asking.ts';
import { normaliseUri } from '../core/index.ts';
import type { WorkspaceEditAnswer } from '../protocol/requests.ts';
import { toWorkspaceEdit } from './convert/toLsp.ts';
import {
  type HandlerContext,
  readBibliographiesAgain,
  throwIfCancelled,
  upToDate,
} from './handlers/context.ts';
import { Scheduler } from './scheduler.ts';

/** Answers `psycite/abbreviateJournals`: with the list that is shipped; nobody is asked. */
export async function abbreviatedJournals(
  context: HandlerContext,
  params: { readonly textDocument: { readonly uri: string } },
  token: CancellationToken,
): Promise<WorkspaceEditAnswer> {
  const { workspace, host } = context;
  const uri = normaliseUri(params.textDocument.uri);
  await workspace.settleAll(uri);
  await readBibliographiesAgain(context, uri);
  const signal = {
    get cancelled() {
      return token.isCancellationRequested;
    },
  };
  const snapshot = workspace.snapshot();
  const found = await new Scheduler(host.clock).run(abbreviateJournalsInSteps(snapshot, uri), signal);
  throwIfCancelled(token);
  let seen = snapshot;
  const answer = await upToDate(context, () => {
    // What was found in steps holds as long as nothing changes.
    const now = workspace.snapshot();
    if (found !== undefined && now === seen) return found;
    seen = now;
    return finished(abbreviateJournalsInSteps(now, uri));
  });
  if (typeof answer === 'string') return { edit: null, message: answer };
  const { files, message } = answer;
  return { edit: files.length > 0 ? toWorkspaceEdit(seen, files, context.client()) : null, message };
}
