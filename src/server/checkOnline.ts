import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import {
  checkOnline,
  KeptRecords,
  type PlacedWork,
  placedFindings,
  timeToCheck,
  unknownTexts,
  worksToCheck,
} from '../core/asking.ts';
import { normaliseUri } from '../core/index.ts';
import type { CheckOnlineAnswer } from '../protocol/services.ts';
import { toDiagnostic } from './convert/toLsp.ts';
import { decodeText } from './decode.ts';
import { type HandlerContext, throwIfCancelled } from './handlers/context.ts';
import { networkOf } from './network/ofCommand.ts';

/**
 * Answers `psycite/checkOnline`: the works that a manuscript cites, or all of a bibliography, against the
 * services' records.
 */
export async function checkedOnline(
  context: HandlerContext,
  params: { readonly textDocument: { readonly uri: string }; readonly search: string | null },
  token: CancellationToken,
): Promise<CheckOnlineAnswer> {
  const { workspace, host } = context;
  const uri = normaliseUri(params.textDocument.uri);
  await workspace.settleAll(uri);
  const works = worksToCheck(workspace.snapshot(), [uri]);
  const search = params.search !== null;
  const network = await networkOf(context, token, timeToCheck(works, search));
  const nothing = { files: [], checked: 0, unknown: 0, failures: [], notes: [], notLookedUp: [] };
  if (network === undefined) return { ...nothing, failures: ['There is no way to the network here.'] };
  const storage = await context.storage();
  const kept = new KeptRecords(Date.now(), JSON.stringify([...workspace.store.settings.services]));
  const bytes = await storage?.read(fileName, maxFileSize);
  if (bytes !== undefined) kept.read(decodeText(bytes).split('\n'));
  const found = await checkOnline(network, works, search, kept);
  throwIfCancelled(token);
  // Without it the next check asks again.
  if (kept.isChanged) await storage?.write(fileName, kept.lines()).catch(() => undefined);
  // The texts may have changed while the services were asked: what was found of an entry stands where it
  // stands now. Two entries may have one key, so that it is the whole entry that is looked for.
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
  const { failures, notes, notLookedUp, checked } = found;
  return {
    files,
    checked,
    unknown: works.length - notLookedUp.length - checked,
    failures: [...failures, ...unknownTexts(found)],
    notes: kept.used > 0 ? [keptText(kept), ...notes] : notes,
    notLookedUp,
  };
}

const fileName = 'online-records.txt';
/** Bytes; many times what the works of a few books take. */
const maxFileSize = 50_000_000;

function keptText({ used, oldest }: KeptRecords): string {
  const time = `${new Date(oldest).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return used === 1
    ? `One work stands as it was looked up on ${time}.`
    : `${used} works stand as they were looked up since ${time}.`;
}
