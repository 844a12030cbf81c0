import { beforeEach, expect, it, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { registerPackDocuments } from '../../src/client/packDocuments.ts';
import { packDocumentRequest, packsChangedNotification } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, Uri } from '../support/vscode.ts';

beforeEach(() => {
  editor.reset();
});

it('shows a paper anew once it has been imported again', async () => {
  let text = 'Read once.';
  const fake = new FakeServer({ [packDocumentRequest.method]: () => ({ text, places: [] }) });
  registerPackDocuments({ subscriptions: [] } as unknown as ExtensionContext, fake.server);
  await fake.server.start();
  const page = await editor.open(Uri.from({ scheme: 'psycite-pack', path: '/hua2024.md' }));
  const manuscript = await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', 'As it was.');
  expect(page.getText()).toBe('Read once.');

  text = 'Read again.';
  fake.tell(packsChangedNotification);
  await vi.waitFor(() => {
    expect(page.getText()).toBe('Read again.');
  });
  expect(manuscript.getText()).toBe('As it was.');
});
