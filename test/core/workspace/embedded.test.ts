import { describe, expect, test } from 'vitest';
import { Draft, problemsIn } from '../../support/declared.ts';

const entry = (key: string, title = 'T'): string =>
  `@book{${key},\n  author = {Osei, Kofi},\n  title = {${title}},\n  publisher = {P},\n  year = 2019\n}\n`;

describe('filecontents', () => {
  const written: readonly (readonly [what: string, begin: string, declared: string])[] = [
    ['a name', '{filecontents}{refs.bib}', '\\addbibresource{refs.bib}'],
    ['a star and options', '{filecontents*}[overwrite]{refs.bib}', '\\addbibresource{refs.bib}'],
    ['without the extension where it is declared', '{filecontents}{refs.bib}', '\\bibliography{refs}'],
    ['\\jobname', '{filecontents}{\\jobname.bib}', '\\addbibresource{\\jobname.bib}'],
    ['\\jobname and its name', '{filecontents}{paper.bib}', '\\bibliography{\\jobname}'],
    ['a macro', '{filecontents}{\\lib.bib}', '\\newcommand\\lib{own}\\addbibresource{\\lib.bib}'],
    ['a folder', '{filecontents}[force,nosearch]{bib/refs.bib}', '\\addbibresource{./bib/refs.bib}'],
    ['blanks', '{filecontents} [noheader] {refs.bib}', '\\bibliography{ refs }'],
  ];
  test.each(written)('is the file that is declared: %s', async (_, begin, declared) => {
    const end = begin.slice(0, begin.indexOf('}') + 1);
    const text = `\\begin${begin}\n${entry('osei2019')}\n${entry('other')}\\end${end}
      \\documentclass{article}\n${declared}\n\\begin{document}\n\\cite{osei2019,other,nobody}\n\\end{document}\n`;
    expect(await problemsIn({ 'paper.tex': text }, 'paper.tex')).toEqual(['citation-undefined nobody']);
  });

  const document = (begin: string, cite: string): string =>
    `\\begin${begin}\n${entry('osei2019', 'In the text')}\\end{filecontents}\n\\bibliography{refs}\n${cite}\n`;

  test('stands back behind a file that is there, unless it overwrites', async () => {
    const files = { 'refs.bib': entry('osei2019', 'On the disk') };
    const cite = '\\cite{osei$02019}';
    const kept = await Draft.open({ ...files, 'p.tex': document('{filecontents}{refs.bib}', cite) }, 'p.tex');
    expect(kept.hover).toContain('On the disk');
    const begin = '{filecontents}[overwrite]{refs.bib}';
    const replaced = await Draft.open({ ...files, 'p.tex': document(begin, cite) }, 'p.tex');
    expect(replaced.hover).toContain('In the text');
  });

  test('that is not declared defines nothing, and one of TeX is none', async () => {
    const tex = `\\begin{filecontents}{x.tex}\n${entry('a')}\\end{filecontents}\n\\bibliography{x}\\cite{a}`;
    expect(await problemsIn({ 'p.tex': tex }, 'p.tex')).toEqual(['bibliography-not-found x']);
    const other = `\\begin{filecontents}{x.bib}\n${entry('a')}\\end{filecontents}\n\\cite{a}`;
    expect(await problemsIn({ 'p.tex': other }, 'p.tex')).toEqual(['citation-undefined a']);
  });

  test('has definitions and renames, from a part of the document too', async () => {
    const files = {
      'main.tex': `${document('{filecontents}{refs.bib}', '\\cite{osei2019}')}\\input{part}\n`,
      'part.tex': 'See \\cite{osei$02019}.\n',
    };
    const draft = await Draft.open(files, 'part.tex');
    expect(draft.problems).toEqual([]);
    expect(draft.definitions).toEqual(['main.tex:2 osei2019']);
    const renamed = draft.renamed('osei') as Record<string, string>;
    expect(renamed['part.tex']).toBe('See \\cite{osei}.\n');
    expect(renamed['main.tex']).toBe(files['main.tex'].replaceAll('osei2019', 'osei'));
  });

  test('renames what inherits', async () => {
    const text = `\\begin{filecontents}{r.bib}\n@book{whole, title={W}}\n@inbook{part, crossref = {whole}}\n\\end{filecontents}
\\bibliography{r}\n\\cite{wh$0ole,part}\n`;
    const draft = await Draft.open({ 'p.tex': text }, 'p.tex');
    expect(draft.renamed('all')).toEqual({ 'p.tex': text.replace('$0', '').replaceAll('whole', 'all') });
  });
});

describe('a list of \\bibitem', () => {
  const list = `\\begin{thebibliography}{9}
\\bibitem{osei} Osei~K. \\emph{A title}. 2019. % checked
\\bibitem[Lind(2020)]{lind2020}
\\newblock Lind, M. S\\o rensen's tests.

% \\bibitem{commented} No.
\\bibitem [{Ito et~al.(2021)Ito, Li}]
  {ito+2021} Ito, J.
\\bibitem{half
\\end{thebibliography}
`;
  test('defines its keys alone', async () => {
    const text = `\\cite{osei,lind2020,ito+2021,commented}\n${list}`;
    expect(await problemsIn({ 'p.tex': text, 'near.bib': entry('commented') }, 'p.tex')).toEqual([
      'citation-undefined commented',
    ]);
  });

  test('shows what it prints', async () => {
    const draft = await Draft.open({ 'p.tex': `\\cite{os$0ei}\n${list}` }, 'p.tex');
    expect(draft.hover).toContain('Osei K. A title. 2019.');
    expect(draft.hover).not.toMatch(/checked|n\.d\.|No title/);
    expect(draft.definitions).toEqual(['p.tex:3 osei']);
    const other = await Draft.open({ 'p.tex': `\\cite{lin$0d2020}\n${list}` }, 'p.tex');
    expect(other.hover).toContain('Sørensen');
  });

  test('is offered, and found by its words', async () => {
    expect((await Draft.open({ 'p.tex': `\\cite{$0}\n${list}` }, 'p.tex')).offered).toHaveLength(3);
    expect((await Draft.open({ 'p.tex': `\\cite{tests$0}\n${list}` }, 'p.tex')).offered).toEqual([
      'lind2020',
    ]);
  });

  test.each([
    ['the citation', `\\cite{osei,lin$0d2020}\n${list}`],
    ['the item', `\\cite{osei,lind2020}\n${list.replace('lind2020', 'lin$0d2020')}`],
  ])('is renamed from %s', async (_, text) => {
    const draft = await Draft.open({ 'p.tex': text }, 'p.tex');
    const after = text.replace('$0', '').replaceAll('lind2020', 'lind');
    expect(draft.renamed('lind')).toEqual({ 'p.tex': after });
    expect(draft.renamed('osei')).toMatch(/already the key/);
  });

  test('has a card that tells where it is cited', async () => {
    const text = `\\cite{osei} \\cite{osei}\n${list.replace('{osei}', '{os$0ei}')}`;
    expect((await Draft.open({ 'p.tex': text }, 'p.tex')).hover).toContain('Cited in p.tex \\(2\\)');
  });

  test('in another file of the document counts, and in one that was written by BibTeX', async () => {
    const files = {
      'main.tex': '\\documentclass{a}\\begin{document}\\input{part}\\input{main.bbl}\\end{document}',
      'part.tex': '\\cite{osei,nobody}',
      'main.bbl': list,
    };
    expect(await problemsIn(files, 'part.tex')).toEqual(['citation-undefined nobody']);
    const items = { ...files, 'main.bbl': '\\bibitem{osei}\nOsei K.\n\n\\bibitem{b} B.\n' };
    expect(await problemsIn(items, 'part.tex')).toEqual(['citation-undefined nobody']);
  });

  test('is explained', async () => {
    const draft = await Draft.open({ 'p.tex': `\\cite{osei}\n${list}` }, 'p.tex');
    expect(draft.applied).toEqual(['p.tex used 3']);
  });
});

test('references of the front matter are renamed from where they stand', async () => {
  const text = '---\nreferences:\n- id: os$0ei\n  title: T\n---\n\nSee @osei.\n';
  const draft = await Draft.open({ 'p.md': text }, 'p.md');
  expect(draft.renamed('lind')).toEqual({ 'p.md': text.replace('$0', '').replaceAll('osei', 'lind') });
});
