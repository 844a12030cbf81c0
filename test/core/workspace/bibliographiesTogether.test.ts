/**
 * BibTeX reads the files of a document as one: what one of them inherits from another is no fault of either.
 */
import { expect, test } from 'vitest';
import { Draft, problemsIn } from '../../support/declared.ts';

const files = {
  'parents.bib':
    '@proceedings{conf, editor = {Aho, A}, title = {Records}, year = 1979}\n@book{lone, author = {A, B}, title = {L}, publisher = {P}, year = 2000}\n',
  'refs.bib': '@inproceedings{part, author = {Cou, P}, title = {Systematic}, crossref = {conf}}\n',
};
const text = '\\bibliography{refs,parents}\n\\cite{part}\n';

test('an entry that inherits from another file lacks nothing, and its parent is used', async () => {
  expect(await problemsIn({ 'm.tex': text, ...files }, 'refs.bib')).toEqual([]);
  expect(await problemsIn({ 'm.tex': text, ...files }, 'parents.bib')).toEqual(['bib-unused-entry lone']);
});

test('a manuscript without a key says nothing of what is used', async () => {
  const keyless = text.replace('\\cite{part}', 'As converted.');
  expect(await problemsIn({ 'm.tex': keyless, ...files }, 'parents.bib')).toEqual([]);
});

test('one that inherits from its own file is looked at', async () => {
  const own =
    '@inproceedings{part, author = {Cou, P}, title = {S}, crossref = {conf}}\n@proceedings{conf, title = {R}}\n';
  expect(await problemsIn({ 'm.tex': text, ...files, 'refs.bib': own }, 'refs.bib')).toContain(
    'bib-missing-field part',
  );
});

test('a rename of the parent changes the files that name it', async () => {
  const cited = text.replace('\\cite{part}', '\\cite{part,co$0nf}');
  const draft = await Draft.open({ 'm.tex': cited, ...files }, 'm.tex');
  expect(draft.renamed('records')).toEqual({
    'm.tex': cited.replace('co$0nf', 'records'),
    'parents.bib': files['parents.bib'].replace('conf', 'records'),
    'refs.bib': files['refs.bib'].replace('conf', 'records'),
  });
});

test('macros and parents of other files are read, in the order declared', async () => {
  const all = {
    'strings.bib': '@string{jlt = {Journal of Light Tests}}\n@string(pub = "Press" # " House")\n',
    'parents.bib': files['parents.bib'],
    'refs.bib': `${files['refs.bib']}@article{steen, author={S, H}, title={B}, journal=JLT, year=2017}\n@book{bk, title={K}, publisher = pub # {, Inc.}}\n`,
  };
  const hover = async (key: string, order: string): Promise<string | undefined> => {
    const cited = `\\bibliography{${order}}\n\\cite{${key.slice(0, 1)}$0${key.slice(1)}}\n`;
    return (await Draft.open({ 'm.tex': cited, ...all }, 'm.tex')).hover;
  };
  expect(await hover('steen', 'strings,refs,parents')).toContain('Journal of Light Tests');
  expect(await hover('bk', 'strings,refs')).toContain('Press House, Inc.');
  expect(await hover('part', 'refs,parents')).toMatch(/1979[\s\S]{0,200}Records/);
  expect(await hover('steen', 'refs,strings')).toContain('JLT');
});
