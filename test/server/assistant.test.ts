/**
 * The assistants' tools in the editor: the language server's own requests, and what package.json says of
 * them.
 */
import { readFileSync } from 'node:fs';
import { is } from 'valibot';
import { afterEach, describe, expect, test } from 'vitest';
import { ErrorCodes } from 'vscode-languageserver-protocol';
import { jsonSchema, makeContracts } from '../../src/cli/mcp/contracts.ts';
import { callToolRequest, checkDraftRequest } from '../../src/protocol/assistants.ts';
import { AssistantLibrary } from '../../src/server/assistant/library.ts';
import { toolArguments } from '../../src/server/assistant/toolArguments.ts';
import { Workspace } from '../../src/server/workspace.ts';
import { memoryHost } from '../support/memoryHost.ts';
import { root, TestServer, uriOf } from '../support/server.ts';

const files = {
  'references.bib':
    '@article{berman2000, title={Ketamine}, author={Berman, Robert M. and Cappiello, Angela}, year=2000}',
  'paper.md': 'Nothing yet.',
};

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const call = (tool: string, given: Record<string, unknown>) =>
  server!.request(callToolRequest, { tool, arguments: given });

describe('psycite/callTool', () => {
  test('answers as psycite mcp does, from the text as the editor has it', async () => {
    server = await TestServer.start(files);
    await server.open('paper.md', 'As [@berman2000] and [@berman2001] say.');
    const { fields, texts } = await call('manuscript_citations', { manuscript: 'paper.md' });
    expect(makeContracts().manuscript_citations.output.safeParse(fields).error).toBeUndefined();
    expect(fields).toMatchObject({
      status: 'unknown',
      keys: [
        { key: 'berman2000', status: 'known' },
        { key: 'berman2001', status: 'unknown' },
      ],
    });
    expect(texts[0]).toBe('unknown: 1 known, 0 ambiguous, 1 unknown.');
    expect((await call('search_references', { query: 'ketamine', manuscript: null })).fields).toMatchObject({
      works: expect.arrayContaining([expect.objectContaining({ key: 'berman2000' })]) as unknown,
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['no_such_tool', {}],
    ['__proto__', {}],
    ['search_references', {}],
    ['search_references', { query: 7 }],
    ['search_references', { query: 'x', limit: 1000 }],
    ['cite', { keys: [], manuscript: 'paper.md' }],
    ['define_term', { term: 'x'.repeat(1_000_000) }],
    ['check_manuscript', {}],
    ['manuscript_outline', { manuscript: '../paper.md' }],
    ['manuscript_outline', { manuscript: 'file:///etc/passwd' }],
    ['manuscript_outline', { manuscript: 'none.md' }],
  ])('%s refuses what it cannot take', async (tool, given) => {
    server = await TestServer.start(files);
    await expect(call(tool, given)).rejects.toMatchObject({ code: ErrorCodes.InvalidParams });
  });
});

describe('psycite/checkDraft', () => {
  const check = async (text: string) => {
    server = await TestServer.start(files);
    await server.open('paper.md', 'Nothing yet.');
    return server.request(checkDraftRequest, { textDocument: { uri: uriOf('paper.md') }, text });
  };

  test('tells what is known, unknown and wrong, in the order of the text', async () => {
    const { findings, note } = await check(
      'Ketamine 0.5 mg/kg helped [@berman2000] (Berman & Cappiello, 2001), see doi:10.1234/none.',
    );
    expect(findings.map(({ kind, status, text }) => [kind, status, text])).toEqual([
      ['dose', 'known', '0.5 mg/kg'],
      ['key', 'known', 'berman2000'],
      ['citation', 'unknown', 'Berman & Cappiello, 2001'],
      ['doi', 'unknown', '10.1234/none'],
    ]);
    expect(note).toBe('4 findings, of which 2 to look at.');
  });

  test('offers fixes that change the text', async () => {
    const text = 'It helped [@bermann2000].';
    const { findings } = await check(text);
    const { fixes } = findings.find(({ kind }) => kind === 'problem')!;
    const [edit] = fixes[0]!.edits;
    expect(text.slice(0, edit!.start) + edit!.text + text.slice(edit!.end)).toBe('It helped [@berman2000].');
  });
});

describe('while the library is being read', () => {
  test('a call is refused in one sentence, and one that is cancelled ends', async () => {
    const memory = memoryHost(new Map([[`${root}/paper.md`, '[@a]']]));
    const reading = { ...memory.files, read: () => new Promise<never>(() => undefined) };
    const host = { ...memory, files: reading };
    const workspace = new Workspace(host, {
      libraryChanged: () => undefined,
      fileChanged: () => undefined,
      packsChanged: () => undefined,
      progress: () => () => undefined,
      log: () => undefined,
    });
    workspace.setShippedPacks([]);
    workspace.setFolders([root]);
    const library = new AssistantLibrary(workspace, host, 50);
    const { signal } = new AbortController();
    await expect(library.manuscript('paper.md', signal)).rejects.toMatchObject({
      kind: 'not-ready',
      message: 'The library is still being read; ask again in a moment.',
    });
    const controller = new AbortController();
    const cancelled = library.library(undefined, controller.signal);
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
    workspace.dispose();
  });
});

describe('package.json', () => {
  const { contributes } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as {
    contributes: {
      languageModelTools: readonly {
        name: string;
        displayName: string;
        modelDescription: string;
        userDescription: string;
        inputSchema: unknown;
      }[];
    };
  };
  const contracts = makeContracts();

  test('offers the same tools as psycite mcp, each with what it reads', () => {
    expect(
      contributes.languageModelTools.map(({ name, displayName, modelDescription, inputSchema }) => ({
        name,
        displayName,
        modelDescription,
        inputSchema,
      })),
    ).toEqual(
      Object.entries(contracts).map(([name, { title, description, input }]) => ({
        name: `psycite_${name}`,
        displayName: title,
        modelDescription: description,
        inputSchema: jsonSchema(input),
      })),
    );
    for (const { userDescription } of contributes.languageModelTools)
      expect(userDescription).toMatch(/^Reads .+\. Nothing is changed\.$/);
  });

  test('the server takes what the contracts say', () => {
    for (const [name, { input }] of Object.entries(contracts)) {
      const { properties, required = [] } = jsonSchema(input) as {
        properties: Record<string, { type?: string }>;
        required?: readonly string[];
      };
      const schema = toolArguments[name as keyof typeof toolArguments];
      expect(Object.keys(schema.entries), name).toEqual(Object.keys(properties));
      const right = Object.fromEntries(
        Object.entries(properties).map(([member, { type }]) => [
          member,
          type === 'array' ? ['a'] : type === 'integer' ? 1 : 'a',
        ]),
      );
      expect(is(schema, right), name).toBe(true);
      for (const member of Object.keys(right)) {
        expect(is(schema, { ...right, [member]: {} }), `${name}: ${member}`).toBe(false);
        const { [member]: _, ...rest } = right;
        expect(is(schema, rest), `${name}: ${member}`).toBe(!required.includes(member));
      }
    }
  });
});
