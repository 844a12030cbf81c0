import type { TextEdit } from '../../base/edit.ts';
import { declareBibliography } from '../manuscript/declareBibliography.ts';
import { languages } from '../manuscript/languages.ts';
import type { Problem } from '../problem.ts';
import { quoted } from '../render/escape.ts';
import { citationsOf } from './citations.ts';
import { isPlainPath } from './fixes/declareFile.ts';
import type { CodeAction } from './place.ts';
import type { Snapshot } from './snapshot.ts';
import { parentOf, relativePath } from './uri.ts';

/**
 * A bibliography that applies because it lies near, told at the first key that it defines: who compiles the
 * manuscript finds no reference. None for a part of a document, and none where the tool reads what lies
 * beside it.
 */
export function* undeclaredBibliography(snapshot: Snapshot, uri: string): Generator<Problem> {
  const missing = lacking(snapshot, uri);
  if (missing === undefined) return;
  const { path, start, end } = missing;
  yield {
    code: 'bibliography-undeclared',
    start,
    end,
    message:
      `The entry stands in ${quoted(path, 200)}, which this manuscript does not declare: ` +
      'PsyCite takes it for it lies near, and who compiles the manuscript may not find it.',
  };
}

/** The declaration, where the path needs no quotes in any language. */
export function undeclaredFixes(snapshot: Snapshot, uri: string): readonly CodeAction[] {
  const missing = lacking(snapshot, uri);
  if (missing === undefined || !isPlainPath(missing.path)) return [];
  return [
    {
      title: `Add \`${declaration(missing)}\``,
      fixes: 'bibliography-undeclared',
      preferred: true,
      edits: [{ uri, edits: [missing.edit] }],
    },
  ];
}

/**
 * The line that declares the file: `bibliography: library.bib`. The path is plain, so that it stands there as
 * it is.
 */
const declaration = ({ path, edit }: { readonly path: string; readonly edit: TextEdit }): string =>
  edit.text
    .split('\n')
    .find((line) => line.includes(path))
    ?.trim() ?? path;

function lacking(
  snapshot: Snapshot,
  uri: string,
):
  | { readonly path: string; readonly start: number; readonly end: number; readonly edit: TextEdit }
  | undefined {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined || languages[manuscript.syntax].files.bibliographies.readsFolder)
    return undefined;
  // What knitr reads and has no front matter is a part of something that has one.
  if (manuscript.frontMatter === undefined && languages[manuscript.syntax].files.isKnitted === true)
    return undefined;
  // Of several files nobody knows here which is the one that declares.
  if (snapshot.manuscriptsBeside(uri).length > 0) return undefined;
  const applied = snapshot.appliedBibliographies(uri);
  if (applied.length === 0 || applied.some(({ found }) => found.reason !== 'neighbour')) return undefined;
  const library = snapshot.library(uri);
  for (const { key, start, end } of citationsOf(manuscript).mentions) {
    const source = library.find(key)?.source.uri;
    if (source === undefined) continue;
    const path = relativePath(source, parentOf(uri));
    const edit = path === undefined ? undefined : declareBibliography(manuscript, path);
    return path === undefined || edit === undefined ? undefined : { path, start, end, edit };
  }
  return undefined;
}
