import { quotedText } from '../../render/quoted.ts';
import { singularShort } from '../../terms/abbreviations/shortForm.ts';
import { problemsOf } from '../../workspace/problems.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { definitionsOf } from './abbreviations.ts';
import { citedAuthorYears, citedKeys, evidence } from './evidence.ts';
import { type Status, statusOfAll } from './status.ts';

/**
 * The problems that `check` tells of, and everything in the text that is known or not. What `partOf` defines
 * needs no definition in a draft of it.
 */
export function checkText(snapshot: Snapshot, uri: string, partOf: readonly string[] = []) {
  const defined = definitionsOf(snapshot, partOf);
  const text = snapshot.text(uri);
  const problems = problemsOf(snapshot, uri).flatMap(({ code, severity, message, start, end }) => {
    const written = text?.slice(start, end) ?? '';
    if (code === 'abbreviation-undefined' && defined.has(singularShort(written))) return [];
    const [from, to] = [start, end].map((offset) => text?.positionAt(offset) ?? { line: 0, character: 0 });
    return {
      quoted: true as const,
      code,
      severity,
      message: quotedText(message, 1000),
      text: quotedText(written, 200),
      line: from!.line + 1,
      column: from!.character + 1,
      endLine: to!.line + 1,
      endColumn: to!.character + 1,
    };
  });
  const keys = citedKeys(snapshot, uri);
  const authorYears = citedAuthorYears(snapshot, uri);
  const rest = evidence(snapshot, uri, partOf);
  const claims = [...keys, ...authorYears, ...rest.dois, ...rest.doses].map((one) => one.status);
  const isWrong = problems.some(({ severity }) => severity === 'error');
  const status: Status = isWrong ? 'unknown' : claims.length === 0 ? 'known' : statusOfAll(claims);
  return { status, problems, keys, authorYears, ...rest };
}
