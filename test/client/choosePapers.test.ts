import { beforeEach, expect, test } from 'vitest';
import { choosePapers } from '../../src/client/commands/choosePapers.ts';
import type { LanguageServer } from '../../src/client/languageClient.ts';
import type { ChoosablePaper } from '../../src/protocol/requests.ts';
import { editor, Uri } from '../support/vscode.ts';

beforeEach(() => {
  editor.reset();
});

const papers: readonly ChoosablePaper[] = [
  { pack: 'alder2001', citation: 'Alder 2001', title: 'Moods', isUsed: true },
  { pack: 'birch2001', citation: 'Birch 2001', title: 'Trees', isUsed: false },
];

async function run(known: readonly ChoosablePaper[] | null) {
  editor.show(await editor.open(Uri.parse('file:///w/paper.md')));
  const asked: unknown[] = [];
  const applied: unknown[] = [];
  const server = {
    request: ({ method }: { method: string }, parameters: { papers?: unknown }) => {
      if (method === 'psycite/manuscriptPapers') return Promise.resolve({ papers: known });
      asked.push(parameters.papers);
      return Promise.resolve('answer');
    },
    applyAnswer: (answer: unknown) => Promise.resolve(applied.push(answer)),
  };
  await choosePapers(server as unknown as LanguageServer);
  return { asked, applied };
}

test('the papers in use are ticked, and those that stay ticked are written', async () => {
  let ticked: unknown;
  editor.pick = (items) => {
    const all = items as readonly { readonly label: string; readonly picked: boolean }[];
    ticked = all.filter(({ picked }) => picked).map(({ label }) => label);
    return all.slice(1);
  };
  expect(await run(papers)).toEqual({ asked: [['birch2001']], applied: ['answer'] });
  expect(ticked).toEqual(['Alder 2001']);
});

test('nothing is written where the list is left', async () => {
  expect(await run(papers)).toEqual({ asked: [], applied: [] });
});

test('it says that a language has no place for it', async () => {
  await expect(run(null)).rejects.toThrow('front matter');
});
