import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
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

describe('on a page that cites by number', () => {
  const name = 'numbered.txt';
  const text = [
    'Moods of trees',
    'Maren Halvorsen',
    'doi:10.5555/trees.2022.01',
    'Abstract',
    'Trees have moods, and this review asks why they do. It was shown before [3].',
    'Introduction',
    'It was shown twice [1, 3–5], and the report of a society said so too [6]. Nobody has seen the rest [9].',
    'References (12)',
    '1. Alder A, Birch B. One made-up title. Biol Moods. 2001;1(1):1-9.',
    '2. Cedar C. Two made-up titles. Biol Moods. 2002;2(1):11-19.',
    '3. Elm E, Fir F, Gum G. Three made-up titles. Biol Moods. 2003;3(1):21-29.',
    '4. Hazel H. Four made-up titles. Biol Moods. 2004;4(1):31-39.',
    '5. Ivy I. Five made-up titles. Biol Moods. 2005;5(1):41-49.',
    '6. Society of Trees. Six made-up titles. Biol Moods. 2006;6(1):51-59.',
  ].join('\n\n');

  async function open(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const pack = imported(text, {}, name).value;
    server = await TestServer.start({ [name]: text, '.psycite/packs/p.json': JSON.stringify(pack), ...more });
    await server.open(name, text);
  }

  const ready = async (what: string): Promise<string> => {
    const card = async () => (await server.hover(name, within(text, what)))?.markdown;
    await expect.poll(card).toBeDefined();
    return (await card()) ?? '';
  };

  test('a number has the card of its work, and says what it was found by', async () => {
    await open();
    const card = await ready('3].');
    expect(card).toContain('Three made-up titles');
    expect(card).toContain('by the number that the page prints');
    expect(card).not.toContain('first author and year alone');
    const hover = await server.hover(name, within(text, '3].'));
    expect(server.textAt(name, hover!.range!)).toBe('3');
  });

  test('a number leads to the printed reference', async () => {
    await open();
    await ready('3].');
    const targets = await server.definition(name, within(text, '3].'));
    expect(targets.map(({ targetRange }) => server.textAt(name, targetRange))).toEqual([
      expect.stringContaining('Elm E, Fir F, Gum G. Three made-up titles.'),
    ]);
  });

  test.each([
    ['1, 3–5', 'One made-up title'],
    ['3–5', 'Three made-up titles'],
  ])('of “%s” the part under the cursor counts', async (part, title) => {
    await open();
    expect(await ready(part)).toContain(title);
    const [first] = await server.definition(name, within(text, part));
    expect(server.textAt(name, first!.targetRange)).toContain(title);
  });

  test('a range is all of its works', async () => {
    await open();
    const card = await ready('3–5');
    for (const title of ['Three', 'Four', 'Five']) expect(card).toContain(`${title} made-up titles`);
    expect(card).not.toContain('One made-up title');
    expect(await server.definition(name, within(text, '3–5'))).toHaveLength(3);
  });

  test('the work of a society is one like any other', async () => {
    await open();
    expect(await ready('6]. Nobody')).toContain('Six made-up titles');
  });

  test('a number that the page does not show is said to be not among those shown', async () => {
    await open();
    expect(await ready('9].')).toBe('Not among the 6 of 12 references that this page shows.');
    expect(await server.definition(name, within(text, '9].'))).toEqual([]);
  });

  test('a work of the bibliography is its entry, and the definition stays on the page', async () => {
    await open({
      'refs.bib':
        '@article{elm, author={Elm, E. and Fir, F. and Gum, G.}, year=2003, title={Three made-up titles}, journal={J}}',
    });
    await expect
      .poll(async () => (await server.hover(name, within(text, '3].')))?.markdown ?? '')
      .toContain('Key: elm');
    expect(await ready('3].')).not.toContain('Not cited here');
    const [target] = await server.definition(name, within(text, '3].'));
    expect(target?.targetUri).toMatch(/numbered\.txt$/);
  });
});
