import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { imported } from '../support/importing.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url), 'utf8');

/** A workspace that holds a saved page and the pack that was imported from it. */
async function pageServer(name: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const text = fixture(name);
  const pack = imported(text, {}, name).value;
  server = await TestServer.start({
    [name]: text,
    '.psycite/packs/page.json': JSON.stringify(pack),
    ...more,
  });
  await server.open(name, text);
  return text;
}

/** The position of the `nth` time that `what` stands in a text, one character in. */
function within(text: string, what: string, nth = 0): { line: number; character: number } {
  let offset = text.indexOf(what);
  for (let count = 0; count < nth; count += 1) offset = text.indexOf(what, offset + 1);
  expect(offset).toBeGreaterThanOrEqual(0);
  const before = text.slice(0, offset + 1).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

test.each(['browser-copy.txt', 'full-text.txt', 'web-clipper.md'])(
  'on the page %s a citation has a card, and leads to the printed reference',
  async (name) => {
    const text = await pageServer(name);
    const at = within(text, 'Dupont et al., 2014');
    await expect
      .poll(async () => (await server.hover(name, at))?.markdown)
      .toContain('Spindle loss precedes relapse in bipolar II disorder');
    const [target, ...others] = await server.definition(name, at);
    expect(others).toEqual([]);
    expect(target?.targetUri).toMatch(new RegExp(`/${name}$`));
    const printed = server.textAt(name, target!.targetRange);
    expect(printed).toContain('Dupont');
    expect(printed).toContain('Spindle loss precedes relapse in bipolar II disorder');
    expect(printed).not.toContain('Poor sleep');
  },
);

test('on a page an abbreviation has a card', async () => {
  const text = await pageServer('browser-copy.txt');
  const at = within(text, 'TRN', 1);
  await expect
    .poll(async () => (await server.hover('browser-copy.txt', at))?.markdown)
    .toContain('thalamic reticular nucleus');
});

test.each([
  ['browser-copy.txt', ['Abstract', 'Introduction', 'Drug effects on spindles', 'References']],
  ['full-text.txt', ['Abstract', 'Introduction', 'Conclusions', 'References']],
])('the outline of %s is that of its pack', async (name, sections) => {
  await pageServer(name);
  await expect
    .poll(async () => (await server.symbols(name)).map((symbol) => symbol.name))
    .toEqual(expect.arrayContaining(sections));
});

test('the outline of a page in Markdown is that of its headings, with levels', async () => {
  await pageServer('article.md');
  const symbols = await server.symbols('article.md');
  expect(symbols).toHaveLength(1);
  expect((symbols[0] as { children?: unknown[] }).children?.length).toBeGreaterThan(3);
});

test('a citation that the page does not list is said to be not among those shown', async () => {
  const text = await pageServer('browser-copy.txt');
  const at = within(text, 'Okoro & Lindqvist, 1997');
  await expect
    .poll(async () => (await server.hover('browser-copy.txt', at))?.markdown)
    .toMatch(/^Not among the \d+ of \d+ references that this page shows/);
});

test('the printed list of references is no text that cites', async () => {
  const text = await pageServer('browser-copy.txt');
  await expect
    .poll(async () => await server.hover('browser-copy.txt', within(text, 'Dupont et al., 2014')))
    .toBeDefined();
  const list = text.indexOf('References (');
  const at = within(text, 'Lett (2014');
  expect(text.indexOf('Lett (2014')).toBeGreaterThan(list);
  expect(await server.hover('browser-copy.txt', at)).toBeUndefined();
});

test('the user’s own library does not answer for the page’s references', async () => {
  const text = await pageServer('browser-copy.txt', {
    'refs.bib':
      '@article{mine, author={Dupont, X. and A, B and C, D}, year=2014, title={Another work}, journal={J}}',
  });
  const at = within(text, 'Dupont et al., 2014');
  await expect
    .poll(async () => (await server.hover('browser-copy.txt', at))?.markdown)
    .toContain('Spindle loss precedes');
});

test('a page has no problems', async () => {
  await pageServer('web-clipper.md');
  await server.open('paper.md', 'See @nobody.');
  await server.diagnostics('paper.md', (problems) => problems.length === 1);
  expect(await server.diagnostics('web-clipper.md')).toEqual([]);
});

test('a page that was edited since is a text like any other', async () => {
  const name = 'browser-copy.txt';
  const text = await pageServer(name);
  await expect.poll(async () => (await server.symbols(name)).length).toBeGreaterThan(3);
  const start = { line: 0, character: 0 };
  await server.change(name, 'A line that somebody wrote. '.repeat(40), { start, end: start });
  expect(await server.symbols(name)).toEqual([]);
  expect(text).toContain('Abstract');
});

test('a plain text that no pack was imported from is let be', async () => {
  server = await TestServer.start({});
  const cursor = await server.open('notes.txt', 'NMDA$0R and (Berman et al., 2000).');
  await server.open('paper.md', 'NMDAR.');
  await expect.poll(async () => await server.hover('paper.md', { line: 0, character: 2 })).toBeDefined();
  expect(await server.hover('notes.txt', cursor)).toBeUndefined();
});

test('a page that is open becomes one when its pack is made', async () => {
  const name = 'browser-copy.txt';
  const text = fixture(name);
  server = await TestServer.start({ [name]: text });
  await server.open(name, text);
  expect(await server.symbols(name)).toEqual([]);
  await server.write('.psycite/packs/page.json', JSON.stringify(imported(text, {}, name).value));
  await expect.poll(async () => (await server.symbols(name)).length).toBeGreaterThan(3);
});
