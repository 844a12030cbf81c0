import type { Syntax } from '../../manuscript/types.ts';

const latexNames: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
]);

/**
 * A phrase of a pack or of the user, to stand as plain text in a manuscript: one line, no control characters, and
 * every character that the syntax gives a meaning to escaped.
 */
export function plainFor(syntax: Syntax, phrase: string): string {
  const line = phrase
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .slice(0, 400);
  switch (syntax) {
    case 'latex':
      return line.replace(/[\\~^&%$#_{}]/g, (character) => latexNames.get(character) ?? `\\${character}`);
    case 'typst':
      return line.replace(/[\\*_`$#<>@~[\]"]/g, '\\$&');
    case 'pandoc':
    case 'quarto':
    case 'rmarkdown':
    case 'myst':
      return line.replace(/[\\*_`$<>[\]@~^|]/g, '\\$&');
  }
}
