/**
 * What must not stop, slow or mislead the server: failing ports, odd clients, long lists, hostile
 * manuscripts.
 */
import { expect, onTestFinished, test } from 'vitest';
import { shippedPacks } from '../../src/packs/index.ts';
import {
  copyAsTextRequest,
  outlineRequest,
  searchReferencesRequest,
  tidyBibliographyRequest,
} from '../../src/protocol/requests.ts';
import { root, TestServer, uriOf } from '../support/server.ts';

async function start(...parameters: Parameters<typeof TestServer.start>): Promise<TestServer> {
  const server = await TestServer.start(...parameters);
  onTestFinished(() => server.stop());
  return server;
}

const document = (name: string) => ({ textDocument: { uri: uriOf(name) } });
const whole = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
const entry = (key: string, more = '') =>
  `@article{${key}, author={A, B}, title={T of ${key}}, journal={J}, year={2000}${more}}\n`;

test('packs that cannot be loaded hold no request up', async () => {
  const loadPacks = () => Promise.reject(new Error('gone'));
  const server = await start({ 'refs.bib': entry('berman2000') }, { host: { loadPacks } });
  const cursor = await server.open('a.md', '[@ber$0]');
  const { items } = await server.completion('a.md', cursor);
  expect(items.map(({ label }) => label)).toEqual(['berman2000']);
});

test('a search without a limit is bounded all the same', async () => {
  const many = Array.from({ length: 400 }, (_, i) => entry(`key${i}`)).join('');
  const server = await start({ 'refs.bib': many });
  await server.open('a.md', 'text');
  const { items } = await server.request(searchReferencesRequest, {
    ...document('a.md'),
    query: 'key',
  } as never);
  expect(items.length).toBeLessThanOrEqual(200);
});

test('parameters of the wrong shape are refused as such, and the server goes on', async () => {
  const server = await start({ 'refs.bib': entry('a') });
  await server.open('a.md', '@a');
  for (const params of [{}, { textDocument: 5 }, { textDocument: { uri: 7 } }, { textDocument: null }]) {
    await expect(server.request(outlineRequest, params as never)).rejects.toMatchObject({ code: -32602 });
  }
  await expect(
    server.request(searchReferencesRequest, { ...document('a.md'), query: 5, limit: 1 } as never),
  ).rejects.toMatchObject({ code: -32602 });
  expect(await server.request(outlineRequest, document('a.md'))).toHaveProperty('manuscript');
});

test('only BibTeX is tidied, and what cannot be parsed is told', async () => {
  const tidy = (text: string) =>
    text.includes('@') ? Promise.reject(new Error('line 1')) : Promise.resolve(`${text}!`);
  const server = await start({}, { host: { tidy } });
  await server.open('a.md', 'No bibliography.');
  expect((await server.request(tidyBibliographyRequest, document('a.md'))).edit).toBeNull();
  await server.open('refs.bib', '@article{a,');
  const answer = await server.request(tidyBibliographyRequest, document('refs.bib'));
  expect(answer).toMatchObject({ edit: null, message: expect.stringContaining('cannot be') as string });
});

test('fixes for a selection of the whole manuscript are bounded, and each names its own problem', async () => {
  const server = await start({ 'refs.bib': entry('berman2000') + entry('krystal1994') });
  await server.open('a.md', `[@berman200; @krystal199]\n\n${'See @berman20001 there.\n\n'.repeat(300)}`);
  const problems = await server.diagnostics('a.md', (list) => list.length >= 300);
  const actions = await server.codeActions('a.md', whole, problems);
  expect(actions.length).toBeLessThanOrEqual(60);
  const first = actions.find(({ title }) => title.includes('berman2000'));
  expect(first?.diagnostics?.map(({ range }) => server.textAt('a.md', range))).toEqual(['berman200']);
});

test('the same work four thousand times is told in short messages', async () => {
  const same = Array.from({ length: 4_000 }, (_, i) =>
    entry('same', ', doi={10.1000/same}').replace('{same,', `{k${i},`),
  ).join('');
  const server = await start();
  await server.open('refs.bib', same);
  const problems = await server.diagnostics('refs.bib', (list) =>
    list.some(({ code }) => code === 'bib-duplicate-work'),
  );
  expect(problems.length).toBeLessThanOrEqual(1_001);
  for (const { message, relatedInformation } of problems) {
    expect(String(message).length).toBeLessThan(500);
    expect(relatedInformation?.length ?? 0).toBeLessThanOrEqual(10);
  }
});

test('a citation of very many works is written out', async () => {
  const server = await start({ 'refs.bib': entry('a') });
  await server.open('a.md', `[${'@a; '.repeat(30_000)}@a]`);
  const { text } = await server.request(copyAsTextRequest, { ...document('a.md'), range: whole });
  expect(text.startsWith('(A, 2000; A, 2000')).toBe(true);
});

test('a pattern for bibliographies takes no time, whatever it is', async () => {
  const pattern = `${'*a'.repeat(30)}b.bib`;
  const server = await start({ [`${'a'.repeat(80)}.bib`]: entry('a'), 'xab.bib': entry('found2000') });
  const cursor = await server.open('a.md', `---\nbibliography: ["${pattern}", "x*b.bib"]\n---\n[@fou$0]`);
  const { items } = await server.completion('a.md', cursor);
  expect(items[0]?.label).toBe('found2000');
});

test('a rename with one key in two bibliographies changes the entry that is cited, and the citations', async () => {
  const server = await start({ 'one.bib': entry('same2000'), 'two.bib': entry('same2000') });
  const cursor = await server.open('a.md', '---\nbibliography: [one.bib, two.bib]\n---\n@sa$0me2000');
  await server.completion('a.md', cursor);
  const edit = await server.rename('a.md', cursor, 'other2000');
  expect(server.after('a.md', edit)).toContain('@other2000');
  expect(server.after('two.bib', edit)).toContain('{other2000,');
  expect(server.after('one.bib', edit)).toContain('{same2000,');
});

test('another name of an entry is not renamed, for its citations would lead nowhere', async () => {
  const server = await start({ 'refs.bib': entry('a2000', ', ids={b2000}') });
  const cursor = await server.open('a.md', '@b2$0000');
  await server.completion('a.md', cursor);
  await expect(server.rename('a.md', cursor, 'c2000')).rejects.toThrow('a2000');
});

test('the problems of a pack go with its file', async () => {
  const server = await start({ '.psycite/packs/p.json': '{' });
  await server.diagnostics('.psycite/packs/p.json', (list) => list.length > 0);
  await server.write('.psycite/packs/p.json', undefined);
  expect(await server.diagnostics('.psycite/packs/p.json', (list) => list.length === 0)).toEqual([]);
});

test('a folder that is removed is not reached any more', async () => {
  const server = await start({ 'refs.bib': entry('a2000'), 'b.md': '@a2000' });
  const cursor = await server.open('a.md', '@a2$0000');
  await expect.poll(async () => (await server.references('a.md', cursor)).length).toBe(3);
  await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [{ uri: root, name: 'paper' }] },
  });
  await expect.poll(async () => (await server.references('a.md', cursor)).length).toBe(2);
});

test('a file that is no manuscript once closed is forgotten', async () => {
  const server = await start({ 'refs.bib': entry('a2000'), 'notes.txt': 'No citation.' });
  await server.open('notes.txt', '@a2000', 'markdown');
  const cursor = await server.open('a.md', '@a2$0000');
  await expect.poll(async () => (await server.references('a.md', cursor)).length).toBe(3);
  await server.close('notes.txt');
  await expect.poll(async () => (await server.references('a.md', cursor)).length).toBe(2);
});

test('two packs of one id are one paper: the one of the workspace', async () => {
  const [shipped] = shippedPacks;
  const own = { ...shipped!, source: { ...shipped!.source, title: 'My own reading' } };
  const server = await start({ [`.psycite/packs/${own.id}.json`]: JSON.stringify(own) });
  await server.open('a.md', 'text');
  const titles = async () =>
    (await server.request(outlineRequest, document('a.md'))).papers
      .filter(({ pack }) => pack === own.id)
      .map(({ title }) => title);
  await expect.poll(titles).toEqual(['My own reading']);
});

test('a reader that fails takes no request and no server with it', async () => {
  const files = { read: () => Promise.reject(new Error('broken')), list: () => Promise.resolve(undefined) };
  const server = await start({}, { host: { files } });
  const cursor = await server.open('a.md', '---\nbibliography: refs.bib\n---\n[@$0]');
  expect(await server.completion('a.md', cursor)).toHaveProperty('items');
  expect(await server.hover('a.md', cursor)).toBeUndefined();
});
