import { declareBibliography } from '../manuscript/declareBibliography.ts';
import { languages } from '../manuscript/languages.ts';
import type { Manuscript } from '../manuscript/types.ts';
import { codeSpan, escapeMarkdown } from '../render/escape.ts';
import type { Explanation } from '../workspace/explanation.ts';
import { isPlainPath } from '../workspace/fixes/declareFile.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { fileName, parentOf, relativePath } from '../workspace/uri.ts';

/** What a person can do about a line of the page, from zero: the client has a command for each. */
export interface Advice {
  readonly line: number;
  readonly title: string;
  readonly action: 'open' | 'problems' | 'declaration' | 'declare' | 'create' | 'choose' | 'settings';
  /** The index of the explained file that it is about; null for all. */
  readonly file: number | null;
}

export interface ExplanationPage {
  /** Markdown. */
  readonly text: string;
  readonly advice: readonly Advice[];
}

/**
 * The page that says which bibliographies a manuscript has, in the words of its language, and what can be
 * done.
 */
export function explanationPage(
  snapshot: Snapshot,
  uri: string,
  explanations: readonly Explanation[],
): ExplanationPage {
  const lines: string[] = [];
  const advice: Advice[] = [];
  const manuscript = snapshot.manuscript(uri);
  const advise = (file: number | null, title: string, action: Advice['action']): void => {
    advice.push({ line: lines.length, title, action, file });
  };
  lines.push(`# The bibliographies of ${escapeMarkdown(fileName(uri))}`, '');
  if (explanations.length === 0) {
    advise(null, 'Choose or Make a Bibliography…', 'choose');
    lines.push('None is declared, and none lies in its folder or above it.');
    lines.push(...written(manuscript, 'references.bib'), '');
  }
  for (const [index, one] of explanations.entries()) {
    for (const [title, action] of actionsOf(snapshot, uri, one)) advise(index, title, action);
    lines.push(`## ${escapeMarkdown(one.path)}`, '', `${stateOf(one)}: ${escapeMarkdown(one.reason)}`);
    if (isUndeclared(one)) {
      const path = relativePath(one.uri, parentOf(uri));
      if (path !== undefined) lines.push(...written(manuscript, path));
    }
    lines.push('');
  }
  return { text: lines.join('\n'), advice };
}

const states: Readonly<Record<Explanation['status'], string>> = {
  used: 'Used',
  missing: 'Not found',
  refused: 'Not read',
  loading: 'Being read',
};

function stateOf({ status, entries, problems }: Explanation): string {
  const counted = (count: number, one: string, many: string): string =>
    `, ${count} ${count === 1 ? one : many}`;
  const found = status === 'used' ? counted(entries, 'entry', 'entries') : '';
  return `${states[status]}${found}${problems > 0 ? counted(problems, 'problem', 'problems') : ''}`;
}

const isUndeclared = ({ status, isNeighbour }: Explanation): boolean => status === 'used' && isNeighbour;

function actionsOf(
  snapshot: Snapshot,
  uri: string,
  one: Explanation,
): readonly (readonly [string, Advice['action']])[] {
  const isThere = one.status === 'used' || one.status === 'loading';
  const syntax = snapshot.manuscript(uri)?.syntax;
  const needsWords = syntax !== undefined && languages[syntax].files.bibliographies.readsFolder !== true;
  return [
    ...(isThere ? ([['Open', 'open']] as const) : []),
    ...(one.problems > 0 ? ([['Show Its Problems', 'problems']] as const) : []),
    ...(isUndeclared(one) && needsWords ? ([['Declare It', 'declare']] as const) : []),
    ...(one.status === 'missing' ? ([['Make This File', 'create']] as const) : []),
    ...(one.declaredAt ? ([['Go to the Declaration', 'declaration']] as const) : []),
    ...(one.status === 'refused' ? ([['Open the Setting for Bibliographies', 'settings']] as const) : []),
  ];
}

/**
 * How the manuscript would declare a file, in its own language; nothing where its tools need no telling, or
 * it has no place.
 */
function written(manuscript: Manuscript | undefined, path: string): string[] {
  if (manuscript === undefined || !isPlainPath(path)) return [];
  if (languages[manuscript.syntax].files.bibliographies.readsFolder === true)
    return [`Put ${codeSpan(path)} beside it: it is taken without being declared.`];
  const edit = declareBibliography(manuscript, path);
  if (edit === undefined) return ['The file that includes this one has to declare it.'];
  const code = edit.text.split('\n').filter((line) => line !== '' && line !== '---');
  return [`It is declared by ${code.map((line) => codeSpan(line)).join(' and ')}.`];
}
