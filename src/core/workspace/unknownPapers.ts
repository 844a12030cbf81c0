import { distance } from 'fastest-levenshtein';
import type { NamedPaper } from '../manuscript/types.ts';
import { namesOfPaper, paperName } from '../paper/paperName.ts';
import { isOfPaper } from '../paper/types.ts';
import type { Problem } from '../problem.ts';
import { quoted } from '../render/escape.ts';
import type { CodeAction } from './place.ts';
import type { Snapshot } from './snapshot.ts';

/** Names that stand as they are in YAML, in a list and in quotes. */
const plainName = /^[\p{L}\p{N}_][\p{L}\p{N}_.+/()-]*$/u;

/** Names under `psycite-papers:` that no paper goes by; nothing while papers are still to be read. */
export function* unknownPapers(snapshot: Snapshot, uri: string): Generator<Problem> {
  for (const named of unknownNames(snapshot, uri)) {
    const similar = similarName(snapshot, named);
    const advice = similar === undefined ? '' : ` Is ${quoted(similar)} meant?`;
    yield {
      code: 'paper-unknown',
      start: named.start,
      end: named.end,
      message: `No paper has the id or DOI ${quoted(named.name, 200)}.${advice}`,
    };
  }
}

/** Writes the name of the paper that has nearly this one. */
export function unknownPaperFixes(snapshot: Snapshot, uri: string, problem: Problem): readonly CodeAction[] {
  const named = unknownNames(snapshot, uri).find(({ start }) => start === problem.start);
  const similar = named && similarName(snapshot, named);
  if (named === undefined || similar === undefined || !plainName.test(similar)) return [];
  if (snapshot.text(uri)?.slice(named.start, named.end) !== named.name) return [];
  return [
    {
      title: `Change to ${quoted(similar)}`,
      fixes: problem.code,
      preferred: true,
      edits: [{ uri, edits: [{ start: named.start, end: named.end, text: similar }] }],
    },
  ];
}

function unknownNames(snapshot: Snapshot, uri: string): readonly NamedPaper[] {
  const { names = [] } = snapshot.manuscript(uri)?.papers ?? {};
  if (names.length === 0 || !snapshot.knowsAllPacks) return [];
  const known = new Set(snapshot.knownPacks.flatMap(namesOfPaper));
  return names.filter(({ name }) => !known.has(paperName(name)));
}

/** The nearest name within an edit distance of a quarter of it; undefined where two papers are as near. */
function similarName({ knownPacks }: Snapshot, { name }: NamedPaper): string | undefined {
  const wanted = paperName(name);
  const limit = Math.max(1, Math.floor(wanted.length / 4));
  const near = knownPacks
    .filter(isOfPaper)
    .flatMap(namesOfPaper)
    .filter((other) => Math.abs(other.length - wanted.length) <= limit)
    .map((other) => ({ other, far: distance(wanted, other) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far);
  const [first, second] = near;
  return first?.far === second?.far ? undefined : first?.other;
}
