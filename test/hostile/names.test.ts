/**
 * Keys, paths and titles that somebody else wrote, wherever an editor shows them as plain text: one line, and
 * not long.
 */
import { afterEach, expect, test } from 'vitest';
import {
  addToBibliographyRequest,
  explainBibliographyRequest,
  searchReferencesRequest,
} from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

const evil = 'key\n\n# heading\u2028\u202Ered\u0007 ![x](command:y)';
const long = 'k'.repeat(5_000);
const work = (id: string, title: string) => ({
  id,
  type: 'article-journal',
  title,
  author: [{ family: `Berman\n${'n'.repeat(3_000)}` }, { family: 'Lee\u202E' }],
  issued: { 'date-parts': [[2000]] },
  DOI: '10.1000/same',
  'container-title': `Journal\r\n${'j'.repeat(3_000)}`,
});
const title = `Title\n${'t'.repeat(5_000)}`;
const library = JSON.stringify([evil, long, 'plain'].map((id) => work(id, title)));

let server: TestServer;
afterEach(() => server.stop());

const isPlain = (text: string, most: number): boolean =>
  text.length <= most && !/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(text);

/** Every text under these names in an answer, however deep. */
function textsOf(answer: unknown, names: ReadonlySet<string>): string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) =>
    typeof value === 'string' ? (names.has(name) ? [value] : []) : textsOf(value, names),
  );
}

const shownNames = new Set(['title', 'message', 'name', 'detail', 'containerName', 'description', 'tooltip']);

async function open(name: string, text: string) {
  server = await TestServer.start({ 'refs.json': library, 'bad\nname.md': '@plain' });
  return server.open(name, text);
}

test('problems of a bibliography', async () => {
  await open('refs.json', library);
  const problems = await server.diagnostics('refs.json', (list) => list.length > 2);
  const texts = textsOf(problems, shownNames);
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(isPlain(text, 1_000), text).toBe(true);
});

test('a declared path', async () => {
  await open(
    'paper.md',
    `---\nbibliography: "lost\\n\\u202Epath${'p'.repeat(3_000)}.bib"\n---\n\n[@{${'k'.repeat(4_990)}}]\n`,
  );
  const problems = await server.diagnostics('paper.md', (list) => list.length > 0);
  for (const text of textsOf(problems, shownNames)) expect(isPlain(text, 1_000), text).toBe(true);
});

test('problems and fixes of a manuscript', async () => {
  await open(
    'paper.md',
    `---\nbibliography: refs.json\n---\n\n[@{${'k'.repeat(4_990)}}] [@plaim] (Berman & Lee, 2000)\n`,
  );
  const problems = await server.diagnostics('paper.md', (list) => list.length > 1);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const actions = await server.codeActions('paper.md', range, problems);
  expect(actions.map(({ title }) => title).join()).toContain('“plain”');
  const texts = textsOf([problems, actions.map(({ title }) => ({ title }))], shownNames);
  for (const text of texts) expect(isPlain(text, 1_000), text).toBe(true);
});

test('symbols, links and lenses', async () => {
  await open('refs.json', library);
  const answers = [
    await server.symbols('refs.json'),
    (await server.workspaceSymbols('k')).map((name) => ({ name })),
    await server.links('refs.json'),
    await server.lenses('refs.json'),
  ];
  for (const text of textsOf(answers, shownNames)) expect(isPlain(text, 500), text).toBe(true);
});

test('what commands say', async () => {
  const cursor = await open(`bad\nname.md`, 'See [@pla$0in] and [@x].');
  const textDocument = { uri: uriOf('bad\nname.md') };
  const refusals = await Promise.all(
    [long, 'two words', evil].map((name) =>
      server.rename('bad\nname.md', cursor, name).then(
        () => '',
        (error: unknown) => (error as Error).message,
      ),
    ),
  );
  expect(refusals.filter(Boolean).length).toBeGreaterThan(1);
  const added = await server.request(addToBibliographyRequest, {
    textDocument,
    pack: 'abdallah2018',
    works: ['murrough2013'],
  });
  const missing = await server.request(addToBibliographyRequest, { textDocument, pack: evil, works: ['x'] });
  for (const text of [...refusals, added.message, missing.message])
    expect(isPlain(text, 500), text).toBe(true);
  const { text } = await server.request(explainBibliographyRequest, { textDocument });
  for (const line of text.trimEnd().split('\n')) expect(isPlain(line, 1_000), line).toBe(true);
  expect(text.trimEnd().split('\n')).toHaveLength(2);
});

test('the reference picker', async () => {
  await open('paper.md', 'Text.');
  const { items } = await server.request(searchReferencesRequest, {
    textDocument: { uri: uriOf('paper.md') },
    query: '',
    limit: 10,
  });
  expect(items.length).toBeGreaterThan(2);
  for (const { label, title, container } of items)
    for (const text of [label, title, container]) expect(isPlain(text, 500), text).toBe(true);
});
