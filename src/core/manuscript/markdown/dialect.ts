import type { Syntax } from '../types.ts';

/** What tells the languages of the Markdown family apart. */
export interface MarkdownDialect {
  readonly syntax: Syntax;
  /** TeX commands and environments are raw TeX, `\cite{…}` in them a citation. */
  readonly rawTex: boolean;
  /** The user's own citation commands in raw TeX, without backslash and star. */
  readonly citationCommands: ReadonlySet<string>;
  /** `\(…\)` and `\[…\]` are math (Pandoc's extension tex_math_single_backslash). */
  readonly backslashMath: boolean;
  /**
   * The text between HTML tags is Markdown, also in HTML blocks (Pandoc's extension markdown_in_html_blocks).
   */
  readonly markdownInHtml: boolean;
  /** `(@label)` numbers examples, and `@label` refers to one (Pandoc's extension example_lists). */
  readonly exampleLists: boolean;
  /** `{r}` opens a chunk of code whose options may stand behind it (knitr). */
  readonly knitr: boolean;
  /** `% title` on the first line (Pandoc's extension pandoc_title_block). */
  readonly titleBlock: boolean;
  /** MyST's roles, directives, targets and `%` comments. */
  readonly myst: boolean;
  /**
   * Kinds of cross-reference that the front matter and the project add: `suppfig` for `@suppfig-x`.
   * `ofProject` holds what the project's files name.
   */
  customReferences?(metadata: ReadonlyMap<string, unknown>, ofProject: readonly string[]): readonly string[];
  /** True where `@key` refers to a figure, table, section … of the manuscript. */
  isCrossReference(key: string): boolean;
}

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
  // Of the filter pandoc-crossref; to Pandoc alone they would be citations, but no bibliography has such
  // keys.
  isCrossReference: (key) => /^(?:fig|tbl|eq|sec|lst):/i.test(key),
};
