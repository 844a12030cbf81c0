import { expect, test } from 'vitest';
import { Draft } from '../../support/declared.ts';

const fence = '```';
const undefinedIn = async (name: string, text: string): Promise<readonly string[]> =>
  (await Draft.open({ [name]: text }, name)).problems.map((problem) =>
    problem.replace('citation-undefined ', ''),
  );

/** What knitr runs hides what it holds, and nothing behind it, whatever its options hold. */
test.each([
  ['r fit, fig.cap = "Of `x`."', ['before', 'behind']],
  ["r, fig.cap='`a` and `b`', echo=FALSE", ['before', 'behind']],
  ['r fig.cap = paste("`x`", "y")', ['before', 'behind']],
  ['python label, fig.cap="`x`"', ['before', 'behind']],
  ['r plain', ['before', 'behind']],
  ['r, fig.cap = "Drawn by \\\\@artist"', ['before', 'behind']],
  ['r, fig.cap = "Drawn by @artist"', ['before', 'artist', 'behind']],
])('{%s}', async (header, keys) => {
  const text = `@before\n\n${fence}{${header}}\nplot(@inside)\n${fence}\n\nText @behind.\n\n${fence}{r next}\n1\n${fence}\n`;
  for (const name of ['p.Rmd', 'p.qmd']) expect(await undefinedIn(name, text)).toEqual(keys);
});

test('directly behind a paragraph, in a longer fence, and in a list', async () => {
  const text = `@before\n${fence}\`{r a, b="\`c\`"}\n${fence}\n@inside\n${fence}\`\n@behind\n\n- item\n\n  ${fence}{r, c="\`d\`"}\n  @hidden\n  ${fence}\n\n  @last\n`;
  expect(await undefinedIn('p.Rmd', text)).toEqual(['before', 'behind', 'last']);
});

test('what is no chunk stays text: Pandoc alone, and code in a line', async () => {
  const header = `${fence}{r a, b="\`c\`"}\n@inside\n${fence}\n\n@behind\n\n${fence}\n@hidden\n${fence}\n`;
  expect(await undefinedIn('p.md', header)).not.toEqual(['behind']);
  expect(await undefinedIn('p.Rmd', `${fence}{r} x ${fence} @seen\n`)).toEqual(['seen']);
});

test('children of a chunk are of its document: one, several, and as an option behind the first line', async () => {
  const main = `---\nbibliography: refs.bib\n---\n\n${fence}{r child=c('a.Rmd', "sub/b.Rmd")}\n${fence}\n\n${fence}{r}\n#| child: sub/c.Rmd\n${fence}\n`;
  const files = {
    'main.Rmd': main,
    'refs.bib': '@article{k, title={T}}',
    'sub/other.bib': '@article{o, title={T}}',
    'a.Rmd': 'A @k.',
    'sub/b.Rmd': 'B @k.',
    'sub/c.Rmd': 'C @k.',
  };
  for (const name of ['a.Rmd', 'sub/b.Rmd', 'sub/c.Rmd'])
    expect((await Draft.open(files, name)).problems).toEqual([]);
});

test('a child may be named from the folder above, in which the project is run', async () => {
  const files = {
    'text/main.Rmd': `---\nbibliography: refs.bib\n---\n\n${fence}{r, child = 'text/part.Rmd'}\n${fence}\n`,
    'text/refs.bib': '@article{k, title={T}}',
    'text/part.Rmd': 'A @k.',
  };
  expect((await Draft.open(files, 'text/part.Rmd')).problems).toEqual([]);
});

test('an appendix that papaja renders is of its document; one in a comment is not', async () => {
  const main = (code: string) => `---\nbibliography: refs.bib\n---\n\n${fence}{r}\n${code}\n${fence}\n`;
  const files = { 'refs.bib': '@article{k, title={T}}', 'more.Rmd': '---\ntitle: More\n---\n\nA @k.' };
  const open = async (code: string) =>
    (await Draft.open({ ...files, 'main.Rmd': main(code) }, 'more.Rmd')).problems;
  expect(await open('x <- 1\nrender_appendix("more.Rmd")')).toEqual([]);
  expect(await open('# render_appendix("more.Rmd")')).toEqual(['bibliography-undeclared k']);
});

test('a name that the text gives to a place is no undefined key', async () => {
  for (const name of ['p.qmd', 'p.Rmd', 'p.md'])
    expect(
      await undefinedIn(
        name,
        'See @apx-3, @apx-4 and @x-5.\n\n# More {#apx-3}\n\n# Else {#x-5 .unnumbered}\n',
      ),
    ).toEqual(['apx-4']);
});

test('a blank of a template is no key', async () => {
  expect(await undefinedIn('p.md', 'Write to @{{author["server"]}} or @nobody.\n')).toEqual(['nobody']);
});
