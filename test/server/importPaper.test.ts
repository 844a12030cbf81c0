import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  WorkDoneProgress,
} from 'vscode-languageserver-protocol/node';
import { readPack } from '../../src/core/index.ts';
import { type ImportPaperAnswer, importPaperRequest } from '../../src/protocol/importing.ts';
import { jatsPaper } from '../bench/support/papers.mjs';
import { root, TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url), 'utf8');
const page = fixture('full-text.txt');

const importing = (name: string, more: object = {}): Promise<ImportPaperAnswer> =>
  server.request(importPaperRequest, { uri: uriOf(name), folder: root, ...more });

/** Imports and writes the pack as the client does. */
async function importAndWrite(name: string): Promise<ImportPaperAnswer> {
  const answer = await importing(name);
  if (answer.packUri !== null && answer.pack !== null)
    await server.write(answer.packUri.slice(root.length + 1), answer.pack);
  return answer;
}

const packOf = ({ pack }: ImportPaperAnswer) => readPack(pack ?? '').value!;
const group = ({ summary }: ImportPaperAnswer, title: RegExp) =>
  summary.find((one) => title.test(one.title)) ?? expect.unreachable(`no group ${String(title)}`);

test('a page becomes a pack, and the answer says where it belongs', async () => {
  server = await TestServer.start({ 'page.txt': page });
  const answer = await importing('page.txt');
  expect(answer).toMatchObject({ id: 'halvorsen', packUri: uriOf('.psycite/packs/halvorsen.json') });
  expect(packOf(answer).origin).toMatchObject({
    file: 'page.txt',
    sha256: createHash('sha256').update(page).digest('hex'),
  });
  expect(answer.message).toMatch(/^Imported “Sleep spindles/);
  expect(server.files.has(uriOf('.psycite/packs/halvorsen.json'))).toBe(false);
});

test('the summary tells what was found and what is doubtful, each with its place', async () => {
  server = await TestServer.start({ 'page.txt': fixture('browser-copy.txt') });
  const answer = await importing('page.txt');
  const doubtful = group(answer, /^Not among the \d+ of \d+ shown$/);
  expect(doubtful.kind).toBe('doubtful');
  for (const { text, range } of doubtful.items)
    expect(server.textAt('page.txt', range!)).toContain(text.split(' ', 1)[0]);
  const { items } = group(answer, /^Abbreviations$/);
  expect(items.length).toBeGreaterThan(3);
  for (const { text, range } of items) expect(server.textAt('page.txt', range!)).toBe(text);
  const rejected = group(answer, /^Not abbreviations$/);
  for (const { text, range } of rejected.items) expect(server.textAt('page.txt', range!)).toBe(text);
  expect(rejected.items.map(({ text, detail }) => `${text}: ${detail}`)).toContain(
    'MH: initials of an author',
  );
});

test('the sentence counts what was found, and not what is doubtful', async () => {
  server = await TestServer.start({ 'page.txt': page });
  const answer = await importing('page.txt');
  const never = group(answer, /^Abbreviations never expanded$/).items.length;
  const { items } = group(answer, /^Abbreviations$/);
  expect(items.length).not.toBe(never);
  expect(answer.message).toMatch(new RegExp(`\\b${items.length} abbreviations?\\b`));
});

test.each([
  ['gone.txt', 'There is no file “gone.txt” any more.'],
  ['notes.txt', 'This does not look like a paper'],
  ['empty.txt', 'This file is empty.'],
])('%s gives a message and no pack', async (name, message) => {
  server = await TestServer.start({ 'notes.txt': 'Buy milk.', 'empty.txt': '' });
  const answer = await importing(name);
  expect(answer).toMatchObject({ pack: null, packUri: null, summary: [] });
  expect(answer.message).toContain(message);
});

test.each([
  'full-text.txt',
  'browser-copy.txt',
  'article.bioc.json',
  'article.jats.xml',
  'article.md',
  'trial-page.txt',
  'vancouver.txt',
  'web-clipper.md',
])('the pack that is written of %s has no problem of its own', async (name) => {
  server = await TestServer.start({ [name]: fixture(name) });
  const { packUri, pack } = await importAndWrite(name);
  const file = packUri!.slice(root.length + 1);
  // First told of a file that breaks a rule, so that the silence behind it is an answer.
  const counts = { referencesStated: 999, referencesShown: 999 };
  const broken = { ...(JSON.parse(pack!) as object), counts };
  await server.write(file, JSON.stringify(broken));
  await server.diagnostics(file, (list) => list.some(({ code }) => code === 'pack-rule'));
  await server.write(file, pack!);
  await expect.poll(() => server.diagnostics(file), { timeout: 20_000 }).toEqual([]);
});

describe('importing again', () => {
  test('keeps what the user edited, wherever the pack lies and whatever its id is now', async () => {
    server = await TestServer.start({ 'page.txt': page });
    const first = packOf(await importAndWrite('page.txt'));
    const definition = 'Short bursts of rhythm that mark stable sleep.';
    const terms = first.terms.map((term) => (term.id === 'polysomnography' ? { ...term, definition } : term));
    await server.write('.psycite/packs/halvorsen.json', undefined);
    await server.write('.psycite/packs/mine.json', JSON.stringify({ ...first, id: 'mine', terms }));
    await server.write('page.txt', `\n\n${page}`);
    const answer = await importing('page.txt');
    expect(answer).toMatchObject({ id: 'mine', packUri: uriOf('.psycite/packs/mine.json') });
    expect(answer.message).toContain('up to date');
    const again = packOf(answer);
    expect(again.terms.find(({ id }) => id === 'polysomnography')).toMatchObject({ definition });
    expect(again.abbreviations[0]?.start).toBe((first.abbreviations[0]?.start ?? 0) + 2);
  });

  test('keeps what was typed a moment ago', async () => {
    server = await TestServer.start({ 'page.txt': page });
    const { pack } = await importAndWrite('page.txt');
    const name = '.psycite/packs/halvorsen.json';
    await server.open(name, pack!);
    await server.change(name, pack!.replace('"prefLabel": "polysomnography"', '"prefLabel": "my own label"'));
    const again = packOf(await importing('page.txt'));
    expect(again.terms.map(({ prefLabel }) => prefLabel)).toContain('my own label');
  });

  test('changes nothing where nothing changed', async () => {
    server = await TestServer.start({ 'page.txt': page });
    const { pack } = await importAndWrite('page.txt');
    expect((await importing('page.txt')).pack).toBe(pack);
  });

  test('does not write over a pack that cannot be read', async () => {
    server = await TestServer.start({
      'page.txt': page,
      '.psycite/packs/halvorsen.json': '{ "packVersion": "1.0", ',
    });
    const answer = await importing('page.txt');
    expect(answer.pack).toBeNull();
    expect(answer.message).toContain('“halvorsen.json” cannot be read');
  });
});

describe('the paper of a pack that ships', () => {
  const copy = page
    .replaceAll('10.5555/anmood.2022.02.101', '10.1016/j.pharmthera.2018.05.010')
    .replaceAll('polysomnography', 'ketamine');

  test('is joined with it, so that there is one pack of the paper, and the answer says so', async () => {
    server = await TestServer.start({ 'page.txt': copy });
    const answer = await importAndWrite('page.txt');
    expect(answer).toMatchObject({ id: 'abdallah2018', packUri: uriOf('.psycite/packs/abdallah2018.json') });
    expect(answer.message).toContain('what PsyCite ships');
    const pack = packOf(answer);
    const ketamine = pack.terms.filter(({ prefLabel }) => prefLabel === 'ketamine');
    expect(ketamine).toHaveLength(1);
    expect(ketamine[0]?.definition).toBeDefined();
    expect(ketamine[0]?.candidate).toBeUndefined();
    expect(pack.origin?.file).toBe('page.txt');
    expect(pack.references.map(({ id }) => id)).toEqual(expect.arrayContaining(['berman2000', 'dupont2014']));
  });

  test('is brought up to date when it is imported again', async () => {
    server = await TestServer.start({ 'page.txt': copy });
    const { pack } = await importAndWrite('page.txt');
    const again = await importAndWrite('page.txt');
    expect(again.message).toContain('up to date');
    expect(again.pack).toBe(pack);
  });
});

test('another paper of the same author and year gets an id of its own', async () => {
  const other = page
    .replaceAll('10.5555/anmood.2022.02.101', '10.5555/anmood.2022.02.999')
    .replace('Sleep spindles and relapse', 'Slow waves and relapse');
  server = await TestServer.start({ 'page.txt': page, 'other.txt': other });
  await importAndWrite('page.txt');
  expect(await importAndWrite('other.txt')).toMatchObject({ id: 'halvorsen-2' });
  expect(await importing('page.txt')).toMatchObject({ id: 'halvorsen' });
  expect(await importing('other.txt')).toMatchObject({ id: 'halvorsen-2' });
});

test('a file outside the workspace may be imported where the user chose it', async () => {
  server = await TestServer.start({});
  const uri = 'file:///downloads/page.txt';
  server.files.set(uri, page);
  const answer = await server.request(importPaperRequest, { uri, folder: root });
  expect(answer.packUri).toBe(uriOf('.psycite/packs/halvorsen.json'));
});

describe('a large import', () => {
  const large = jatsPaper(3_000_000);

  test('answers other requests meanwhile', async () => {
    server = await TestServer.start({ 'large.xml': large });
    const cursor = await server.open('paper.md', 'The NMDA$0R is blocked.');
    await expect.poll(async () => await server.hover('paper.md', cursor)).toBeDefined();
    let done = false;
    const answer = importing('large.xml').finally(() => {
      done = true;
    });
    let answered = 0;
    while (!done) {
      expect((await server.hover('paper.md', cursor))?.markdown).toContain('NMDA');
      answered += 1;
    }
    expect(packOf(await answer).references.length).toBeGreaterThan(1_000);
    // Each hover waits for one slice; an import in one piece would let one or two through.
    expect(answered).toBeGreaterThan(10);
  });

  test('tells how far it is, and that it has ended', async () => {
    server = await TestServer.start({ 'large.xml': large });
    const percents: number[] = [];
    const kinds: string[] = [];
    server.connection.onProgress(WorkDoneProgress.type, 'bar', (value) => {
      kinds.push(value.kind);
      if (value.kind === 'report') percents.push(value.percentage ?? -1);
    });
    await importing('large.xml', { workDoneToken: 'bar' });
    expect(kinds[0]).toBe('begin');
    expect(kinds.at(-1)).toBe('end');
    expect(percents.length).toBeGreaterThan(20);
    expect(percents).toEqual([...new Set(percents)].sort((a, b) => a - b));
    expect(percents.at(-1)).toBeGreaterThan(90);
  });

  test('ends where it is cancelled, and nothing is written', async () => {
    server = await TestServer.start({ 'large.xml': large });
    const before = [...server.files.keys()];
    const source = new CancellationTokenSource();
    const percents: number[] = [];
    const ended = new Promise<void>((resolve) => {
      server.connection.onProgress(WorkDoneProgress.type, 'bar', (value) => {
        if (value.kind === 'report') {
          percents.push(value.percentage ?? 0);
          source.cancel();
        }
        if (value.kind === 'end') resolve();
      });
    });
    const params = { uri: uriOf('large.xml'), folder: root, workDoneToken: 'bar' };
    await expect(
      server.connection.sendRequest(importPaperRequest.method, params, source.token),
    ).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    await ended;
    expect(Math.max(...percents)).toBeLessThan(50);
    expect([...server.files.keys()]).toEqual(before);
    expect(await importing('large.xml')).toMatchObject({ id: 'halvorsen' });
  });
});
