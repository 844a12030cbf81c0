import { splitNames } from '../authorNames.ts';
import type { Language } from '../language.ts';
import { latexFileNames, linkNames, withJobName } from './fileNames.ts';
import { latexParser } from './parser.ts';
import { latexWriting } from './writing.ts';

export const latex: Language = {
  parser: latexParser,
  writing: latexWriting,
  precedence: 'first',
  files: {
    includedIn: ['latex'],
    fromRoot: true,
    linkNames,
    bibliographies: {
      folders: ['root', 'own'],
      // Biber expands globs, BibTeX does not.
      globs: (by) => by === 'addbibresource',
      names: (path, by, jobName) => latexFileNames(withJobName(path, jobName), 'bib', by === 'bibliography'),
    },
    projects: [],
  },
  authorNames,
};

function authorNames(text: string): readonly string[] {
  return [...text.matchAll(/\\author(?:\[[^\]]{0,80}\])?\{((?:[^{}]|\{[^{}]{0,400}\}){0,4000})\}/g)].flatMap(
    ([, names]) =>
      names!
        .replace(/\\[A-Za-z]+\*?(?:\[[^\]]{0,80}\])?\{[^{}]{0,400}\}/g, ' ')
        .split(/\\and\b|\\And\b|\\AND\b|\\\\|\\quad\b/)
        .flatMap((name) => splitNames(name.replaceAll('~', ' '))),
  );
}
