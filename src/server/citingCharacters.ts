import type { CompletionRegistrationOptions } from 'vscode-languageserver';

/** `@` begins a citation; `{`, `,`, `<` and a backtick the key of a command, a label or a role. */
export const citingCharacters = ['@', '{', ',', '<', '`'];

/** Languages in which most commas are the prose's own. */
const proseLanguages = ['markdown', 'quarto', 'rmd', 'myst'];
const otherLanguages = ['latex', 'tex', 'rsweave', 'typst', 'bibtex'];

const selectorOf = (languages: readonly string[]) => languages.map((language) => ({ language }));

/**
 * Completion as a client registers it that can tell languages apart. A comma asks for no list in Markdown: where an editor's answer
 * to it comes late, VS Code asks everybody for what was typed meanwhile, and lists the words of the document.
 */
export const completionByLanguage: readonly CompletionRegistrationOptions[] = [
  {
    documentSelector: selectorOf(proseLanguages),
    triggerCharacters: citingCharacters.filter((character) => character !== ','),
    resolveProvider: true,
  },
  {
    documentSelector: selectorOf(otherLanguages),
    triggerCharacters: citingCharacters,
    resolveProvider: true,
  },
];
