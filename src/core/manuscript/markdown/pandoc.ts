import type { SyntaxParser } from '../types.ts';
import type { MarkdownDialect } from './dialect.ts';
import { markdownParser } from './parser.ts';

/** What all languages that Pandoc reads have in common. */
export const pandocDialect: MarkdownDialect = {
  syntax: 'pandoc',
  rawTex: true,
  citationCommands: new Set(),
  backslashMath: false,
  markdownInHtml: true,
  exampleLists: true,
  knitr: false,
  titleBlock: true,
  myst: false,
  // Of the filter pandoc-crossref; to Pandoc alone they would be citations, but no bibliography has such keys.
  isCrossReference: (key) => /^(?:fig|tbl|eq|sec|lst):/i.test(key),
};

export const pandocParser: SyntaxParser = markdownParser(pandocDialect);
