import { latexParser } from './latex/parser.ts';
import { mystParser } from './markdown/myst.ts';
import { pandocParser } from './markdown/pandoc.ts';
import { quartoParser, rmarkdownParser } from './markdown/quarto.ts';
import type { Manuscript, ManuscriptOptions, PreviousParse, Syntax, SyntaxParser } from './types.ts';
import { typstParser } from './typst/parser.ts';

export { countWords } from './words.ts';

/** The parser of each syntax. */
export const syntaxParsers: Readonly<Record<Syntax, SyntaxParser>> = {
  pandoc: pandocParser,
  quarto: quartoParser,
  rmarkdown: rmarkdownParser,
  myst: mystParser,
  latex: latexParser,
  typst: typstParser,
};

/** Reads a manuscript. `previous` makes it cheap after an edit and changes nothing else. */
export function parseManuscript(
  syntax: Syntax,
  text: string,
  options?: ManuscriptOptions,
  previous?: PreviousParse,
): Manuscript {
  return syntaxParsers[syntax].parse(text, options, previous);
}
