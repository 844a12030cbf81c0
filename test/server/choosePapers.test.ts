import { afterEach, expect, test } from 'vitest';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { choosePapersRequest, manuscriptPapersRequest } from '../../src/protocol/requests.ts';
import { packText } from '../support/packs.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const paper = (id: string): string =>
  packText({
    id,
    source: {
      id,
      type: 'article-journal',
      title: 'Moods',
      issued: { 'date-parts': [[2001]] },
      DOI: `10.5555/${id}`,
    },
  });

const files = { '.psycite/packs/a.json': paper('alder2001'), '.psycite/packs/b.json': paper('birch2001') };
const all = ['abdallah2018', 'alder2001', 'birch2001'];

async function open(text: string, name = 'paper.md') {
  server = await TestServer.start(files, { capabilities: {} });
  await server.open(name, text);
  return { textDocument: { uri: uriOf(name) } };
}

async function chosen(text: string, papers: readonly string[]): Promise<string> {
  const document = await open(text);
  const { edit } = await server.request(choosePapersRequest, { ...document, papers: [...papers] });
  const edits: readonly TextEdit[] = Object.values((edit as WorkspaceEdit | null)?.changes ?? {}).flat();
  expect(edits.length).toBeLessThan(2);
  const lines = text.split('\n');
  const at = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  return edits.reduce<string>(
    (now, { range, newText }) => now.slice(0, at(range.start)) + newText + now.slice(at(range.end)),
    text,
  );
}

test.each([
  ['front matter is made', 'Moods.\n', ['alder2001'], '---\npsycite-papers: [alder2001]\n---\n\nMoods.\n'],
  [
    'a line is added',
    '---\ntitle: A\n---\n\nMoods.\n',
    [],
    '---\ntitle: A\npsycite-papers: []\n---\n\nMoods.\n',
  ],
  [
    'names stay as they are written, and those that nobody knows',
    '---\npsycite-papers: [10.5555/alder2001, oak1999]\ntitle: A\n---\n',
    ['alder2001', 'birch2001'],
    '---\npsycite-papers: [10.5555/alder2001, oak1999, birch2001]\ntitle: A\n---\n',
  ],
  [
    'a list with an item a line stays one',
    '---\npsycite-papers:\n  - alder2001\n  - birch2001\ntitle: A\n---\n',
    ['birch2001', 'abdallah2018'],
    '---\npsycite-papers:\n  - birch2001\n  - abdallah2018\ntitle: A\n---\n',
  ],
  [
    'the list goes where all are used',
    '---\ntitle: A\npsycite-papers:\n  - alder2001\nlang: en\n---\n',
    all,
    '---\ntitle: A\nlang: en\n---\n',
  ],
  ['nothing changes', 'Moods.\n', all, 'Moods.\n'],
  [
    'comments in a list stay where they are, and that of an item that goes',
    '---\npsycite-papers: # of this study\n  # trees\n  - "alder2001"   # the first\n\n  - birch2001 # the second\n  # more\nlang: en\n---\n',
    ['alder2001', 'abdallah2018'],
    '---\npsycite-papers: # of this study\n  # trees\n  - "alder2001"   # the first\n  - abdallah2018\n\n  # the second\n  # more\nlang: en\n---\n',
  ],
  [
    'comments stay where no item does',
    '---\npsycite-papers:\n  - alder2001 # the first\n  # more\n---\n',
    [],
    '---\npsycite-papers: []\n  # the first\n  # more\n---\n',
  ],
  [
    'comments stay where the list goes',
    '---\ntitle: A\npsycite-papers: # these\n  - alder2001 # the first\n  # more\n  - birch2001\nlang: en\n---\n',
    all,
    '---\ntitle: A\n# these\n# the first\n# more\nlang: en\n---\n',
  ],
  [
    'the comment of a line stays where the list goes',
    '---\npsycite-papers: [alder2001] # C# is no comment of its own\ntitle: A\n---\n',
    all,
    '---\n# C# is no comment of its own\ntitle: A\n---\n',
  ],
  [
    'comments in brackets stay',
    '---\npsycite-papers: [ # these\n  alder2001, # the first\n  birch2001\n] # all\ntitle: A\n---\n',
    ['birch2001'],
    '---\n# these\n# the first\npsycite-papers: [birch2001] # all\ntitle: A\n---\n',
  ],
])('papers are chosen: %s', async (_, text, papers, result) => {
  expect(await chosen(text, papers)).toBe(result);
});

test('the papers are listed with those in use', async () => {
  const { papers } = await listed('---\npsycite-papers: 10.5555/BIRCH2001\n---\n');
  expect(papers?.map(({ pack, isUsed }) => [pack, isUsed]).sort()).toEqual([
    ['abdallah2018', false],
    ['alder2001', false],
    ['birch2001', true],
  ]);
});

test('it is not offered where there is no front matter', async () => {
  expect(await listed('Moods.\n', 'paper.tex')).toEqual({ papers: null });
});

async function listed(text: string, name?: string) {
  const document = await open(text, name);
  return server.request(manuscriptPapersRequest, document);
}
