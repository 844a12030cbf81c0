import { expect, test } from 'vitest';
import { syntaxOf } from '../../../src/core/workspace/language.ts';

test.each([
  ['paper.md', 'markdown', '', 'pandoc'],
  ['paper.markdown', undefined, '', 'pandoc'],
  ['paper.qmd', 'markdown', '', 'quarto'],
  ['paper.qmd', 'quarto', '', 'quarto'],
  ['paper.Rmd', 'markdown', '', 'rmarkdown'],
  ['paper.tex', 'tex', '', 'latex'],
  ['paper.Rnw', undefined, '', 'latex'],
  ['paper.typ', 'plaintext', '', 'typst'],
  ['Untitled-1', 'markdown', '', 'pandoc'],
  ['Untitled-1', 'latex', '', 'latex'],
  ['paper.md', 'markdown', 'See {cite}`a`.', 'myst'],
  ['paper.md', 'markdown', 'See {cite:t}`a`.', 'myst'],
  ['paper.md', 'markdown', '```{note}\nx\n```', 'myst'],
  ['paper.md', 'markdown', ':::{figure} x.png\n:::', 'myst'],
  ['paper.md', 'markdown', '```{.python}\n```\n::: {.note}\n:::', 'pandoc'],
  ['paper.qmd', 'quarto', '```{r}\n```', 'quarto'],
  ['paper.md', 'myst', '', 'myst'],
  ['notes.txt', 'plaintext', 'See @a.', undefined],
  ['data.json', undefined, '', undefined],
])('%s as %s with %j is %s', (name, languageId, text, syntax) => {
  expect(syntaxOf(`file:///draft/${name}`, languageId, text)).toBe(syntax);
});
