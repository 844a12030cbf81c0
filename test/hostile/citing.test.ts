/** Entries that are odd, and libraries that disagree, as far as the editor sees them. */
import { afterEach, expect, test } from 'vitest';
import { InsertTextFormat } from 'vscode-languageserver';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

test('a key that looks like a snippet is inserted as it stands, and read back', async () => {
  const key = ['$', '{1:x}'].join('');
  server = await TestServer.start({
    'refs.json': JSON.stringify([{ id: key, type: 'book', title: 'Snippets' }]),
  });
  const cursor = await server.open('paper.md', 'See [@$0');
  const { items } = await server.completion('paper.md', cursor);
  const item = items.find(({ label }) => label === key)!;
  // Without a format, an item is plain text (LSP, `CompletionItem.insertTextFormat`).
  expect(item.insertTextFormat ?? InsertTextFormat.PlainText).toBe(InsertTextFormat.PlainText);
  expect(item.textEdit).toMatchObject({ newText: `{${key}}` });
  const inside = await server.open('again.md', `See [@{$0${key}}].`);
  expect((await server.hover('again.md', inside))?.markdown).toContain('Snippets');
});

test('a title of markup, commands and pictures shows as text, in card, list and link', async () => {
  const title = '# <img src=x onerror=y> [run](command:evil) ![p](http://x/p.png) $(zap) `code`';
  const source = `@misc{odd, title = {${title.replaceAll('$', '\\$').replaceAll('#', '\\#')}}, url = {command:evil}, doi = {10.1/](command:evil)}}`;
  server = await TestServer.start({ 'refs.bib': source });
  const cursor = await server.open('paper.md', 'See [@o$0dd].');
  const card = (await server.hover('paper.md', cursor))!.markdown;
  expect(card).not.toMatch(/(?<!\\)[[<]|(?<!\\)!\\?\[|\]\(command/);
  expect(card.length).toBeLessThan(1_000);
  await server.open('refs.bib', source);
  for (const { target } of await server.links('refs.bib')) expect(target).toMatch(/^https?:/);
});

test('an entry without author, year or title has a name everywhere', async () => {
  const settings = { inlayHints: { enabled: true } };
  server = await TestServer.start({ 'refs.bib': '@misc{bare, note = {x}}\n' }, { settings });
  const cursor = await server.open('paper.md', 'See [@ba$0re] and (Bare, n.d.).');
  expect((await server.hover('paper.md', cursor))?.markdown).toContain('No title');
  const { items } = await server.completion('paper.md', cursor);
  expect(items[0]?.labelDetails?.detail).toBe('  bare n.d.');
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  await expect
    .poll(async () => (await server.inlayHints('paper.md', range)).map(({ label }) => label))
    .toEqual(['bare n.d.']);
});

const disagreeing = {
  'a.bib': '@misc{berman2000, title = {From the first library}, year = {2000}}\n',
  'b.bib': '@misc{berman2000, title = {From the second library}, year = {2001}}\n',
};

test.each([
  ['paper.md', '---\nbibliography: [a.bib, b.bib]\n---\n\nSee [@ber$0man2000].\n', 'b.bib', 'second'],
  [
    'paper.tex',
    '\\documentclass{article}\n\\addbibresource{a.bib}\n\\addbibresource{b.bib}\n\\begin{document}\n\\cite{ber$0man2000}\n\\end{document}\n',
    'a.bib',
    'first',
  ],
])(
  '%s: of two libraries that disagree, the one counts that its tool uses, and the card says so',
  async (name, text, counts, word) => {
    server = await TestServer.start(disagreeing);
    const cursor = await server.open(name, text);
    const card = (await server.hover(name, cursor))!.markdown;
    expect(card).toContain(`From the ${word} library`);
    expect(card).toContain('2 entries have this key; this is the one that counts.');
    const other = counts === 'a.bib' ? 'b.bib' : 'a.bib';
    expect((await server.definition(name, cursor)).map(({ targetUri }) => targetUri)).toEqual([
      uriOf(counts),
      uriOf(other),
    ]);
    const edit = await server.rename(name, cursor, 'renamed');
    expect(server.after(counts, edit)).toContain('{renamed,');
    expect(server.after(other, edit)).toBe(disagreeing[other as keyof typeof disagreeing]);
  },
);
