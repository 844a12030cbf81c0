import { describe, expect, test } from 'vitest';
import { explainBibliographyRequest } from '../../src/protocol/requests.ts';
import { memoryHost } from '../support/memoryHost.ts';
import { TestServer, uriOf } from '../support/server.ts';
import { memoryWorkspace, quiet } from '../support/workspace.ts';

const entry = (key: string): string =>
  `@article{${key}, author={Smith, Ann and Jones, Bo}, title={The work that is called ${key} in this file}, journal={J Affect Disord}, year=2000}\n`;

const large = Array.from({ length: 20_000 }, (_, n) => entry(`key${n}`)).join('');

test('a keystroke in a manuscript parses no bibliography', async () => {
  const workspace = memoryWorkspace(new Map([[uriOf('refs.bib'), entry('a')]]));
  const uri = uriOf('paper.md');
  workspace.open(uri, 'markdown', 1, '---\nbibliography: refs.bib\n---\nSee @a.');
  await workspace.settleAll(uri);
  const parses = workspace.bibliographyParses;
  expect(parses).toBe(1);
  const { library } = { library: workspace.snapshot().library(uri) };
  for (const [version, text] of [...'See @b too.'].entries()) {
    workspace.change(uri, version + 2, (before) => [{ start: before.length, end: before.length, text }]);
    await quiet(2);
  }
  expect(workspace.bibliographyParses).toBe(parses);
  expect(workspace.snapshot().library(uri)).toBe(library);
  expect(workspace.snapshot().manuscript(uri)?.text).toMatch(/See @a\.See @b too\.$/);
  workspace.dispose();
});

test('a keystroke in a bibliography re-reads none of it, though it is still being indexed for search', async () => {
  const workspace = memoryWorkspace(new Map(), { now: stepping() });
  const uri = uriOf('refs.bib');
  workspace.open(uri, 'bibtex', 1, large);
  await expect.poll(() => workspace.snapshot().bibliographyFile(uri)?.state.kind).toBe('ready');
  workspace.change(uri, 2, () => [{ start: 0, end: 0, text: entry('new') }]);
  expect(workspace.bibliographyParses).toBe(1);
  expect(workspace.snapshot().bibliographyFile(uri)?.bibliography.size).toBe(20_001);
  workspace.dispose();
});

describe('while 20,000 entries are being read', () => {
  /** A server in which each step of long work is a slice of its own; every slice is put on record. */
  async function slowServer(files: Readonly<Record<string, string>>) {
    const events: string[] = [];
    const clock = {
      ...memoryHost(new Map()).clock,
      now: stepping(),
      yield() {
        events.push('slice');
        return new Promise<void>((resolve) => setImmediate(resolve));
      },
    };
    const server = await TestServer.start(files, { host: { clock } });
    return { server, events };
  }

  test('completion and hover are answered between slices', async () => {
    const { server, events } = await slowServer({ 'refs.bib': large, 'small.bib': entry('near') });
    const cursor = await server.open(
      'paper.md',
      '---\nbibliography: [small.bib, refs.bib]\n---\nSee @near$0 and @nobody.',
    );
    await expect.poll(() => events.length).toBeGreaterThan(0);
    const { items } = await server.completion('paper.md', cursor);
    const card = await server.hover('paper.md', cursor);
    events.push('answered');
    expect(items.map((item) => item.label)).toContain('near');
    expect(card?.markdown).toContain('near');
    await expect.poll(() => events.at(-1)).toBe('slice');
    const answered = events.indexOf('answered');
    expect(answered).toBeGreaterThan(0);
    expect(events.slice(answered)).toContain('slice');
    const [problem] = await server.diagnostics('paper.md', (problems) => problems.length > 0);
    expect(problem?.message).toContain('nobody');
    await server.stop();
  });

  test('shutdown is answered, and the work ends', async () => {
    const { server, events } = await slowServer({ 'refs.bib': large });
    await server.open('paper.md', 'See @a.');
    await expect.poll(() => events.length).toBeGreaterThan(0);
    await server.stop();
    const before = events.length;
    await quiet();
    expect(events.length - before).toBeLessThan(3);
  });

  test('a cancelled request is answered as cancelled or with its result, at once', async () => {
    const { server, events } = await slowServer({ 'refs.bib': large });
    await server.open('paper.md', 'See @key1.');
    await expect.poll(() => events.length).toBeGreaterThan(0);
    const source = new (await import('vscode-languageserver-protocol/node')).CancellationTokenSource();
    const answer = server.connection
      .sendRequest(
        'textDocument/hover',
        { textDocument: { uri: uriOf('paper.md') }, position: { line: 0, character: 6 } },
        source.token,
      )
      .then(
        () => 'answered',
        () => 'cancelled',
      );
    source.cancel();
    expect(['answered', 'cancelled']).toContain(await answer);
    events.push('answered');
    await expect.poll(() => events.at(-1)).toBe('slice');
    await server.stop();
  });

  test('a change of the open file supersedes the reading of what it was', async () => {
    const { server, events } = await slowServer({});
    await server.open('paper.md', '---\nbibliography: refs.bib\n---\nSee @key1 and @second.');
    await server.open('refs.bib', large);
    await expect.poll(() => events.length).toBeGreaterThan(0);
    await server.change('refs.bib', entry('first'));
    await server.change('refs.bib', entry('second'));
    const explained = () =>
      server.request(explainBibliographyRequest, { textDocument: { uri: uriOf('paper.md') } });
    await expect
      .poll(async () => (await explained()).files.map(({ status, entries }) => `${status} ${entries}`))
      .toEqual(['used 1']);
    const slices = events.length;
    expect(slices).toBeLessThan(60);
    const [problem] = await server.diagnostics(
      'paper.md',
      (problems) =>
        problems.every(({ message }) => String(message).includes('key1')) && problems.length === 1,
    );
    expect(problem?.code).toBe('citation-undefined');
    await server.stop();
  });
});

/** A clock on which every look is later than a slice lasts. */
function stepping(): () => number {
  let time = 0;
  return () => {
    time += 100;
    return time;
  };
}
