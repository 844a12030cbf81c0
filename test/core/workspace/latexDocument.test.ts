/** A LaTeX document of several files: its parts, its classes and packages, and what they declare. */
import { describe, expect, test } from 'vitest';
import { Draft, problemsIn } from '../../support/declared.ts';

const bib =
  '@book{osei2019,\n  author = {Osei, Kofi},\n  title = {T},\n  publisher = {P},\n  year = 2019\n}\n';
const main = (body: string): string =>
  `\\documentclass{book}\n\\addbibresource{lib/all.bib}\n\\begin{document}\n${body}\n\\end{document}\n`;

describe('a part is found that is named by', () => {
  const forms: readonly (readonly [body: string, part: string])[] = [
    ['\\input part', 'part.tex'],
    ['\\input part\\relax', 'part.tex'],
    ['\\input{part} % a remark', 'part.tex'],
    ['\\input "the part"', 'the part.tex'],
    ['\\input{"the part"}', 'the part.tex'],
    ['\\input{\\string"the part\\string"}', 'the part.tex'],
    ['\\input{the part.tex}', 'the part.tex'],
    ['\\include{"in here/part"}', 'in here/part.tex'],
    ['\\include{in here/part}', 'in here/part.tex'],
    ['\\InputIfFileExists{p/part}{}{}', 'p/part.tex'],
    ['\\IfFileExists{p/part.tex}{\\input{p/part}}{}', 'p/part.tex'],
    ['\\subfile{p/part}', 'p/part.tex'],
    ['\\subfileinclude{the part}', 'the part.tex'],
    ['\\includestandalone[width=3cm]{figures/part}', 'figures/part.tex'],
    ['\\import{p/}{part}', 'p/part.tex'],
    ['\\import*{./the p/}{part.tex}', 'the p/part.tex'],
    ['\\inputfrom{p}{part}', 'p/part.tex'],
    ['\\includefrom{p/}{part}', 'p/part.tex'],
    ['\\subimport{p/}{part}', 'p/part.tex'],
    ['\\subimport*{p q}{the part}', 'p q/the part.tex'],
    ['\\subinputfrom{p/}{part}', 'p/part.tex'],
    ['\\subincludefrom{p q/}{part}', 'p q/part.tex'],
    ['\\newcommand{\\chapters}{texts/own}\\input{\\chapters/part}', 'texts/own/part.tex'],
    ['\\input{part.v2}', 'part.v2.tex'],
    ['\\input{\\jobname-part}', 'main-part.tex'],
  ];
  test.each(forms)('%s', async (body, part) => {
    const files = { 'main.tex': main(body), [part]: '\\cite{osei2019} \\cite{nobody}\n', 'lib/all.bib': bib };
    expect(await problemsIn(files, part)).toEqual(['citation-undefined nobody']);
  });

  test('nothing, where the name is computed or commented out', async () => {
    const files = { 'main.tex': main('\\input{#1}\\input\\chapter % \\input{part}'), 'lib/all.bib': bib };
    expect(await problemsIn({ ...files, 'part.tex': '\\cite{osei2019}' }, 'part.tex')).toEqual([
      'citation-undefined osei2019',
    ]);
  });

  test('a bare name, which is no prose', async () => {
    const draft = await Draft.open({ 'main.tex': main('\\input part\nText.'), 'part.tex': 'x' }, 'main.tex');
    expect(draft.prose).toBe('Text.');
  });

  test('parts in parts, each from its own folder', async () => {
    const files = {
      'main.tex': main('\\subincludefrom{part 1}{main}'),
      'part 1/main.tex': '\\subimport{chapter}{main}',
      'part 1/chapter/main.tex': '\\subimport{./}{section 1}',
      'part 1/chapter/section 1.tex': '\\cite{osei2019}',
      'chapter/main.tex': 'Another.',
      'lib/all.bib': bib,
    };
    expect(await problemsIn(files, 'part 1/chapter/section 1.tex')).toEqual([]);
  });
});

describe('what declares may be', () => {
  const text = '\\begin{document}\\cite{osei2019,stray}\\end{document}';
  const declares = '\\RequirePackage{biblatex}\n\\addbibresource{lib/all.bib}\n';
  const files = { 'lib/all.bib': bib, 'near.bib': bib.replace('osei2019', 'stray') };
  test.each([
    ['the class', '\\documentclass[12pt]{thesis}', { 'thesis.cls': declares }],
    ['a package', '\\documentclass{book}\\usepackage{mypkg}', { 'mypkg.sty': declares }],
    [
      'one of several',
      '\\documentclass{book}\\usepackage[x]{graphicx, own/pkg}',
      { 'own/pkg.sty': declares },
    ],
    ['a package of the class', '\\documentclass{a}', { 'a.cls': '\\RequirePackage{b}', 'b.sty': declares }],
    [
      'the class of a class',
      '\\documentclass{a}',
      { 'a.cls': '\\LoadClassWithOptions{b}', 'b.cls': declares },
    ],
    ['a file that is read along', '\\documentclass{a}\\input{setup}', { 'setup.tex': declares }],
  ])('%s', async (_, head, more) => {
    const all = { ...files, ...more, 'paper.tex': `${head}${text}` };
    expect(await problemsIn(all, 'paper.tex')).toEqual(['citation-undefined stray']);
    const draft = await Draft.open(
      { ...all, 'paper.tex': all['paper.tex'].replace('osei', 'os$0ei') },
      'paper.tex',
    );
    expect(draft.renamed('osei')).toMatchObject({ 'lib/all.bib': bib.replace('osei2019', 'osei') });
  });

  test('with a macro that another file of the document defines', async () => {
    const all = {
      'paper.tex': `\\documentclass{book}\\input{setup}\\addbibresource{\\libdir/all.bib}${text}`,
      'setup.tex': '\\providecommand{\\libdir}{lib}',
      ...files,
    };
    expect(await problemsIn(all, 'paper.tex')).toEqual(['citation-undefined stray']);
  });

  test('nothing: packages of TeX’s own are not asked for', async () => {
    const all = {
      'paper.tex': `\\documentclass{article}\\usepackage{natbib,amsmath}${text}`,
      'near.bib': bib,
    };
    expect((await Draft.open(all, 'paper.tex')).applied).toEqual(['near.bib used 1']);
  });
});
