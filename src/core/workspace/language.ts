import type { Syntax } from '../manuscript/types.ts';
import { extensionOf } from './uri.ts';

const byExtension = new Map<string, Syntax>([
  ['qmd', 'quarto'],
  ['rmd', 'rmarkdown'],
  ['rmarkdown', 'rmarkdown'],
  ['md', 'pandoc'],
  ['markdown', 'pandoc'],
  ['tex', 'latex'],
  ['ltx', 'latex'],
  ['rnw', 'latex'],
  ['typ', 'typst'],
]);

const byLanguage = new Map<string, Syntax>([
  ['markdown', 'pandoc'],
  ['quarto', 'quarto'],
  ['rmd', 'rmarkdown'],
  ['myst', 'myst'],
  ['latex', 'latex'],
  ['tex', 'latex'],
  ['rsweave', 'latex'],
  ['typst', 'typst'],
]);

/** The file endings of manuscripts, for finding those of a workspace. */
export const manuscriptExtensions: ReadonlySet<string> = new Set(byExtension.keys());

/**
 * The syntax of a manuscript; undefined for what is none. A `.qmd` is Quarto even where an editor without a
 * Quarto extension calls it Markdown, and Markdown that uses MyST's roles, directives or targets is MyST.
 */
export function syntaxOf(uri: string, languageId: string | undefined, text: string): Syntax | undefined {
  const extension = byExtension.get(extensionOf(uri));
  const language = languageId === undefined ? undefined : byLanguage.get(languageId);
  const syntax = extension !== undefined && extension !== 'pandoc' ? extension : (language ?? extension);
  return syntax === 'pandoc' && looksLikeMyst(text) ? 'myst' : syntax;
}

const looksLikeMyst = (text: string): boolean =>
  /\{cite(?::[a-z]+)?\}`|^(?:`{3,}|:{3,})\{[a-z][a-z-]*\}|^\([\w:.-]+\)=[ \t]*$/m.test(
    text.slice(0, 100_000),
  );
