import { afterEach, beforeEach, expect, test } from 'vitest';
import { cursorMovedNotification } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

/* A key that is being typed is in no bibliography yet. When is it done? */

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start({ 'references.bib': '@misc{berman2000, title = {Ketamine}}\n' });
  await server.open('paper.md', 'Known [@berman2000].\n\nTwo [@lost] [@].\n');
  expect(await undefinedKeys(['lost'])).toEqual(['lost']);
});
afterEach(() => server.stop());

const place = (character: number) => ({ line: 2, character });
const behindKey = 16;

/** Types `ketam` into the empty citation, a letter at a time. */
async function typeKey(): Promise<void> {
  for (const [index, letter] of [...'ketam'].entries()) {
    const at = place(14 + index);
    await server.change('paper.md', letter, { start: at, end: at });
  }
  await server.checked('paper.md');
}

/** Nothing is to happen meanwhile. Longer than the server waits before it checks, ms. */
const quiet = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

const cursor = (position: { line: number; character: number } | null) =>
  server.connection.sendNotification(cursorMovedNotification, {
    textDocument: { uri: uriOf('paper.md') },
    position,
  });

async function undefinedKeys(wanted: readonly string[]): Promise<string[]> {
  const found = await server.diagnostics('paper.md', (list) => keysOf(list).join() === wanted.join());
  return keysOf(found);
}

const keysOf = (list: readonly { code?: unknown; range: never | object }[]): string[] =>
  list
    .filter(({ code }) => code === 'citation-undefined')
    .map(({ range }) => server.textAt('paper.md', range as never));

test('it is not reported while the cursor stands in it, however long', async () => {
  await typeKey();
  await cursor(place(behindKey + 3));
  await cursor(place(behindKey)); // back inside the key
  await quiet(2_000);
  expect(await undefinedKeys(['lost'])).toEqual(['lost']);
  await cursor(place(4));
  expect(await undefinedKeys(['lost', 'ketam'])).toEqual(['lost', 'ketam']);
}, 15_000);

test('nor while words that search for a work are typed behind it, until the bracket is left', async () => {
  await typeKey();
  const at = place(14 + 'ketam'.length);
  await server.change('paper.md', ' trial', { start: at, end: at });
  await cursor(place(at.character + 6));
  await quiet(1_000);
  expect(await undefinedKeys(['lost'])).toEqual(['lost']);
  await cursor(place(4));
  expect(await undefinedKeys(['lost', 'ketam'])).toEqual(['lost', 'ketam']);
}, 15_000);

test('it is reported once something else is typed', async () => {
  await typeKey();
  expect(await undefinedKeys(['lost'])).toEqual(['lost']);
  await server.change('paper.md', ' more', { start: place(20), end: place(20) });
  expect(await undefinedKeys(['lost', 'ketam'])).toEqual(['lost', 'ketam']);
}, 15_000);

test('it is reported once another document has the cursor', async () => {
  await typeKey();
  await cursor(null);
  expect(await undefinedKeys(['lost', 'ketam'])).toEqual(['lost', 'ketam']);
}, 15_000);

test.each([
  ['the writer saves', 1, ['lost', 'ketam']],
  ['the editor saves by itself', 2, ['lost']],
])(
  'when %s',
  async (_what, reason, expected) => {
    await typeKey();
    await server.connection.sendNotification('textDocument/willSave', {
      textDocument: { uri: uriOf('paper.md') },
      reason,
    });
    await quiet(500);
    expect(await undefinedKeys(expected)).toEqual(expected);
  },
  15_000,
);

test('a key that was pasted with what follows it is reported at once', async () => {
  await server.change('paper.md', 'Again [@nobody1999].', { start: place(0), end: place(0) });
  expect(await undefinedKeys(['nobody1999', 'lost'])).toEqual(['nobody1999', 'lost']);
});
