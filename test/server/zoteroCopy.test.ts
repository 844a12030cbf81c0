/**
 * The copy of the user's Zotero: connected by a setting or a command alone, kept, brought up to date,
 * searched and cited.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DidChangeConfigurationNotification, type Position } from 'vscode-languageserver-protocol/node';
import { finished } from '../../src/base/steps.ts';
import {
  copiedWorksInSteps,
  copyLines,
  emptyCopy,
  probeZotero,
  type RunningZotero,
  readCopyInSteps,
  syncZotero,
  type ZoteroCopy,
} from '../../src/core/asking.ts';
import { failureText, type Network, type PaperPack } from '../../src/core/index.ts';
import { shippedPacks } from '../../src/packs/index.ts';
import {
  addToBibliographyRequest,
  type FoundReference,
  searchReferencesRequest,
} from '../../src/protocol/requests.ts';
import {
  addFromZoteroRequest,
  connectZoteroRequest,
  updateFromZoteroRequest,
  zoteroPlaceRequest,
} from '../../src/protocol/services.ts';
import type { Clock, HostStorage } from '../../src/server/host.ts';
import { nodeTransport } from '../../src/server/network/node.ts';
import { nodeStorage } from '../../src/server/storage/node.ts';
import { fastClock, json } from '../support/loopback.ts';
import { TestServer, uriOf } from '../support/server.ts';
import { type KeptLibrary, type KeptWork, networkTo, serve, serveZotero } from '../support/zotero.ts';

const berman: KeptWork = {
  key: 'BERM2000',
  title: 'Antidepressant effects of ketamine',
  authors: [['Berman', 'Robert M.']],
  date: '2000-02-15',
  citationKey: 'bermanAntidepressant2000',
};
const zarate: KeptWork = {
  key: 'ZARA2006',
  title: 'A randomized trial of an NMDA antagonist',
  authors: [['Zarate', 'Carlos']],
  date: '2006',
};

let folder: string;
const closing: (() => Promise<void> | void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psycite-zotero-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

interface Served {
  serverId?: string;
  libraries: KeptLibrary[];
}

async function served(zotero: Served) {
  const server = await serveZotero(zotero);
  closing.push(() => server.close());
  return server;
}

describe('a copy', () => {
  async function synced(url: string, before: ZoteroCopy) {
    const network = networkTo(url);
    const zotero = (await probeZotero(network)) as RunningZotero;
    const answer = await syncZotero(network, zotero, before);
    if (answer.kind === 'failed') throw new Error(failureText(answer.failure));
    return answer;
  }
  const works = (copy: ZoteroCopy) => finished(copiedWorksInSteps(copy));
  const readBack = (copy: ZoteroCopy) => finished(readCopyInSteps([...copyLines(copy)]));

  test('asks for nothing again that did not change, and for what did', async () => {
    const zotero: Served = {
      libraries: [{ name: 'My Library', works: [berman, zarate], version: 7 }],
    };
    const server = await served(zotero);
    const first = await synced(server.url, emptyCopy);
    expect(works(first.copy)).toContain('"id":"bermanAntidepressant2000"');
    expect(works(first.copy)).toContain('"id":"ZARA2006"');
    const before = server.requests.length;
    expect(await synced(server.url, first.copy)).toMatchObject({ isChanged: false, copy: first.copy });
    const again = server.requests.slice(before).map(({ path }) => path);
    expect(again.filter((path) => path.includes('include='))).toEqual([]);

    const renamed = { ...berman, title: 'Renamed', version: 8 };
    zotero.libraries = [{ name: 'My Library', works: [renamed], version: 8 }];
    const second = await synced(server.url, first.copy);
    expect(server.requests.at(-1)?.path).toContain('since=7');
    expect(works(second.copy)).toBe(works((await synced(server.url, emptyCopy)).copy));
    expect(works(second.copy)).not.toContain('Zarate');
  });

  test('of a library that changes between its pages holds every work all the same', async () => {
    const many = Array.from({ length: 150 }, (_, at): KeptWork => {
      const key = `W${String(at).padStart(7, '0')}`;
      return { ...zarate, key, title: `Work ${at}`, citationKey: `key${at}`, version: 3 };
    });
    const zotero: Served = { libraries: [{ name: 'My Library', works: many, version: 3 }] };
    const server = await served(zotero);
    const asked = networkTo(server.url);
    const changing = (change: () => void): Network => ({
      ...asked,
      ask: async (request) => {
        const answer = await asked.ask(request);
        if (request.path.includes('start=0&')) change();
        return answer;
      },
    });
    const running = (await probeZotero(asked)) as RunningZotero;
    // The first is deleted: what was the first of the second page goes to the first, which was read already.
    const once = changing(() => {
      zotero.libraries = [{ name: 'My Library', works: many.slice(1), version: 4 }];
    });
    const answer = await syncZotero(once, running, emptyCopy);
    if (answer.kind === 'failed') throw new Error(failureText(answer.failure));
    const lines = works(answer.copy).split('\n');
    expect(lines.filter((line) => line.includes('"id":"key'))).toHaveLength(149);
    expect(works(answer.copy)).toContain('"id":"key100"');

    let version = 5;
    const always = changing(() => {
      version += 1;
      zotero.libraries = [{ name: 'My Library', works: many, version }];
    });
    expect(await syncZotero(always, running, emptyCopy)).toMatchObject({ kind: 'failed' });
  });

  /** A network on which one path is answered otherwise. */
  const answering = (asked: Network, part: string, text: () => string | undefined): Network => ({
    ...asked,
    ask: (request) => {
      const said = `${request.path} ${request.body ?? ''}`.includes(part) ? text() : undefined;
      return said === undefined
        ? asked.ask(request)
        : Promise.resolve({ kind: 'answer', status: 200, headers: new Map(), text: said });
    },
  });

  test.each([
    ['format=versions', 'null'],
    ['format=versions', '7'],
    ['format=versions', '[]'],
    ['format=versions', '{"error": "starting"}'],
    ['format=versions', '{"title": []}'],
    ['include=data', '[]'],
    ['include=data', '{}'],
    ['collections', 'null'],
    ['item.citationkey', '{"jsonrpc":"2.0","error":{"code":-32603,"message":"starting"}}'],
    ['user.groups', '{"jsonrpc":"2.0","error":{"code":-32603,"message":"starting"}}'],
  ])('is not taken from half an answer: %s %s', async (part, text) => {
    const keys = new Map([['My Library ZARA2006', 'zarateRandomized2006']]);
    const libraries = [{ name: 'My Library', works: [berman, zarate], version: 7 }];
    const server = await serveZotero({ libraries, betterBibtex: keys });
    closing.push(() => server.close());
    const network = networkTo(server.url);
    const running = (await probeZotero(network)) as RunningZotero;
    let isBroken = true;
    const breaking = answering(network, part, () => (isBroken ? text : undefined));
    const broken = await syncZotero(breaking, running, emptyCopy);
    expect(broken).toMatchObject({ kind: 'failed', failure: { service: 'zotero' } });
    isBroken = false;
    const whole = await syncZotero(breaking, running, emptyCopy);
    expect(whole).toMatchObject({ kind: 'copied' });
    expect(works((whole as { copy: ZoteroCopy }).copy)).toContain('"id":"zarateRandomized2006"');
  });

  test('read while Better BibTeX was starting is read again for its keys', async () => {
    const keys = new Map([['My Library ZARA2006', 'zarateRandomized2006']]);
    const libraries = [{ name: 'My Library', works: [zarate], version: 7 }];
    const zotero: { libraries: KeptLibrary[]; betterBibtex?: Map<string, string> } = { libraries };
    const server = await serveZotero(zotero);
    closing.push(() => server.close());
    const early = await synced(server.url, emptyCopy);
    expect(works(early.copy)).toContain('"id":"ZARA2006"');
    zotero.betterBibtex = keys;
    const later = await synced(server.url, readBack(early.copy)!);
    expect(works(later.copy)).toContain('"id":"zarateRandomized2006"');
    const before = server.requests.length;
    expect(await synced(server.url, readBack(later.copy)!)).toMatchObject({ isChanged: false });
    expect(server.requests.slice(before).some(({ path }) => path.includes('include='))).toBe(false);
  });

  test('belongs to one Zotero: versions of another mean nothing', async () => {
    const zotero: Served = {
      serverId: 'one',
      libraries: [{ name: 'My Library', works: [berman], version: 7 }],
    };
    const server = await served(zotero);
    const first = await synced(server.url, emptyCopy);
    zotero.serverId = 'other';
    zotero.libraries = [{ name: 'My Library', works: [{ ...berman, title: 'Of another' }], version: 7 }];
    expect(works((await synced(server.url, first.copy)).copy)).toContain('Of another');
  });

  test('brought up to date is one taken anew, after whatever changed', async () => {
    const change = fc.record({
      key: fc.constantFrom('AAAAAAA1', 'AAAAAAA2', 'AAAAAAA3', 'AAAAAAA4'),
      title: fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined }),
      inGroup: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 4 }), async (rounds) => {
        const zotero: Served = { libraries: [] };
        const server = await serveZotero(zotero);
        try {
          let copy: ZoteroCopy = emptyCopy;
          const kept = [new Map<string, KeptWork>(), new Map<string, KeptWork>()];
          for (const [round, changes] of rounds.entries()) {
            for (const { key, title, inGroup } of changes) {
              if (title === undefined) kept[Number(inGroup)]!.delete(key);
              else kept[Number(inGroup)]!.set(key, { ...berman, key, title, version: round + 1 });
            }
            zotero.libraries = [
              { name: 'My Library', works: [...kept[0]!.values()], version: round + 1 },
              { name: 'Lab', group: 77, works: [...kept[1]!.values()], version: round + 1 },
            ];
            copy = (await synced(server.url, copy)).copy;
            expect(readBack(copy)).toEqual(copy);
          }
          expect(works(copy)).toBe(works((await synced(server.url, emptyCopy)).copy));
        } finally {
          await server.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test.each([
    '',
    '{}',
    '[]',
    '{"format":1,"server":"","libraries":[{"path":"users/0","name":"x","version":1,"size":2}]}\nAAAAAAA1\t1\t',
  ])('that is no whole one is none: %j', (text) => {
    expect(finished(readCopyInSteps(text.split('\n')))).toBeUndefined();
  });

  test('of 10,000 works takes less than 20 MB', async () => {
    const authors = Array.from({ length: 6 }, (_, n) => [`Familyname${n}`, 'Given Middle'] as const);
    const title = 'A title as long as titles of randomized controlled trials in psychiatry are: '.repeat(2);
    const many = Array.from({ length: 10_000 }, (_, n) => ({
      ...berman,
      key: `K${1e6 + n}`,
      citationKey: `key${n}`,
      title,
      authors,
    }));
    const server = await served({ libraries: [{ name: 'My Library', works: many }] });
    const { copy } = await synced(server.url, emptyCopy);
    const size = [...copyLines(copy)].reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    expect(copy.libraries[0]?.items.size).toBe(10_000);
    expect(size).toBeLessThan(20_000_000);
  }, 60_000);
});

test('a file of the storage is whole or as it was', async () => {
  const storage = nodeStorage(pathToFileURL(join(folder, 'made')).href);
  await storage.write('x.txt', ['one', 'two']);
  const breaking = function* () {
    yield 'three';
    throw new Error('no more');
  };
  await expect(storage.write('x.txt', breaking())).rejects.toThrow('no more');
  expect(new TextDecoder().decode(await storage.read('x.txt', 100))).toBe('one\ntwo\n');
  expect(await storage.read('x.txt', 3)).toBeUndefined();
  expect(readdirSync(join(folder, 'made'))).toEqual(['x.txt']);
  await storage.remove('x.txt');
  expect(await storage.read('x.txt', 100)).toBeUndefined();
});

/** As long as a test may take: a slow machine is not wrong. */
const waitFor = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 25_000 });

describe('in the editor', () => {
  const bibliography = '@article{Berman1999, author = {Berman, R.}, title = {Own}, year = 1999}\n';

  async function start(
    settings: unknown,
    transport = nodeTransport,
    packs: readonly PaperPack[] = [],
    clock = fastClock(1),
  ): Promise<TestServer> {
    const server = await TestServer.start(
      { 'references.bib': bibliography },
      {
        settings,
        storage: pathToFileURL(folder).href,
        host: {
          clock,
          loadPacks: () => Promise.resolve(packs),
          loadTransport: () => Promise.resolve(transport),
          openStorage: (uri) => Promise.resolve<HostStorage>(nodeStorage(uri)),
        },
      },
    );
    closing.push(() => server.stop());
    cursor = await server.open('paper.md', '---\nbibliography: references.bib\n---\n\nSee [@ber$0].\n');
    return server;
  }
  let cursor: Position;
  const completed = async (server: TestServer): Promise<string[]> =>
    (await server.completion('paper.md', cursor)).items.map(({ label }) => label);
  const shown = (server: TestServer, key: string) =>
    waitFor(async () => expect(await completed(server)).toContain(key));

  /** The keys of works of Zotero that a picker offers. */
  async function keysOffered(server: TestServer): Promise<string[]> {
    const textDocument = { uri: uriOf('paper.md') };
    const ask = (query: string) =>
      server.request(searchReferencesRequest, { textDocument, query, limit: 10 });
    const { items: first } = await ask('ketamine');
    const { items: second } = await ask('zarate');
    return [...first, ...second].filter(({ where }) => where.startsWith('in Zotero')).map(({ key }) => key);
  }

  test('works of Zotero stand behind the bibliography’s own, and taking one writes its entry', async () => {
    const zotero = await served({ libraries: [{ name: 'My Library', works: [berman, zarate] }] });
    const server = await start({ zotero: { connected: true, url: zotero.url } });
    await shown(server, 'bermanAntidepressant2000');
    expect((await completed(server)).slice(0, 2)).toEqual(['Berman1999', 'bermanAntidepressant2000']);
    const { items } = await server.connection.sendRequest<{ items: FoundReference[] }>(
      searchReferencesRequest.method,
      { textDocument: { uri: uriOf('paper.md') }, query: 'zarate', limit: 10 },
    );
    expect(items).toMatchObject([{ key: 'ZARA2006', where: 'in Zotero, not in your bibliography' }]);
    const answer = await server.connection.sendRequest<{ keys: string[]; edit: unknown }>(
      addToBibliographyRequest.method,
      {
        textDocument: { uri: uriOf('paper.md') },
        pack: items[0]!.pack,
        works: ['bermanAntidepressant2000', 'ZARA2006'],
      },
    );
    // Zotero's key where there is one; an item's key is none to cite by.
    expect(answer.keys).toEqual(['bermanAntidepressant2000', 'Zarate2006']);
    expect(JSON.stringify(answer.edit)).toContain('Antidepressant effects of ketamine');
    expect(JSON.stringify(answer.edit)).not.toContain('users/0');
  });

  test('a work of Zotero and one of a paper are written in one edit', async () => {
    const zotero = await served({ libraries: [{ name: 'My Library', works: [berman] }] });
    const server = await start({ zotero: { connected: true, url: zotero.url } }, nodeTransport, shippedPacks);
    await shown(server, 'bermanAntidepressant2000');
    const answer = await server.request(addToBibliographyRequest, {
      textDocument: { uri: uriOf('paper.md') },
      pack: 'abdallah2018',
      works: ['mcgirr2015', 'bermanAntidepressant2000'],
      packs: ['abdallah2018', 'zotero:'],
    });
    expect(answer.keys).toEqual(['Mcgirr2015', 'bermanAntidepressant2000']);
    const edit = JSON.stringify(answer.edit);
    expect(edit).toContain('{Mcgirr2015,');
    expect(edit).toContain('{bermanAntidepressant2000,');
  });

  test('a work that the bibliography has is not offered twice', async () => {
    const own: KeptWork = { ...berman, key: 'OWNOWN11', title: 'Own', date: '1999', citationKey: 'berOwn' };
    const zotero = await served({ libraries: [{ name: 'My Library', works: [own, berman] }] });
    const server = await start({ zotero: { connected: true, url: zotero.url } });
    await shown(server, 'bermanAntidepressant2000');
    expect(await completed(server)).toEqual(['Berman1999', 'bermanAntidepressant2000']);
  });

  test('what is kept is there without Zotero, and goes when it is disconnected', async () => {
    const zotero = await served({ libraries: [{ name: 'My Library', works: [berman] }] });
    const first = await start({ zotero: { connected: true, url: zotero.url } });
    await shown(first, 'bermanAntidepressant2000');
    await waitFor(() => expect(readdirSync(folder)).toEqual(['zotero-copy.txt']));
    await zotero.close();
    const second = await start({ zotero: { connected: true, url: zotero.url } });
    await shown(second, 'bermanAntidepressant2000');
    second.settings = {};
    await second.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await waitFor(() => expect(readdirSync(folder)).toEqual([]));
    expect(await completed(second)).toEqual(['Berman1999']);
  });

  test.each([
    ['429, Retry-After', { status: 429, headers: { 'Retry-After': '900' } }, 900_000],
    ['503, Retry-After', { status: 503, headers: { 'Retry-After': '1000000' } }, 86_400_000],
    ['200, Backoff', { status: 200, headers: { Backoff: '600' } }, 600_000],
    ['500', { status: 500, headers: {} }, 120_000],
  ])('it is not asked again in the background before it wants: %s', async (_name, said, least) => {
    const zotero = await served({ libraries: [{ name: 'My Library', works: [berman] }] });
    let isWilling = false;
    const server = await serve((request, response, body) => {
      if (!isWilling && request.url!.includes('groups'))
        response.writeHead(said.status, said.headers).end('[]');
      else
        void fetch(`${zotero.url}${request.url}`, {
          method: request.method!,
          headers: { 'zotero-allowed-request': '1' },
          ...(body === '' ? {} : { body }),
        }).then(async (answer) => {
          response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
        });
    });
    closing.push(() => server.close());
    const waiting: { delay: number; callback: () => void }[] = [];
    const clock: Clock = {
      ...fastClock(1),
      after: (delay, callback) => {
        if (delay < 100_000) return fastClock(1).after(delay, callback);
        waiting.push({ delay, callback });
        return () => undefined;
      },
    };
    const editor = await start({ zotero: { url: server.url } }, nodeTransport, [], clock);
    await editor.request(connectZoteroRequest, { key: null });
    await waitFor(() => expect(waiting).toHaveLength(1));
    const { delay, callback } = waiting[0]!;
    expect(delay).toBeGreaterThan(least - 20_000);
    expect(delay).toBeLessThanOrEqual(least);
    isWilling = true;
    callback();
    await waitFor(() => expect(waiting).toHaveLength(2));
    await shown(editor, 'bermanAntidepressant2000');
  });

  test('a damaged copy is taken anew', async () => {
    const zotero = await served({ libraries: [{ name: 'My Library', works: [berman] }] });
    writeFileSync(join(folder, 'zotero-copy.txt'), '{"format":1,"server":"","libraries":[{"size":9');
    const server = await start({ zotero: { connected: true, url: zotero.url } });
    await shown(server, 'bermanAntidepressant2000');
    await waitFor(() => expect(readFileSync(join(folder, 'zotero-copy.txt'), 'utf8')).toContain('BERM2000'));
  });

  test('nobody is asked without the setting; the command says what is there', async () => {
    const zotero = await served({ libraries: [{ name: 'My Library', works: [berman] }] });
    const server = await start({ zotero: { url: zotero.url } });
    expect(await completed(server)).toEqual(['Berman1999']);
    expect(zotero.requests).toEqual([]);
    const answer = await server.connection.sendRequest(connectZoteroRequest.method, { key: null });
    expect(answer).toEqual({
      isConnected: true,
      message: 'Zotero 8.0.1 answers. 1 work of your library is offered behind your bibliography’s own.',
    });
    await shown(server, 'bermanAntidepressant2000');
  });

  test('what is missing is said', async () => {
    const zotero = await served({ libraries: [] });
    await zotero.close();
    const server = await start({ zotero: { url: zotero.url } });
    const answer = await server.connection.sendRequest<{ isConnected: boolean; message: string }>(
      connectZoteroRequest.method,
      {},
    );
    expect(answer.isConnected).toBe(false);
    expect(answer.message).toContain('Start Zotero');
  });

  describe('zotero.org, where no Zotero can be asked', () => {
    const key = 'AbCdEfGhIjKlMnOp12345678';
    /** Its API as that of a Zotero on this machine is, under the user's number, for whoever has the key. */
    async function servedByWeb(zotero: Served) {
      const behind = await served(zotero);
      const web = await serve((request, response) => {
        const path = request.url!;
        if (request.headers['zotero-api-key'] !== key) response.writeHead(403).end('Forbidden');
        else if (path === '/keys/current') json(response, { userID: 77, username: 'me' });
        else if (!/^\/(?:users\/77|groups\/\d+)\//.test(path)) response.writeHead(404).end();
        else {
          const headers = Object.entries(request.headers).filter(
            ([name]) => name === 'if-modified-since-version',
          );
          void fetch(`${behind.url}/api${path.replace('/users/77/', '/users/0/')}`, {
            headers: { ...(Object.fromEntries(headers) as object), 'zotero-allowed-request': '1' },
          }).then(async (answer) => {
            response.writeHead(answer.status, { ...Object.fromEntries(answer.headers) });
            response.end(await answer.text());
          });
        }
      });
      closing.push(() => web.close());
      return web;
    }
    const connect = (server: TestServer, own: string) => server.request(connectZoteroRequest, { key: own });
    const group: KeptLibrary = { name: 'Lab', group: 42, works: [zarate] };

    test('its works are offered with a key of the user’s, which goes to nobody else', async () => {
      const web = await servedByWeb({ libraries: [{ name: 'My Library', works: [berman] }, group] });
      const server = await start({ services: { 'zotero-web': web.url, zotero: 'http://127.0.0.1:9' } });
      expect(await connect(server, key)).toEqual({
        isConnected: true,
        message: 'zotero.org answers. 2 works of 2 libraries are offered behind your bibliography’s own.',
      });
      await shown(server, 'bermanAntidepressant2000');
      const added = await server.request(addFromZoteroRequest, {
        textDocument: { uri: uriOf('paper.md') },
        keys: ['bermanAntidepressant2000'],
      });
      expect(added.keys).toEqual(['bermanAntidepressant2000']);
      expect(readFileSync(join(folder, 'zotero-copy.txt'), 'utf8')).not.toContain(key);
      expect(web.requests.every(({ method }) => method === 'GET')).toBe(true);
    });

    test('the key is in no message, though the service sends it back, and a key revoked is told', async () => {
      let isRevoked = false;
      const web = await serve((request, response) => {
        if (request.url === '/keys/current' && !isRevoked) json(response, { userID: 77 });
        else response.writeHead(403).end(`Forbidden: ${String(request.headers['zotero-api-key'])}`);
      });
      closing.push(() => web.close());
      const server = await start({ services: { 'zotero-web': web.url } });
      const refused = await connect(server, key);
      expect(refused).toMatchObject({ isConnected: false });
      expect(refused.message).toContain('zotero.org refused the request (403)');
      expect(refused.message).not.toContain(key);
      isRevoked = true;
      expect((await connect(server, key)).message).toContain('zotero.org does not know this key.');
      expect(web.requests.every(({ path }) => !path.includes(key))).toBe(true);
    });

    test.each([
      ['x y', 'This is no key of zotero.org.'],
      ['AnotherKey12345678901234', 'zotero.org does not know this key.'],
    ])('%s', async (own, message) => {
      const web = await servedByWeb({ libraries: [{ name: 'My Library', works: [berman] }] });
      const server = await start({ services: { 'zotero-web': web.url } });
      const answer = await connect(server, own);
      expect(answer).toMatchObject({ isConnected: false });
      expect(answer.message).toContain(message);
    });
  });

  test('a collection that the settings name narrows what is offered, and those in it; keys are found all the same', async () => {
    const collections = [
      { key: 'THESISAA', name: 'My Thesis' },
      { key: 'CHAPTERA', name: 'Chapter 1', parent: 'THESISAA' },
      { key: 'OTHERAAA', name: 'Other' },
    ];
    const own = { ...berman, collections: ['CHAPTERA'] };
    const other: KeptWork = { ...zarate, citationKey: 'zarateOther2006', collections: ['OTHERAAA'] };
    const libraries = [{ name: 'My Library', works: [own, other], collections }];
    const { url } = await served({ libraries });
    const server = await start({ zotero: { connected: true, url, collection: 'my thesis' } });
    await shown(server, 'bermanAntidepressant2000');
    expect(await keysOffered(server)).toEqual(['bermanAntidepressant2000']);
    const { message } = await server.request(connectZoteroRequest, { key: null });
    expect(message).toContain('Of 2 works of your library, those in collections that begin with “my thesis”');
    for (const [collection, offered] of [
      ['other', ['zarateOther2006']],
      ['none', []],
      ['', ['bermanAntidepressant2000', 'zarateOther2006']],
    ] as const) {
      server.settings = { zotero: { connected: true, url, collection } };
      await server.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      await waitFor(async () => expect(await keysOffered(server)).toEqual(offered));
    }
  });

  test('a bibliography that another program wrote a moment ago is compared as it is now', async () => {
    const { url } = await served({ libraries: [{ name: 'My Library', works: [berman] }] });
    const server = await start({ zotero: { connected: true, url } });
    const text = (title: string) =>
      `@article{bermanAntidepressant2000,\n  title = {${title}},\n  author = {Berman, R. M.},\n  year = 2000\n}\n`;
    await server.write('references.bib', text('Antidepressant effects of ketamine'));
    const ask = () =>
      server.request(updateFromZoteroRequest, { textDocument: { uri: uriOf('paper.md') }, chosen: [] });
    await expect.poll(async () => (await ask()).message).toContain('All entries are');
    server.files.set(uriOf('references.bib'), text('Effects of a placebo')); // nobody tells
    expect((await ask()).changes.map(({ key }) => key)).toEqual(['bermanAntidepressant2000']);
  });

  test('entries that differ from what Zotero has now are told, and those that are chosen get it', async () => {
    const zotero: Served = { libraries: [{ name: 'My Library', works: [berman] }] };
    const { url } = await served(zotero);
    const server = await start({ zotero: { connected: true, url } });
    const text =
      '@article{bermanAntidepressant2000,\n  title = {Antidepressant effects of ketamine}, % own\n}\n';
    await server.open(
      'references.bib',
      text.replace('}, %', '},\n  author = {Berman, R. M.},\n  year = 2000, %'),
    );
    const ask = (...chosen: string[]) =>
      server.request(updateFromZoteroRequest, { textDocument: { uri: uriOf('paper.md') }, chosen });
    expect(await ask()).toEqual({
      edit: null,
      message: 'All entries are as Zotero has their works.',
      changes: [],
    });
    // Zotero is asked anew each time.
    zotero.libraries = [
      { name: 'My Library', version: 2, works: [{ ...berman, title: 'Effects of esketamine', version: 2 }] },
    ];
    const { changes, edit } = await ask();
    expect(edit).toBeNull();
    expect(changes).toEqual([
      {
        id: expect.any(String) as string,
        key: 'bermanAntidepressant2000',
        file: 'references.bib',
        differences: ['title: “Antidepressant effects of ketamine” → “Effects of esketamine”'],
        edit: expect.any(Object) as object,
      },
    ]);
    expect(JSON.stringify(changes[0]!.edit)).toContain('{Effects of esketamine}');
    const { edit: made, message } = await ask(changes[0]!.id);
    expect(message).toBe('Brought one entry up to date from Zotero.');
    expect(JSON.stringify(made)).toContain('{Effects of esketamine},\\n  author = {Berman, R. M.},');
    expect(await ask('gone')).toMatchObject({ edit: null, changes: [] });
  });

  test('a cited work is shown in Zotero, and its PDF, of whichever library', async () => {
    const own: KeptWork = { ...berman, key: 'OWNOWN11', title: 'Own', date: '1999', pdf: 'PDFPDF11' };
    const zotero = await served({
      libraries: [
        { name: 'My Library', works: [berman] },
        { name: 'Lab', group: 77, works: [own] },
      ],
    });
    const server = await start({ zotero: { connected: true, url: zotero.url } });
    await shown(server, 'bermanAntidepressant2000');
    await server.change('paper.md', '---\nbibliography: references.bib\n---\n\nSee [@Berman1999].\n');
    const place = (character: number, what: 'item' | 'pdf') =>
      server.request(zoteroPlaceRequest, {
        textDocument: { uri: uriOf('paper.md') },
        position: { line: 4, character },
        what,
      });
    expect(await place(8, 'item')).toEqual({
      address: 'zotero://select/groups/77/items/OWNOWN11',
      message: '',
    });
    expect(await place(8, 'pdf')).toEqual({
      address: 'zotero://open-pdf/groups/77/items/PDFPDF11',
      message: '',
    });
    expect(await place(0, 'item')).toMatchObject({ address: null });
    server.settings = {};
    await server.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await waitFor(async () => expect((await place(8, 'item')).message).toContain('Zotero is not connected'));
  });
});
