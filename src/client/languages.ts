import type { TextDocument } from 'vscode';
import {
  bibliographyExtensions,
  bibliographyGlobs,
  bibliographyLanguages,
  manuscriptLanguages,
  ownGlossaryGlob,
  packGlob,
} from '../base/fileKinds.ts';
import { formatNames, projectFileNames } from '../base/fileNames.ts';

/** Bibliographies, project files and packs in formats that VS Code has a general language for. */
const otherFiles = [
  ...bibliographyGlobs,
  `**/{${Object.values(projectFileNames).flat().join(',')}}`,
  ownGlossaryGlob,
  packGlob,
];

/** What the server is told of. No scheme is named, so that virtual workspaces work. */
export const documentSelector = [
  ...[...manuscriptLanguages, ...bibliographyLanguages].map((language) => ({ language })),
  // Saved pages: the server lets a plain text be unless a paper pack was imported from it.
  { language: 'plaintext', pattern: '**/*.txt' },
  ...otherFiles.map((pattern) => ({ pattern })),
];

/** Lists that the `when` clauses of package.json look into. */
export const contextLists: Readonly<Record<string, readonly string[]>> = {
  'psycite.manuscriptLanguages': manuscriptLanguages,
  'psycite.bibliographyLanguages': bibliographyLanguages,
  'psycite.bibliographyExtensions': bibliographyExtensions.map((extension) => `.${extension}`),
};

/** Earlier versions of files, output, and PsyCite's own read-only pages: nothing there is being written. */
const readOnlySchemes = new Set([
  'git',
  'gitfs',
  'gitlens',
  'review',
  'output',
  'comment',
  'psycite-pack',
  'psycite-explained',
]);

export const isWritten = ({ uri }: TextDocument): boolean => !readOnlySchemes.has(uri.scheme);

export const isManuscript = (document: TextDocument): boolean =>
  manuscriptLanguages.includes(document.languageId) && isWritten(document);

const bibtexIds: readonly string[] = formatNames.bibtex.ids;

export const isBibtex = ({ languageId }: TextDocument): boolean => bibtexIds.includes(languageId);
