import { afterEach, expect, test } from 'vitest';
import { formatReferencesRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const files = { 'refs.bib': '@article{a2000, author = {Able, A.}, title = {One}, year = 2000}\n' };
const textDocument = { uri: uriOf('paper.md') };
const copied = () => server.request(formatReferencesRequest, { textDocument, keys: null, style: null });

async function startWith(style: string, csl = '') {
  server = await TestServer.start(files, { settings: { csl: { style } } });
  const told: string[] = [];
  server.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    told.push(message);
  });
  await server.open('paper.md', `---\nbibliography: refs.bib\n${csl}---\n\nSee [@a2000].\n`);
  return told;
}

test.each([
  ['vancuver', 'is not known: is “vancouver” meant?'],
  ['biological-psychiatri', 'is not known: is “biological-psychiatry” meant?'],
  ['zzzzzzzzzz', 'is not known.'],
  ['own.csl', 'cannot be read.'],
])('the setting %s prints nothing as APA, and is told of once', async (style, problem) => {
  const told = await startWith(style);
  const sentence = `The style “${style}” ${problem}`;
  // The settings may come late on a busy machine.
  await expect.poll(copied, { timeout: 20_000 }).toEqual({ text: '', style, count: 0, message: sentence });
  await copied();
  await expect.poll(() => told).toEqual([`The setting psycite.csl.style: ${sentence}`]);
});

test('a name that a manuscript gives is told where it is used alone: it may be being typed', async () => {
  const told = await startWith('', 'csl: ap\n');
  expect((await copied()).message).toContain('“ap”');
  expect(told).toEqual([]);
});
