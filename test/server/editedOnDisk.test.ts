import { afterEach, expect, test } from 'vitest';
import { addToBibliographyRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const before = '@book{able1990,\n  title = {A}\n}\n';
const rewritten = `@book{new1,\n  title = {A title that another program wrote},\n  year = 2001\n}\n\n${before}`;
const paper = '---\nbibliography: refs.bib\n---\n\n[@able$01990]\n';
const add = { textDocument: { uri: uriOf('paper.md') }, pack: 'abdallah2018', works: ['abdallah2015gaba'] };

/** The client watches no files: the disk changes, and nobody tells. */
async function startAndRewrite(now: string) {
  server = await TestServer.start({ 'refs.bib': before });
  const cursor = await server.open('paper.md', paper);
  await server.undefinedKeys('paper.md', []);
  await server.hover('paper.md', cursor);
  server.files.set(uriOf('refs.bib'), now);
  return cursor;
}

test('a rename is computed from a closed bibliography as it is on disk', async () => {
  const cursor = await startAndRewrite(rewritten);
  const edit = await server.rename('paper.md', cursor, 'other1990');
  expect(server.after('refs.bib', edit)).toBe(rewritten.replace('able1990', 'other1990'));
  expect(server.after('paper.md', edit)).toContain('[@other1990]');
});

test('a key that another program has taken meanwhile is no new key', async () => {
  const cursor = await startAndRewrite(rewritten);
  await expect(server.rename('paper.md', cursor, 'new1')).rejects.toThrow('already the key');
});

test('a rename reaches a closed manuscript as it is on disk', async () => {
  server = await TestServer.start({ 'refs.bib': before, 'other.md': paper.replace('$0', '') });
  const cursor = await server.open('paper.md', paper);
  await server.references('paper.md', cursor);
  const now = '---\nbibliography: refs.bib\n---\n\nA sentence more. [@able1990]\n';
  server.files.set(uriOf('other.md'), now);
  const edit = await server.rename('paper.md', cursor, 'other1990');
  expect(server.after('other.md', edit)).toBe(now.replace('able1990', 'other1990'));
});

test('an entry is added at the end of a closed bibliography as it is on disk', async () => {
  await startAndRewrite(rewritten);
  const { edit } = await server.request(addToBibliographyRequest, add);
  expect(server.after('refs.bib', edit as never).startsWith(rewritten)).toBe(true);
});

test('a work that another program has added meanwhile is not added again', async () => {
  server = await TestServer.start({ 'refs.bib': before });
  await server.open('paper.md', paper);
  const { edit } = await server.request(addToBibliographyRequest, add);
  server.files.set(uriOf('refs.bib'), server.after('refs.bib', edit as never));
  const again = await server.request(addToBibliographyRequest, add);
  expect(again.edit).toBeNull();
  expect(again.keys).toHaveLength(1);
});

test('a bibliography that is half written is not edited', async () => {
  const cursor = await startAndRewrite('');
  await expect(server.rename('paper.md', cursor, 'other1990')).rejects.toThrow('Try again');
});

test('an open file counts as the editor has it', async () => {
  const cursor = await startAndRewrite(before);
  await server.open('refs.bib', before);
  server.files.set(uriOf('refs.bib'), rewritten);
  const edit = await server.rename('paper.md', cursor, 'other1990');
  expect(server.after('refs.bib', edit)).toBe(before.replace('able1990', 'other1990'));
});

const latin1 = Uint8Array.from('@book{able1990,\n  title = {Ang\u00e9lique}\n}\n', (letter) =>
  letter.charCodeAt(0),
);

test('a closed file that is not UTF-8 is not edited, and the sentence gives the way out', async () => {
  server = await TestServer.start({ 'refs.bib': latin1 });
  const cursor = await server.open('paper.md', paper);
  const { edit, message } = await server.request(addToBibliographyRequest, add);
  expect(edit).toBeNull();
  expect(message).toContain('convert it to UTF-8');
  await expect(server.rename('paper.md', cursor, 'other1990')).rejects.toThrow('Reopen it');
});

test('UTF-16 without a byte order mark is said to be that', async () => {
  const bytes = new Uint8Array(new Uint16Array([...before].map((letter) => letter.charCodeAt(0))).buffer);
  server = await TestServer.start({ 'refs.bib': bytes });
  await server.open('paper.md', paper);
  const problems = await server.diagnostics('paper.md', (list) => list.length > 0);
  expect(problems.map(({ message }) => message).join()).toContain('UTF-16 without a byte order mark');
  const { edit, message } = await server.request(addToBibliographyRequest, add);
  expect(edit).toBeNull();
  expect(message).toContain('UTF-16');
});

test.each([
  ['CRLF', before.replaceAll('\n', '\r\n')],
  ['no line break at its end', before.trimEnd()],
])('an added entry keeps the line ends of a file with %s', async (_, text) => {
  server = await TestServer.start({ 'refs.bib': text });
  await server.open('paper.md', paper);
  const { edit } = await server.request(addToBibliographyRequest, add);
  const after = server.after('refs.bib', edit as never);
  expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
  expect(after.replaceAll('\r\n', '').includes('\n')).toBe(!text.includes('\r\n'));
  expect(/\n$/.test(after)).toBe(/\n$/.test(text));
});

test('a bibliography that was opened as Markdown is one once its language is BibTeX', async () => {
  server = await TestServer.start({ 'refs.bib': before });
  await server.open('paper.md', paper.replace('able1990', 'new1'));
  await server.open('refs.bib', before, 'markdown');
  await server.symbols('refs.bib');
  await server.close('refs.bib');
  await server.open('refs.bib', rewritten, 'bibtex');
  expect((await server.symbols('refs.bib')).map(({ name }) => name)).toEqual(['new1', 'able1990']);
  await server.undefinedKeys('paper.md', []);
});

test('the symbols of a bibliography wait for its entries', async () => {
  server = await TestServer.start({});
  const entries = Array.from({ length: 5000 }, (_, i) => `@book{key${i},\n  title = {A title ${i}}\n}\n`);
  await server.open('refs.bib', entries.join('\n'));
  expect(await server.symbols('refs.bib')).toHaveLength(5000);
});

test('of a bibliography that is open as another language the disk counts, and it is not edited', async () => {
  server = await TestServer.start({ 'refs.bib': before });
  await server.open('refs.bib', before, 'latex');
  const cursor = await server.open('paper.md', paper);
  await server.undefinedKeys('paper.md', []);
  await server.write('refs.bib', rewritten.replace('able1990', 'other1990'));
  await server.undefinedKeys('paper.md', ['able1990']);
  await server.write('refs.bib', before);
  await server.undefinedKeys('paper.md', []);
  await expect(server.rename('paper.md', cursor, 'new1990')).rejects.toThrow('open as another language');
});
