/** A MyST project: what one page cites may be a label of another. */
import { afterEach, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

const files = {
  'refs.bib': '@misc{berman2000, title = {Ketamine}}\n',
  'myst.yml':
    'version: 1\nproject:\n  bibliography: [refs.bib]\n  toc:\n    - file: index.md\n    - title: Part\n      children:\n        - file: parts/methods.md\n        - file: ../outside.md\n    - pattern: more/*.md\n',
  'parts/methods.md': '(the-methods)=\n## Methods\n\n```{figure} a.png\n:label: flow\nText\n```\n',
  'more/one.md': '(first-more)=\n## More\n',
  'elsewhere.md': '(lost)=\n## Lost\n\n{cite:p}`berman2000`\n',
};
const index = '# Title\n\nSee {cite:p}`berman2000`, @the-methods, @flow and @first-more.\n';

let server: TestServer;
afterEach(() => server.stop());

test('labels of other pages of the table of contents are no citations', async () => {
  server = await TestServer.start(files);
  await server.open('index.md', `${index}And @lost.\n`);
  expect(await server.undefinedKeys('index.md', ['lost'])).toEqual(['lost']);
  expect(await server.semanticTokens('index.md')).toEqual([
    { text: 'berman2000', unresolved: false },
    { text: 'lost', unresolved: true },
  ]);
});

test('without a table of contents, the pages beside it are the project', async () => {
  server = await TestServer.start({
    ...files,
    'myst.yml': 'version: 1\nproject: {bibliography: refs.bib}\n',
  });
  await server.open('index.md', '# Title\n\n{cite:p}`berman2000` and @lost and @first-more.\n');
  expect(await server.undefinedKeys('index.md', ['first-more'])).toEqual(['first-more']);
});

test('a label that another open page loses is noticed, and an edit keeps what is known', async () => {
  server = await TestServer.start(files);
  await server.open('parts/methods.md', files['parts/methods.md']);
  await server.open('index.md', index);
  expect(await server.undefinedKeys('index.md', [])).toEqual([]);
  const start = { line: 2, character: 0 };
  await server.change('index.md', 'See @flow and @nobody. ', { start, end: start });
  expect(await server.undefinedKeys('index.md', ['nobody'])).toEqual(['nobody']);
  await server.change('parts/methods.md', '```{note}\nNo figure.\n```\n');
  expect(await server.undefinedKeys('index.md', ['flow', 'nobody', 'the-methods', 'flow'])).toHaveLength(4);
});

test('a DOI is no undefined key in MyST, which looks it up, and is one in Pandoc', async () => {
  server = await TestServer.start({ 'refs.bib': files['refs.bib'] });
  const text = 'See [@doi:10.1016/a.b] and @nobody.\n';
  await server.open(
    'page.md',
    `{cite:p}\`berman2000\`, {cite}\`10.1016/a.b\`, @https://doi.org/10.1016/c, [@doi.org/10.1016/d]. ${text}`,
  );
  expect(await server.undefinedKeys('page.md', ['nobody'])).toEqual(['nobody']);
  await server.open('paper.qmd', text);
  const wanted = ['doi:10.1016/a.b', 'nobody'];
  expect(await server.undefinedKeys('paper.qmd', wanted)).toEqual(wanted);
});

test('Markdown becomes MyST when the first role is written, with the bibliography of its project', async () => {
  const start = '# Title\n\nKetamine was given ';
  server = await TestServer.start({ ...files, 'new.md': start });
  await server.open('new.md', start);
  const end = { line: 2, character: 19 };
  await server.change('new.md', '{cite:p}``', { start: end, end });
  const { items } = await server.completion('new.md', { line: 2, character: 28 });
  expect(items.map(({ label }) => label)).toContain('berman2000');
  // Not where a key is being typed.
  const behind = { line: 2, character: 29 };
  await server.change('new.md', ' once, {cite:p}`bermann2000` later', { start: behind, end: behind });
  expect(await server.undefinedKeys('new.md', ['bermann2000'])).toEqual(['bermann2000']);
});
