import { afterEach, expect, test } from 'vitest';
import { exportCitedRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const bib = '@misc{one, title={One}, author={A, B}, year=2000}\n@misc{two, title={Two}}\n';

test('the works that the open manuscript cites, as it stands in the editor', async () => {
  server = await TestServer.start({ 'refs.bib': bib });
  await server.open('paper.md', '---\nbibliography: refs.bib\n---\n\nSee @one and @nobody.\n');
  const ask = (format: string, name = 'paper.md') =>
    server.request(exportCitedRequest, { textDocument: { uri: uriOf(name) }, format });
  expect(await ask('bibtex')).toEqual({
    text: '@misc{one, title={One}, author={A, B}, year=2000}\n',
    count: 1,
    undefinedKeys: ['nobody'],
    notes: [],
  });
  expect((await ask('hayagriva'))?.text).toMatch(/^one:\n {2}type: misc\n/);
  expect(await ask('docx')).toBeNull();
  expect(await ask('bibtex', 'refs.bib')).toBeNull();
});
