/** The browser's way to the network, with Node's `fetch` in its place. */
import { afterEach, expect, test } from 'vitest';
import { failureText, jsonOf, type ServiceAnswer } from '../../../src/core/index.ts';
import { openNetwork } from '../../../src/server/network/network.ts';
import { webTransport } from '../../../src/server/network/web.ts';
import { fastClock, json, type Loopback, serve, serveRaw } from '../../support/loopback.ts';

const open: Pick<Loopback, 'close'>[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function loopback(...args: Parameters<typeof serve>): Promise<Loopback> {
  const server = await serve(...args);
  open.push(server);
  return server;
}

const ask = (url: string, { limit = 1_000, signal = new AbortController().signal } = {}) =>
  openNetwork({
    transport: webTransport,
    clock: fastClock(20),
    addresses: new Map([['doi', url]]),
    signal,
    userAgent: 'PsyCite/test',
  }).ask({ service: 'doi', path: '/10.1/x', limit, headers: { 'x-own': '1' } });

const failure = (answer: ServiceAnswer): string => {
  const read = jsonOf('doi', answer);
  return read.kind === 'failed' ? failureText(read.failure) : read.kind;
};

test('a question and its answer, under the browser’s own name', async () => {
  const server = await loopback((_, response) => json(response, { title: 'Ketamine – “x”' }));
  expect(jsonOf('doi', await ask(server.url))).toMatchObject({ value: { title: 'Ketamine – “x”' } });
  expect(server.requests).toMatchObject([{ method: 'GET', path: '/10.1/x', headers: { 'x-own': '1' } }]);
  expect(server.requests[0]!.headers['user-agent']).not.toContain('PsyCite');
});

test('a redirect inside the service is followed, one to http elsewhere is refused', async () => {
  const other = await loopback((_, response) => json(response, {}));
  const server = await loopback((request, response) => {
    if (request.url === '/there') json(response, {});
    else response.writeHead(302, { location: '/there' }).end();
  });
  expect(failure(await ask(server.url))).toBe('json');
  const away = await loopback((_, response) => response.writeHead(302, { location: other.url }).end());
  expect(failure(await ask(away.url))).toContain(`doi.org cannot be reached (it sends on to ${other.url})`);
  // A key is for one machine alone.
  expect(away.requests[0]!.headers['x-own']).toBe('1');
  expect(other.requests.map(({ headers }) => headers['x-own'])).toEqual([undefined]);
});

test.each<[string, Parameters<typeof serve>[0], string]>([
  ['404', (_, response) => response.writeHead(404).end(), 'none'],
  ['500', (_, response) => response.writeHead(500).end('Oops'), 'has a fault of its own (500): “Oops”'],
  [
    '429',
    (_, response) => response.writeHead(429, { 'Retry-After': '120' }).end(),
    'has had too many requests (429). Wait 120 s',
  ],
  ['no JSON', (_, response) => response.end('<p>Log in</p>'), 'did not answer with JSON: “Log in”'],
  ['too much', (_, response) => response.end('x'.repeat(5_000)), 'sent more than'],
  ['no answer', () => undefined, 'did not answer within 10 s'],
  [
    'half an answer',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"a":');
      setTimeout(() => response.destroy(), 20);
    },
    'broke off its answer',
  ],
])('%s', async (_, answer, message) => {
  const server = await loopback(answer);
  expect(failure(await ask(server.url))).toContain(message);
});

test('nobody at the address, a dropped call, and a command that is cancelled', async () => {
  const server = await serve(() => undefined);
  await server.close();
  expect(failure(await ask(server.url))).toContain('cannot be reached');
  const dropping = await serveRaw((socket) => {
    socket.destroy();
  });
  open.push(dropping);
  expect(failure(await ask(dropping.url))).toContain('cannot be reached');
  const silent = await loopback(() => undefined);
  const controller = new AbortController();
  const asked = ask(silent.url, { signal: controller.signal });
  setTimeout(() => {
    controller.abort();
  }, 50);
  expect(failure(await asked)).toContain('was cancelled');
});
