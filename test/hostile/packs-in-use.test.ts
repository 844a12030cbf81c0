import { afterEach, describe, expect, it } from 'vitest';
import { packText } from '../support/packs.ts';
import { TestServer } from '../support/server.ts';

const term = (id: string, more: object = {}) => ({
  id,
  prefLabel: `${id} receptor`,
  category: 'receptor',
  definition: `The ${id} was made up for this test.`,
  sections: [],
  ...more,
});
const pack = (terms: readonly object[], id = 'mine'): string => packText({ id, terms });
const fileOf = (name: string): string => `.psycite/packs/${name}.json`;

let server: TestServer;
afterEach(() => server.stop());

/** The problems that a pack file shows, as the text that each is at. */
async function problemsIn(name: string, text: string): Promise<readonly string[]> {
  const list = await server.diagnostics(fileOf(name), (found) => found.length > 0);
  const lines = text.split('\n');
  return list.map(({ range: { start, end }, message }) => {
    const stop = end.line === start.line ? end.character : undefined;
    return `${lines[start.line]!.slice(start.character, stop)}: ${message}`;
  });
}

const cardAt = (source: string) =>
  server.open('paper.md', source).then((cursor) => async () => {
    const hover = await server.hover('paper.md', cursor);
    return hover?.markdown;
  });

describe('a pack of the workspace, in an editor', () => {
  it('without an id is told of, and the packs that ship still work', async () => {
    const text = packText({ id: undefined, terms: [term('zebra')] });
    server = await TestServer.start({ [fileOf('mine')]: text });
    const card = await cardAt('The NMD$0ARs act.');
    expect((await problemsIn('mine', text))[0]).toMatch(/“id” is missing/);
    await expect.poll(card).toContain('N-methyl-D-aspartate receptor');
  });

  it('loses a term without an id, and only that', async () => {
    const text = pack([term('zebra'), { ...term('yak'), id: undefined }]);
    server = await TestServer.start({ [fileOf('mine')]: text });
    const card = await cardAt('The yak receptor and the zebra rec$0eptor act.');
    expect((await problemsIn('mine', text))[0]).toMatch(/“id” is missing/);
    await expect.poll(card).toContain('The zebra was made up');
    expect(await server.hover('paper.md', { line: 0, character: 6 })).toBeUndefined();
  });

  it('with a circle of wider terms is told of, and has its cards', async () => {
    const text = pack([term('zebra', { broader: ['yak'] }), term('yak', { broader: ['zebra'] })]);
    server = await TestServer.start({ [fileOf('mine')]: text });
    const card = await cardAt('The zebra rec$0eptor acts.');
    expect(await problemsIn('mine', text)).toEqual([
      expect.stringMatching(/“zebra” is wider than itself/),
      expect.stringMatching(/“yak” is wider than itself/),
    ]);
    await expect.poll(card).toContain('The zebra was made up');
  });

  it('with a definition of 50 MB is refused, and told of', async () => {
    const text = pack([term('zebra', { definition: 'x'.repeat(50_000_000) })]);
    server = await TestServer.start({ [fileOf('mine')]: text });
    const card = await cardAt('The NMD$0ARs act.');
    const [problem] = await server.diagnostics(fileOf('mine'), (found) => found.length > 0);
    expect(problem?.message).toMatch(/not read: it is too large/);
    await expect.poll(card).toContain('N-methyl-D-aspartate receptor');
  });

  it('with HTML and commands in labels shows them as text', async () => {
    const label = 'zebra <img src=x onerror=alert(1)> [run](command:quit)';
    const text = pack([term('zebra', { prefLabel: label, altLabel: ['zebra receptor'] })]);
    server = await TestServer.start({ [fileOf('mine')]: text });
    const card = await cardAt('The zebra rec$0eptor acts.');
    expect((await problemsIn('mine', text))[0]).toMatch(/markup/);
    await expect.poll(card).toContain('The zebra was made up');
    const shown = await card();
    expect(shown).not.toMatch(/(?<!\\)<img/);
    expect(shown).not.toMatch(/(?<!\\)\]\(/);
  });

  it('with a regular expression for a term matches its letters', async () => {
    const text = pack([term('evil', { prefLabel: '(a+)+$' }), term('any', { prefLabel: '.*' })]);
    server = await TestServer.start({ [fileOf('mine')]: text });
    const card = await cardAt(`${'a'.repeat(5000)}! and (a$0+)+$ here.`);
    await expect.poll(card).toContain('The evil was made up');
    expect(await server.hover('paper.md', { line: 0, character: 10 })).toBeUndefined();
  });
});

describe('two packs that disagree', () => {
  it('both have their card, their place and their uses', async () => {
    const shared = { prefLabel: 'zebra receptor', definition: 'The other view of it, made up too.' };
    server = await TestServer.start({
      [fileOf('mine')]: pack([term('zebra')]),
      [fileOf('yours')]: pack([term('quagga', shared)], 'yours'),
    });
    const cursor = await server.open('paper.md', 'The zebra rec$0eptor and the zebra receptor act.');
    const card = async () => (await server.hover('paper.md', cursor))?.markdown;
    await expect.poll(card).toContain('The other view');
    expect(await card()).toContain('The zebra was made up');
    const targets = (await server.definition('paper.md', cursor)).map(({ targetUri }) => targetUri);
    expect(targets).toEqual(['psycite-pack:/mine.md', 'psycite-pack:/yours.md']);
    expect(await server.references('paper.md', cursor)).toHaveLength(2);
  });

  it('about their id: one counts, and the other says so for as long as that is so', async () => {
    const text = pack([term('zebra')]);
    server = await TestServer.start({ [fileOf('a')]: text, [fileOf('b')]: pack([term('yak')]) });
    await server.open('paper.md', 'Nothing.');
    const [problem, ...others] = await problemsIn('a', text);
    expect(problem).toMatch(/^"mine": “b\.json” holds a paper with the same id, and that one is used/);
    expect(others).toEqual([]);
    await server.write(fileOf('b'), pack([term('yak')], 'yours'));
    expect(await server.diagnostics(fileOf('a'), (found) => found.length === 0)).toEqual([]);
  });
});
