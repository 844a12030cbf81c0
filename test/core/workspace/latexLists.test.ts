/** LaTeX documents with several lists of references, and citations in the notes of others. */
import { describe, expect, test } from 'vitest';
import { Draft, problemsIn } from '../../support/declared.ts';

const entry = (key: string): string =>
  `@book{${key},\n  author = {Osei, Kofi},\n  title = {T},\n  publisher = {P},\n  year = 2019\n}\n`;
const files = { 'a.bib': entry('inA'), 'the b.bib': entry('inB') };
const problems = (text: string): Promise<readonly string[]> =>
  problemsIn({ 'p.tex': text, ...files }, 'p.tex');

describe('a bibliography of a part', () => {
  test.each([
    ['of a refsection', '\\begin{refsection}[the b.bib]\\cite{inA,inB}\\end{refsection}'],
    ['of a refsection, among others', '\\begin{refsection}[a.bib, the b.bib]\\cite{inB}\\end{refsection}'],
    ['of \\newrefsection', '\\newrefsection[the b.bib]\n\\cite{inB}'],
    ['of \\putbib', '\\begin{bibunit}[plain]\\cite{inB}\\putbib[the b]\\end{bibunit}'],
    [
      'of \\defaultbibliography',
      '\\defaultbibliography{the b}\\begin{bibunit}\\cite{inB}\\putbib\\end{bibunit}',
    ],
  ])('%s', async (_, text) => {
    expect(await problems(`\\addbibresource{a.bib}\n${text}\\cite{nobody}`)).toEqual([
      'citation-undefined nobody',
    ]);
  });

  test('named by a label is one that is declared elsewhere', async () => {
    const text = '\\addbibresource[label=own]{a.bib}\\begin{refsection}[own]\\cite{inA}\\end{refsection}';
    expect(await problems(text)).toEqual([]);
  });
});

describe('multibib', () => {
  const head = '\\newcites{S,prim}{Supplementary,Primary}\n\\bibliography{a}\\bibliographyS{the b}\n';

  test('has commands of its own, with their bibliographies', async () => {
    const text = `${head}\\cite{inA} \\citeS{inB} \\citepS[p.~2]{inB} \\citetprim{inB} \\nociteS{inB,nobody}`;
    expect(await problems(text)).toEqual(['citation-undefined nobody']);
    expect(await problems(`\\bibliography{a}\\citeX{nobody}`)).toEqual([]);
  });

  test('completes, renames', async () => {
    const text = `${head}\\citeS{i$0} \\citeprim{inB}`;
    expect((await Draft.open({ 'p.tex': text, ...files }, 'p.tex')).offered).toEqual(['inB', 'inA']);
    const cited = `${head}\\citeS{in$0B} \\citeprim{inB}`;
    expect((await Draft.open({ 'p.tex': cited, ...files }, 'p.tex')).renamed('new')).toEqual({
      'the b.bib': entry('new'),
      'p.tex': cited.replace('$0', '').replaceAll('inB', 'new'),
    });
  });

  test('is declared for all files of a document', async () => {
    const all = { 'main.tex': `${head}\\input{part}`, 'part.tex': '\\citeS{nobody} \\citepS{inB}', ...files };
    expect(await problemsIn(all, 'part.tex')).toEqual(['citation-undefined nobody']);
  });

  test('commented out is not there', async () => {
    expect(await problems(`% ${head}\\citeS{nobody}\\bibliography{a}`)).toEqual([]);
  });
});

describe('a citation in the note of another', () => {
  test.each([
    ['\\citep[cf.\\ \\citealt{x}]{inA,y}', ['x', 'y']],
    ['\\citep[see][and \\citet[p.~2]{x}; \\citealp{y}]{inA}', ['x', 'y']],
    ['\\cites[\\cite{x}]{inA}[\\cite{y}]{z}', ['x', 'y', 'z']],
    ['\\cite[\\cite[\\cite{x}]{y}]{z}', ['x', 'y', 'z']],
    ['\\nocitemeta{x} \\fullciteA{y}', ['x', 'y']],
  ])('%s', async (text, keys) => {
    const found = await problems(`\\addbibresource{a.bib}\n${text} and \\cite{last}`);
    expect(found).toEqual([...keys, 'last'].map((key) => `citation-undefined ${key}`));
  });

  test('is completed', async () => {
    const text = '\\addbibresource{a.bib}\n\\citep[cf. \\citealt{in$0}]{y}';
    expect((await Draft.open({ 'p.tex': text, ...files }, 'p.tex')).offered).toEqual(['inA']);
  });

  test('however deep they stand', async () => {
    const deep = 2_000;
    const text = `\\addbibresource{a.bib}\n${'\\cite['.repeat(deep)}x${']{inA}'.repeat(deep)} \\cite{last}`;
    expect((await problems(text)).at(-1)).toBe('citation-undefined last');
  });
});
