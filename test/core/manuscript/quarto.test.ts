import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../../src/core/manuscript/index.ts';
import { listBlocks, markMentions } from '../../support/mentions.ts';

const quarto = (text: string): string => markMentions(parseManuscript('quarto', text));
const rmarkdown = (text: string): string => markMentions(parseManuscript('rmarkdown', text));

describe('Quarto', () => {
  it.each([
    ['See @fig-one, @Tbl-two and @a.', 'See ‹@fig-one›, ‹@Tbl-two› and @«a»n.'],
    ['[@sec-a; @eq-b; @lst-c]', '[‹@sec-a›; ‹@eq-b›; ‹@lst-c›]'],
    ['[see @fig-a; @b]', '[see ‹@fig-a›; @«b»]'],
    ['-@fig-a @thm-x @lem-x @cor-x @prp-x @cnj-x', '‹-@fig-a› ‹@thm-x› ‹@lem-x› ‹@cor-x› ‹@prp-x› ‹@cnj-x›'],
    ['@def-x @exm-x @exr-x @sol-x @rem-x', '‹@def-x› ‹@exm-x› ‹@exr-x› ‹@sol-x› ‹@rem-x›'],
    ['@figure2000 @fig2000 @section-a', '@«figure2000»n @«fig2000»n @«section-a»n'],
    ['{{< video @a >}} `r f("@b")` @c', '{{< video @a >}} `r f("@b")` @«c»n'],
    ['```{r}\n#| label: fig-a\nx <- "@a"\n```\n\n@b', '```{r}\n#| label: fig-a\nx <- "@a"\n```\n\n@«b»n'],
    [
      '```{r}\n#| fig-cap: "As in [@a]."\n#| tbl-cap: Of @b\nx\n```',
      '```{r}\n#| fig-cap: "As in [@«a»]."\n#| tbl-cap: Of @«b»n\nx\n```',
    ],
    ['::: {.callout-note title="@a"}\nIn @b.\n:::', '::: {.callout-note title="@a"}\nIn @«b»n.\n:::'],
    ['$$\nx @a\n$$ {#eq-x}\n\n@b', '$$\nx @a\n$$ {#eq-x}\n\n@«b»n'],
  ])('%s', (text, expected) => {
    expect(quarto(text)).toBe(expected);
  });

  it('kinds of cross-reference that the manuscript adds', () => {
    const custom = 'crossref:\n  custom:\n    - kind: float\n      key: suppfig\n    - key: __proto__';
    const text = 'See @suppfig-a, @Suppfig-b and [@suppfigure2000; @suppfig-c].';
    expect(quarto(`---\n${custom}\n---\n\n${text}`)).toContain(
      'See ‹@suppfig-a›, ‹@Suppfig-b› and [@«suppfigure2000»; ‹@suppfig-c›].',
    );
    expect(quarto(text)).toContain('@«suppfig-a»n');
    expect(quarto(`---\ncrossref: [1, {custom: 2}]\n---\n\n${text}`)).toContain('@«suppfig-a»n');
  });

  it('the last paragraph of a figure is its legend', () => {
    const text =
      '::: {#fig-a}\n\n![](a.png)\n\nThe legend.\n\n:::\n\nText.\n\n::: {.abstract}\nAims.\n:::\n\nMore.';
    expect(listBlocks(parseManuscript('quarto', text))).toEqual([
      'legend: ![](a.png)',
      'legend: The legend.',
      'body: Text.',
      'abstract: Aims.',
      'body: More.',
    ]);
  });

  it('a text reference of bookdown is a legend', () => {
    expect(listBlocks(parseManuscript('rmarkdown', '(ref:fig-a) Two arms.\n\n(ref: none) here.'))).toEqual([
      'legend: (ref:fig-a) Two arms.',
      'body: (ref: none) here.',
    ]);
  });

  it('files that a shortcode includes', () => {
    const text = 'Text.\n\n{{< include parts/_methods.qmd >}}\n';
    const [file] = parseManuscript('quarto', text).files;
    expect(file).toMatchObject({ path: 'parts/_methods.qmd', by: 'quarto-include' });
    expect(text.slice(file?.start, file?.end)).toBe('parts/_methods.qmd');
  });
});

describe('R Markdown', () => {
  it.each([
    ['See \\@ref(fig:x) and @a.', 'See \\@ref(‹fig:x›) and @«a»n.'],
    ['\\(x @a\\) and \\[y @b\\] and @c', '\\(x @a\\) and \\[y @b\\] and @«c»n'],
    ['```{r, fig.cap="In @a"}\n"@b"\n```\n\n`r "@c"`', '```{r, fig.cap="In @«a»n"}\n"@b"\n```\n\n`r "@c"`'],
    ['@fig-one', '@«fig-one»n'],
  ])('%s', (text, expected) => {
    expect(rmarkdown(text)).toBe(expected);
  });

  it('child documents', () => {
    const text = '```{r child="methods.Rmd"}\n```\n';
    const [file] = parseManuscript('rmarkdown', text).files;
    expect(file).toMatchObject({ path: 'methods.Rmd', by: 'include' });
    expect(text.slice(file?.start, file?.end)).toBe('methods.Rmd');
  });
});
