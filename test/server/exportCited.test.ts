import { afterEach, expect, test } from 'vitest';
import { exportCitedRequest, pasteReferencesRequest } from '../../src/protocol/requests.ts';
import { readWithCitationJs } from '../../src/server/formats/citationJs.ts';
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

const ris = 'TY  - JOUR\nAU  - Doe, Jane\nTI  - A trial\nPY  - 2003\nDO  - 10.1000/x\nER  - \n';
const paste = (name: string, text: string) =>
  server.request(pasteReferencesRequest, { textDocument: { uri: uriOf(name) }, text });

test('pasted references come in the format of the open bibliography, and only once', async () => {
  server = await TestServer.start({ 'refs.bib': bib });
  await server.open('refs.bib', bib);
  const answer = await paste('refs.bib', ris);
  expect(answer).toMatchObject({ message: 'Pasted one reference into refs.bib.', isConverted: true });
  const bibtex = '@book{other, title = {Other}}';
  expect(await paste('refs.bib', bibtex)).toMatchObject({ keys: ['other'], isConverted: false });
  const after = server.after('refs.bib', answer.edit as never);
  expect(after.startsWith(bib.trimEnd())).toBe(true);
  expect(after).toContain('doi = {10.1000/x}');
  expect((await paste('refs.bib', bib.slice(0, bib.indexOf('\n')))).message).toBe(
    'All of it is in this bibliography already.',
  );
});

test('a key that the text does not have is made in the style of the bibliography', async () => {
  const own =
    '@misc{berman2000, author = {Berman, R.}, year = 2000}\n@misc{zarate2006, author = {Zarate, C.}, year = 2006}\n';
  server = await TestServer.start({ 'refs.bib': own });
  await server.open('refs.bib', own);
  expect((await paste('refs.bib', ris)).keys).toEqual(['doe2003']);
  expect((await paste('refs.bib', ris.replace('TI', 'ID  - Mine\nTI'))).keys).toEqual(['Mine']);
});

test('what PsyCite cannot read is given to another reader, and text that is no references is said to be that', async () => {
  const host = { readForeign: (text: string) => Promise.resolve(readWithCitationJs(text)) };
  server = await TestServer.start({ 'refs.bib': bib }, { host });
  await server.open('refs.bib', bib);
  const txt =
    '[berman2000]\ntype: article\nauthor: Robert M. Berman\ntitle: Effects of ketamine\nyear: 2000\n';
  const answer = await paste('refs.bib', txt);
  expect(server.after('refs.bib', answer.edit as never)).toContain('author = {Berman, Robert M.}');
  expect((await paste('refs.bib', 'Ketamine works.')).message).toMatch(/^There are no references to paste/);
});
