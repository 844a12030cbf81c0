import { afterEach, expect, test } from 'vitest';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const names = String.raw`\newacronym{mdd}{MDD}{major depressive disorder}
\newacronym[longplural=tests]{qrs}{QRS}{quick rating scale}
\DeclareAcronym{rmx}{short = RMX, long = ready mix}
`;
const chapter = String.raw`In \gls{mdd} and \Gls{mdd}, \acrshort{qrs}. % \gls{mdd}
Then \ac{}.
`;
const main = String.raw`\documentclass{book}
\input{names}
\begin{document}
\include{chapter}
\end{document}
`;

async function start(): Promise<void> {
  server = await TestServer.start({ 'main.tex': main, 'names.tex': names, 'chapter.tex': chapter });
  await server.open('chapter.tex', chapter);
  await server.diagnostics('chapter.tex', () => true);
  await expect
    .poll(async () => (await server.hover('chapter.tex', { line: 0, character: 9 }))?.markdown)
    .toContain('MDD');
}

test('commands of glossaries say what they print, and lead to where it is declared', async () => {
  await start();
  const hover = await server.hover('chapter.tex', { line: 0, character: 9 });
  expect(hover?.markdown).toContain('major depressive disorder');
  const [place] = await server.definition('chapter.tex', { line: 0, character: 9 });
  expect(place).toMatchObject({
    targetUri: uriOf('names.tex'),
    targetSelectionRange: { start: { line: 0, character: 12 }, end: { line: 0, character: 15 } },
  });
});

test('labels complete by label, short form and long form', async () => {
  await start();
  const { items } = await server.completion('chapter.tex', { line: 1, character: 9 });
  expect(items.map(({ label }) => label)).toEqual(['mdd', 'qrs', 'rmx']);
});

test('a label is renamed in all files of the document, and not to one that is taken', async () => {
  await start();
  const edit = JSON.stringify(await server.rename('chapter.tex', { line: 0, character: 9 }, 'depr'));
  expect(edit.match(/"newText":"depr"/g)).toHaveLength(3);
  expect(edit).toContain('names.tex');
  await expect(server.rename('chapter.tex', { line: 0, character: 9 }, 'qrs')).rejects.toThrow(
    /another abbreviation/,
  );
  await expect(server.rename('chapter.tex', { line: 0, character: 9 }, 'a b')).rejects.toThrow(
    /cannot be a label/,
  );
});
