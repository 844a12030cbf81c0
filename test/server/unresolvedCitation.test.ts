import { afterEach, expect, test } from 'vitest';
import { citationTextRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const entry = '@article{berman2000, author = {Berman, R.}, title = {Ketamine}, year = 2000}\n';

async function opened(text: string, options: Parameters<typeof TestServer.start>[1] = {}) {
  server = await TestServer.start({ 'refs.bib': entry }, options);
  return await server.open('paper.md', `---\nbibliography: refs.bib\n---\n\n${text}\n`);
}

const searches = async (at: Awaited<ReturnType<typeof opened>>) =>
  (await server.codeActions('paper.md', { start: at, end: at })).filter(({ title }) =>
    title.startsWith('Search for'),
  );

test.each([
  ['As Krys$0tal (2019) says.', 'Krystal 2019'],
  ['It helps (Krys$0tal & Duman, 2019, p. 3).', 'Krystal Duman 2019'],
  ['It helps (Berman, 2000; Krys$0tal et al., 2019).', 'Krystal 2019'],
])('%s is searched for by what is printed', async (text, words) => {
  const at = await opened(text);
  expect((await searches(at)).map(({ title }) => title)).toEqual([`Search for “${words}”…`]);
  const [action] = await searches(at);
  expect(action!.command).toMatchObject({ command: 'psycite.searchForWork' });
  expect(action!.command!.arguments?.slice(0, 2)).toEqual([uriOf('paper.md'), words]);
  expect((await server.hover('paper.md', at))?.markdown).toMatch(/A quick fix searches for it\.$/);
});

test('what is known is not searched for, nor is anything where the editor cannot', async () => {
  expect(await searches(await opened('As Ber$0man (2000) says.'))).toEqual([]);
  await server.stop();
  const at = await opened('As Krys$0tal (2019) says.', { commands: [] });
  expect(await searches(at)).toEqual([]);
  expect((await server.hover('paper.md', at))?.markdown).not.toContain('quick fix');
});

test.each([
  ['As Krys$0tal (2019) says.', 'As @berman2000 says.'],
  ['It helps (see Krys$0tal, 2019, p. 3).', 'It helps [see @berman2000, p. 3].'],
  ['It helps (Berman, 2000; Krys$0tal et al., 2019).', undefined],
  ['No citation he$0re.', undefined],
])('%s is replaced by the work that was found', async (text, expected) => {
  const position = await opened(text);
  const textDocument = { uri: uriOf('paper.md') };
  const answer = await server.request(citationTextRequest, {
    textDocument,
    position,
    keys: ['berman2000'],
    instead: 'yes',
  });
  if (expected === undefined) expect(answer).toEqual({ text: '' });
  else {
    const edit = { range: answer.range!, newText: answer.text };
    expect(
      server.after('paper.md', {
        documentChanges: [{ textDocument: { ...textDocument, version: null }, edits: [edit] }],
      }),
    ).toContain(expected);
  }
});
