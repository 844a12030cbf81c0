import type { TextDocument } from 'vscode';

const manuscriptLanguages = ['markdown', 'quarto', 'rmd', 'myst', 'latex', 'tex', 'rsweave', 'typst'];

/** Bibliographies, project files and packs in formats that VS Code has a general language for. Its braces do not nest. */
const otherFiles = [
  '**/*.{bib,bibtex,biblatex,ris,nbib,medline,enw}',
  '**/*.csl.json',
  '**/{references,bibliography,library,refs}.{json,yaml,yml}',
  '**/{_quarto,_metadata,defaults}.{yml,yaml}',
  '**/myst.yml',
  '**/.psycite/packs/*.json',
];

/** What the server is told of. No scheme is named, so that virtual workspaces work. */
export const documentSelector = [
  ...manuscriptLanguages.map((language) => ({ language })),
  { language: 'bibtex' },
  // Saved pages: the server lets a plain text be unless a paper pack was imported from it.
  { language: 'plaintext', pattern: '**/*.txt' },
  ...otherFiles.map((pattern) => ({ pattern })),
];

/** Earlier versions of files, output, and PsyCite's own read-only pages: nothing there is being written. */
const readOnlySchemes = new Set(['git', 'gitfs', 'gitlens', 'review', 'output', 'comment', 'psycite-pack']);

export const isWritten = ({ uri }: TextDocument): boolean => !readOnlySchemes.has(uri.scheme);

export const isManuscript = (document: TextDocument): boolean =>
  manuscriptLanguages.includes(document.languageId) && isWritten(document);

export const isBibtex = (document: TextDocument): boolean => document.languageId === 'bibtex';
