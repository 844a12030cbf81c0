import type { SyntaxParser } from '../types.ts';
import { markdownParser } from './parser.ts';

/**
 * MyST refers to its own labels with `@label` too; those that the manuscript defines are told apart by name.
 */
export const mystParser: SyntaxParser = markdownParser({
  syntax: 'myst',
  rawTex: false,
  citationCommands: new Set(),
  backslashMath: false,
  markdownInHtml: false,
  exampleLists: false,
  knitr: false,
  titleBlock: false,
  myst: true,
  isCrossReference: (key) => /^(?:fig|tbl|table|eq|sec|lst|code)[:-]/i.test(key),
});
