import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

const bibliography = `
@article{mueller2019, author = {Müller, Anna and Berg, T.}, title = {Stress in the hippocampus}, year = 2019}
@article{mueller2011, author = {Müller, Anna}, title = {Sleep}, year = 2011}
@article{kx7, author = {Smith, J.}, title = {Risk of relapse after ketamine}, year = 2020}
@article{ob, author = {O'Brien, Conor}, title = {Craving}, year = 2001}
`;

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
});
afterEach(async () => {
  await server.stop();
});

async function offered(name: string, text: string): Promise<readonly (readonly [string, string])[]> {
  const cursor = await server.open(name, text);
  const { items } = await server.completion(name, cursor);
  return items.slice(0, 2).map(({ label, textEdit }) => {
    const range = textEdit !== undefined && 'range' in textEdit ? textEdit.range : undefined;
    return [label, `${range?.start.character}-${range?.end.character}`] as const;
  });
}

describe('several words in the place of a key', () => {
  test.each([
    ['a.md', 'So [@müller 2019$0', 'mueller2019', '5-16'],
    ['a.md', 'So [@müller 2019$0]', 'mueller2019', '5-16'],
    ['a.md', 'So [see @risk after$0]', 'kx7', '9-19'],
    ['a.md', 'So [@risk of relapse ket$0', 'kx7', '5-24'],
    ['a.md', "So [@o'brien$0", 'ob', '5-12'],
    ['a.md', 'So [@Müller, 2019$0]', 'mueller2019', '5-17'],
    ['a.md', 'So [@Müller & Berg, 2019$0]', 'mueller2019', '5-24'],
    ['a.md', 'So [@Müller and Berg (2019$0)]', 'mueller2019', '5-27'],
    ['a.md', 'So [@Smith et al., 20$0]', 'kx7', '5-21'],
    ['a.qmd', 'So [@ob; @Smith, 2020$0]', 'kx7', '10-21'],
    ['a.typ', 'So #cite(<Müller, 2019$0', 'mueller2019', '10-22'],
    ['a.tex', '\\begin{document}\n\\cite{Müller, 2019$0}\n', 'mueller2019', '6-18'],
    ['a.md', 'So {cite:p}`risk after$0`', 'kx7', '12-22'],
    ['a.tex', '\\begin{document}\n\\cite{mueller2011, risk after$0}\n', 'kx7', '19-29'],
    ['a.typ', 'So #cite(<müller 2019$0', 'mueller2019', '10-21'],
  ])('%s: %s', async (name, text, key, range) => {
    expect((await offered(name, text))[0]).toEqual([key, range]);
  });

  test.each([
    ['behind a bracket', 'So [@mueller2019] risk after$0'],
    ['behind a key in the text', 'So @mueller risk after$0'],
    ['behind a key that is known', 'So [@kx7 risk$0'],
    ['behind a comma', 'So [@nobody, risk$0'],
    ['behind a locator', 'So [@smith, p. 2020$0]'],
    ['behind the year of a key that is known', 'So [@ob, 2020$0]'],
    ['behind a year in the text', 'So @Smith (2020$0)'],
    ['in prose', 'So risk after$0'],
    ['on the next line', 'So [@risk\nafter$0'],
  ])('not %s', async (_, text) => {
    expect((await offered('a.md', text)).map(([label]) => label)).not.toContain('kx7');
  });
});
