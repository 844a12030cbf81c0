/** BibTeX reads the files of a document as one: what one of them inherits from another is no fault of either. */
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
