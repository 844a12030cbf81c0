/**
 * The services that PsyCite may ask when its user says so. The one place that knows their addresses and
 * manners.
 */
export const services = {
  doi: { title: 'doi.org', hosts: { main: 'https://doi.org' }, interval: 100, parallel: 3 },
  crossref: { title: 'Crossref', hosts: { main: 'https://api.crossref.org' }, interval: 100, parallel: 3 },
  datacite: { title: 'DataCite', hosts: { main: 'https://api.datacite.org' }, interval: 100, parallel: 3 },
  pubmed: {
    title: 'PubMed',
    hosts: { main: 'https://api.ncbi.nlm.nih.gov', search: 'https://eutils.ncbi.nlm.nih.gov' },
    interval: 340,
    parallel: 1,
  },
  idconv: {
    title: 'PMC’s ID converter',
    hosts: { main: 'https://pmc.ncbi.nlm.nih.gov' },
    interval: 340,
    parallel: 1,
  },
  europepmc: { title: 'Europe PMC', hosts: { main: 'https://www.ebi.ac.uk' }, interval: 100, parallel: 2 },
  arxiv: { title: 'arXiv', hosts: { main: 'https://export.arxiv.org' }, interval: 3000, parallel: 1 },
  openlibrary: {
    title: 'Open Library',
    hosts: { main: 'https://openlibrary.org' },
    interval: 340,
    parallel: 1,
  },
  zotero: { title: 'Zotero', hosts: { main: 'http://127.0.0.1:23119' }, interval: 0, parallel: 2 },
  'zotero-web': {
    title: 'zotero.org',
    hosts: { main: 'https://api.zotero.org' },
    interval: 100,
    parallel: 2,
  },
  'csl-styles': {
    title: 'the CSL repository',
    hosts: { main: 'https://raw.githubusercontent.com' },
    interval: 100,
    parallel: 1,
  },
} as const satisfies Record<string, Service>;

interface Service {
  /** As messages name it. */
  readonly title: string;
  /** Scheme, host and port of each of its servers. A replaced base address stands for all of them. */
  readonly hosts: { readonly main: string; readonly search?: string };
  /** Milliseconds from one request to the next. */
  readonly interval: number;
  readonly parallel: number;
}

export type ServiceName = keyof typeof services;
export const serviceNames = Object.keys(services) as readonly ServiceName[];

/** Base addresses that the user has put in the place of a service's own. */
export type ServiceAddresses = ReadonlyMap<ServiceName, string>;

export const isServiceName = (name: string): name is ServiceName => Object.hasOwn(services, name);

/**
 * A base address without a slash at its end; undefined where it is none: http(s), no query, no fragment, no
 * login.
 */
export function baseAddress(text: string): string | undefined {
  const address = /^https?:\/\/[^\s/?#@]{1,300}(?:\/[^\s?#]{0,500})?$/i.exec(text.trim())?.[0];
  if (address === undefined) return undefined;
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}

/** The setting `psycite.services`: what names no service or gives no address is left out. */
export function readServiceAddresses(raw: ReadonlyMap<string, unknown>): ServiceAddresses {
  const out = new Map<ServiceName, string>();
  for (const [name, value] of raw) {
    const address = typeof value === 'string' ? baseAddress(value) : undefined;
    if (address !== undefined && isServiceName(name)) out.set(name, address);
  }
  return out;
}
