import { afterEach, describe, expect, test } from 'vitest';
import {
  ApplyWorkspaceEditRequest,
  ExecuteCommandRequest,
  InitializeRequest,
  ShutdownRequest,
} from 'vscode-languageserver-protocol/node';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const bib =
  '@article{a, title={Of 5-HT_2A * and [x]}, author={Berman, Robert}, year=2000, doi={10.1000/x_y}}\n';
const manuscript = '---\nbibliography: refs.bib\n---\n\n# Background\n\n## Trials\n\nSee @$0a and @nobody.\n';

const start = async (capabilities = {}) => {
  server = await TestServer.start({ 'refs.bib': bib }, { capabilities, commands: [] });
  return await server.open('paper.md', manuscript);
};

describe('a client that declares nothing', () => {
  test('reads a hover as plain text', async () => {
    const card = await hoverAt(await start());
    expect(card.kind).toBe('plaintext');
    expect(card.value).toContain('Of 5-HT_2A * and [x]');
    expect(card.value).not.toMatch(/\\|\*\*|\]\(/);
  });

  test('gets symbols as a flat list with places', async () => {
    await start();
    expect(await server.symbols('paper.md')).toMatchObject([
      { name: 'Background', location: { uri: uriOf('paper.md'), range: { start: { line: 4 } } } },
      { name: 'Trials', containerName: 'Background', location: { range: { start: { line: 6 } } } },
    ]);
  });

  test('gets no description of codes, and no command that only VS Code knows', async () => {
    await start();
    const problems = await server.diagnostics('paper.md', (list) => list.length === 1);
    expect(problems[0]).not.toHaveProperty('codeDescription');
    expect(problems[0]).not.toHaveProperty('relatedInformation');
    await server.open('refs.bib', bib);
    expect(await server.lenses('refs.bib')).toEqual([]);
  });

  test('runs the command of a completion on the server, which adds the entry', async () => {
    const place = await start();
    const { items } = await server.completion('paper.md', place);
    const command = items.find(({ command }) => command?.command === 'psycite.addToBibliography')?.command;
    expect(server.initialized?.capabilities.executeCommandProvider?.commands).toContain(command?.command);
    const edits: unknown[] = [];
    server.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      edits.push(edit);
      return { applied: true };
    });
    await server.connection.sendRequest(ExecuteCommandRequest.type, {
      command: command!.command,
      arguments: command!.arguments!,
    });
    expect(JSON.stringify(edits)).toContain(`{${command!.arguments![3] as string},`);
    const wrong = { command: 'psycite.showReferences', arguments: [] };
    await expect(server.connection.sendRequest(ExecuteCommandRequest.type, wrong)).rejects.toMatchObject({
      code: -32602,
    });
  });
});

describe('a client that runs the commands itself', () => {
  test('is not offered that the server does, for it would have the command twice', async () => {
    server = await TestServer.start({});
    expect(server.initialized?.capabilities.executeCommandProvider).toBeUndefined();
  });
});

describe('out of order', () => {
  test('a second initialize, and parameters of another shape', async () => {
    server = await TestServer.start({});
    const { connection } = server;
    const initialize = { processId: null, rootUri: null, capabilities: {} };
    await expect(connection.sendRequest(InitializeRequest.type, initialize)).rejects.toMatchObject({
      code: -32600,
    });
    for (const [method, params] of malformed)
      await expect(connection.sendRequest(method, params), method).rejects.toMatchObject({ code: -32602 });
  });

  test('a request behind shutdown', async () => {
    server = await TestServer.start({});
    await server.connection.sendRequest(ShutdownRequest.type);
    await expect(server.connection.sendRequest('textDocument/hover', {})).rejects.toMatchObject({
      code: -32600,
    });
    await expect(server.connection.sendRequest(ShutdownRequest.type)).rejects.toMatchObject({ code: -32600 });
    server = await TestServer.start({});
  });
});

const textDocument = { uri: uriOf('paper.md') };
const malformed: [string, object][] = [
  ['textDocument/hover', {}],
  ['textDocument/hover', { textDocument, position: { line: 'x' } }],
  ['textDocument/completion', { textDocument }],
  ['textDocument/rename', { textDocument, position: { line: 0, character: 0 } }],
  ['textDocument/codeAction', { textDocument, range: { start: { line: 0, character: 0 } } }],
  ['textDocument/documentSymbol', { textDocument: { uri: 1 } }],
  ['workspace/symbol', { query: null }],
  ['psycite/outline', { textDocument: [] }],
];

async function hoverAt(position: { line: number; character: number }) {
  const answer = await server.connection.sendRequest('textDocument/hover', { textDocument, position });
  return (answer as { contents: { kind: string; value: string } }).contents;
}
