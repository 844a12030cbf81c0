import { afterEach, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

const entry =
  '@article{berman2000, author = {Berman, R.}, title = {Ketamine}, journal = {BP}, year = 2000}\n';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const told = async (name: string, text: string) => {
  await server.open(name, text);
  const found = await server.diagnostics(name);
  return found.filter(({ code }) => code === 'bibliography-undeclared');
};

test.each([
  [
    'paper.md',
    'See [@nobody; @berman2000; @berman2000].\n',
    '---\nbibliography: library.bib\n---\n\n',
    'Add `bibliography: library.bib`',
  ],
  [
    'paper.qmd',
    '---\ntitle: A\n---\n\nSee @berman2000.\n',
    'bibliography: library.bib\n',
    'Add `bibliography: library.bib`',
  ],
  [
    'paper.typ',
    'See @berman2000.\n',
    '\n#bibliography("library.bib")\n',
    'Add `#bibliography("library.bib")`',
  ],
])(
  'a bibliography that lies near is told of once, and declared by a fix: %s',
  async (name, text, declared, title) => {
    server = await TestServer.start({ 'library.bib': entry });
    const [problem, ...more] = await told(name, text);
    expect(problem?.message).toContain('“library.bib”');
    expect(more).toEqual([]);
    const actions = await server.codeActions(name, problem!.range);
    const fix = actions.find((action) => action.title === title);
    expect(JSON.stringify(fix?.edit)).toContain(JSON.stringify(declared));
  },
);

test('one above is named by its path', async () => {
  server = await TestServer.start({ 'library.bib': entry });
  const [problem] = await told('text/paper.md', 'See @berman2000.\n');
  expect(problem?.message).toContain('“../library.bib”');
});

test.each([
  ['declared', 'a.md', '---\nbibliography: library.bib\n---\n\nSee @berman2000.\n'],
  ['nothing of it is cited', 'a.md', 'See @nobody.\n'],
  ['MyST takes it by itself', 'a.md', '(x)=\n# A\n\nSee {cite}`berman2000`.\n'],
  ['a part of a document', 'a.tex', 'See \\cite{berman2000}.\n'],
])('not where it is %s', async (_, name, text) => {
  server = await TestServer.start({ 'library.bib': entry });
  expect(await told(name, text)).toEqual([]);
});

test('what knitr reads and has no front matter is a part, and is told nothing', async () => {
  server = await TestServer.start({ 'library.bib': entry });
  expect(await told('part.Rmd', 'See @berman2000.\n')).toEqual([]);
  expect(await told('whole.Rmd', '---\ntitle: A\n---\n\nSee @berman2000.\n')).toHaveLength(1);
});
