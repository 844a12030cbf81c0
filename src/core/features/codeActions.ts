import { overlaps, type Span } from '../../base/span.ts';
import { abbreviationFixes, termVariantFixes } from '../terms/index.ts';
import { citationFixes } from '../workspace/citationFixes.ts';
import { conversionAt } from '../workspace/conversion.ts';
import type { CodeAction } from '../workspace/place.ts';
import { problemsOf } from '../workspace/problems.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** What can be mended or rewritten in a range: fixes of its problems first, then conversions. */
export function codeActions(snapshot: Snapshot, uri: string, range: Span): readonly CodeAction[] {
  const problems = problemsOf(snapshot, uri).filter((problem) => touchesRange(problem, range));
  const manuscript = snapshot.manuscript(uri);
  const out: CodeAction[] = [];
  for (const problem of problems) {
    if (problem.code === 'citation-undefined') out.push(...citationFixes(snapshot, uri, problem));
    if (manuscript === undefined) continue;
    const fixes = [
      ...abbreviationFixes(manuscript, problem, snapshot.terms),
      ...termVariantFixes(manuscript, problem, snapshot.terms),
    ];
    for (const { title, edits, allow } of fixes) {
      out.push({
        title,
        fixes: problem.code,
        ...(edits && { edits: [{ uri, edits }] }),
        ...(allow !== undefined && { command: { name: 'psycite.allowAbbreviation', arguments: [allow] } }),
      });
    }
  }
  return [...out, ...conversionAt(snapshot, uri, range)];
}

const touchesRange = (problem: Span, range: Span): boolean =>
  overlaps(problem, range) ||
  problem.start === range.start ||
  problem.end === range.end ||
  (problem.start <= range.start && range.end <= problem.end);
