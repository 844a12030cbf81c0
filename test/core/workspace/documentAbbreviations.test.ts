import { describe, expect, it } from 'vitest';
import { annotations } from '../../../src/core/index.ts';
import { readingOrder } from '../../../src/core/workspace/discovery/readingOrder.ts';
import { root } from '../../support/server.ts';
import { parseByName } from '../../support/terms.ts';
import { memoryWorkspace } from '../../support/workspace.ts';

const one = 'We study chronic stress pathology (CSP) and the sleep quality index (SQI). CSP is common.\n';
const two = 'The CSP and the SQI of XYZQ.\n';
const three = 'Again XYZQ, CSP and SQI.\n';

/** The documents, each a map of files; what is found in all of them by name. */
const documents: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'LaTeX',
    {
      'main.tex':
        '\\documentclass{book}\n\\begin{document}\n\\include{one}\n\\include{two}\n\\include{three}\n\\end{document}\n',
      'one.tex': one,
      'two.tex': two,
      'three.tex': three,
    },
  ],
  [
    'Typst',
    {
      'main.typ': '#include "one.typ"\n#include "two.typ"\n#include "three.typ"\n',
      'one.typ': one,
      'two.typ': two,
      'three.typ': three,
    },
  ],
  [
    'bookdown',
    { '_bookdown.yml': 'book_filename: x\n', '01-one.Rmd': one, '02-two.Rmd': two, '03-three.Rmd': three },
  ],
  [
    'bookdown with a list of files',
    {
      '_bookdown.yml': 'rmd_files: ["z.Rmd", "y.Rmd", "x.Rmd"]\n',
      'z.Rmd': one,
      'y.Rmd': two,
      'x.Rmd': three,
    },
  ],
  [
    'a Quarto book',
    {
      '_quarto.yml':
        'project:\n  type: book\nbook:\n  chapters:\n    - one.qmd\n    - part: B\n      chapters: [two.qmd]\n  appendices: [three.qmd]\n',
      'one.qmd': one,
      'two.qmd': two,
      'three.qmd': three,
    },
  ],
  [
    'a Jupyter Book',
    {
      '_toc.yml':
        'format: jb-book\nroot: one\nparts:\n  - chapters:\n      - file: two\n        sections:\n          - file: three\n',
      'one.md': one,
      'two.md': two,
      'three.md': three,
    },
  ],
  ['Manubot', { 'metadata.yaml': 'title: x\n', '01.one.md': one, '02.two.md': two, '03.three.md': three }],
];

describe('abbreviations of a document in several files', () => {
  it.each(documents)('are one in %s', async (_, files) => {
    const workspace = memoryWorkspace(
      new Map(Object.entries(files).map(([name, text]) => [`${root}/${name}`, text])),
    );
    await workspace.useFolders([root]);
    const names = Object.keys(files).filter((name) => !/\.ya?ml$/.test(name));
    for (const name of names) workspace.open(`${root}/${name}`, '', 0, files[name]!);
    for (const name of names) await workspace.settleAll(`${root}/${name}`);
    const found = names.flatMap((name) =>
      annotations(workspace.snapshot(), `${root}/${name}`)!
        .problems.filter(({ code }) => code.startsWith('abbreviation-'))
        .map(({ code, start, end }) => `${code} ${files[name]!.slice(start, end)} in ${files[name] === two}`),
    );
    workspace.dispose();
    expect(found).toEqual(['abbreviation-undefined XYZQ in true']);
  });

  it('are found missing in each of two files that are none', async () => {
    const files = new Map([
      [`${root}/a.md`, one],
      [`${root}/b.md`, two],
    ]);
    const workspace = memoryWorkspace(files);
    await workspace.useFolders([root]);
    for (const [uri, text] of files) workspace.open(uri, '', 0, text);
    await workspace.settleAll(`${root}/b.md`);
    const { problems } = annotations(workspace.snapshot(), `${root}/b.md`)!;
    workspace.dispose();
    expect(problems.filter(({ code }) => code === 'abbreviation-undefined')).toHaveLength(3);
  });

  it('are read in the order of what includes them', () => {
    const part = (uri: string, text: string) => ({ uri, manuscript: parseByName(uri, text) });
    const parts = [
      part('c.tex', 'C'),
      part('a.tex', '\\input{deep}'),
      part('deep.tex', 'D'),
      part('main.tex', '\\include{a}\\include{c}'),
    ];
    expect(readingOrder(parts).map(({ uri }) => uri)).toEqual(['main.tex', 'a.tex', 'deep.tex', 'c.tex']);
  });
});
