import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Network } from '../../src/core/index.ts';
import { openNetwork } from '../../src/server/network/network.ts';
import { nodeTransport } from '../../src/server/network/node.ts';
import { fastClock, type Loopback, serve, serveRaw } from './loopback.ts';

/** A work as a loopback Zotero keeps it. */
export interface KeptWork {
  readonly key: string;
  readonly title: string;
  readonly authors: readonly (readonly [family: string, given: string])[];
  readonly date: string;
  readonly citationKey?: string;
  readonly extra?: string;
  readonly itemType?: string;
  /** Of its library when it was changed last; 1 unless told. */
  readonly version?: number;
  readonly collections?: readonly string[];
  /** The key of its PDF. */
  readonly pdf?: string;
}

export interface KeptLibrary {
  readonly name: string;
  /** Absent for the user's own. */
  readonly group?: number;
  readonly works: readonly KeptWork[];
  readonly collections?: readonly { readonly key: string; readonly name: string; readonly parent?: string }[];
  /** 1 unless told. */
  readonly version?: number;
}

export interface FakeZotero {
  readonly serverId?: string;
  readonly version?: string;
  readonly libraries: readonly KeptLibrary[];
  readonly localApi?: boolean;
  /** Its keys by library and item key: `My Library ABCD2345`. */
  readonly betterBibtex?: ReadonlyMap<string, string>;
}

/**
 * A server that speaks as Zotero does: HTTP/1.0 without length, no answer without its header, CSL-JSON as
 * text.
 */
export function serveZotero(zotero: FakeZotero): Promise<Loopback> {
  return serve((request, response, body) => {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    response.sendDate = false;
    const version = zotero.version ?? '8.0.1';
    if (request.headers['zotero-allowed-request'] === undefined || request.headers.origin !== undefined) {
      request.socket.destroy();
      return;
    }
    response.setHeader('X-Zotero-Version', version);
    if (zotero.serverId !== undefined) response.setHeader('Zotero-Server-ID', zotero.serverId);
    answerAs(zotero, request, response, body);
  });
}

function answerAs(
  zotero: FakeZotero,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const url = new URL(request.url!, 'http://localhost');
  const say = (status: number, text: string, headers: Record<string, string> = {}) => {
    response.writeHead(status, headers);
    response.end(text);
  };
  if (url.pathname === '/connector/ping') {
    say(200, 'Zotero is running');
    return;
  }
  if (url.pathname === '/better-bibtex/json-rpc') {
    if (zotero.betterBibtex === undefined) say(404, 'No endpoint found\n');
    else say(200, JSON.stringify(rpc(zotero, zotero.betterBibtex, JSON.parse(body) as Call)));
    return;
  }
  if (zotero.localApi === false) {
    say(403, 'Local API is not enabled');
    return;
  }
  if (request.method !== 'GET') {
    say(500, 'Nobody writes into Zotero.');
    return;
  }
  if (url.pathname === '/api/users/0/groups') {
    const groups = zotero.libraries.filter(({ group }) => group !== undefined);
    say(200, JSON.stringify(groups.map(({ group, name }) => ({ id: group, data: { id: group, name } }))));
    return;
  }
  const parent = /\/items\/(\w+)\/children$/.exec(url.pathname)?.[1];
  if (parent !== undefined) {
    const pdf = zotero.libraries.flatMap(({ works }) => works).find(({ key }) => key === parent)?.pdf;
    const note = { key: 'NOTE1234', data: { itemType: 'note' } };
    const file = { key: pdf, data: { itemType: 'attachment', contentType: 'application/pdf' } };
    say(200, JSON.stringify(pdf === undefined ? [note] : [note, file]));
    return;
  }
  const listed = /^\/api\/(?:users\/0|groups\/(\d+))\/collections$/.exec(url.pathname);
  if (listed !== null) {
    const own = zotero.libraries.find(({ group }) => String(group ?? '') === (listed[1] ?? ''));
    const all = own?.collections ?? [];
    const data = all.map(({ key, name, parent }) => ({ key, name, parentCollection: parent ?? false }));
    say(200, JSON.stringify(data.map((one) => ({ key: one.key, data: one }))), {
      'Total-Results': String(all.length),
    });
    return;
  }
  const collection = /\/collections\/(\w+)\/items$/.exec(url.pathname)?.[1];
  const inLibrary = url.pathname.replace(/\/collections\/\w+\/items$/, '/items');
  const path = /^\/api\/(?:users\/0|groups\/(\d+))\/items(?:\/(\w+))?$/.exec(inLibrary);
  const library = zotero.libraries.find(({ group }) => String(group ?? '') === (path?.[1] ?? ''));
  if (path === null || library === undefined) {
    say(404, 'Not found');
    return;
  }
  if (path[2] !== undefined) {
    const one = library.works.find(({ key }) => key === path[2]);
    if (one === undefined) say(404, 'Not found');
    else say(200, JSON.stringify(itemOf(one, library)));
    return;
  }
  const libraryVersion = library.version ?? 1;
  const unlessSince = request.headers['if-modified-since-version'];
  if (unlessSince !== undefined && Number(unlessSince) >= libraryVersion) {
    say(304, '');
    return;
  }
  const since = Number(url.searchParams.get('since') ?? -1);
  const words = (url.searchParams.get('q') ?? '').toLowerCase().split(' ');
  const all = url.searchParams.get('qmode') === 'everything';
  const found = library.works.filter(
    (one) =>
      (collection === undefined || one.collections?.includes(collection) === true) &&
      (one.version ?? 1) > since &&
      words.every((word) => heldBy(one, all).includes(word)),
  );
  const start = Number(url.searchParams.get('start') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? found.length);
  const page = found.slice(start, start + limit);
  const format = url.searchParams.get('format') ?? 'json';
  const text =
    format === 'keys'
      ? page.map(({ key }) => key).join('\n')
      : format === 'versions'
        ? JSON.stringify(Object.fromEntries(page.map(({ key, version = 1 }) => [key, version])))
        : JSON.stringify(page.map((one) => (format === 'csljson' ? cslOf(one) : itemOf(one, library))));
  say(200, text, {
    'Total-Results': String(found.length),
    'Zotero-API-Version': '3',
    'Last-Modified-Version': String(libraryVersion),
  });
}

const heldBy = ({ title, authors, date, extra, citationKey }: KeptWork, all: boolean): string =>
  [title, ...authors.flat(), date, ...(all ? [extra, citationKey] : [])].join(' ').toLowerCase();

const cslOf = ({ key, title, authors, date, citationKey, extra }: KeptWork) => ({
  id: citationKey ?? `http://zotero.org/users/local/AbCd/items/${key}`,
  type: 'article-journal',
  title,
  author: authors.map(([family, given]) => ({ family, given })),
  issued: { 'date-parts': [[Number(date.slice(0, 4))]] },
  ...(extra === undefined ? {} : { note: extra }),
});

/** The export of one item is text, a list of one. */
const itemOf = (one: KeptWork, library: KeptLibrary) => ({
  key: one.key,
  version: one.version ?? 1,
  library: {
    type: library.group === undefined ? 'user' : 'group',
    id: library.group ?? 1,
    name: library.name,
  },
  data: {
    key: one.key,
    itemType: one.itemType ?? 'journalArticle',
    title: one.title,
    creators: one.authors.map(([lastName, firstName]) => ({ creatorType: 'author', lastName, firstName })),
    date: one.date,
    extra: one.extra ?? '',
    collections: one.collections ?? [],
  },
  csljson: JSON.stringify([cslOf(one)]),
});

interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

function rpc(zotero: FakeZotero, keys: ReadonlyMap<string, string>, { method, params }: Call): unknown {
  const numbered = zotero.libraries.map((library, index) => ({ library, id: index + 1 }));
  const keyed = numbered.flatMap(({ library, id }) =>
    library.works.map((one) => ({ one, library, id, citekey: keys.get(`${library.name} ${one.key}`) })),
  );
  const result = (value: unknown) => ({ jsonrpc: '2.0', result: value, id: 1 });
  switch (method) {
    case 'api.ready':
      return result({ zotero: zotero.version ?? '7.0.9', betterbibtex: '6.7.240' });
    case 'user.groups':
      return result(numbered.map(({ library, id }) => ({ id, name: library.name })));
    case 'item.citationkey':
      return result(
        Object.fromEntries(
          (params[0] as string[]).map((name) => [
            name,
            keyed.find(({ one, id }) => name === `${id}:${one.key}`)?.citekey ?? null,
          ]),
        ),
      );
    case 'item.search':
      return result(
        keyed
          .filter(({ one }) => one.title.toLowerCase().includes(String(params[0]).toLowerCase()))
          .map(({ one, library, citekey }) => ({ ...cslOf(one), library: library.name, citekey })),
      );
    case 'item.pandoc_filter': {
      const wanted = params[0] as string[];
      const items: Record<string, unknown> = {};
      const errors: Record<string, number> = {};
      for (const key of wanted) {
        const found = keyed.find(({ citekey, id }) => citekey === key && id === (params[2] ?? 1));
        if (found === undefined) errors[key] = 0;
        else items[key] = { ...cslOf(found.one), id: key, 'citation-key': key, custom: { itemID: 7 } };
      }
      return result({ items, errors });
    }
    default:
      return { jsonrpc: '2.0', error: { code: -32601, message: `Method not found: ${method}` }, id: null };
  }
}

/** The network of a command, with Zotero at this address. */
export const networkTo = (url: string, speed = 1): Network =>
  openNetwork({
    transport: nodeTransport,
    clock: fastClock(speed),
    addresses: new Map([['zotero', url]]),
    signal: new AbortController().signal,
    userAgent: 'PsyCite/test',
  });

export { serve, serveRaw };
