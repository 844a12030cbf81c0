import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../../src/core/manuscript/index.ts';
import { languages } from '../../../src/core/manuscript/languages.ts';
import type { Syntax } from '../../../src/core/manuscript/types.ts';

const style = { name: 'nature', file: 'nature.csl' };

/** The style that a text names, between bars, and the text that names another. */
function written(syntax: Syntax, text: string): { named: string | undefined; chosen: string | undefined } {
  const manuscript = parseManuscript(syntax, text);
  const { writing } = languages[syntax];
  const found = writing.style?.(manuscript);
  const edit = writing.declareStyle?.(manuscript, style);
  return {
    named: found && `${found.style} at ${text.slice(found.start, found.end)}`,
    chosen: edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end),
  };
}

describe('the style that a manuscript names', () => {
  it.each<[Syntax, string, string | undefined, string | undefined]>([
    [
      'pandoc',
      '---\ncsl: apa.csl\n---\n\nText\n',
      'apa.csl at apa.csl',
      '---\ncsl: nature.csl\n---\n\nText\n',
    ],
    [
      'pandoc',
      '---\ncsl: "a b.csl" # mine\n---\n',
      'a b.csl at a b.csl',
      '---\ncsl: "nature.csl" # mine\n---\n',
    ],
    ['quarto', '---\ntitle: T\n---\n\nText\n', undefined, '---\ntitle: T\ncsl: nature.csl\n---\n\nText\n'],
    ['rmarkdown', 'Text\n', undefined, '---\ncsl: nature.csl\n---\n\nText\n'],
    ['pandoc', '% Title\n\nText\n', undefined, undefined],
    ['myst', '---\ntitle: T\n---\n', undefined, undefined],
    ['typst', '#bibliography("a.bib")\n', undefined, '#bibliography("a.bib", style: "nature.csl")\n'],
    [
      'typst',
      '#bibliography("a.bib", style: "apa")\n',
      'apa at apa',
      '#bibliography("a.bib", style: "nature.csl")\n',
    ],
    [
      'typst',
      '// bibliography(style: "no")\n#set bibliography(title: [A (b)], style: "mla")\n#bibliography("a.bib")\n',
      'mla at mla',
      '// bibliography(style: "no")\n#set bibliography(title: [A (b)], style: "nature.csl")\n#bibliography("a.bib")\n',
    ],
    [
      'typst',
      '#bibliography(\n  "a).bib",\n)\n',
      undefined,
      '#bibliography(\n  "a).bib",style: "nature.csl"\n)\n',
    ],
    ['typst', 'No list.\n', undefined, undefined],
    ['latex', '\\usepackage{biblatex}\n', undefined, '\\usepackage[style=nature]{biblatex}\n'],
    [
      'latex',
      '\\usepackage[backend=biber, style=apa,sorting=nyt]{biblatex}\n',
      'apa at apa',
      '\\usepackage[backend=biber, style=nature,sorting=nyt]{biblatex}\n',
    ],
    [
      'latex',
      '\\usepackage[backend=biber]{biblatex}\n',
      undefined,
      '\\usepackage[style=nature, backend=biber]{biblatex}\n',
    ],
    [
      'latex',
      '\\usepackage[style=chicago-notes]{biblatex}\n',
      'chicago-note-bibliography at chicago-notes',
      '\\usepackage[style=nature]{biblatex}\n',
    ],
    [
      'latex',
      '\\usepackage[style=authoryear]{biblatex}\n',
      undefined,
      '\\usepackage[style=nature]{biblatex}\n',
    ],
    ['latex', '\\bibliographystyle{vancouver}\n\\bibliography{a}\n', 'vancouver at vancouver', undefined],
    ['latex', '% \\usepackage[style=apa]{biblatex}\n', undefined, undefined],
  ])('%s: %s', (syntax, text, named, chosen) => {
    expect(written(syntax, text)).toEqual({ named, chosen });
  });

  it('is looked for in time that grows with the text alone', () => {
    for (const text of [
      'bibliography('.repeat(20_000),
      '\\usepackage['.repeat(20_000),
      'style: "'.repeat(20_000),
    ])
      for (const syntax of ['typst', 'latex'] as const) expect(written(syntax, text).named).toBeUndefined();
  });
});
