import { expect, it } from 'vitest';
import { addReference } from '../../src/client/commands/addReference.ts';
import { searchReferencesRequest } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, type QuickPick, Uri } from '../support/vscode.ts';

it('lists a few works at hand, then the searches elsewhere, then the other works', async () => {
  editor.reset();
  const items = Array.from({ length: 50 }, (_, at) => ({
    key: `w${at}`,
    pack: null,
    label: `Work ${at}`,
    where: '',
    title: 'On ketamine',
    container: '',
  }));
  const fake = new FakeServer({ [searchReferencesRequest.method]: () => ({ items }) });
  await fake.server.start();
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', 'Text.'));
  void addReference(fake.server).catch(() => undefined);
  const picker = editor.quickPick as QuickPick<{ readonly label: string }>;
  picker.type('ketamine');
  await expect.poll(() => picker.items.length).toBe(52);
  expect(picker.items.slice(4, 8).map(({ label }) => label)).toEqual([
    'Work 4',
    '$(search) Search PubMed for “ketamine”',
    '$(search) Search Crossref for “ketamine”',
    'Work 5',
  ]);
});
