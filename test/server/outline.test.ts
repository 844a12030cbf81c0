import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import type { Outline } from '../../src/core/index.ts';
import { contentsOf, joinOutline } from '../../src/protocol/joinOutline.ts';
import type { OutlineData, OutlineUpdate } from '../../src/protocol/outline.ts';
import { findInOutlineRequest, outlineRequest, outlineUpdateRequest } from '../../src/protocol/requests.ts';
import { imported } from '../support/importing.ts';
import { TestServer, uriOf } from '../support/server.ts';

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

test('what core gives and what the protocol says are one shape', () => {
  expectTypeOf<DeepReadonly<Outline>>().toEqualTypeOf<DeepReadonly<OutlineUpdate>>();
});

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start({});
});
afterEach(async () => {
  await server.stop();
});

const outlineOf = (file: string): Promise<OutlineData> =>
  server.request(outlineRequest, { textDocument: { uri: uriOf(file) } });

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url), 'utf8');

describe('a paper', () => {
  test('has a title, and not a “(title)”', async () => {
    await server.open('paper.md', '# Ketamine\n');
    await expect
      .poll(async () => (await outlineOf('paper.md')).papers[0]?.sections[0])
      .toMatchObject({ id: 'sec-title', title: 'Title' });
  });

  test('has its works cited by key, mentioned by author and year, or in the bibliography alone', async () => {
    await server.stop();
    const entry =
      '@article{berman2000, author = {Berman, R. M. and Cappiello, A. and Anand, A.}, year = 2000,\n' +
      'title = {Antidepressant effects of ketamine in depressed patients}}\n';
    server = await TestServer.start({ 'references.bib': entry });
    const berman = async (text: string) => {
      await server.open('paper.md', `---\nbibliography: references.bib\n---\n\n# Ketamine\n\n${text}\n`);
      await server.checked('paper.md');
      const { works } = (await outlineOf('paper.md')).papers[0]!;
      await server.close('paper.md');
      return works.find(({ id }) => id === 'berman2000');
    };
    expect(await berman('It began [@berman2000].')).toMatchObject({
      key: 'berman2000',
      citedIn: [0],
      mentioned: false,
    });
    expect(await berman('It began (Berman et al., 2000).')).toMatchObject({
      key: 'berman2000',
      citedIn: [0],
      mentioned: true,
    });
    expect(await berman('It began.')).toMatchObject({ key: 'berman2000', citedIn: [], mentioned: false });
  });

  test('tells the works that its page lists from those that its text alone cites', async () => {
    await server.open('paper.md', '# Ketamine\n');
    const { works } = (await outlineOf('paper.md')).papers[0]!;
    expect([works.filter(({ listed }) => listed).length, works.length]).toEqual([10, 25]);
  });

  test('does not lay claim to the works that cite it', async () => {
    await server.stop();
    const text = fixture('browser-copy.txt');
    const pack = imported(text, {}, 'browser-copy.txt').value!;
    const citing = pack.references.filter(
      ({ custom }) => (custom as { role?: string } | undefined)?.role === 'cited-by',
    );
    expect(citing.length).toBeGreaterThan(0);
    server = await TestServer.start({ '.psycite/packs/page.json': JSON.stringify(pack) });
    await server.open('paper.md', '# Ketamine\n');
    const paper = await expect
      .poll(async () => (await outlineOf('paper.md')).papers.find((each) => each.pack === pack.id))
      .toBeDefined()
      .then(async () => (await outlineOf('paper.md')).papers.find((each) => each.pack === pack.id)!);
    const known = new Set(paper.works.map(({ id }) => id));
    expect(paper.sections.flatMap(({ works }) => works).filter((id) => !known.has(id))).toEqual([]);
    expect(paper.sections.map(({ title }) => title)).not.toContain('Cited by');
    for (const work of citing) {
      const { items } = await server.request(findInOutlineRequest, {
        textDocument: { uri: uriOf('paper.md') },
        query: work.title ?? '',
      });
      expect(items.filter((item) => item.kind === 'work' && item.id === work.id)).toEqual([]);
    }
  });
});

test('an update has what a paper holds only for who does not have it, and together they are the outline', async () => {
  await server.open('paper.md', '# Ketamine\n\nKetamine (Berman et al., 2000).\n');
  await server.checked('paper.md');
  const about = { textDocument: { uri: uriOf('paper.md') } };
  const whole = await outlineOf('paper.md');
  const first = await server.request(outlineUpdateRequest, { ...about, known: [] });
  expect(joinOutline(first, contentsOf(first))).toEqual(whole);
  expect(first.contents.length).toBeGreaterThan(0);
  const next = await server.request(outlineUpdateRequest, {
    ...about,
    known: first.contents.map(({ version }) => version),
  });
  expect(next).toEqual({ ...first, contents: [] });
  expect(joinOutline(next, contentsOf(next, contentsOf(first)))).toEqual(whole);
  expect(JSON.stringify(next).length).toBeLessThan(JSON.stringify(first).length / 10);
});

test('a saved page without markup has the sections of its pack, each with its counts', async () => {
  await server.stop();
  const name = 'browser-copy.txt';
  const text = fixture(name);
  const pack = imported(text, {}, name).value!;
  server = await TestServer.start({ [name]: text, '.psycite/packs/page.json': JSON.stringify(pack) });
  await server.open(name, text);
  await expect
    .poll(async () => (await outlineOf(name)).manuscript?.sections.map(({ title }) => title))
    .toEqual(expect.arrayContaining(['Title', 'Abstract', 'Introduction', 'References']));
  const sections = (await outlineOf(name)).manuscript!.sections;
  const introduction = sections.find(({ title }) => title === 'Introduction')!;
  expect(text.split('\n')[introduction.line]).toContain('Introduction');
  expect(introduction.words).toBeGreaterThan(10);
  expect(introduction.citations).toBe(
    pack.citations.filter(
      ({ section }) => pack.sections.find(({ id }) => id === section)?.title === 'Introduction',
    ).length,
  );
});

test('the symbols of headings that go deeper and deeper are given, and no stack overflows', async () => {
  const depth = 12_000;
  const headings = Array.from({ length: depth }, (_, level) => `${'='.repeat(level + 1)} H${level}\n`);
  // The text of all of them would be 72 MB: the deepest are what counts.
  const text = headings.filter((_, level) => level % 24 === 0).join('');
  await server.open('deep.typ', text);
  const symbols = await server.symbols('deep.typ');
  let count = 0;
  let deepest = 0;
  const waiting = symbols.map((symbol) => ({ symbol, level: 1 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    count += 1;
    deepest = Math.max(deepest, next.level);
    const children = (next.symbol as { children?: readonly (typeof symbols)[number][] }).children ?? [];
    for (const child of children) waiting.push({ symbol: child, level: next.level + 1 });
  }
  expect(count).toBe(500);
  expect(deepest).toBeLessThanOrEqual(100);
});

describe('the limits of a manuscript', () => {
  const limitsOf = async (frontMatter: string): Promise<unknown> => {
    const text = `---\n${frontMatter}\nabstract: Two small trials opened a field.\n---\n\nOne [@a; @b] and two [@a].\n`;
    await server.open('paper.md', text);
    return (await outlineOf('paper.md')).manuscript?.limits;
  };
  const words = 9;

  test('come from the front matter or from the journal there, the former first', async () => {
    expect(await limitsOf('word-limit: 4000\njournal:\n  word-limit: 3000\n  reference-limit: "50"')).toEqual(
      [
        { of: 'words', count: words, limit: 4000 },
        { of: 'references', count: 2, limit: 50 },
      ],
    );
  });

  test('are for the abstract too', async () => {
    expect(await limitsOf('journal: {abstract-word-limit: 250}')).toEqual([
      { of: 'abstract', count: 6, limit: 250 },
    ]);
  });

  test.each([
    'word-limit: many',
    'word-limit: -1',
    'word-limit: 1.5',
    'word-limit: [4000]',
    'journal: Brain',
    'journal: {word-limit: {toString: 1}}',
  ])('are none where %s', async (frontMatter) => {
    expect(await limitsOf(frontMatter)).toEqual([]);
  });
});
