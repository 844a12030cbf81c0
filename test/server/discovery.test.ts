import { afterEach, describe, expect, test } from 'vitest';
import { explainBibliographyRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const entry = (key: string): string => `@misc{${key}, title={T}, author={A, B}, year=2000}\n`;

/** Path, status and reason of what applies to a manuscript. */
async function applied(name: string): Promise<string[]> {
  const { files } = await server.request(explainBibliographyRequest, {
    textDocument: { uri: uriOf(name) },
  });
  return files.map(({ uri, status, entries }) => `${uri.slice(uriOf('').length)} ${status} ${entries}`);
}

describe('what applies changes when', () => {
  test('a declared file is created, changed and deleted', async () => {
    server = await TestServer.start({});
    await server.open('paper.md', '---\nbibliography: refs.bib\n---\nSee @a.');
    await expect.poll(() => applied('paper.md')).toEqual(['refs.bib missing 0']);
    await server.write('refs.bib', entry('a'));
    await expect.poll(() => applied('paper.md')).toEqual(['refs.bib used 1']);
    await server.diagnostics('paper.md', (problems) => problems.length === 0);
    await server.write('refs.bib', entry('a') + entry('b'));
    await expect.poll(() => applied('paper.md')).toEqual(['refs.bib used 2']);
    await server.write('refs.bib', undefined);
    await expect.poll(() => applied('paper.md')).toEqual(['refs.bib missing 0']);
  });

  test('a bibliography is renamed', async () => {
    server = await TestServer.start({ 'refs.bib': entry('a') });
    await server.open('paper.md', 'See @a.');
    await expect.poll(() => applied('paper.md')).toEqual(['refs.bib used 1']);
    await server.write('refs.bib', undefined);
    await server.write('library.bib', entry('a'));
    await expect.poll(() => applied('paper.md')).toEqual(['library.bib used 1']);
  });

  test('a file joins a glob', async () => {
    server = await TestServer.start({ 'bib/a.bib': entry('a') });
    await server.open('paper.md', '---\nbibliography: bib/*.bib\n---\n');
    await expect.poll(() => applied('paper.md')).toEqual(['bib/a.bib used 1']);
    await server.write('bib/b.bib', entry('b'));
    await expect.poll(() => applied('paper.md')).toEqual(['bib/a.bib used 1', 'bib/b.bib used 1']);
  });

  test('a folder with a bibliography appears', async () => {
    server = await TestServer.start({});
    await server.open('text/paper.md', 'See @a.');
    await expect.poll(() => applied('text/paper.md')).toEqual([]);
    await server.write('bib/refs.bib', entry('a'));
    await expect.poll(() => applied('text/paper.md')).toEqual(['bib/refs.bib used 1']);
  });

  test('a project file is created, edited and deleted', async () => {
    server = await TestServer.start({ 'a.bib': entry('a'), 'b.bib': entry('b'), 'text/c.bib': entry('c') });
    await server.open('text/paper.qmd', 'Text.');
    await expect.poll(() => applied('text/paper.qmd')).toEqual(['text/c.bib used 1']);
    await server.write('_quarto.yml', 'bibliography: a.bib');
    await expect.poll(() => applied('text/paper.qmd')).toEqual(['a.bib used 1']);
    await server.write('_quarto.yml', 'bibliography: b.bib');
    await expect.poll(() => applied('text/paper.qmd')).toEqual(['b.bib used 1']);
    await server.write('_quarto.yml', undefined);
    await expect.poll(() => applied('text/paper.qmd')).toEqual(['text/c.bib used 1']);
  });

  test('the root of a document is written after its part', async () => {
    server = await TestServer.start({ 'refs.bib': entry('a') });
    await server.open('parts/one.tex', 'See \\cite{a}.');
    await server.write('main.tex', '\\input{parts/one}\n\\addbibresource{refs.bib}');
    await expect.poll(() => applied('parts/one.tex')).toEqual(['refs.bib used 1']);
    await server.write('main.tex', '\\input{parts/one}\n\\addbibresource{other.bib}');
    await expect.poll(() => applied('parts/one.tex')).toEqual(['other.bib missing 0']);
  });

  test('the root is edited and not saved', async () => {
    server = await TestServer.start({
      'refs.bib': entry('a'),
      'more.bib': entry('b'),
      'main.tex': '\\input{one}\\addbibresource{refs.bib}',
      'one.tex': 'x',
    });
    await server.open('one.tex', 'See \\cite{a}.');
    await server.open('main.tex', '\\input{one}\\addbibresource{refs.bib}');
    await expect.poll(() => applied('one.tex')).toEqual(['refs.bib used 1']);
    await server.change('main.tex', '\\input{one}\\addbibresource{more.bib}');
    await expect.poll(() => applied('one.tex')).toEqual(['more.bib used 1']);
    await server.change('main.tex', '\\input{two}');
    await expect.poll(() => applied('one.tex')).toEqual(['more.bib used 1', 'refs.bib used 1']);
  });

  test('a declaration is typed, whatever is typed next', async () => {
    server = await TestServer.start({ 'refs.bib': entry('a'), 'more.bib': entry('b') });
    await server.open('paper.md', '---\nbibliography: refs.bib\n---\nSee.');
    await expect.poll(() => applied('paper.md')).toEqual(['refs.bib used 1']);
    const name = { start: { line: 1, character: 14 }, end: { line: 1, character: 18 } };
    await server.change('paper.md', 'more', name);
    await server.change('paper.md', '!', {
      start: { line: 3, character: 4 },
      end: { line: 3, character: 4 },
    });
    await expect.poll(() => applied('paper.md')).toEqual(['more.bib used 1']);
  });
});

test('the problem of a declaration moves with it', async () => {
  server = await TestServer.start({});
  await server.open('paper.md', '---\nbibliography: refs.bib\n---\nText.');
  await server.diagnostics('paper.md', (problems) => problems.length === 1);
  const first = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
  await server.change('paper.md', 'title: A longer title\n', first);
  const [problem] = await server.diagnostics('paper.md', (problems) => problems[0]?.range.start.line === 2);
  expect(server.textAt('paper.md', problem!.range)).toBe('refs.bib');
});

test('a bibliography that is edited and not saved wins over the disk', async () => {
  server = await TestServer.start({ 'refs.bib': entry('a') });
  await server.open('paper.md', 'See @a.');
  await server.open('refs.bib', entry('a') + entry('b') + entry('c'));
  await expect.poll(() => applied('paper.md')).toEqual(['refs.bib used 3']);
  await server.write('refs.bib', entry('x'));
  expect(await applied('paper.md')).toEqual(['refs.bib used 3']);
  await server.close('refs.bib');
  await expect.poll(() => applied('paper.md')).toEqual(['refs.bib used 1']);
});

test('a half-written file leaves the last whole one in use until it is whole again', async () => {
  server = await TestServer.start({ 'refs.bib': entry('a') + entry('b') });
  await server.open('paper.md', 'See @a and @b.');
  await expect.poll(() => applied('paper.md')).toEqual(['refs.bib used 2']);
  await server.write('refs.bib', '@misc{a, title={T');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await applied('paper.md')).toEqual(['refs.bib used 2']);
  server.files.set(uriOf('refs.bib'), entry('a') + entry('b') + entry('c'));
  await expect.poll(() => applied('paper.md'), { timeout: 3_000 }).toEqual(['refs.bib used 3']);
});
