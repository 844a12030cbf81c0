import { afterEach, describe, expect, test } from 'vitest';
import { exportFromZotero, probeZotero, type RunningZotero, searchZotero } from '../../src/core/asking.ts';
import { failureText, type Network } from '../../src/core/index.ts';
import {
  type FakeZotero,
  type KeptWork,
  networkTo,
  serve,
  serveRaw,
  serveZotero,
} from '../support/zotero.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const berman: KeptWork = {
  key: 'BERM2000',
  title: 'Antidepressant effects of <i>ketamine</i>',
  authors: [
    ['Berman', 'Robert M.'],
    ['Cappiello', 'Angela'],
  ],
  date: '2000-02-15',
};
const group = { name: 'Lab: Mood', group: 77 };

async function connected(zotero: FakeZotero) {
  const server = await serveZotero(zotero);
  open.push(server);
  const network = networkTo(server.url);
  const probe = await probeZotero(network);
  return { network, probe, running: probe as RunningZotero, server };
}

async function found(network: Network, running: RunningZotero, words: string, limit = 50) {
  const answer = await searchZotero(network, running, words, limit);
  if (answer.kind === 'failed') throw new Error(failureText(answer.failure));
  return answer.works;
}

describe('a search', () => {
  test('gives key, title, authors, year and library, of all libraries', async () => {
    const { network, running, server } = await connected({
      libraries: [
        { name: 'My Library', works: [{ ...berman, citationKey: 'berman2000' }] },
        {
          ...group,
          works: [{ ...berman, key: 'GROUP123', citationKey: 'bermanGroup', title: 'Ketamine again' }],
        },
      ],
    });
    expect(await found(network, running, 'ketamine berman')).toEqual([
      {
        key: 'berman2000',
        title: 'Antidepressant effects of ketamine',
        authors: ['Berman, Robert M.', 'Cappiello, Angela'],
        year: '2000',
        library: 'My Library',
      },
      expect.objectContaining({ key: 'bermanGroup', library: 'Lab: Mood' }),
    ]);
    expect(server.requests.every(({ headers }) => headers['zotero-allowed-request'] === '1')).toBe(true);
    expect(server.requests.every(({ headers }) => !/^Mozilla/.test(headers['user-agent'] ?? ''))).toBe(true);
    const written = server.requests.filter(
      ({ method, path }) => method !== 'GET' && !path.startsWith('/better-bibtex/'),
    );
    expect(written).toEqual([]);
  });

  test('a key of two libraries names its library', async () => {
    const works = [{ ...berman, citationKey: 'berman2000' }];
    const { network, running } = await connected({
      libraries: [
        { name: 'My Library', works },
        { ...group, works },
      ],
    });
    const keys = (await found(network, running, 'ketamine')).map(({ key }) => key);
    expect(keys).toEqual(['My Library:berman2000', 'Lab: Mood:berman2000']);
  });

  test('of Zotero 7: pinned keys, those of Better BibTeX, and item keys where there are none', async () => {
    const libraries = [
      {
        name: 'My Library',
        works: [berman, { ...berman, key: 'PINNED12', extra: 'x: y\nCitation Key: pinned2000' }],
      },
      { ...group, works: [{ ...berman, key: 'GROUP123' }] },
    ];
    const without = await connected({ version: '7.0.9', libraries });
    expect(without.running.message).toContain('Install Better BibTeX');
    expect((await found(without.network, without.running, 'ketamine')).map(({ key }) => key)).toEqual([
      'BERM2000',
      'pinned2000',
      'GROUP123',
    ]);
    const betterBibtex = new Map([
      ['My Library BERM2000', 'bermanAntidepressant2000'],
      ['Lab: Mood GROUP123', 'bermanLab2000'],
    ]);
    const { network, running } = await connected({ version: '7.0.9', libraries, betterBibtex });
    expect((await found(network, running, 'ketamine')).map(({ key }) => key)).toEqual([
      'bermanAntidepressant2000',
      'pinned2000',
      'bermanLab2000',
    ]);
  });

  test('notes and files are no works', async () => {
    const works = [
      { ...berman, key: 'NOTE1234', itemType: 'note' },
      { ...berman, citationKey: 'b' },
    ];
    const { network, running } = await connected({ libraries: [{ name: 'My Library', works }] });
    expect((await found(network, running, 'ketamine')).map(({ key }) => key)).toEqual(['b']);
  });

  test('reads page after page up to the limit, and no further', async () => {
    const works = Array.from({ length: 730 }, (_, n) => ({
      ...berman,
      key: `K${1e7 + n}`,
      citationKey: `k${n}`,
    }));
    const { network, running, server } = await connected({ libraries: [{ name: 'My Library', works }] });
    expect((await found(network, running, 'ketamine', 250)).map(({ key }) => key)).toEqual(
      works.slice(0, 250).map(({ citationKey }) => citationKey),
    );
    const starts = server.requests.flatMap(
      ({ path }) => /q=.*start=(\d+)&limit=(\d+)/.exec(path)?.slice(1).join('+') ?? [],
    );
    expect(starts).toEqual(['0+100', '100+100', '200+50']);
    expect(await found(network, running, 'ketamine', 10_000)).toHaveLength(730);
  });

  test('through Better BibTeX where the local API is off', async () => {
    const { network, running } = await connected({
      localApi: false,
      libraries: [{ name: 'My Library', works: [berman] }],
      betterBibtex: new Map([['My Library BERM2000', 'berman2000']]),
    });
    expect(running.message).toContain(
      '“Allow other applications on this computer to communicate with Zotero”',
    );
    expect(await found(network, running, 'ketamine')).toMatchObject([
      { key: 'berman2000', library: 'My Library' },
    ]);
  });

  test('in a collection and those in it, by the start of its name; each work once', async () => {
    const works = [
      { ...berman, key: 'INTHESIS', citationKey: 'thesis', collections: ['THESISAA'] },
      { ...berman, key: 'INCHAPTE', citationKey: 'chapter', collections: ['CHAPTERA', 'THESISAA'] },
      { ...berman, key: 'INNOTHIN', citationKey: 'nowhere' },
    ];
    const collections = [
      { key: 'CHAPTERA', name: 'Chapter 2', parent: 'THESISAA' },
      { key: 'THESISAA', name: 'My Thesis' },
      { key: 'OTHERAAA', name: 'Other' },
    ];
    const libraries = [{ name: 'My Library', works, collections }];
    const { network, running } = await connected({ libraries });
    const keys = async (words: string) => {
      const found = await searchZotero(network, running, words, 50);
      return found.kind === 'found' ? found.works.map(({ key }) => key) : found.kind;
    };
    expect(await keys('ketamine')).toEqual(['thesis', 'chapter', 'nowhere']);
    expect(await keys('ketamine collection:"my the"')).toEqual(['thesis', 'chapter']);
    expect(await keys('collection:chapter')).toEqual(['chapter']);
    expect(await keys('collection:other ketamine')).toEqual([]);
    expect(await keys('collection:none ketamine')).toEqual([]);
    expect(await keys('mycollection:thesis')).toEqual([]);
  });

  test('nothing found is no failure', async () => {
    const { network, running } = await connected({ libraries: [{ name: 'My Library', works: [berman] }] });
    expect(await found(network, running, 'lithium')).toEqual([]);
  });
});

describe('an export', () => {
  const exported = async (zotero: FakeZotero, ...keys: string[]) => {
    const { network, running } = await connected(zotero);
    const answer = await exportFromZotero(network, running, keys);
    if (answer.kind === 'failed') throw new Error(failureText(answer.failure));
    return answer;
  };
  const twoLibraries = (one: Partial<KeptWork>, other: Partial<KeptWork>) => [
    { name: 'My Library', works: [{ ...berman, ...one }] },
    { ...group, works: [{ ...berman, key: 'GROUP123', title: 'In the group', ...other }] },
  ];

  test('gives CSL-JSON by the keys that were asked for, in their order, and names those that are nowhere', async () => {
    const libraries = twoLibraries({ citationKey: 'mine' }, { citationKey: 'ours' });
    const { items, problems } = await exported({ libraries }, 'ours', 'nobody', '@mine', 'BERM2000');
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ['ours', 'In the group'],
      ['mine', 'Antidepressant effects of <i>ketamine</i>'],
      ['BERM2000', 'Antidepressant effects of <i>ketamine</i>'],
    ]);
    expect(problems).toEqual(['“nobody” is in no library of Zotero.']);
  });

  test('holds no control codes, also where JSON would escape them', async () => {
    const libraries = [
      {
        name: 'My Library',
        works: [
          {
            ...berman,
            title: '\u001B]0;x\u0007Ket\u0000amine\u009B2J',
            authors: [['Ber\u001B[31mman', 'R']] as [string, string][],
          },
        ],
      },
    ];
    const { items } = await exported({ libraries }, 'BERM2000');
    expect(items).toMatchObject([{ title: 'Ketamine', author: [{ family: 'Berman', given: 'R' }] }]);
  });

  test('a long title is whole', async () => {
    const title = 'Long '.repeat(2000).trim();
    const { items } = await exported(
      { libraries: [{ name: 'My Library', works: [{ ...berman, title }] }] },
      'BERM2000',
    );
    expect(items).toMatchObject([{ title }]);
  });

  test('a key of two libraries is asked back, and goes with its library', async () => {
    const libraries = twoLibraries({ citationKey: 'both' }, { citationKey: 'both' });
    const { items, problems } = await exported(
      { libraries },
      'both',
      'Lab: Mood:both',
      'My Library:both',
      '77:both',
    );
    expect(items.map(({ title }) => title)).toEqual([
      'In the group',
      'Antidepressant effects of <i>ketamine</i>',
      'In the group',
    ]);
    const askedBack = ['“both” is in 2 libraries; write “My Library:both” or “Lab: Mood:both”.'];
    expect(problems).toEqual(askedBack);
    // Alone, it is found in the first library that is asked.
    expect(await exported({ libraries }, 'both')).toMatchObject({ items: [], problems: askedBack });
  });

  test('keys with colons, pinned keys, and keys that only Better BibTeX knows', async () => {
    const libraries = twoLibraries({ citationKey: 'Berman:2000' }, { extra: 'Citation Key: pinned' });
    expect((await exported({ libraries }, 'Berman:2000', 'pinned')).items.map(({ id }) => id)).toEqual([
      'Berman:2000',
      'pinned',
    ]);
    const betterBibtex = new Map([['Lab: Mood GROUP123', 'lab2000']]);
    const answer = await exported({ version: '7.0.1', libraries, betterBibtex }, 'lab2000', 'Berman:2000');
    expect(answer.items).toMatchObject([{ id: 'lab2000', title: 'In the group' }, { id: 'Berman:2000' }]);
    expect(answer.items[0]).not.toHaveProperty('custom');
  });
});

describe('what is missing is said in a sentence, with what to do', () => {
  async function missing(url: string, speed = 1): Promise<string> {
    const probe = await probeZotero(networkTo(url, speed));
    expect(probe.kind).toBe('missing');
    return probe.message;
  }

  test('nothing runs', async () => {
    const server = await serveZotero({ libraries: [] });
    await server.close();
    expect(await missing(server.url)).toMatch(/^Zotero is not running: .* Start Zotero .*--service zotero=/);
  });

  test('the local API is off', async () => {
    const { probe } = await connected({ localApi: false, libraries: [] });
    expect(probe).toEqual({
      kind: 'missing',
      version: '8.0.1',
      message:
        "Zotero 8.0.1 runs, but its local API is off (403 “Local API is not enabled”). Switch it on in Zotero's settings: Advanced → “Allow other applications on this computer to communicate with Zotero”.",
    });
  });

  test.each([
    ['another program', 200, 'JabRef', 'Another program answers at'],
    ['a page', 200, '<html><title>Login</title><p>Sign in</p></html>', 'Another program answers at'],
    [
      'the name of the host',
      400,
      'Invalid Host header',
      'Zotero refuses the name of the host (400 “Invalid Host header”)',
    ],
    ['a refusal', 403, 'Forbidden', 'refuses the request (403 “Forbidden”)'],
    ['a fault', 500, 'Oops', 'Zotero has a fault of its own (500 “Oops”)'],
  ])('%s', async (_, status, body, message) => {
    const server = await serve((_request, response) => {
      response.writeHead(status);
      response.end(body);
    });
    open.push(server);
    expect(await missing(server.url, 20)).toContain(message);
  });

  test('an old Zotero without the API', async () => {
    const server = await serve((request, response) => {
      response.writeHead(request.url === '/connector/ping' ? 200 : 404, { 'X-Zotero-Version': '6.0.30' });
      response.end('No endpoint found');
    });
    open.push(server);
    expect(await missing(server.url)).toContain('Zotero 6.0.30 has no local API');
  });

  test.each([
    ['429', 429, { 'Retry-After': '120' }, 'Zotero has had too many requests (429): “Oops”. Wait 120 s'],
    ['500', 500, {}, 'Zotero has a fault of its own (500): “Oops”. Try again later'],
    ['a redirect', 302, { Location: 'http://example.org/' }, 'sent PsyCite on to http://example.org/'],
  ])('an API that answers with %s, of a Zotero that runs', async (_, status, headers, message) => {
    const server = await serve((request, response) => {
      const isPing = request.url === '/connector/ping';
      response.writeHead(isPing ? 200 : status, isPing ? { 'X-Zotero-Version': '8.0.1' } : headers);
      response.end('Oops');
    });
    open.push(server);
    const probe = await probeZotero(networkTo(server.url, 20));
    expect(probe).toMatchObject({ kind: 'missing', version: '8.0.1' });
    expect(probe.message).toContain('Zotero 8.0.1 runs, but its local API cannot be read from.');
    expect(probe.message).toContain(message);
  });

  test('a dropped call, and one that nobody answers', async () => {
    const dropping = await serveRaw((socket) => {
      socket.destroy();
    });
    open.push(dropping);
    expect(await missing(dropping.url, 20)).toContain('broke off');
    const silent = await serveRaw(() => undefined);
    open.push(silent);
    expect(await missing(silent.url, 100)).toContain('says nothing for 10 s');
  });
});

describe('an answer that breaks in the middle of a search is a failure, never half a list', () => {
  test.each([
    ['half an answer', '[{"key": "A", "data": {"itemType": "book", "title": "T"', 'did not answer with JSON'],
    ['a page', '<html>Welcome</html>', 'did not answer with JSON: “Welcome”'],
    ['no list', '{"a": "x"}', 'did not answer with a list of works'],
    ['an error', '{"error": "Database is locked"}', 'answered with an error: “Database is locked”'],
  ])('%s', async (_, body, message) => {
    const server = await serve((request, response) => {
      response.writeHead(200, { 'X-Zotero-Version': '8.0.1' });
      response.end(request.url!.includes('q=') ? body : '[]');
    });
    open.push(server);
    const network = networkTo(server.url);
    const running = (await probeZotero(network)) as RunningZotero;
    const answer = await searchZotero(network, running, 'ketamine', 10);
    expect(answer.kind === 'failed' && failureText(answer.failure)).toContain(message);
  });

  test.each([
    [
      'an error',
      { jsonrpc: '2.0', error: { code: -32603, message: 'Key manager is starting' } },
      'Better BibTeX: Key manager',
    ],
    ['no list', { result: null }, 'did not answer with a list of works'],
    ['neither', {}, 'did not answer with JSON-RPC'],
  ])('nor where Better BibTeX answers with %s', async (_, reply, message) => {
    const server = await serve((request, response, body) => {
      const isReady = body.includes('api.ready');
      response.writeHead(request.url!.startsWith('/api') ? 403 : 200, { 'X-Zotero-Version': '8.0.1' });
      response.end(JSON.stringify(isReady ? { result: { betterbibtex: '7.0' } } : reply));
    });
    open.push(server);
    const network = networkTo(server.url);
    const running = (await probeZotero(network)) as RunningZotero;
    const found = await searchZotero(network, running, 'ketamine', 10);
    expect(found.kind === 'failed' && failureText(found.failure)).toContain(message);
  });

  test.each(['null', '{}', '[]'])('nor is a work said to be nowhere by %s', async (body) => {
    const server = await serve((request, response) => {
      response.writeHead(200, { 'X-Zotero-Version': '8.0.1' });
      response.end(request.url!.includes('/items/') ? body : '[]');
    });
    open.push(server);
    const network = networkTo(server.url);
    const running = (await probeZotero(network)) as RunningZotero;
    const found = await exportFromZotero(network, running, ['ABCD2345']);
    expect(found.kind === 'failed' && failureText(found.failure)).toContain('did not answer with an item');
  });
});
