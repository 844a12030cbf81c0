import { afterEach, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const problemOf = async (text: string) => {
  server = await TestServer.start({ 'references.bib': '@misc{a, title = {A}}\n' });
  await server.open('paper.md', `---\nbibliography: references.bib\n---\n\n${text}\n`);
  return (await server.diagnostics('paper.md')).find(({ code }) => code === 'citation-undefined')!;
};

test('a name on a network: the message says how it is written, and a fix writes it so', async () => {
  const problem = await problemOf('Follow us at @psych_news for more.');
  expect(problem.message).toContain('A name that is no citation is written “\\@psych_news”.');
  const fixes = await server.codeActions('paper.md', problem.range);
  const fix = fixes.find(({ title }) => title === 'Write \\@psych_news: a name, and no citation');
  expect(JSON.stringify(fix?.edit)).toContain('"newText":"\\\\"');
});

test.each(['See [@psych_news].', 'See @berman2000.'])('not of what is a citation: %s', async (text) => {
  const problem = await problemOf(text);
  expect(problem.message).not.toContain('is written');
  const fixes = await server.codeActions('paper.md', problem.range);
  expect(fixes.filter(({ title }) => title.startsWith('Write'))).toEqual([]);
});
