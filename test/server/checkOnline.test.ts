import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver-protocol/node';
import { type CheckOnlineAnswer, checkOnlineRequest } from '../../src/protocol/services.ts';
import type { HostStorage } from '../../src/server/host.ts';
import type { Transport } from '../../src/server/network/transport.ts';
import { nodeStorage } from '../../src/server/storage/node.ts';
import { TestServer, uriOf } from '../support/server.ts';
import { crossrefWork } from '../support/services.ts';

const bibliography = `@article{good, author = {Berman, R.}, title = {A work}, doi = {10.1000/a}, year = 2000}
@article{taken, author = {Berman, R.}, title = {A work}, doi = {10.1000/b}, year = 2000}
@article{bare, author = {Berman, R.}, title = {No identifier}, year = 2001}
@article{uncited, author = {Berman, R.}, title = {Nobody asks}, doi = {10.1000/c}, year = 2001}
`;

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

async function check(source: string, transport: Transport | undefined) {
  const host = transport && { loadTransport: () => Promise.resolve(transport) };
  server = await TestServer.start({ 'references.bib': bibliography }, { host: host ?? {} });
  await server.open('paper.md', source);
  return (await server.connection.sendRequest(checkOnlineRequest.method, {
    textDocument: { uri: uriOf('paper.md') },
    search: null,
  })) as CheckOnlineAnswer;
}

const retraction = { message: crossrefWork('10.1000/b', { 'updated-by': [{ type: 'retraction' }] }) };

test('what the records say stands at the citation and at the entry; identifiers of cited works alone are sent', async () => {
  const asked: string[] = [];
  const transport: Transport = ({ url }) => {
    asked.push(decodeURIComponent(url.href));
    const isTaken = url.pathname.includes('works') && asked.at(-1)!.includes('10.1000/b');
    const record = isTaken
      ? retraction
      : crossrefWork(asked.at(-1)!.includes('1000/b') ? '10.1000/b' : '10.1000/a');
    return Promise.resolve({
      status: 200,
      headers: new Map(),
      body: new TextEncoder().encode(JSON.stringify(record)),
    });
  };
  const answer = await check('See [@good; @taken; @bare].\n', transport);
  const told = answer.files.map(({ uri, diagnostics }) => [
    uri,
    (diagnostics as { code: string }[]).filter(({ code }) => code === 'work-retracted').length,
  ]);
  expect(new Map(told as [string, number][])).toEqual(
    new Map([
      [uriOf('paper.md'), 1],
      [uriOf('references.bib'), 1],
    ]),
  );
  expect(answer.notLookedUp).toEqual(['bare']);
  expect(answer.checked).toBe(2);
  expect(asked.some((url) => /1000\/c|No.identifier/.test(url))).toBe(false);
});

test('a record about another work, and one that leads nowhere: the first is not known, and no checked work', async () => {
  const transport: Transport = ({ url }) => {
    const isOther = decodeURIComponent(url.href).includes('1000/a');
    const body = new TextEncoder().encode(JSON.stringify(crossrefWork('10.1000/other')));
    return Promise.resolve({ status: isOther ? 200 : 404, headers: new Map(), body });
  };
  const answer = await check('See [@good; @taken; @bare].\n', transport);
  expect(answer).toMatchObject({ checked: 1, unknown: 1, notLookedUp: ['bare'] });
});

test('of two entries with one key each has what was found of it', async () => {
  const twice = bibliography
    .replaceAll(/good|taken/g, 'same')
    .replace('10.1000/a', '10.1000/z')
    .replace('10.1000/b', '10.1000/a')
    .replace('10.1000/z', '10.1000/b');
  const transport: Transport = ({ url }) => {
    const asked = decodeURIComponent(url.href);
    const isTaken = asked.includes('10.1000/b');
    const record =
      isTaken && asked.includes('works') ? retraction : crossrefWork(isTaken ? '10.1000/b' : '10.1000/a');
    const body = new TextEncoder().encode(JSON.stringify(record));
    return Promise.resolve({ status: 200, headers: new Map(), body });
  };
  server = await TestServer.start(
    { 'references.bib': twice },
    { host: { loadTransport: () => Promise.resolve(transport) } },
  );
  await server.open('references.bib', twice);
  const answer = await server.connection.sendRequest<CheckOnlineAnswer>(checkOnlineRequest.method, {
    textDocument: { uri: uriOf('references.bib') },
    search: null,
  });
  const found = answer.files.flatMap(
    ({ diagnostics }) => diagnostics as readonly { code: string; range: { start: { line: number } } }[],
  );
  const lines = found.filter(({ code }) => code === 'work-retracted').map(({ range }) => range.start.line);
  expect(lines).toEqual([0]);
});

interface Found {
  readonly code: string;
  readonly data?: unknown;
  readonly range: Range;
}

test('what the record has and the entry lacks is added by a fix, at the citation and at the entry', async () => {
  const transport: Transport = () => {
    const body = new TextEncoder().encode(
      JSON.stringify(crossrefWork('10.1000/a', { title: ['A work'], type: 'journal-article' })),
    );
    return Promise.resolve({ status: 200, headers: new Map(), body });
  };
  const answer = await check('---\nbibliography: references.bib\n---\n\nSee [@good].\n', transport);
  await server.open('references.bib', bibliography);
  for (const { uri, diagnostics } of answer.files) {
    const found = (diagnostics as Found[]).find(({ code }) => code === 'work-incomplete')!;
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    const [fix, ...others] = (await server.codeActions(name, found.range, [found as never])).filter(
      ({ title }) => title.startsWith('Add what the record has'),
    );
    expect(others).toEqual([]);
    expect(fix?.title).toBe('Add what the record has to “good”: container-title, volume, issue, page');
    expect(fix?.diagnostics).toEqual([found]);
    expect(server.after('references.bib', fix?.edit)).toContain(
      'doi = {10.1000/a}, year = 2000, journal = {Biological Psychiatry}, volume = {47}, number = {4}, pages = {351--354}}\n',
    );
  }
  expect(answer.files).toHaveLength(2);
});

test('what an editor gives back may hold anything', async () => {
  await check('---\nbibliography: references.bib\n---\n\nSee [@good].\n', undefined);
  const range = { start: { line: 4, character: 6 }, end: { line: 4, character: 10 } };
  for (const data of [
    null,
    7,
    {},
    { kind: 'lacking', key: 'good', variables: { title: 7, author: [1], x: 'y' } },
  ])
    expect(
      await server.codeActions('paper.md', range, [
        { range, message: '', source: 'psycite', code: 'work-incomplete', data },
      ]),
    ).toEqual([]);
});

test('without a network it says so', async () => {
  const answer = await check('See [@good].\n', undefined);
  expect(answer).toMatchObject({ files: [], checked: 0, failures: ['There is no way to the network here.'] });
});

test('works that were looked up the same day are not asked for again, and the answer says since when they stand', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'psycite-online-'));
  let asked = 0;
  const transport: Transport = () => {
    asked += 1;
    const body = new TextEncoder().encode(JSON.stringify(crossrefWork('10.1000/a')));
    return Promise.resolve({ status: 200, headers: new Map(), body });
  };
  server = await TestServer.start(
    { 'references.bib': bibliography },
    {
      storage: pathToFileURL(folder).href,
      host: {
        loadTransport: () => Promise.resolve(transport),
        openStorage: (uri) => Promise.resolve<HostStorage>(nodeStorage(uri)),
      },
    },
  );
  try {
    await server.open('paper.md', 'See [@good].\n');
    const ask = () =>
      server.request(checkOnlineRequest, { textDocument: { uri: uriOf('paper.md') }, search: null });
    const first = await ask();
    const askedFirst = asked;
    expect(askedFirst).toBeGreaterThan(0);
    const second = await ask();
    expect(asked).toBe(askedFirst);
    expect(second.files).toEqual(first.files);
    expect(first.notes).toEqual([]);
    expect(second.notes).toEqual([
      expect.stringMatching(/^One work stands as it was looked up on \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
