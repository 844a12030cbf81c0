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

describe('a project file', () => {
  test('that declares a bibliography that is not there says so, as long as it is not', async () => {
    server = await TestServer.start({
      '_quarto.yml': 'project:\n  type: book\nbibliography: [refs.bib, more.bib]\n',
      'refs.bib': entry('a'),
    });
    await server.open('paper.qmd', 'See @a.');
    const problems = await server.diagnostics('_quarto.yml', ({ length }) => length > 0);
    expect(problems.map(({ code }) => code)).toEqual(['bibliography-not-found']);
    expect(server.textAt('_quarto.yml', problems[0]!.range)).toBe('more.bib');
    await server.write('more.bib', entry('b'));
    expect(await server.diagnostics('_quarto.yml', ({ length }) => length === 0)).toEqual([]);
  });

  test('of Quarto names files of metadata, which declare bibliographies too', async () => {
    server = await TestServer.start({
      '_quarto.yml': 'metadata-files: [shared/refs.yml, ../outside.yml]\n',
      'shared/refs.yml': 'bibliography: refs.bib\n',
      'shared/refs.bib': entry('a'),
    });
    await server.open('text/paper.qmd', 'See @a.');
    await expect.poll(() => applied('text/paper.qmd')).toEqual(['shared/refs.bib used 1']);
    await server.write('shared/refs.yml', 'bibliography: other.bib\n');
    await expect.poll(() => applied('text/paper.qmd')).toEqual(['shared/other.bib missing 0']);
  });

  test('of Quarto adds kinds of cross-reference, which are no citations as long as it does', async () => {
    const custom = 'crossref:\n  custom:\n    - kind: float\n      key: suppfig\n';
    server = await TestServer.start({ 'refs.bib': entry('a'), '_quarto.yml': custom });
    await server.open('paper.qmd', 'See @a, @suppfig-one and @b.');
    const undefinedKeys = (...keys: string[]) => server.undefinedKeys('paper.qmd', keys);
    expect(await undefinedKeys('b')).toEqual(['b']);
    await server.write('_quarto.yml', 'project: {}\n');
    expect(await undefinedKeys('suppfig-one', 'b')).toEqual(['suppfig-one', 'b']);
    await server.write('_quarto.yml', custom);
    expect(await undefinedKeys('b')).toEqual(['b']);
  });
});

test('a folder that is deleted takes its bibliographies along', async () => {
  server = await TestServer.start({ 'bib/refs.bib': entry('a') });
  await server.open('paper.md', '---\nbibliography: bib/refs.bib\n---\nSee @a.');
  await expect.poll(() => applied('paper.md')).toEqual(['bib/refs.bib used 1']);
  await server.deleteFolder('bib');
  await expect.poll(() => applied('paper.md')).toEqual(['bib/refs.bib missing 0']);
});

test('a bibliography in the user’s home is found, and watched though it lies outside the workspace', async () => {
  server = await TestServer.start(
    { '../home/all refs [1].bib': entry('a') },
    {
      settings: { bibliographies: { user: ['~/all refs [1].bib'] } },
      host: { home: 'file:///home' },
      capabilities: {
        workspace: {
          configuration: true,
          didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        },
      },
    },
  );
  const library = 'file:///home/all%20refs%20%5B1%5D.bib';
  server.files.set(library, entry('a'));
  await server.open('paper.md', 'See @a.');
  const statusOf = async () => {
    const { files } = await server.request(explainBibliographyRequest, {
      textDocument: { uri: uriOf('paper.md') },
    });
    return files.map(({ uri, status, entries }) => `${uri} ${status} ${entries}`);
  };
  await expect.poll(statusOf).toEqual([`${library} used 1`]);
  const watched = server.registrations.flatMap(
    ({ registerOptions }) =>
      (registerOptions as { watchers?: { globPattern: unknown }[] } | undefined)?.watchers ?? [],
  );
  expect(watched).toContainEqual({
    globPattern: { baseUri: 'file:///home', pattern: 'all refs [[]1[]].bib' },
  });
});

test('typing in a large list of CSL-JSON reads it anew when the typing pauses', async () => {
  const items = Array.from({ length: 2_000 }, (_, index) => ({
    id: `key${index}`,
    type: 'book',
    title: `Title ${index}`,
  }));
  const source = JSON.stringify(items, null, 1);
  server = await TestServer.start({});
  await server.open('paper.md', '---\nbibliography: references.json\n---\nSee @key1999 and @newkey.');
  await server.open('references.json', source);
  await server.diagnostics('paper.md', (problems) => problems.length === 1);
  const start = { line: source.split('\n').findIndex((line) => line.includes('"key5"')), character: 9 };
  for (const [step, text] of ['n', 'e', 'w'].entries()) {
    const at = { line: start.line, character: start.character + step };
    await server.change('references.json', text, { start: at, end: at });
  }
  const at = { line: start.line, character: start.character + 6 };
  await server.change('references.json', '', { start: at, end: { ...at, character: at.character + 1 } });
  expect(await server.diagnostics('paper.md', (problems) => problems.length === 0)).toEqual([]);
});

test('a part that its root has ceased to include just before that is opened anew has no bibliography of it', async () => {
  const root = '\\documentclass{article}\n\\addbibresource{lists/refs.bib}\n$0\\input{part}\n';
  const disk = { 'lists/refs.bib': entry('a'), 'main.tex': root.replace('$0', '') };
  server = await TestServer.start(disk);
  const at = await server.open('main.tex', root, 'latex');
  await server.open('part.tex', 'See \\cite{a}.\n', 'latex');
  await expect.poll(() => applied('part.tex')).toEqual(['lists/refs.bib used 1']);
  await server.change('main.tex', '', { start: at, end: { line: at.line, character: 12 } });
  const anew = root.replace('$0\\input{part}', '');
  await Promise.all([server.close('main.tex'), server.open('main.tex', anew, 'latex')]);
  await expect.poll(() => applied('part.tex')).toEqual([]);
});
