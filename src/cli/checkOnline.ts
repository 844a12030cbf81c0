import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkOnline, placedFindings, worksToCheck } from '../core/asking.ts';
import type { Diagnostic, Network, Snapshot } from '../core/index.ts';
import type { CheckedFile } from './report.ts';
import { say } from './say.ts';

export interface CheckedOnline {
  readonly files: readonly CheckedFile[];
  /** A service did not answer, so that something may be missing. */
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
  { network, search }: { readonly network: Network; readonly search: boolean },
): Promise<CheckedOnline> {
  const works = worksToCheck(snapshot, uris);
  const { findings, failures, notLookedUp, notes } = await checkOnline(network, works, search);
  const placed = placedFindings(snapshot, works, findings);
  const out = files.map((file, at) => withFindings(file, placed.get(uris[at]!) ?? []));
  for (const [uri, problems] of placed) {
    const text = uris.includes(uri) ? undefined : snapshot.text(uri);
    if (text === undefined) continue;
    const path = relative(process.cwd(), fileURLToPath(uri)).replaceAll('\\', '/');
    out.push(withFindings({ path, text, problems: [] }, problems));
  }
  for (const message of [...notes, ...failures]) say(message);
  if (notLookedUp.length > 0) say(notLookedUpText(notLookedUp, search));
  return { files: out, isUnanswered: failures.length > 0 };
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

const mostNamed = 20;

function notLookedUpText(keys: readonly string[], search: boolean): string {
  const named = keys.slice(0, mostNamed).map((key) => `“${key}”`);
  const more = keys.length - named.length;
  const list = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return search
    ? `not looked up, for they have neither identifier nor title: ${list}.`
    : `not looked up, for they have no DOI, PMID or other identifier: ${list}. With --search their titles are sent to Crossref.`;
}
