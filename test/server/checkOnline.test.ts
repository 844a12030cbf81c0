import { afterEach, expect, test } from 'vitest';
import { type CheckOnlineAnswer, checkOnlineRequest } from '../../src/protocol/requests.ts';
import type { Transport } from '../../src/server/network/transport.ts';
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

test('without a network it says so', async () => {
  const answer = await check('See [@good].\n', undefined);
  expect(answer).toMatchObject({ files: [], checked: 0, failures: ['There is no way to the network here.'] });
});
