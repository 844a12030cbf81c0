import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  checkOnline,
  namedKeys,
  placedFindings,
  timeToCheck,
  unknownTexts,
  worksToCheck,
} from '../core/asking.ts';
import type { Diagnostic, Network, Snapshot } from '../core/index.ts';
import type { CheckedFile } from './report.ts';
import { say } from './say.ts';

export interface CheckedOnline {
  readonly files: readonly CheckedFile[];
  /** A service did not answer, or something of a work cannot be known: nobody may take it for good. */
  readonly isUnanswered: boolean;
}

/**
 * The works of these files against the services’ records: what is found stands at the citations and at the
 * entries.
 */
export async function checkedOnline(
  snapshot: Snapshot,
  uris: readonly string[],
  files: readonly CheckedFile[],
  { open, search }: { readonly open: (time: number) => Network; readonly search: boolean },
): Promise<CheckedOnline> {
  const works = worksToCheck(snapshot, uris);
  const checked = await checkOnline(open(timeToCheck(works, search)), works, search);
  const { findings, failures, notLookedUp, notes } = checked;
  const unknown = unknownTexts(checked);
  const placed = placedFindings(snapshot, works, findings);
  const out = files.map((file, at) => withFindings(file, placed.get(uris[at]!) ?? []));
  for (const [uri, problems] of placed) {
    const text = uris.includes(uri) ? undefined : snapshot.text(uri);
    if (text === undefined) continue;
    const path = relative(process.cwd(), fileURLToPath(uri)).replaceAll('\\', '/');
    out.push(withFindings({ path, text, problems: [] }, problems));
  }
  for (const message of [...notes, ...failures, ...unknown]) say(message);
  if (notLookedUp.length > 0) say(notLookedUpText(notLookedUp, search));
  return { files: out, isUnanswered: failures.length > 0 || unknown.length > 0 };
}

/** A retraction that the file tells itself is told once, with what the record says of it. */
function withFindings(file: CheckedFile, found: readonly Diagnostic[]): CheckedFile {
  const isTold = (problem: Diagnostic): boolean =>
    problem.code === 'work-retracted' &&
    found.some(
      ({ code, start, severity }) =>
        code === problem.code && start === problem.start && severity === problem.severity,
    );
  const problems = [...file.problems.filter((problem) => !isTold(problem)), ...found];
  return { ...file, problems: problems.sort((a, b) => a.start - b.start || a.end - b.end) };
}

function notLookedUpText(keys: readonly string[], search: boolean): string {
  const list = namedKeys(keys);
  return search
    ? `not looked up, for they have neither identifier nor title: ${list}.`
    : `not looked up, for they have no DOI, PMID or other identifier: ${list}. With --search their titles are sent to Crossref.`;
}
