import { afterEach, expect, test } from 'vitest';
import { packText } from '../support/packs.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const paper = (id: string, DOI: string): string =>
  packText({
    id,
    source: { id, type: 'article-journal', title: 'Moods', issued: { 'date-parts': [[2001]] }, DOI },
  });

const files = {
  '.psycite/packs/alder.json': paper('alder2001', '10.5555/moods.1'),
  '.psycite/packs/elder.json': paper('elder2001', '10.5555/wines.77'),
  '.psycite/packs/birch.json': paper('birch2001', '10.5555/trees.2'),
};

async function told(papers: string, more: Readonly<Record<string, string>> = {}) {
  server = await TestServer.start({ ...files, ...more });
  const text = `---\n${papers}\n---\n\nMoods.\n`;
  await server.open('paper.md', text);
  const found = await server.diagnostics('paper.md');
  return found.filter(({ code }) => code === 'paper-unknown');
}

/** Where a word stands that is on the second line. */
const at = (line: string, word: string) => ({
  start: { line: 1, character: line.indexOf(word) },
  end: { line: 1, character: line.indexOf(word) + word.length },
});

test.each([
  ['an id in a list', 'psycite-papers: [birch2001, aldr2001]', 'aldr2001', 'alder2001'],
  ['an id in quotes', 'psycite-papers: "alder201"', 'alder201', 'alder2001'],
  ['a DOI', 'psycite-papers: 10.5555/mods.1', '10.5555/mods.1', '10.5555/moods.1'],
  ['digits alone', 'psycite-papers: [2001]', '2001', undefined],
  ['nothing near', 'psycite-papers: [willow1999]', 'willow1999', undefined],
  ['as near to two papers', 'psycite-papers: [older2001]', 'older2001', undefined],
])('a paper that there is none of is told of at its name: %s', async (_, line, name, near) => {
  const [problem, ...more] = await told(line);
  expect(more).toEqual([]);
  expect(problem?.range).toEqual(at(line, name));
  const actions = await server.codeActions('paper.md', problem!.range);
  const fixes = actions.filter(({ title }) => title.startsWith('Change to'));
  expect(fixes.map(({ title }) => title)).toEqual(near === undefined ? [] : [`Change to “${near}”`]);
  expect(problem!.message).toBe(
    `No paper has the id or DOI “${name}”.${near === undefined ? '' : ` Is “${near}” meant?`}`,
  );
  if (near !== undefined) expect(JSON.stringify(fixes[0]!.edit)).toContain(JSON.stringify(near));
});

test.each([
  [
    'ids and DOIs in any case, also as addresses',
    'psycite-papers: [ALDER2001, https://doi.org/10.5555/Trees.2]',
  ],
  ['the paper and the glossary that ship', 'psycite-papers: [abdallah2018, core-neuropsychopharmacology]'],
  ['none', 'psycite-papers: []'],
  ['a key without a value', 'psycite-papers:'],
])('nothing is told of %s', async (_, line) => {
  expect(await told(line)).toEqual([]);
});

test('nothing is told while the file of a paper is broken: it may be the one', async () => {
  expect(await told('psycite-papers: [oak1999]', { '.psycite/packs/oak.json': '{' })).toEqual([]);
});

test('a paper that the setting turns off is no unknown one', async () => {
  server = await TestServer.start(files, { settings: { packs: { enabled: ['birch2001'] } } });
  await server.open('paper.md', '---\npsycite-papers: [alder2001, oak1999]\n---\n\nMoods.\n');
  const problems = (await server.diagnostics('paper.md')).filter(({ code }) => code === 'paper-unknown');
  expect(problems.map(({ message }) => message)).toEqual(['No paper has the id or DOI “oak1999”.']);
});
