import { expect, it } from 'vitest';
import { convertCitations } from '../../src/client/commands/citations.ts';
import { convertCitationsRequest } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, Uri } from '../support/vscode.ts';

it('converts the citations of a manuscript though the person types on', async () => {
  editor.reset();
  const document = await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', '(Berman, 2000)');
  editor.show(document);
  let asked = 0;
  const fake = new FakeServer({
    [convertCitationsRequest.method]: () => {
      asked += 1;
      const { version } = document;
      if (asked === 1) document.set('(Berman, 2000) It');
      const textDocument = { uri: String(document.uri), version };
      return {
        edit: { documentChanges: [{ textDocument, edits: [{ newText: '[@berman2000]' }] }] },
        message: '',
      };
    },
  });
  await fake.server.start();
  await convertCitations(fake.server);
  expect(asked).toBe(2);
  expect(document.getText()).toBe('[@berman2000]');
});
