/** What must not stop, slow or mislead the server: failing ports, odd clients, long lists, hostile manuscripts. */
import { expect, onTestFinished, test } from 'vitest';
import {
  copyAsTextRequest,
  outlineRequest,
  searchReferencesRequest,
  tidyBibliographyRequest,
} from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

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

test('what the front matter says of a word limit cannot stop the outline', async () => {
  const server = await start();
  await server.open('a.md', '---\njournal: {word-limit: {toString: 1, valueOf: 1}}\n---\n# One\n');
  const { manuscript } = await server.request(outlineRequest, document('a.md'));
  expect(manuscript?.wordLimit).toBeNull();
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
    expect(message.length).toBeLessThan(500);
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
