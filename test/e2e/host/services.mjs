// The services that PsyCite asks, on this machine: a Zotero with three works, zotero.org with one, doi.org,
// Crossref and PubMed.
import { createServer } from 'node:http';

const works = [
  ['SANA2016', 'sanacora2016zotero', 'Sanacora', 'Gerard', 'Balancing the promise of rapid treatments', 2016],
  ['DUMA2018', 'duman2018zotero', 'Duman', 'Ronald', 'Plasticity of synapses in stress', 2018],
  ['KRYS2019', 'krystal2019zotero', 'Krystal', 'John', 'Clinical experience with a paradigm shift', 2019],
].map(workOf);
const worksOfWeb = [
  ['WEBB2017', 'webber2017org', 'Webber', 'Ada', 'A work that lies at zotero.org', 2017],
  ['WEBB2018', 'webber2018org', 'Webber', 'Ada', 'Another that lies there since', 2018],
].map(workOf);

function workOf([key, citationKey, family, given, title, year]) {
  return { key, citationKey, family, given, title, year };
}

const cslOf = ({ citationKey, family, given, title, year }) => ({
  id: citationKey,
  type: 'article-journal',
  title,
  author: [{ family, given }],
  issued: { 'date-parts': [[year]] },
  'container-title': 'Journal of the Loopback',
});

const itemOf = (work) => ({
  key: work.key,
  version: 1,
  data: { key: work.key, version: 1, itemType: 'journalArticle', title: work.title },
  csljson: JSON.stringify([cslOf(work)]),
});

export const retractedDoi = '10.5555/retracted.1';
export const pastedDoi = '10.5555/pasted.1';
export const pmid = '10686270';
export const zoteroKey = 'KeyOfZoteroOrg1234567890';

const record = (doi, title, family) => ({
  DOI: doi,
  type: 'journal-article',
  title: [title],
  author: [{ given: 'Ada', family }],
  issued: { 'date-parts': [[2021]] },
  'container-title': ['Journal of the Loopback'],
});
const records = new Map([
  [retractedDoi, record(retractedDoi, 'A work that was taken back', 'Retractedson')],
  [pastedDoi, record(pastedDoi, 'A work whose address was copied', 'Clipson')],
]);
const medline = `PMID- ${pmid}\nTI  - A work of PubMed.\nFAU - Pubmedson, Ada\nDP  - 2000 Feb\nTA  - J Loopback\nPT  - Journal Article\n`;

export async function startServices() {
  /** What a journey may change: whether a Zotero runs on this machine, and how many works zotero.org has. */
  const state = { zoteroRuns: true, atZoteroOrg: 1 };
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const path = decodeURIComponent(url.pathname);
    const isZotero = path === '/connector/ping' || path.startsWith('/api/users/0/');
    // The services let any page ask them; Zotero itself lets none.
    if (!isZotero) {
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader(
        'access-control-allow-headers',
        'zotero-api-key, zotero-api-version, if-modified-since-version',
      );
      response.setHeader('access-control-expose-headers', 'total-results, last-modified-version');
    }
    if (request.method === 'OPTIONS') return response.writeHead(isZotero ? 404 : 204).end();
    const json = (value, headers = {}) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(value));
    };
    if (isZotero && !state.zoteroRuns) return request.socket.destroy();
    if (isZotero) return zotero(works, url, path, response, json);
    if (path.startsWith('/zotero.org/')) {
      if (request.headers['zotero-api-key'] !== zoteroKey) return response.writeHead(403).end('Invalid key');
      if (path === '/zotero.org/keys/current') return json({ userID: 77, username: 'writer' });
      return zotero(worksOfWeb.slice(0, state.atZoteroOrg), url, path, response, json);
    }
    if (path.includes('efetch')) return response.end(medline);
    const doi = /10\.\d{4,9}\/.+$/.exec(path)?.[0];
    const found = records.get(doi);
    if (found === undefined) return response.writeHead(404).end();
    if (!path.startsWith('/works/')) return json(found);
    const notice = doi === retractedDoi ? { 'updated-by': [{ type: 'retraction', DOI: '10.5555/n' }] } : {};
    json({ message: { ...found, ...notice } });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function zotero(works, url, path, response, json) {
  const headers = {
    'X-Zotero-Version': '8.0.1',
    'Zotero-API-Version': '3',
    'Last-Modified-Version': String(works.length),
  };
  if (path === '/connector/ping') {
    response.writeHead(200, headers);
    return response.end('Zotero is running');
  }
  if (path.endsWith('/groups') || path.endsWith('/collections')) return json([], headers);
  const words = (url.searchParams.get('q') ?? '').toLowerCase();
  const found = works.filter((work) => JSON.stringify(work).toLowerCase().includes(words));
  const all = { ...headers, 'Total-Results': String(found.length) };
  switch (url.searchParams.get('format')) {
    case 'versions':
      return json(Object.fromEntries(found.map(({ key }) => [key, 1])), all);
    case 'keys':
      response.writeHead(200, all);
      return response.end(found.map(({ key }) => key).join('\n'));
    case 'csljson':
      return json(found.map(cslOf), all);
    default:
      return json(found.map(itemOf), all);
  }
}
