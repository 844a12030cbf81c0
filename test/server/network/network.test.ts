/** The network of a command against servers with every fault that services have. */
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { failureText, jsonOf, type ServiceAnswer, type ServiceName } from '../../../src/core/index.ts';
import { openNetwork, timeFor } from '../../../src/server/network/network.ts';
import { nodeTransport } from '../../../src/server/network/node.ts';
import { fastClock, json, type Loopback, serve, serveRaw } from '../../support/loopback.ts';

const open: Pick<Loopback, 'close'>[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function loopback(...args: Parameters<typeof serve>): Promise<Loopback> {
  const server = await serve(...args);
  open.push(server);
  return server;
}

async function raw(...args: Parameters<typeof serveRaw>): Promise<string> {
  const server = await serveRaw(...args);
  open.push(server);
  return server.url;
}

/** The machine's clock made fast, so that time-outs and waits take little of the test's time. */
const network = (
  url: string,
  { speed = 20, signal = new AbortController().signal, name = 'doi', time = Number.POSITIVE_INFINITY } = {},
) =>
  openNetwork({
    transport: nodeTransport,
    clock: fastClock(speed),
    addresses: new Map([[name as ServiceName, url]]),
    signal,
    time,
    userAgent: 'PsyCite/test',
  });

const ask = (url: string, options = {}, more = {}): Promise<ServiceAnswer> =>
  network(url, options).ask({ service: 'doi', path: '/10.1/x', ...more });

const failure = (answer: ServiceAnswer): string => {
  const read = jsonOf('doi', answer);
  return read.kind === 'failed' ? failureText(read.failure) : read.kind;
};

test('a question and its answer', async () => {
  const server = await loopback((_, response) => json(response, { title: 'Ketamine – “x”' }));
  const answer = await ask(server.url, {}, { headers: { 'x-own': '1' }, accept: 'application/x' });
  expect(jsonOf('doi', answer)).toMatchObject({ kind: 'json', value: { title: 'Ketamine – “x”' } });
  expect(server.requests).toMatchObject([
    {
      method: 'GET',
      path: '/10.1/x',
      headers: { 'user-agent': 'PsyCite/test', 'x-own': '1', accept: 'application/x' },
    },
  ]);
});

test('a body makes it a POST', async () => {
  const server = await loopback((_, response, body) => json(response, { got: body }));
  expect(await ask(server.url, {}, { body: '{"a":1}' })).toMatchObject({ text: '{"got":"{\\"a\\":1}"}' });
  expect(server.requests[0]?.method).toBe('POST');
});

test('a base address may have a path, and stands for every host of its service', async () => {
  const server = await loopback((_, response) => json(response, {}));
  const asked = network(`${server.url}/proxy`, { name: 'pubmed' });
  await asked.ask({ service: 'pubmed', path: '/a' });
  await asked.ask({ service: 'pubmed', host: 'search', path: '/b' });
  expect(server.requests.map(({ path }) => path)).toEqual(['/proxy/a', '/proxy/b']);
});

describe('a command that is over waits for nothing more', () => {
  const many = (asking: ReturnType<typeof network>, service: ServiceName, count: number) =>
    Promise.all(Array.from({ length: count }, (_, at) => asking.ask({ service, path: `/${at}` })));

  test('slow answers end it at its time, and what was not asked says so', async () => {
    const server = await loopback((_, response) => {
      setTimeout(() => {
        json(response, { title: 'Slow' });
      }, 130);
    });
    const clock = fastClock(30);
    const start = clock.now();
    const answers = await many(network(server.url, { speed: 30, name: 'arxiv', time: 60_000 }), 'arxiv', 200);
    // Each turn of the rest would take three seconds.
    expect(clock.now() - start).toBeLessThan(90_000);
    expect(failure(answers[0]!)).toBe('json');
    expect(failure(answers[199]!)).toMatch(
      /^arXiv was not asked to the end: the 60 s of this command were over/,
    );
    expect(server.requests.length).toBeLessThan(20);
  });

  test('a service that was given up takes no more turns', async () => {
    const server = await loopback((_, response) => response.writeHead(503).end());
    const clock = fastClock(30);
    const start = clock.now();
    await many(network(server.url, { speed: 30, name: 'arxiv' }), 'arxiv', 100);
    expect(clock.now() - start).toBeLessThan(60_000);
  });
});

describe('a service that asks to be left alone', () => {
  test('for longer than the command has is asked by no other request either', async () => {
    const server = await loopback((_, response) => {
      response.writeHead(429, { 'retry-after': '3600' }).end();
    });
    const asking = network(server.url);
    for (let at = 0; at < 5; at += 1)
      expect(failure(await asking.ask({ service: 'doi', path: `/${at}` }))).toMatch(/Wait 3600 s/);
    expect(server.requests).toHaveLength(1);
  });

  test('for a while is left alone by all requests', async () => {
    const times: number[] = [];
    const server = await loopback((_, response) => {
      times.push(performance.now());
      if (times.length === 1) response.writeHead(429, { 'retry-after': '4' }).end();
      else json(response, {});
    });
    const asking = network(server.url);
    await asking.ask({ service: 'doi', path: '/1' });
    await asking.ask({ service: 'doi', path: '/2' });
    expect(times).toHaveLength(3);
    expect(times[1]! - times[0]!).toBeGreaterThan(190);
  });

  test('with an answer, by Zotero’s Backoff', async () => {
    const times: number[] = [];
    const server = await loopback((_, response) => {
      times.push(performance.now());
      response.writeHead(200, { backoff: times.length === 1 ? '4' : '3600' }).end('[]');
    });
    const asking = network(server.url, { name: 'zotero-web' });
    const ask = () => asking.ask({ service: 'zotero-web', path: '/keys/current' });
    await ask();
    await ask();
    expect(times[1]! - times[0]!).toBeGreaterThan(190);
    expect(failure(await ask())).toMatch(/^zotero\.org asks to be left alone for 3600 s\./);
    expect(times).toHaveLength(2);
  });
});

describe('an answer that is whole', () => {
  test('HTTP/1.0 without length', async () => {
    const url = await raw((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n{"title":"Whole"}'));
    expect(jsonOf('doi', await ask(url))).toMatchObject({ value: { title: 'Whole' } });
  });

  test('packed though it was asked for plain', async () => {
    const server = await loopback((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"a":1}'));
    });
    expect(jsonOf('doi', await ask(server.url))).toMatchObject({ value: { a: 1 } });
  });

  test('with a byte order mark', async () => {
    const server = await loopback((_, response) => response.end('\uFEFF{"a":1}'));
    expect(jsonOf('doi', await ask(server.url))).toMatchObject({ value: { a: 1 } });
  });
});

describe('the letters of an answer', () => {
  const answering = async (type: string, body: Uint8Array) => {
    const server = await loopback((_, response) => {
      response.writeHead(200, type === '' ? {} : { 'content-type': type }).end(body);
    });
    return ask(server.url);
  };
  const text = '{"family":"Müller"}';

  test.each<readonly [string, BufferEncoding]>([
    ['application/json', 'utf8'],
    ['application/json; charset=iso-8859-1', 'utf8'],
    ['application/json; charset=ISO-8859-1', 'latin1'],
    ['text/plain; charset="windows-1252"', 'latin1'],
    ['application/json;charset=utf-16le', 'utf16le'],
    ['application/json;charset=no-such', 'utf8'],
  ])('%s in %s', async (type, encoding) => {
    expect(await answering(type, Buffer.from(text, encoding))).toMatchObject({ text });
  });

  test.each(['', 'application/json', 'application/json; charset=utf-8', 'application/json; charset=x'])(
    'none is lost without a word: %j',
    async (type) => {
      const answer = await answering(type, Buffer.from(text, 'latin1'));
      expect(failure(answer)).toContain('doi.org did not answer with text in UTF-8');
    },
  );

  test('one that breaks off in the middle leaves the others', async () => {
    const body = Buffer.from('{"family":"Müller, Jürgen Ü');
    expect(await answering('', body.subarray(0, -1))).toMatchObject({ text: '{"family":"Müller, Jürgen ' });
  });
});

describe('a fault is one sentence of what happened and one of what to do', () => {
  const status = (code: number, body = '', headers = {}) =>
    loopback((_, response) => {
      response.writeHead(code, headers);
      response.end(body);
    });

  test.each([
    [
      403,
      'Local API is not enabled',
      'doi.org refused the request (403): “Local API is not enabled”. Check that',
    ],
    [401, '', 'doi.org refused the request (401). Check that'],
    [400, 'Invalid <b>Host</b> header', 'did not understand the request (400): “Invalid Host header”. Check'],
  ])('%i, which is asked once', async (code, body, message) => {
    const server = await status(code, body);
    expect(failure(await ask(server.url))).toContain(message);
    expect(server.requests).toHaveLength(1);
  });

  test.each([404, 410])('%i says that there is none', async (code) => {
    const server = await status(code, 'Not found');
    expect(jsonOf('doi', await ask(server.url))).toEqual({ kind: 'none' });
  });

  test('5xx, asked three times', async () => {
    const server = await status(503, 'Service Unavailable');
    expect(failure(await ask(server.url))).toMatch(
      /has a fault of its own \(503\): “Service Unavailable”\. Try again later/,
    );
    expect(server.requests).toHaveLength(3);
  });

  test('5xx once, and then the answer', async () => {
    let asked = 0;
    const server = await loopback((_, response) => {
      asked += 1;
      json(response, { asked }, asked === 1 ? 502 : 200);
    });
    expect(jsonOf('doi', await ask(server.url))).toMatchObject({ value: { asked: 2 } });
  });

  test('429 with Retry-After in seconds is waited for', async () => {
    let first: number | undefined;
    let waited = 0;
    const server = await loopback((_, response) => {
      if (first !== undefined) {
        waited = performance.now() - first;
        json(response, { late: true });
        return;
      }
      first = performance.now();
      response.writeHead(429, { 'retry-after': '4' });
      response.end();
    });
    expect(jsonOf('doi', await ask(server.url))).toMatchObject({ value: { late: true } });
    expect(waited).toBeGreaterThanOrEqual(4_000 / 20 - 5);
  });

  test.each([
    ['120', 'Wait 120 s'],
    [new Date(Date.now() + 120_000).toUTCString(), 'Wait 1'],
  ])('429 that asks for more patience than a command has (%s): asked once', async (header, message) => {
    const server = await status(429, 'slow down', { 'retry-after': header });
    const told = failure(await ask(server.url));
    expect(told).toContain('too many requests (429): “slow down”');
    expect(told).toContain(message);
    expect(server.requests).toHaveLength(1);
  });

  test('a dropped connection, tried again', async () => {
    let asked = 0;
    const url = await raw((socket) => {
      asked += 1;
      socket.destroy();
    });
    expect(failure(await ask(url))).toMatch(/doi\.org broke off its answer\. Try again/);
    expect(asked).toBe(3);
  });

  test('half an answer, of a length that was told', async () => {
    const url = await raw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"title":"Ha'),
    );
    expect(failure(await ask(url))).toContain('broke off its answer');
  });

  test('half an answer, of no length', async () => {
    const url = await raw((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n{"title":"Ha'));
    expect(failure(await ask(url))).toContain('did not answer with JSON: “{"title":"Ha”');
  });

  test('what is no HTTP', async () => {
    const url = await raw((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(failure(await ask(url))).toContain('broke off its answer');
  });

  test('a page instead of JSON', async () => {
    const server = await status(
      200,
      '<html><head><script>var x;</script></head><body><h1>Sign in</h1></body></html>',
    );
    expect(failure(await ask(server.url))).toMatch(
      /did not answer with JSON: “.*Sign in”\. Check that the address .*login page/,
    );
  });

  test('50 MB, of which no more is read than a record may have', async () => {
    let written = 0;
    const url = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n');
      const chunk = Buffer.alloc(1_000_000, 0x20);
      const more = (): void => {
        while (written < 50 && !socket.destroyed) {
          written += 1;
          if (!socket.write(chunk)) {
            socket.once('drain', more);
            return;
          }
        }
      };
      more();
    });
    expect(failure(await ask(url, { speed: 1 }))).toContain('sent more than 8 MB');
    expect(written).toBeLessThan(40);
  });

  test('a packed answer that unpacks to more than a record may have', async () => {
    const server = await loopback((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(20_000_000, 0x20)));
    });
    expect(failure(await ask(server.url, { speed: 1 }))).toContain('sent more than 8 MB');
  });

  test('no answer in time, asked once', async () => {
    const server = await loopback(() => undefined);
    expect(failure(await ask(server.url, { speed: 50 }))).toContain(
      'doi.org did not answer within 10 s. Try again later',
    );
    expect(server.requests).toHaveLength(1);
  });

  test('an answer that trickles', async () => {
    const url = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n');
      const timer = setInterval(() => socket.write(' '), 10);
      socket.on('close', () => {
        clearInterval(timer);
      });
    });
    expect(failure(await ask(url, { speed: 50 }))).toContain('did not answer within 10 s');
  });

  test('nobody at the address', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect(failure(await ask(server.url))).toMatch(
      /cannot be reached \(ECONNREFUSED\)\. Check the connection.*--service doi=URL/,
    );
  });

  test('what a service says is shown on one line, without its control characters', async () => {
    const server = await status(403, 'No\u0007\r\n\u001b[31mway');
    expect(failure(await ask(server.url))).toContain('“No way”');
  });
});

describe('redirects', () => {
  test('inside a replaced address are followed', async () => {
    const server = await loopback((request, response) => {
      if (request.url === '/there') json(response, { at: 'there' });
      else response.writeHead(302, { location: '/there' }).end();
    });
    expect(jsonOf('doi', await ask(server.url))).toMatchObject({ value: { at: 'there' } });
  });

  test('to http elsewhere is not', async () => {
    const other = await loopback((_, response) => json(response, {}));
    const server = await loopback((_, response) => {
      response.writeHead(301, { location: `${other.url}/x` });
      response.end();
    });
    expect(failure(await ask(server.url))).toContain(
      `sent PsyCite on to ${other.url}/x, which is not followed`,
    );
    expect(other.requests).toEqual([]);
  });

  test.each(['file:///etc/passwd', 'ftp://example.org/', 'data:application/json,{}', 'http://[bad'])(
    'to %s is not',
    async (location) => {
      const server = await loopback((_, response) => response.writeHead(302, { location }).end());
      expect(failure(await ask(server.url))).toContain('is not followed');
    },
  );

  test('to https is followed, without the headers meant for the service alone', async () => {
    const asked: { url: string; headers: object }[] = [];
    const over = openNetwork({
      transport: ({ url, headers }) => {
        asked.push({ url: url.href, headers });
        const location = new Map([['location', 'https://me:secret@example.org/record']]);
        return Promise.resolve(
          asked.length === 1
            ? { status: 303, headers: location, body: new Uint8Array() }
            : { status: 200, headers: new Map(), body: new TextEncoder().encode('{}') },
        );
      },
      clock: fastClock(1),
      addresses: new Map(),
      signal: new AbortController().signal,
      userAgent: 'PsyCite/test',
    });
    const request = { service: 'zotero-web', path: '/users/1', headers: { 'zotero-api-key': 'k' } } as const;
    expect(await over.ask(request)).toMatchObject({ status: 200 });
    const common = { accept: 'application/json', 'user-agent': 'PsyCite/test' };
    expect(asked).toEqual([
      { url: 'https://api.zotero.org/users/1', headers: { ...common, 'zotero-api-key': 'k' } },
      { url: 'https://example.org/record', headers: common },
    ]);
  });

  test('round in a circle end', async () => {
    const server = await loopback((_, response) => response.writeHead(302, { location: '/' }).end());
    expect(failure(await ask(server.url))).toContain('is not followed');
    expect(server.requests).toHaveLength(6);
  });
});

test('a service that says nothing is given up after 25 s of a command, and then is not asked again', async () => {
  const server = await loopback(() => undefined);
  const asked = network(server.url, { speed: 50 });
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => asked.ask({ service: 'doi', path: '/10.1/x' })),
  );
  expect(answers.map(failure)).toEqual(
    answers.map(() => expect.stringContaining('did not answer') as string),
  );
  expect((performance.now() - start) * 50).toBeLessThan(40_000);
  expect(server.requests.length).toBeLessThan(12);
});

test('a service that takes long for each answer is given up when the time of the command is over', async () => {
  const server = await loopback((_, response) => {
    setTimeout(() => json(response, {}), 300);
  });
  const asked = network(server.url, { time: 25_000 });
  const answers = [];
  for (let n = 0; n < 8; n += 1) answers.push(await asked.ask({ service: 'doi', path: '/10.1/x' }));
  expect(answers.slice(0, 2).map(({ kind }) => kind)).toEqual(['answer', 'answer']);
  expect(failure(answers.at(-1)!)).toMatch(
    /was not asked to the end: the 25 s of this command were over\. Run/,
  );
  expect(server.requests.length).toBeLessThan(8);
});

test('a command has more time for more works, as the slowest service paces them, and an end', () => {
  expect([0, 1, 2, 100].map(timeFor)).toEqual([25_000, 25_000, 29_000, 421_000]);
});

test('requests to one service are as far apart as it asks, and no more run at once', async () => {
  let running = 0;
  let most = 0;
  const times: number[] = [];
  const server = await loopback((_, response) => {
    times.push(performance.now());
    running += 1;
    most = Math.max(most, running);
    setTimeout(() => {
      running -= 1;
      json(response, {});
    }, 60);
  });
  const asked = network(server.url, { speed: 10, name: 'pubmed' });
  await Promise.all([1, 2, 3].map(() => asked.ask({ service: 'pubmed', path: '/x' })));
  expect(most).toBe(1);
  expect(times[2]! - times[0]!).toBeGreaterThanOrEqual((2 * 340) / 10 - 5);
});

test('a cancelled command ends at once and asks nothing more', async () => {
  const server = await loopback(() => undefined);
  const controller = new AbortController();
  const asked = network(server.url, { speed: 1, signal: controller.signal });
  const first = asked.ask({ service: 'doi', path: '/10.1/x' });
  const rest = Array.from({ length: 5 }, () => asked.ask({ service: 'doi', path: '/10.1/y' }));
  setTimeout(() => {
    controller.abort();
  }, 150);
  expect(failure(await first)).toContain('was cancelled');
  for (const answer of await Promise.all(rest)) expect(failure(answer)).toContain('was cancelled');
  expect(server.requests.length).toBeLessThanOrEqual(3);
});
