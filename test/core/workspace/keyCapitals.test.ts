import { expect, test } from 'vitest';
import { Draft } from '../../support/declared.ts';

const problems = async (name: string, text: string) =>
  (await Draft.open({ [name]: text, 'refs.bib': '@book{ADEY99, title={T}}' }, name)).problems;

/** BibTeX looks keys up without regard to case; Biber, Pandoc and Typst do not. */
test('a key in other capitals is defined for BibTeX alone', async () => {
  const tex = String.raw`\begin{document}\cite{Adey99} \bibliography{refs}`;
  expect(await problems('a.tex', String.raw`${tex}\bibliographystyle{apalike}\end{document}`)).toEqual([]);
  const other = tex.replace('Adey99', 'Adey98');
  for (const [name, text] of [
    ['b.tex', String.raw`${other}\bibliographystyle{apalike}\end{document}`],
    ['c.tex', String.raw`\usepackage{biblatex}\addbibresource{refs.bib}\cite{Adey99}`],
    ['d.md', '---\nbibliography: refs.bib\n---\n\nText [@Adey99].\n'],
  ] as const)
    expect(await problems(name, text), name).toHaveLength(1);
});
