/** Fixes of what is wrong in a bibliography and with its declaration, each one edit of one file. */
import { afterEach, expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

async function fixesOf(name: string, code: string): Promise<{ problem: Diagnostic; actions: CodeAction[] }> {
  const problems = await server.diagnostics(name, (list) => list.some((one) => one.code === code));
  const problem = problems.find((one) => one.code === code)!;
  const actions = await server.codeActions(name, problem.range, [problem]);
  return { problem, actions: actions.filter(({ diagnostics }) => diagnostics?.[0]?.code === code) };
}

test('a missing comma is written, as the preferred fix', async () => {
  const source = '@misc{a2000,\n  title = {A}\n  year = {2000}\n}\n';
  server = await TestServer.start({ 'refs.bib': source });
  await server.open('paper.md', 'See @a2000.');
  await server.open('refs.bib', source);
  const { actions } = await fixesOf('refs.bib', 'bib-syntax');
  expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
    ['Write a comma behind this value', true],
  ]);
  expect(server.after('refs.bib', actions[0]!.edit)).toBe(source.replace('{A}', '{A},'));
});

const cited = { bib: '@misc{a2000, title = {A}}', unused: '@misc{b2001, title = {B}}' };

test.each([
  ['refs.bib', `${cited.bib}\n\n${cited.unused}\n`, `${cited.bib}\n`],
  ['refs.bib', `${cited.unused}\n\n${cited.bib}\n`, `${cited.bib}\n`],
  ['refs.bib', `${cited.unused} ${cited.bib}\n`, ` ${cited.bib}\n`],
  [
    'refs.bib',
    cited.unused.replace('b2001', 'c2002').concat('\r\n\r\n', cited.bib, '\r\n'),
    `${cited.bib}\r\n`,
  ],
  [
    'refs.json',
    '[\n  {"id": "a2000", "title": "A"},\n  {"id": "b2001", "title": "B"}\n]\n',
    '[\n  {"id": "a2000", "title": "A"}\n]\n',
  ],
  [
    'refs.json',
    '[\n  {"id": "b2001", "title": "B"},\n  {"id": "a2000", "title": "A"}\n]\n',
    '[\n  {"id": "a2000", "title": "A"}\n]\n',
  ],
  [
    'refs.yaml',
    'references:\n- id: a2000\n  title: A\n- id: b2001\n  title: B\n',
    'references:\n- id: a2000\n  title: A\n',
  ],
  [
    'refs.ris',
    'TY  - JOUR\nID  - a2000\nTI  - A\nER  - \n\nTY  - JOUR\nID  - b2001\nTI  - B\nER  - \n',
    'TY  - JOUR\nID  - a2000\nTI  - A\nER  - \n',
  ],
])('%s: an entry that nobody cites can be removed: %j', async (name, source, after) => {
  server = await TestServer.start({ [name]: source });
  await server.open('paper.md', `---\nbibliography: ${name}\n---\nSee @a2000.`);
  await server.open(name, source);
  const { actions } = await fixesOf(name, 'bib-unused-entry');
  expect(actions).toHaveLength(1);
  expect(actions[0]).toMatchObject({ title: expect.stringMatching(/^Remove “[bc]200[12]”$/) as string });
  expect(actions[0]!.isPreferred).toBeUndefined();
  expect(server.after(name, actions[0]!.edit)).toBe(after);
});

test('of two entries with one key, the second can go where it says what the first says, and only there', async () => {
  const first = '@article{a2000,\n  title = {A},\n  year = 2000\n}\n';
  const same = '@Article{a2000, year = {2000}, TITLE = "A"}\n';
  const other = '@article{a2000, title = {Another}}\n';
  server = await TestServer.start({ 'refs.bib': first });
  await server.open('paper.md', 'See @a2000.');
  await server.open('refs.bib', `${first}\n${same}`);
  const { actions } = await fixesOf('refs.bib', 'bib-duplicate-key');
  expect(actions.map(({ title }) => title)).toEqual(['Remove this entry: the first “a2000” says the same']);
  expect(server.after('refs.bib', actions[0]!.edit)).toBe(first);
  await server.change('refs.bib', `${first}\n${other}`);
  expect((await fixesOf('refs.bib', 'bib-duplicate-key')).actions).toEqual([]);
});

test.each([
  [
    'paper.md',
    '---\nbibliography: bib/refrences.bib\n---\nSee @a.\n',
    'bib/refrences.bib',
    'bib/references.bib',
  ],
  [
    'paper.qmd',
    '---\nbibliography: ["bib/reference.bib"]\n---\nSee @a.\n',
    'bib/reference.bib',
    'bib/references.bib',
  ],
  [
    'paper.tex',
    '\\documentclass{article}\n\\bibliography{bib/refrences}\n',
    'bib/refrences',
    'bib/references',
  ],
  ['paper.tex', '\\addbibresource{bib/References.bib}\n', 'bib/References.bib', 'bib/references.bib'],
  ['paper.typ', '#bibliography("bib/refrences.bib")\n', 'bib/refrences.bib', 'bib/references.bib'],
])(
  '%s: a path with a misspelt name is fixed, where one file alone is close: %j',
  async (name, source, wrong, right) => {
    server = await TestServer.start({ 'bib/references.bib': '', 'bib/zotero.bib': '', 'bib/notes.txt': '' });
    await server.open(name, source);
    const { actions } = await fixesOf(name, 'bibliography-not-found');
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['Change to “references.bib”', true],
    ]);
    expect(server.after(name, actions[0]!.edit)).toBe(source.replace(wrong, right));
  },
);

test('where two files are close, or none, the path is left', async () => {
  server = await TestServer.start({ 'refs1.bib': '', 'refs2.bib': '' });
  await server.open('paper.md', '---\nbibliography: [refs.bib]\n---\nSee @a.\n');
  expect((await fixesOf('paper.md', 'bibliography-not-found')).actions).toEqual([]);
  await server.open('other.md', '---\nbibliography: library.bib\n---\nSee @a.\n');
  expect((await fixesOf('other.md', 'bibliography-not-found')).actions).toEqual([]);
});
