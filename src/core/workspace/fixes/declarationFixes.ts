import type { Problem } from '../../problem.ts';
import { quoted } from '../../render/escape.ts';
import type { CodeAction } from '../place.ts';
import type { Snapshot } from '../snapshot.ts';

/** Names that stand as they are in YAML, LaTeX and Typst, quoted or not. */
const plainName = /^[\p{L}\p{N}_.+-]+$/u;

/**
 * The fix of a declared bibliography that is not there, where one file of its folder alone has nearly its
 * name.
 */
export function declarationFixes(snapshot: Snapshot, uri: string, problem: Problem): readonly CodeAction[] {
  const applied = snapshot
    .appliedBibliographies(uri)
    .find(({ found }) => found.declaredAt?.uri === uri && found.declaredAt.start === problem.start);
  const { declaredAt, similar = [] } = applied?.found ?? {};
  const [name] = similar;
  if (declaredAt === undefined || name === undefined || similar.length > 1 || !plainName.test(name))
    return [];
  const { path, start, end } = declaredAt;
  if (snapshot.text(uri)?.slice(start, end) !== path) return [];
  const nameStart = start + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  const written = path.slice(nameStart - start);
  const extension = name.slice(name.lastIndexOf('.'));
  // LaTeX's `\bibliography` goes without the extension.
  const isShort = !written.toLowerCase().endsWith(extension.toLowerCase());
  const text = isShort ? name.slice(0, -extension.length) : name;
  return [
    {
      title: `Change to ${quoted(name)}`,
      fixes: problem.code,
      preferred: true,
      edits: [{ uri, edits: [{ start: nameStart, end, text }] }],
    },
  ];
}
