import { afterEach, expect, test } from 'vitest';
import type { AddedWorks } from '../../src/protocol/requests.ts';
import {
  addFromZoteroRequest,
  type FoundInZotero,
  searchZoteroRequest,
} from '../../src/protocol/services.ts';
import { nodeTransport } from '../../src/server/network/node.ts';
import { TestServer, uriOf } from '../support/server.ts';
import { type KeptWork, serveZotero } from '../support/zotero.ts';

const berman: KeptWork = {
  key: 'BERM2000',
  title: 'Antidepressant effects of ketamine',
  authors: [['Berman', 'Robert M.']],
  date: '2000-02-15',
  citationKey: 'bermanAntidepressant2000',
};
const plain: KeptWork = { ...berman, key: 'ZARA2006', title: 'A randomized trial', date: '2006' };

let server: TestServer;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await server.stop();
  for (const close of closing.splice(0)) await close();
});

async function start(zotero: string): Promise<void> {
  server = await TestServer.start(
    { 'references.bib': '@misc{a, title = {A}}\n' },
    { host: { loadTransport: () => Promise.resolve(nodeTransport) }, settings: { services: { zotero } } },
  );
  await server.open('paper.md', '---\nbibliography: references.bib\n---\n\nSee .\n');
}

const ask = <T>(method: string, parameters: object): Promise<T> =>
  server.connection.sendRequest(method, parameters);

test('works of Zotero are found, and added with the keys that Zotero has for them', async () => {
  const { citationKey: _, ...keyless } = plain;
  const zotero = await serveZotero({ libraries: [{ name: 'My Library', works: [berman, keyless] }] });
  closing.push(() => zotero.close());
  await start(zotero.url);
  const { items, message } = await ask<FoundInZotero>(searchZoteroRequest.method, { words: 'berman' });
  expect(message).toBe('');
  expect(items.map(({ key, year }) => [key, year])).toEqual([
    ['bermanAntidepressant2000', '2000'],
    ['ZARA2006', '2006'],
  ]);
  const added = await ask<AddedWorks>(addFromZoteroRequest.method, {
    textDocument: { uri: uriOf('paper.md') },
    keys: items.map(({ key }) => key),
  });
  expect(added.keys[0]).toBe('bermanAntidepressant2000');
  expect(added.keys[1]).toMatch(/berman/i);
  expect(JSON.stringify(added.edit)).toContain('Antidepressant effects of ketamine');
});

test('where Zotero does not run it is said, and nothing is added', async () => {
  const gone = await serveZotero({ libraries: [] });
  await gone.close();
  await start(gone.url);
  const { items, message } = await ask<FoundInZotero>(searchZoteroRequest.method, { words: 'berman' });
  expect(items).toEqual([]);
  expect(message).toMatch(/Zotero/);
  const added = await ask<AddedWorks>(addFromZoteroRequest.method, {
    textDocument: { uri: uriOf('paper.md') },
    keys: ['x'],
  });
  expect(added).toMatchObject({ edit: null, keys: [], message });
});
