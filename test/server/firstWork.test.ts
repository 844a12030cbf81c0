import { afterEach, expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { addToBibliographyRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

/** What the first work of a manuscript writes, by file: the texts that are put in. */
async function written(name: string, text: string, files: Readonly<Record<string, string>> = {}) {
  server = await TestServer.start(files);
  await server.open(name, text);
  const { edit } = await server.request(addToBibliographyRequest, {
    textDocument: { uri: uriOf(name) },
    pack: 'abdallah2018',
    works: ['berman2000'],
    keys: ['berman2000'],
  });
  const changes = (edit as WorkspaceEdit | null)?.documentChanges ?? [];
  return Object.fromEntries(
    changes.flatMap((change) =>
      'edits' in change
        ? [
            [
              change.textDocument.uri.slice(uriOf('').length),
              change.edits.map((one) => ('newText' in one ? one.newText : '')).join(''),
            ],
          ]
        : [],
    ),
  );
}

test.each([
  ['paper.md', 'See [@berman2000].\n', '---\nbibliography: references.bib\n---\n\n'],
  ['paper.qmd', '---\ntitle: A\n---\n\nSee [@berman2000].\n', 'bibliography: references.bib\n'],
  ['paper.Rmd', 'See [@berman2000].\n', '---\nbibliography: references.bib\n---\n\n'],
  ['paper.typ', 'See @berman2000.\n', '\n#bibliography("references.bib")\n'],
  [
    'paper.tex',
    '\\documentclass{article}\n\\usepackage{biblatex}\n\\begin{document}\n\\cite{berman2000}\n\\end{document}\n',
    '\\addbibresource{references.bib}\n',
  ],
  [
    'paper.tex',
    '\\documentclass{article}\n\\begin{document}\n\\cite{berman2000}\n\\end{document}\n',
    '\\bibliographystyle{plain}\n\\bibliography{references}\n',
  ],
])('the first work of %s is declared in its own way', async (name, text, declared) => {
  const texts = await written(name, text);
  expect(texts['references.bib']).toContain('{berman2000,');
  expect(texts[name]).toBe(declared);
});

const myst = '(x)=\n# A\n\nSee {cite}`berman2000`.\n';

test('MyST takes the file beside it without being told', async () => {
  expect(Object.keys(await written('paper.md', myst))).toEqual(['references.bib']);
});

test.each([
  ['a Quarto project', '_quarto.yml', 'project:\n  type: book\n', 'chapter.qmd', 'See [@berman2000].\n'],
])('%s whose file declares none: the chapter does', async (_, project, text, name, manuscript) => {
  const texts = await written(name, manuscript, { [project]: text });
  expect(Object.keys(texts).sort()).toEqual([name, 'references.bib']);
});

test.each([
  ['_quarto.yml', 'bibliography: refs.bib\n', 'text/chapter.qmd', 'See [@berman2000].\n'],
  ['_quarto.yml', 'book:\n  bibliography: refs.bib\n', 'chapter.qmd', 'See [@berman2000].\n'],
  ['myst.yml', 'version: 1\nproject:\n  bibliography: [refs.bib]\n', 'paper.md', myst],
])(
  '%s that declares a file which is not there yet: it is made there',
  async (project, text, name, source) => {
    const texts = await written(name, source, { [project]: text });
    expect(Object.keys(texts)).toEqual(['refs.bib']);
  },
);
