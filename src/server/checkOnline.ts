import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import { checkOnline, type PlacedWork, placedFindings, worksToCheck } from '../core/asking.ts';
import { normaliseUri } from '../core/index.ts';
import type { CheckOnlineAnswer } from '../protocol/requests.ts';
import { toDiagnostic } from './convert/toLsp.ts';
import { type HandlerContext, throwIfCancelled } from './handlers/context.ts';
import { networkOf } from './network/ofCommand.ts';

/** Answers `psycite/checkOnline`: the works that a manuscript cites, or all of a bibliography, against the services' records. */
export async function checkedOnline(
  context: HandlerContext,
  params: { readonly textDocument: { readonly uri: string }; readonly search: string | null },
  token: CancellationToken,
): Promise<CheckOnlineAnswer> {
  const { workspace, host } = context;
  const uri = normaliseUri(params.textDocument.uri);
  await workspace.settleAll(uri);
  const works = worksToCheck(workspace.snapshot(), [uri]);
  const network = await networkOf(context, token);
  const nothing = { files: [], checked: 0, failures: [], notes: [], notLookedUp: [] };
  if (network === undefined) return { ...nothing, failures: ['There is no way to the network here.'] };
  const found = await checkOnline(network, works, params.search !== null);
  throwIfCancelled(token);
  // The texts may have changed while the services were asked: what was found of an entry stands where it stands now. Two
  // entries may have one key, so that it is the whole entry that is looked for.
  const snapshot = workspace.snapshot();
  const nameOf = ({ key, reference }: PlacedWork): string => JSON.stringify([key, reference]);
  const again = new Map(worksToCheck(snapshot, [uri]).map((work) => [nameOf(work), work]));
  const placed = works.map((work) => again.get(nameOf(work)) ?? { ...work, places: [] });
  const files: { uri: string; diagnostics: Diagnostic[] }[] = [];
  for (const [file, problems] of placedFindings(snapshot, placed, found.findings)) {
    const text = snapshot.text(file);
    if (text === undefined) continue;
    const diagnostics = problems.map((problem) =>
      toDiagnostic(snapshot, file, text, problem, context.client(), host.documentation()),
    );
    files.push({ uri: file, diagnostics });
  }
  const { failures, notes, notLookedUp } = found;
  return { files, checked: works.length - notLookedUp.length, failures, notes, notLookedUp };
}
