/** A Typst document of several files: what one cites may be a label of another. */
import { afterEach, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

const bibliography = '@misc{berman2000, title = {Ketamine}}\n';
const main =
  '#include "methods.typ"\n#include "parts/results.typ"\n= Title <top>\n#bibliography("refs.bib")\n';
const methods = '= Methods <sec-methods>\nSee @berman2000, @fig-flow and @top.\n';
const results = '#figure([x], caption: [Flow]) <fig-flow>\n';

let server: TestServer;
afterEach(() => server.stop());

test('labels of included files, of the file that includes and of its others are no citations', async () => {
  server = await TestServer.start({
    'refs.bib': bibliography,
    'main.typ': main,
    'parts/results.typ': results,
    'elsewhere.typ': '<lost>\n',
  });
  const cursor = await server.open('methods.typ', `${methods}And @lo$0st.\n`);
  expect(await server.undefinedKeys('methods.typ', ['lost'])).toEqual(['lost']);
  const tokens = await server.semanticTokens('methods.typ');
  expect(tokens).toEqual([
    { text: 'berman2000', unresolved: false },
    { text: 'lost', unresolved: true },
  ]);
  expect(await server.completion('methods.typ', cursor)).toMatchObject({ isIncomplete: true });
});

test('a label that another open file gets or loses is noticed', async () => {
  server = await TestServer.start({ 'refs.bib': bibliography, 'main.typ': main });
  await server.open('parts/results.typ', results);
  await server.open('methods.typ', methods);
  expect(await server.undefinedKeys('methods.typ', [])).toEqual([]);
  await server.change('parts/results.typ', 'No figure.\n');
  expect(await server.undefinedKeys('methods.typ', ['fig-flow'])).toEqual(['fig-flow']);
  await server.change('parts/results.typ', results);
  expect(await server.undefinedKeys('methods.typ', [])).toEqual([]);
});

test('an edit keeps what is known of the other files', async () => {
  server = await TestServer.start({
    'refs.bib': bibliography,
    'main.typ': main,
    'parts/results.typ': results,
  });
  await server.open('methods.typ', methods);
  expect(await server.undefinedKeys('methods.typ', [])).toEqual([]);
  const start = { line: 1, character: 0 };
  await server.change('methods.typ', 'See @fig-flow and @nobody. ', { start, end: start });
  expect(await server.undefinedKeys('methods.typ', ['nobody'])).toEqual(['nobody']);
});

test('files that a loop over their names includes are of the document', async () => {
  server = await TestServer.start({
    'refs.bib': bibliography,
    'main.typ':
      '#let files = (\n  "methods.typ",\n  "parts/results.typ",\n)\n#for file in files {\n  include file\n}\n= Title <top>\n#bibliography("refs.bib")\n',
    'parts/results.typ': results,
  });
  await server.open('methods.typ', `${methods}And @lost.\n`);
  expect(await server.undefinedKeys('methods.typ', ['lost'])).toEqual(['lost']);
});

test('a name that is handed to a function may be that of what it makes', async () => {
  server = await TestServer.start({ 'refs.bib': bibliography });
  await server.open(
    'main.typ',
    'See @fig:b, @lost and #cite(<gone>).\n\n#grid(\n  figure([x]),\n  <fig:b>,\n  columns: 2,\n)\n#bibliography("refs.bib")\n',
  );
  expect(await server.undefinedKeys('main.typ', ['lost', 'gone'])).toEqual(['lost', 'gone']);
});

test('words of a glossary are no keys', async () => {
  server = await TestServer.start({
    'refs.bib': bibliography,
    'main.typ':
      '#import "words.typ": entries\n#register-glossary(entries)\n#include "methods.typ"\n= Title <top>\n#bibliography("refs.bib")\n',
    'words.typ':
      '#let entries = (\n  (key: "eig", short: "EIG", long: "expected gain"),\n)\n#let more = (\n  bnn: (short: "BNN"),\n)\n',
  });
  await server.open('methods.typ', 'The @eig, two @eig:pl, a @bnn, @eq:two and @lost. $ x $ #<eq:two>\n');
  expect(await server.undefinedKeys('methods.typ', ['lost'])).toEqual(['lost']);
});

test.each([
  ['refs.bib', ['lost']],
  ['../nowhere.bib', []],
])(
  'a bibliography that a template is handed is found, or nothing is told of keys: %s',
  async (path, expected) => {
    server = await TestServer.start({
      'refs.bib': bibliography,
      'main.typ': `#show: paper.with(\n  title: [A],\n  bibliography-file: "${path}",\n)\n#include "methods.typ"\n`,
    });
    await server.open('methods.typ', 'Of @berman2000 and @lost.\n');
    expect(await server.undefinedKeys('methods.typ', expected)).toEqual(expected);
  },
);
