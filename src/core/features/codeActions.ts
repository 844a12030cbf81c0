import { overlaps, type Span } from '../../base/span.ts';
import type { Manuscript } from '../manuscript/types.ts';
import type { Problem } from '../problem.ts';
import { oneLine } from '../render/escape.ts';
import { abbreviationFixes, termVariantFixes } from '../terms/index.ts';
import { conversionAt } from '../workspace/conversion.ts';
import { bibliographyFixes } from '../workspace/fixes/bibliographyFixes.ts';
import { citationFixes } from '../workspace/fixes/citationFixes.ts';
import { declarationFixes } from '../workspace/fixes/declarationFixes.ts';
import { shortJournalAt } from '../workspace/fixes/shortJournal.ts';
import type { CodeAction } from '../workspace/place.ts';
import { problemsOf } from '../workspace/problems.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { undeclaredFixes } from '../workspace/undeclared.ts';
import { unknownPaperFixes } from '../workspace/unknownPapers.ts';

/** Problems that one answer fixes at most: an undefined key is compared with the whole library. */
const maxFixed = 5;

/** What can be fixed or rewritten in a range: fixes of its first problems, then rewrites. */
export function codeActions(snapshot: Snapshot, uri: string, range: Span): readonly CodeAction[] {
  const manuscript = snapshot.manuscript(uri);
  const out = new Map<string, CodeAction>();
  let fixed = 0;
  for (const problem of problemsOf(snapshot, uri)) {
    if (fixed === maxFixed) break;
    if (!touchesRange(problem, range)) continue;
    const fixes = fixesOf(snapshot, uri, manuscript, problem);
    if (fixes.length > 0) fixed += 1;
    // One and the same fix of several problems ("insert a list of abbreviations") is offered once.
    for (const fix of fixes) {
      const name = `${fix.title} ${JSON.stringify(fix.edits ?? fix.command)}`;
      if (!out.has(name)) out.set(name, { ...shown(fix), at: { start: problem.start, end: problem.end } });
    }
  }
  const rewrites =
    manuscript === undefined ? shortJournalAt(snapshot, uri, range) : conversionAt(snapshot, uri, range);
  return [...out.values(), ...rewrites.map(shown)];
}

/** A title's longest form: an editor's menu shows no more. */
const titleLength = 200;

/** A title is one line, whatever keys it tells of. */
const shown = (action: CodeAction): CodeAction => ({ ...action, title: oneLine(action.title, titleLength) });

function fixesOf(
  snapshot: Snapshot,
  uri: string,
  manuscript: Manuscript | undefined,
  problem: Problem,
): readonly CodeAction[] {
  if (manuscript === undefined) return bibliographyFixes(snapshot, uri, problem);
  if (problem.code === 'citation-undefined') return citationFixes(snapshot, uri, problem);
  if (problem.code === 'bibliography-undeclared') return undeclaredFixes(snapshot, uri);
  if (problem.code === 'bibliography-not-found') return declarationFixes(snapshot, uri, problem);
  if (problem.code === 'paper-unknown') return unknownPaperFixes(snapshot, uri, problem);
  const fixes = [
    ...abbreviationFixes(manuscript, problem, snapshot.terms, snapshot.spelling(uri)),
    ...termVariantFixes(manuscript, problem, snapshot.terms),
  ];
  return fixes.map(({ title, edits, allow, preferred }) => ({
    title,
    fixes: problem.code,
    ...(preferred && { preferred }),
    ...(edits && { edits: [{ uri, edits }] }),
    ...(allow !== undefined && { command: { name: 'psycite.allowAbbreviation', arguments: [allow] } }),
  }));
}

const touchesRange = (problem: Span, range: Span): boolean =>
  overlaps(problem, range) ||
  problem.start === range.start ||
  problem.end === range.end ||
  (problem.start <= range.start && range.end <= problem.end);
