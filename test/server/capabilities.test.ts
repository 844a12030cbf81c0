/** What each capability of a client changes in the answers: without it, the form that every client takes. */
import { afterEach, expect, test } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { namedCommands } from '../../src/protocol/commands.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const files = {
  'refs.bib':
    '@article{berman2000, title={Of 5-HT_2A * and [x]}, author={Berman, R}, journal={J}, year={2000}, doi={10.1000/x}}\n',
};
const manuscript =
  '---\nbibliography: refs.bib\n---\n\n# One\n\n## Two\n\nSee @berman2000 and @nobody and @berman2001.\n';
const place = { line: 8, character: 6 };
const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
const textDocument = { uri: uriOf('paper.md') };
const ask = (method: string, more: object = {}): Promise<unknown> =>
  server.connection.sendRequest(method, { textDocument, position: place, ...more });

interface Row {
  readonly name: string;
  readonly has: ClientCapabilities;
  readonly commands?: readonly string[];
  readonly answer: () => Promise<unknown>;
  readonly without: (answer: string) => void;
  readonly with: (answer: string) => void;
}

const contains =
  (...parts: readonly string[]) =>
  (answer: string) => {
    for (const part of parts) expect(answer).toContain(part);
  };
const lacks =
  (...parts: readonly string[]) =>
  (answer: string) => {
    for (const part of parts) expect(answer).not.toContain(part);
  };
const both =
  (...checks: readonly ((answer: string) => void)[]) =>
  (answer: string) => {
    for (const check of checks) check(answer);
  };

const rows: readonly Row[] = [
  {
    name: 'hover.contentFormat',
    has: { textDocument: { hover: { contentFormat: ['markdown'] } } },
    answer: () => ask('textDocument/hover'),
    without: both(contains('"plaintext"', 'Of 5-HT_2A * and [x]'), lacks('\\\\', '**', '](')),
    with: contains('"markdown"', '**'),
  },
  {
    name: 'completionItem.documentationFormat',
    has: { textDocument: { completion: { completionItem: { documentationFormat: ['markdown'] } } } },
    answer: async () => {
      const { items } = await server.completion('paper.md', place);
      return server.resolve(items[0]!);
    },
    without: both(contains('"plaintext"'), lacks('**')),
    with: contains('"markdown"', '**'),
  },
  {
    name: 'completionList.itemDefaults',
    has: { textDocument: { completion: { completionList: { itemDefaults: ['editRange', 'data'] } } } },
    answer: () => ask('textDocument/completion'),
    without: both(contains('"textEdit"'), lacks('itemDefaults')),
    with: contains('"itemDefaults":{"editRange"'),
  },
  {
    name: 'documentSymbol.hierarchicalDocumentSymbolSupport',
    has: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
    answer: () => ask('textDocument/documentSymbol'),
    without: both(contains('"location"', '"containerName":"One"'), lacks('selectionRange')),
    with: both(contains('selectionRange', 'children'), lacks('"location"')),
  },
  {
    name: 'definition.linkSupport',
    has: { textDocument: { definition: { linkSupport: true } } },
    answer: () => ask('textDocument/definition'),
    without: both(contains('"uri"', '"range"'), lacks('targetUri')),
    with: contains('targetUri', 'originSelectionRange'),
  },
  {
    name: 'workspaceEdit.documentChanges, in a rename',
    has: { workspace: { workspaceEdit: { documentChanges: true } } },
    answer: () => ask('textDocument/rename', { newName: 'other' }),
    without: both(contains('"changes":{'), lacks('documentChanges')),
    with: contains('"documentChanges":['),
  },
  {
    name: 'workspaceEdit.documentChanges, in a fix',
    has: { workspace: { workspaceEdit: { documentChanges: true } } },
    answer: () => ask('textDocument/codeAction', { range: whole, context: { diagnostics: [] } }),
    without: both(contains('"changes":{'), lacks('documentChanges')),
    with: contains('"documentChanges":['),
  },
  {
    name: 'publishDiagnostics.codeDescriptionSupport',
    has: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } },
    answer: () => server.diagnostics('paper.md', (list) => list.length > 0),
    without: lacks('codeDescription'),
    with: contains('codeDescription'),
  },
  {
    name: 'the commands that a client runs, in actions',
    has: {},
    commands: namedCommands,
    answer: () => ask('textDocument/codeAction', { range: whole, context: { diagnostics: [] } }),
    without: lacks('"command":"psycite.'),
    with: () => undefined,
  },
  {
    name: 'the commands that a client runs, in lenses',
    has: {},
    commands: namedCommands,
    answer: async () => {
      await server.open('refs.bib', files['refs.bib']);
      return server.connection.sendRequest('textDocument/codeLens', {
        textDocument: { uri: uriOf('refs.bib') },
      });
    },
    without: (answer) => expect(answer).toBe('null'),
    with: contains('cited once'),
  },
];

test.each(rows)('$name', async ({ has, commands = [], answer, without, with: withIt }) => {
  server = await TestServer.start(files, { capabilities: {}, commands: [] });
  await server.open('paper.md', manuscript);
  without(JSON.stringify(await answer()));
  await server.stop();
  server = await TestServer.start(files, { capabilities: has, commands });
  await server.open('paper.md', manuscript);
  withIt(JSON.stringify(await answer()));
});
