import { afterEach, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());
const names = async (name: string) => (await server.symbols(name)).map((one) => one.name);

test('an open YAML that becomes Hayagriva is read as that, and back', async () => {
  server = await TestServer.start({});
  const csl = 'references:\n- id: a2000\n  type: book\n  title: T\n';
  await server.open('list.yaml', csl, 'yaml');
  expect(await names('list.yaml')).toEqual(['a2000']);
  await server.change('list.yaml', 'h2001:\n  type: book\n  title: T\n');
  expect(await names('list.yaml')).toEqual(['h2001']);
  await server.change('list.yaml', csl);
  expect(await names('list.yaml')).toEqual(['a2000']);
});

test('references that are pasted into an open text make it a list of them, and go with them', async () => {
  server = await TestServer.start({});
  await server.open('notes.txt', 'Nothing.\n', 'plaintext');
  expect(await names('notes.txt')).toEqual([]);
  const start = { line: 0, character: 0 };
  await server.change('notes.txt', 'TY  - BOOK\nID  - r2000\nTI  - T\nER  - \n', { start, end: start });
  expect(await names('notes.txt')).toEqual(['r2000']);
  await server.change('notes.txt', 'Nothing again.\n');
  expect(await names('notes.txt')).toEqual([]);
  await server.change('notes.txt', 'TY  - BOOK\nID  - s2001\nTI  - T\nER  - \n');
  expect(await names('notes.txt')).toEqual(['s2001']);
});
