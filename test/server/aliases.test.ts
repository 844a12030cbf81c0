import { afterEach, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const bibtex = `@article{lind2019, ids = {oldkey, blend2019}, author = {Lind, M}, title = {A title}, year = 2019}
@misc{osei2020, author = {Osei, K}, title = {Case}, year = 2020}
`;

test.each(['old', 'OLDK', 'blend', 'ldk'])(
  '“%s” of another key of an entry offers the entry',
  async (typed) => {
    server = await TestServer.start({ 'refs.bib': bibtex });
    const cursor = await server.open(
      'paper.tex',
      `\\documentclass{article}\n\\addbibresource{refs.bib}\n\\begin{document}\n\\cite{${typed}$0}\n\\end{document}\n`,
    );
    await expect
      .poll(async () => (await server.completion('paper.tex', cursor)).items[0]?.label)
      .toBe('lind2019');
  },
);

test('of equal works the one whose own key is typed comes first', async () => {
  server = await TestServer.start({
    'refs.bib': `${bibtex}@misc{oldest1950, author = {Ann, A}, title = {Old}, year = 1950}\n`,
  });
  const cursor = await server.open('paper.md', '---\nbibliography: refs.bib\n---\n\nSee [@old$0].');
  await expect
    .poll(async () =>
      (await server.completion('paper.md', cursor)).items.slice(0, 2).map(({ label }) => label),
    )
    .toEqual(['oldest1950', 'lind2019']);
});
