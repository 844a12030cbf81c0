import { beforeEach, expect, it } from 'vitest';
import { writePack } from '../../src/client/commands/importPaper.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, Uri } from '../support/vscode.ts';

const pack = Uri.parse('file:///paper/.psycite/packs/alder2020.json');

beforeEach(() => {
  editor.reset();
});

it('a paper that was written is told to the server, which need not wait for what watches files', async () => {
  const fake = new FakeServer({});
  await fake.server.start();
  await writePack(fake.server, pack as never, '{}');
  expect([...editor.disk]).toEqual([[String(pack), '{}']]);
  await Promise.resolve();
  expect(fake.received).toEqual([
    { method: 'workspace/didChangeWatchedFiles', parameters: { changes: [{ uri: String(pack), type: 2 }] } },
  ]);
});
