import { afterEach, describe, expect, test } from 'vitest';
import { addWorksRequest } from '../../src/protocol/requests.ts';
import type { Transport } from '../../src/server/network/transport.ts';
import { TestServer, uriOf } from '../support/server.ts';
import { crossrefWork } from '../support/services.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

/** A platform's network with records by path; remembers whom it asked. */
function network(records: Readonly<Record<string, unknown>>): {
  readonly transport: Transport;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const transport: Transport = ({ url }) => {
    asked.push(url.href);
    const record = records[decodeURIComponent(url.pathname)];
    const body = new TextEncoder().encode(JSON.stringify(record ?? {}));
    return Promise.resolve({ status: record === undefined ? 404 : 200, headers: new Map(), body });
  };
  return { transport, asked };
}

const bibliography =
  '@book{Stahl2021,\n  author = {Stahl, Stephen},\n  title = {Essential},\n  year = 2021\n}\n';

async function start(records: Readonly<Record<string, unknown>>, source: string, settings?: unknown) {
  const { transport, asked } = network(records);
  server = await TestServer.start(
    { 'references.bib': bibliography },
    { host: { loadTransport: () => Promise.resolve(transport) }, settings },
  );
  await server.open('paper.md', source);
  return asked;
}

const add = (text: string, more: { citedAs?: string; allowRetracted?: string } = {}) =>
  server.connection.sendRequest(addWorksRequest.method, {
    textDocument: { uri: uriOf('paper.md') },
    text,
    citedAs: null,
    allowRetracted: null,
    ...more,
  }) as Promise<{ edit: unknown; keys: string[]; message: string; retracted: string[] }>;

const one = { '/10.1000/a': crossrefWork('10.1000/a') };
const retracted = {
  '/works/10.1000/a': { message: crossrefWork('10.1000/a', { 'updated-by': [{ type: 'retraction' }] }) },
};

describe('an undefined key that is an identifier', () => {
  test('has a fix that says who is asked; nobody is before it is taken', async () => {
    const asked = await start(one, 'See [@doi:10.1000/a] and [@10686270] and [@nobody].$0\n');
    const whole = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const actions = await server.connection.sendRequest<
      { title: string; command?: { command: string; arguments: unknown[] } }[]
    >('textDocument/codeAction', {
      textDocument: { uri: uriOf('paper.md') },
      range: whole,
      context: { diagnostics: [] },
    });
    const fixes = actions.filter(({ command }) => command?.command === 'psycite.addWorks');
    expect(fixes.map(({ title, command }) => [title, command?.arguments])).toEqual([
      [
        'Add DOI 10.1000/a to the bibliography (asks doi.org, Crossref, DataCite)',
        [uriOf('paper.md'), 'doi:10.1000/a'],
      ],
    ]);
    expect(asked).toEqual([]);
  });

  test('gets the new key wherever it is cited, in the step that writes the entry', async () => {
    await start(one, 'See [@doi:10.1000/a], and @doi:10.1000/a again.$0\n');
    const answer = await add('doi:10.1000/a', { citedAs: 'doi:10.1000/a' });
    expect(answer).toMatchObject({ keys: ['Berman2000'], retracted: [] });
    const edit = JSON.stringify(answer.edit);
    expect(edit).toContain('@article{Berman2000');
    expect(edit.match(/"newText":"Berman2000"/g)).toHaveLength(2);
  });
});

test('a retracted work is told, and added where that is allowed', async () => {
  await start({ ...one, ...retracted }, 'See.$0\n');
  expect(await add('10.1000/a')).toMatchObject({
    edit: null,
    keys: [],
    retracted: [expect.stringContaining('was retracted') as string],
  });
  expect(await add('10.1000/a', { allowRetracted: 'yes' })).toMatchObject({
    keys: ['Berman2000'],
    retracted: [],
  });
});

test('references as text ask nobody', async () => {
  const asked = await start({}, 'See.$0\n');
  const answer = await add('TY  - JOUR\nAU  - Doe, Jane\nTI  - One\nPY  - 2020\nER  - \n');
  expect(answer.keys).toEqual(['Doe2020']);
  expect(asked).toEqual([]);
});

test('the setting puts another address in the place of a service', async () => {
  const asked = await start(one, 'See.$0\n', { services: { doi: 'https://proxy.example/x' } });
  // The server asks the client for its settings once it is up.
  const first = async (): Promise<string | undefined> => {
    asked.length = 0;
    await add('10.1000/a');
    return asked[0];
  };
  await expect.poll(first, { timeout: 20_000 }).toBe('https://proxy.example/x/10.1000/a');
  expect(asked.filter((url) => !url.startsWith('https://proxy.example/x/'))).toEqual([]);
});

test('what leads nowhere, and what is no reference: nothing is edited', async () => {
  await start({}, 'See.$0\n');
  expect(await add('10.1000/none')).toMatchObject({
    edit: null,
    keys: [],
    message: expect.stringContaining('There is no work') as string,
  });
  expect(await add('hello')).toMatchObject({
    edit: null,
    keys: [],
    message: expect.stringContaining('neither an identifier') as string,
  });
});

test('of several identifiers one that is none is named, and the others are added', async () => {
  await start(one, 'See.$0\n');
  for (const text of ['10.1000/a\nnonsense', '10.1000/a, nonsense'])
    expect(await add(text)).toMatchObject({
      keys: [expect.any(String)],
      message: expect.stringContaining('not looked up: “nonsense”') as string,
    });
});

test('a platform without network says so', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  await server.open('paper.md', 'See.$0\n');
  expect(await add('10.1000/a')).toMatchObject({
    edit: null,
    message: expect.stringContaining('no way to the network') as string,
  });
});

test('of a work that is there already nobody is asked, and its key is given', async () => {
  const asked = await start(one, '---\nbibliography: own.bib\n---\n\nSee .$0\n');
  await server.write('own.bib', '@article{mine, title = {Own}, doi = {10.1000/A}}\n');
  await server.checked('paper.md');
  expect(await add('https://doi.org/10.1000/a')).toMatchObject({ edit: null, keys: ['mine'] });
  expect(asked).toEqual([]);
});
