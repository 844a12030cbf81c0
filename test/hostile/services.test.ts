/**
 * Services that answer with what they should not, asked as an editor asks them: over stdio. Each fault is
 * told in words that say what to do, no edit comes of it, nothing is written, and the server goes on.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { serviceNames } from '../../src/core/services/services.ts';
import { Cli } from '../support/cli.ts';
import { json, type Loopback, serve } from '../support/loopback.ts';
import { crossrefWork } from '../support/services.ts';
import { StdioServer } from '../support/stdioServer.ts';

type Answer = (response: ServerResponse) => void;

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const text =
  (body: string | Buffer, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
const redirect = (to: string): Answer => text('', 302, { location: to });
const large = Buffer.alloc(50_000_000, ' ');

/** None of these is an answer to anything. */
const faults: Record<string, Answer> = {
  'a 403': text('<html><title>Forbidden</title></html>', 403),
  'a 400': text('{"message": "bad"}', 400),
  'a 501': text('never', 501),
  'a 429 for an hour': text('slow down', 429, { 'retry-after': '3600' }),
  'a 503 until a date': text('busy', 503, { 'retry-after': new Date(Date.now() + 9e6).toUTCString() }),
  'a page': text('<!DOCTYPE html><html><title>Login</title><style>a{}</style><p>Please log in</p></html>'),
  nothing: text(''),
  null: text('null'),
  'a number': text('7'),
  'half an answer': (response) => {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    response.end('{"title": ["Half');
  },
  'what is no HTTP': (response) => {
    response.socket?.end('\u0000\u0001 what?\r\n\r\n');
  },
  '50 MB': text(large),
  '50 MB packed': text(gzipSync(large), 200, { 'content-encoding': 'gzip' }),
  'no UTF-8': text(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  'lists in lists': text(nested(200_000)),
  'an object with lists in lists': text(`{"title": ${nested(100_000)}}`),
  'an error in an error': text(`{"error":${'{"message":'.repeat(50_000)}"x"${'}'.repeat(50_001)}`),
  'http elsewhere': redirect('http://127.0.0.1:9/'),
  'another scheme': redirect('file:///etc/hosts'),
  'a redirect nowhere': (response) => response.writeHead(302).end(),
};

const document = { uri: '' };
const requests: Record<string, readonly [method: string, parameters: object]> = {
  'a DOI': [
    'psycite/addWorks',
    { textDocument: document, text: '10.1016/x1', citedAs: null, allowRetracted: null },
  ],
  'a PMID': [
    'psycite/addWorks',
    { textDocument: document, text: 'PMID:10686270', citedAs: null, allowRetracted: null },
  ],
  'a PMCID': [
    'psycite/addWorks',
    { textDocument: document, text: 'PMC3518467', citedAs: null, allowRetracted: null },
  ],
  'an arXiv identifier': [
    'psycite/addWorks',
    { textDocument: document, text: 'arXiv:1706.03762', citedAs: null, allowRetracted: null },
  ],
  'an ISBN': [
    'psycite/addWorks',
    { textDocument: document, text: '978-0-306-40615-7', citedAs: null, allowRetracted: null },
  ],
  'words at Crossref': ['psycite/searchService', { service: 'crossref', words: 'ketamine' }],
  'words at PubMed': ['psycite/searchService', { service: 'pubmed', words: 'ketamine' }],
  'a check online': ['psycite/checkOnline', { textDocument: document, search: 'titles' }],
  'connecting to Zotero': ['psycite/connectZotero', { key: null }],
  'words at Zotero': ['psycite/searchZotero', { words: 'ketamine' }],
  'a work of Zotero': ['psycite/addFromZotero', { textDocument: document, keys: ['ABCD2345'] }],
  'an update from Zotero': ['psycite/updateFromZotero', { textDocument: document, chosen: [] }],
  'a style': ['psycite/downloadStyle', { textDocument: document, style: 'some-style' }],
};

const bibliography =
  '@article{known2001, title = {Known}, author = {Known, A.}, doi = {10.1016/x0}, year = 2001}\n';
const manuscript = '---\nbibliography: references.bib\n---\n\nSee [@known2001].\n';
let folder: string;
let services: Loopback;
let server: StdioServer;
let answer: (path: string, response: ServerResponse) => void;

beforeAll(async () => {
  const cli = await Cli.build();
  folder = mkdtempSync(join(tmpdir(), 'psycite-services-'));
  writeFileSync(join(folder, 'references.bib'), bibliography);
  writeFileSync(join(folder, 'paper.md'), manuscript);
  services = await serve((request, response, body) => {
    answer(`${request.url!} ${body}`, response);
  });
  const addresses = Object.fromEntries(serviceNames.map((name) => [name, services.url]));
  server = await StdioServer.start(cli.script, folder, { services: addresses });
  document.uri = server.uriOf('paper.md');
  await server.open('paper.md', 'markdown', manuscript);
  await server.hover('paper.md', 4, 8);
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each sentence that an answer holds for the person. */
const told = (said: object): string =>
  Object.entries(said)
    .filter(([name]) => name === 'message' || name === 'failures' || name === 'notes')
    .map(([, value]: [string, unknown]) => (Array.isArray(value) ? value.join(' ') : String(value)))
    .join(' ')
    .trim();

/** What to do next. */
const advice =
  /\b(?:try again|run (?:it|the command) again|check (?:that|the|its?)|name another|start (?:it|zotero)|close it|close that program|look at|make one|wait|bring zotero|choose another)\b/i;

async function asked(method: string, parameters: object): Promise<object> {
  const said = await server.connection.sendRequest<object>(method, parameters);
  // The server is alive and quick: what was known is known.
  const began = performance.now();
  expect(JSON.stringify(await server.hover('paper.md', 4, 8))).toContain('Known');
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(readFileSync(join(folder, 'references.bib'), 'utf8')).toBe(bibliography);
  expect(
    readdirSync(folder)
      .filter((name) => name !== '.storage')
      .sort(),
  ).toEqual(['paper.md', 'references.bib']);
  return said;
}

function expectTold(said: object): void {
  expect(said).not.toMatchObject({ edit: expect.anything() as unknown });
  expect(said).not.toMatchObject({ isConnected: true });
  expect(told(said)).toMatch(advice);
  expect(told(said)).not.toMatch(/RangeError|TypeError|call stack|undefined|\[object|\u001B/);
  expect(told(said)).toMatch(/^[^a-z]|^(?:doi\.org|zotero\.org|arXiv)\b/);
}

/** Each fault once at a service of the world and once at Zotero; these everywhere. */
const everywhere = new Set([
  ...['a 403', 'a 429 for an hour', 'a page', 'null', 'no UTF-8', 'http elsewhere'],
  ...['lists in lists', 'an object with lists in lists'],
]);

describe.each(Object.entries(requests))('%s', (name, [method, parameters]) => {
  const own = Object.entries(faults).filter(
    ([fault]) => name === 'a DOI' || name === 'connecting to Zotero' || everywhere.has(fault),
  );
  test.each(own)('is answered with %s', async (_fault, fault) => {
    answer = (_path, response) => {
      fault(response);
    };
    expectTold(await asked(method, parameters));
  });
});

test('a service that says nothing holds nobody up, and a command that is cancelled ends', async () => {
  const reached = new Promise<void>((resolve) => {
    answer = () => {
      resolve();
    };
  });
  const cancelling = new CancellationTokenSource();
  const [method, parameters] = requests['a DOI']!;
  const waiting = server.connection.sendRequest(method, parameters, cancelling.token);
  await reached;
  await server.hover('paper.md', 4, 8);
  cancelling.cancel();
  await expect(waiting).rejects.toMatchObject({ code: -32800 });
});

describe('a record', () => {
  const adding = (more: object): Promise<{ edit?: unknown; message?: string }> => {
    answer = (_path, response) => {
      json(response, crossrefWork('10.1016/x1', more));
    };
    return asked(...requests['a DOI']!);
  };

  test.each([
    ['tags and capitals', ['<i>EFFECTS</i> OF &amp;lt;b&amp;gt;KETAMINE'], 'title = {Effects of Ketamine}'],
    ['colours of a terminal', ['Effects \u001B[1;31mof\u001B[0m ketamine'], 'title = {Effects of ketamine}'],
    [
      'a link',
      ['Effects \u001B]8;;http://e.example\u0007of\u001B]8;;\u001B\\ ketamine'],
      'title = {Effects of ketamine}',
    ],
    [
      'eight-bit codes',
      ['Effects \u009B31mof \u009DX\u009Cketamine\u009B0m'],
      'title = {Effects of ketamine}',
    ],
    [
      'an escape without an end',
      ['Effects of\u001B[ ketamine \u001B]0;in mice'],
      'title = {Effects of ketamine in mice}',
    ],
    ['lines and an entry', ['Effects\n@article{evil,\n title={x}}'], 'Effects @article\\textbraceleft{}evil'],
  ])('has %s in its title', async (_name, title, written) => {
    const { edit } = await adding({ title });
    const text = JSON.stringify(edit).replaceAll('\\\\', '\\');
    expect(text).toContain(written);
    expect(text).not.toMatch(/\\u00(?:1b|07|9)|\[0m|8;;/i);
  });

  test.each([
    ['no title', { title: [] }, 'the record has no title'],
    ['a title of tags alone', { title: ['<i></i>'] }, 'the record has no title'],
    ['the DOI of another work', { DOI: '10.1016/other' }, 'another work'],
  ])('has %s: it is refused', async (_name, more, reason) => {
    const said = await adding(more);
    expectTold(said);
    expect(said.message).toContain(reason);
  });

  test.each([[[null]], 'x', [[2000, 'x']], [], [[{}]]])('has the date %j', async (parts) => {
    const { edit } = await adding({ issued: { 'date-parts': parts } });
    expect(JSON.stringify(edit)).toContain('Antidepressant effects');
    expect(JSON.stringify(edit)).not.toMatch(/year = \{(?!2000\})|NaN|null|object/);
  });

  test('comes by HTTP/1.0 without length', async () => {
    answer = (_path, response) => {
      response.socket?.end(`HTTP/1.0 200 OK\r\n\r\n${JSON.stringify(crossrefWork('10.1016/x1'))}`);
    };
    expect(await asked(...requests['a DOI']!)).toMatchObject({ keys: ['berman2000'] });
  });
});

describe('a Zotero that begins well', () => {
  const work = {
    key: 'ABCD2345',
    version: 5,
    data: { key: 'ABCD2345', itemType: 'journalArticle', title: 'Ketamine', collections: [] },
    csljson: { id: 'zkey', type: 'article-journal', title: 'Ketamine' },
  };
  const headers = {
    'X-Zotero-Version': '8.0.1',
    'Zotero-API-Version': '3',
    'Last-Modified-Version': '5',
    'Total-Results': '1',
  };
  const well: readonly (readonly [part: string, value: unknown])[] = [
    ['/keys/current', { userID: 7 }],
    ['/groups', []],
    ['/collections', []],
    ['format=versions', { ABCD2345: 5 }],
    ['/items/ABCD2345', work],
    ['include=data', [work]],
    ['api.ready', { jsonrpc: '2.0', result: { betterbibtex: '7.0' } }],
    ['user.groups', { jsonrpc: '2.0', result: [{ id: 1, name: 'My Library' }] }],
    ['json-rpc', { jsonrpc: '2.0', result: {} }],
  ];
  const beginsWell = (until: string, fault: Answer) => {
    answer = (path, response) => {
      if (path.includes(until)) {
        fault(response);
        return;
      }
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      json(response, well.find(([part]) => path.includes(part))?.[1] ?? 'Zotero is running');
    };
  };
  const web = ['psycite/connectZotero', { key: 'AbCdEfGhIjKlMnOp12345678' }] as const;
  const late = ['a 403', 'a 429 for an hour', 'a page', 'null', 'a number', 'lists in lists'];

  test.each(
    late
      .concat('an object with lists in lists')
      .flatMap((fault) => [
        ...['/groups', 'format=versions', '/collections', 'include=data'].map(
          (part) => [part, fault, 'connecting to Zotero'] as const,
        ),
        ['/items/ABCD2345', fault, 'a work of Zotero'] as const,
        ['include=data', fault, 'words at Zotero'] as const,
      ]),
  )('and answers %s with %s', async (part, fault, name) => {
    beginsWell(part, faults[fault]!);
    expectTold(await asked(...requests[name]!));
  });

  test.each(['/keys/current', '/groups', 'format=versions', 'include=data'])(
    'at zotero.org, and ends at %s',
    async (part) => {
      for (const fault of ['a 429 for an hour', 'a page', 'null', 'lists in lists']) {
        beginsWell(part, faults[fault]!);
        const said = await asked(...web);
        expectTold(said);
        expect(told(said)).not.toContain(web[1].key);
      }
    },
  );
});
