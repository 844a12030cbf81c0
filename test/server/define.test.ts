import { afterEach, expect, test } from 'vitest';
import { defineRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

test('a word is looked up without any document', async () => {
  server = await TestServer.start({});
  const { senses } = await server.request(defineRequest, { query: 'csp' });
  expect(senses[0]).toMatchObject({ label: 'chronic stress pathology', likelihood: 'possible' });
  expect(senses[0]?.elsewhere).toContain('cavum septum pellucidum');
});

test('with a manuscript the card says what its bibliography holds', async () => {
  server = await TestServer.start({
    'references.bib':
      '@article{b00, title = {Antidepressant effects of ketamine in depressed patients}, author = {Berman, R. M.}, year = {2000}}',
  });
  await server.open('paper.md', 'Ketamine [@b00].');
  const textDocument = { uri: uriOf('paper.md') };
  const { senses } = await server.request(defineRequest, { textDocument, query: 'ketamine', limit: 1 });
  expect(senses).toHaveLength(1);
  expect(senses[0]?.card).toContain('in your bibliography as b00');
});

test.each([{}, { query: 5 }, { query: 'x', textDocument: 'y' }])(
  'wrong parameters are refused: %j',
  async (params) => {
    server = await TestServer.start({});
    await expect(server.request(defineRequest, params as never)).rejects.toThrow(/psycite\/define/);
  },
);
