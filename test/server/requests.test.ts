import { afterEach, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  DefinitionRequest,
  LSPErrorCodes,
  RenameRequest,
} from 'vscode-languageserver-protocol';
import { shippedPacks } from '../../src/packs/index.ts';
import { addToBibliographyRequest } from '../../src/protocol/requests.ts';
import { root, TestServer, uriOf } from '../support/server.ts';

const bibliography = '@misc{berman2000, title = {Ketamine}}\n@misc{berman2001, title = {Lithium}}\n';

let server: TestServer;
afterEach(() => server.stop());

describe('while the server waits', () => {
  /** A server that finds no bibliography before `ready` is called. */
  async function waiting(files: Readonly<Record<string, string>>): Promise<() => void> {
    let ready = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const loadPacks = () => held.then(() => shippedPacks);
    server = await TestServer.start(files, { host: { loadPacks } });
    return ready;
  }
  const text = 'See [@berman2000] and [@berman2001].';

  test.each(['hover', 'definition', 'prepareRename', 'references', 'codeAction'])(
    'an edit makes the place that textDocument/%s was about another one: the answer says so',
    async (method) => {
      const ready = await waiting({ 'references.bib': bibliography });
      await server.open('paper.md', text);
      const position = { line: 0, character: 8 };
      const answer = server.connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri: uriOf('paper.md') },
        position,
        range: { start: position, end: position },
        context: { includeDeclaration: true, diagnostics: [] },
      });
      const failed = expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
      const start = { line: 0, character: 0 };
      await server.change('paper.md', 'Now ', { start, end: start });
      await server.symbols('paper.md'); // which waits for nothing: the server has the edit
      ready();
      await failed;
    },
  );

  test.each(['hover', 'definition', 'completion', 'rename'])(
    'a textDocument/%s that is cancelled is answered as cancelled',
    async (method) => {
      const ready = await waiting({ 'references.bib': bibliography });
      await server.open('paper.md', text);
      const cancel = new CancellationTokenSource();
      const answer = server.connection.sendRequest(
        `textDocument/${method}`,
        { textDocument: { uri: uriOf('paper.md') }, position: { line: 0, character: 8 }, newName: 'x' },
        cancel.token,
      );
      const failed = expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
      cancel.cancel();
      ready();
      await failed;
    },
  );

  test('completion goes on: typing ahead must not close the list', async () => {
    const ready = await waiting({ 'references.bib': bibliography });
    const cursor = await server.open('paper.md', 'See [@b$0');
    const answer = server.completion('paper.md', cursor);
    await server.change('paper.md', 'e', { start: cursor, end: cursor });
    await server.symbols('paper.md');
    ready();
    const list = await answer;
    expect(list.isIncomplete).toBe(true);
    expect(list.items.map(({ label }) => label)).toContain('berman2000');
  });

  test('a rename that comes first of all reaches every manuscript', async () => {
    const ready = await waiting({
      'references.bib': bibliography,
      'other.md': 'Again [@berman2000].\n',
      'more/third.md': '---\nbibliography: ../references.bib\n---\n\nAnd [@berman2000].\n',
    });
    const cursor = await server.open('paper.md', 'See [@ber$0man2000].');
    const answer = server.rename('paper.md', cursor, 'berman2000a');
    ready();
    const edit = await answer;
    for (const name of ['paper.md', 'other.md', 'more/third.md', 'references.bib'])
      expect(server.after(name, edit), name).toContain('berman2000a');
  });
});

describe('a client that takes the plain forms alone', () => {
  const start = (files: Readonly<Record<string, string>>) =>
    TestServer.start(files, { capabilities: { workspace: { workspaceFolders: true } } });

  test('is given locations', async () => {
    server = await start({ 'references.bib': bibliography });
    const position = await server.open('paper.md', 'See [@ber$0man2000].');
    const found = await server.connection.sendRequest(DefinitionRequest.type, {
      textDocument: { uri: uriOf('paper.md') },
      position,
    });
    expect(found).toEqual([
      {
        uri: uriOf('references.bib'),
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 16 } },
      },
    ]);
  });

  test('is given edits by document', async () => {
    server = await start({ 'references.bib': bibliography });
    const position = await server.open('paper.md', 'See [@ber$0man2000].');
    const edit = await server.connection.sendRequest(RenameRequest.type, {
      textDocument: { uri: uriOf('paper.md') },
      position,
      newName: 'b',
    });
    expect(edit?.documentChanges).toBeUndefined();
    expect(edit?.changes).toEqual({
      [uriOf('paper.md')]: [
        { range: { start: { line: 0, character: 6 }, end: { line: 0, character: 16 } }, newText: 'b' },
      ],
      [uriOf('references.bib')]: [
        { range: { start: { line: 0, character: 6 }, end: { line: 0, character: 16 } }, newText: 'b' },
      ],
    });
  });

  test('is given the text of a new file without the making of it', async () => {
    server = await start({});
    await server.open('paper.md', 'See [@murrough2013].');
    const { edit } = await server.request(addToBibliographyRequest, {
      textDocument: { uri: uriOf('paper.md') },
      pack: 'abdallah2018',
      works: ['murrough2013'],
    });
    expect(Object.keys((edit as { changes: object }).changes)).toEqual([
      `${root}/references.bib`,
      uriOf('paper.md'),
    ]);
  });
});
