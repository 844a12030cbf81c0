import { afterEach, expect, test } from 'vitest';
import { addTermRequest, defineRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const path = '.psycite/glossary.yaml';
const glossary = `terms:
  - short: QRSX
    long: quick rating scale of xenia
    definition: A scale of ours.
    source: b00
  - short: CSP
    long: chronic sleep pattern
`;
const library = '@article{b00, title = {A title}, author = {Berman, R. M.}, year = {2000}}';

test('own words are known at once, before all others, and lead to their place', async () => {
  server = await TestServer.start({ [path]: glossary, 'references.bib': library });
  await server.open('paper.md', 'The QRSX of a CSP.\n');
  const card = (await server.hover('paper.md', { line: 0, character: 5 }))?.markdown;
  expect(card).toContain('A scale of ours.');
  expect(card).toContain('Berman');
  expect(card).toContain('From your glossary');
  const csp = (await server.hover('paper.md', { line: 0, character: 16 }))?.markdown;
  expect(csp).toContain('chronic sleep pattern');
  const [place] = await server.definition('paper.md', { line: 0, character: 5 });
  expect(place).toMatchObject({
    targetUri: uriOf(path),
    targetSelectionRange: { start: { line: 2, character: 10 } },
  });
  const { senses } = await server.request(defineRequest, { query: 'csp' });
  expect(senses.map(({ label }) => label).slice(0, 2)).toEqual([
    'chronic sleep pattern',
    'chronic stress pathology',
  ]);
});

test('a change on disk is taken in, and what is wrong is told', async () => {
  server = await TestServer.start({ [path]: glossary });
  await server.write(path, 'terms:\n  - definition: nothing\n');
  await server.diagnostics(path, (list) => list[0]?.code === 'pack-schema');
  await server.write(path, 'terms:\n  - long: glowing newt\n');
  await server.diagnostics(path, (list) => list.length === 0);
  const { senses } = await server.request(defineRequest, { query: 'glowing newt' });
  expect(senses[0]).toMatchObject({ label: 'glowing newt', source: 'your glossary' });
});

test('a term is added to the glossary, which is made where there is none', async () => {
  server = await TestServer.start({});
  await server.open('paper.md', 'The QRSX.\n');
  const textDocument = { uri: uriOf('paper.md') };
  const first = await server.request(addTermRequest, { textDocument, long: 'quick scale', short: 'QRSX' });
  expect(first.message).toContain('Added “quick scale”');
  expect(JSON.stringify(first.edit)).toContain('"kind":"create"');
  expect(JSON.stringify(first.edit)).toContain('short: QRSX');
  await server.write(path, 'terms:\n  - short: QRSX\n    long: quick scale\n');
  await expect
    .poll(async () => (await server.request(defineRequest, { query: 'qrsx' })).senses[0]?.label)
    .toBe('quick scale');
  const again = await server.request(addTermRequest, { textDocument, long: 'Quick scale', short: 'QRSX' });
  expect(again.edit).toBeNull();
  expect(again.message).toContain('already');
  const second = await server.request(addTermRequest, { textDocument, long: 'slow scale', source: 'b00' });
  expect(JSON.stringify(second.edit)).not.toContain('"kind":"create"');
  expect(JSON.stringify(second.edit)).toContain('  - long: slow scale\\n    source: b00\\n');
  await expect(server.request(addTermRequest, { textDocument } as never)).rejects.toThrow(/psycite\/addTerm/);
});

test('what the manuscript defines is found by Define', async () => {
  server = await TestServer.start({});
  await server.open('paper.tex', '\\newacronym{qrsx}{QRSX}{quick rating scale of xenia}\nText.\n');
  const textDocument = { uri: uriOf('paper.tex') };
  const { senses } = await server.request(defineRequest, { textDocument, query: 'QRSX' });
  expect(senses[0]).toMatchObject({
    label: 'quick rating scale of xenia',
    source: 'this manuscript',
    pack: '',
  });
});
