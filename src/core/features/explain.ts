import { oneLine } from '../render/escape.ts';
import type { FoundBibliography } from '../workspace/discovery/discovery.ts';
import type { Explanation } from '../workspace/explanation.ts';
import type { AppliedBibliography, Snapshot } from '../workspace/snapshot.ts';
import { displayPath, isInside } from '../workspace/uri.ts';

/** Which bibliographies apply to this manuscript and why, and what was skipped and why. */
export function explainBibliography(snapshot: Snapshot, uri: string): readonly Explanation[] {
  const folder = snapshot.folders.find((candidate) => isInside(uri, candidate));
  return [...snapshot.appliedBibliographies(uri), ...ownReferences(snapshot, uri)].map((one) => ({
    uri: one.found.uri,
    path: oneLine(shownPath(one.found, folder), 300),
    ...outcome(one),
    declaredAt: one.found.declaredAt && { ...one.found.declaredAt },
    isNeighbour: one.found.reason === 'neighbour',
  }));
}

/** What stands in the manuscript itself, as a declaration would have it. */
function ownReferences(snapshot: Snapshot, uri: string): AppliedBibliography[] {
  const found = { uri, reason: 'itself', declaredAt: undefined, refused: undefined } as const;
  return snapshot.appliedAs({ ...found, embedded: { path: undefined } });
}

/** A path that leads to no file is shown as it is written. */
const shownPath = ({ uri, refused, declaredAt }: FoundBibliography, folder: string | undefined): string =>
  refused?.why === 'not-followed' && declaredAt !== undefined ? declaredAt.path : displayPath(uri, folder);

function outcome({
  found,
  file,
}: AppliedBibliography): Pick<Explanation, 'status' | 'reason' | 'entries' | 'problems'> {
  const because = reasons[found.reason](found);
  const entries = file?.bibliography.size ?? 0;
  const problems = file?.bibliography.problems.length ?? 0;
  if (found.refused !== undefined) {
    return {
      status: 'refused',
      reason: `${because}; not read, because ${oneLine(found.refused.reason, 300)}.`,
      entries,
      problems,
    };
  }
  switch (file?.state.kind) {
    case undefined:
    case 'loading':
      return { status: 'loading', reason: `${because}; still being read.`, entries, problems };
    case 'missing':
      return { status: 'missing', reason: `${because}; there is no such file.`, entries, problems };
    case 'refused':
      return {
        status: 'refused',
        reason: `${because}; not read, because ${oneLine(file.state.reason, 300)}.`,
        entries,
        problems,
      };
    case 'stale':
      return {
        status: 'used',
        reason: `${because}; the file is being written, so its last whole state is used.`,
        entries,
        problems,
      };
    case 'ready':
      return { status: 'used', reason: `${because}.`, entries, problems };
  }
}

const reasons: Readonly<Record<FoundBibliography['reason'], (found: FoundBibliography) => string>> = {
  'front-matter': () => 'declared in the front matter',
  itself: () => 'they stand in the manuscript',
  command: () => 'declared in the manuscript',
  'parent-document': () => 'declared in the document that this file belongs to',
  'included-file': () => 'declared in a file that the document includes',
  'quarto-project': () => 'declared in the Quarto project',
  'quarto-metadata': () => 'declared in the folder’s Quarto metadata',
  'pandoc-defaults': () => 'declared in the Pandoc defaults file',
  'myst-project': () => 'declared in the MyST project',
  'bookdown-project': () => 'declared in the book’s index.Rmd',
  'jupyter-book': () => 'declared in the book’s configuration',
  'manubot-project': () => 'it belongs to the Manubot project',
  'user-setting': () => 'named in your user settings',
  'workspace-setting': () => 'named in the workspace settings',
  neighbour: () => 'nothing is declared, and this is the nearest bibliography',
};

/** The explanation as text for a terminal or a document. */
export function explanationText(explanations: readonly Explanation[], path: string): string {
  const manuscriptPath = oneLine(path, 300);
  if (explanations.length === 0) {
    return `${manuscriptPath}: no bibliography is declared, and none lies in its folder or above it.\nDeclare one, or put a .bib file beside the manuscript.\n`;
  }
  const lines = explanations.map(({ path, status, reason, entries, problems }) => {
    const count = status === 'used' ? `, ${entries} ${entries === 1 ? 'entry' : 'entries'}` : '';
    const wrong = problems > 0 ? `, ${problems} ${problems === 1 ? 'problem' : 'problems'}` : '';
    return `  ${path}: ${status}${count}${wrong} (${reason.replace(/\.$/, '')})`;
  });
  return `${manuscriptPath}\n${lines.join('\n')}\n`;
}
