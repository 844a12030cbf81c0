import type { SyntaxParser } from '../types.ts';
import { pandocDialect } from './dialect.ts';
import { markdownParser } from './parser.ts';

/**
 * The kinds of cross-reference that Quarto knows: floats, sections, equations, callouts, theorems and proofs.
 */
const reference =
  /^(?:[Ff]ig|[Tt]bl|[Ll]st|[Vv]id|[Ee]q|[Ss]ec|[Nn]te|[Tt]ip|[Ww]rn|[Ii]mp|[Cc]au|[Tt]hm|[Ll]em|[Cc]or|[Pp]rp|[Cc]nj|[Dd]ef|[Ee]xm|[Ee]xr|[Ss]ol|[Rr]em|[Aa]lg|[Pp]rf|[Aa]pp|[Aa]ppendix)-/;

/**
 * `crossref: custom: [{key: suppfig, …}]`: floats of the manuscript's own kinds (Quarto, "Custom float
 * cross-references").
 */
function customReferences(
  metadata: ReadonlyMap<string, unknown>,
  ofProject: readonly string[],
): readonly string[] {
  const crossref = metadata.get('crossref');
  const custom: unknown = crossref instanceof Map ? crossref.get('custom') : undefined;
  const kinds = Array.isArray(custom) ? custom : [custom];
  const ofManuscript = kinds.map((kind: unknown): unknown =>
    kind instanceof Map ? kind.get('key') : undefined,
  );
  return [...ofManuscript, ...ofProject].flatMap((key) =>
    typeof key === 'string' && /^\w+$/.test(key) ? [key, key.charAt(0).toUpperCase() + key.slice(1)] : [],
  );
}

export const quartoParser: SyntaxParser = markdownParser({
  ...pandocDialect,
  customReferences,
  syntax: 'quarto',
  knitr: true,
  titleBlock: false,
  isCrossReference: (key) => reference.test(key) || pandocDialect.isCrossReference(key),
});

/** R Markdown turns on Pandoc's extension tex_math_single_backslash; bookdown refers with `\@ref(…)`. */
export const rmarkdownParser: SyntaxParser = markdownParser({
  ...pandocDialect,
  syntax: 'rmarkdown',
  knitr: true,
  backslashMath: true,
});
