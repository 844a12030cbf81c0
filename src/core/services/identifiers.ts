import { withoutPunctuation } from '../bibliography/identity.ts';
import { type ServiceName, services } from './services.ts';

/**
 * What names one work wherever it is printed. `id` is in one form: DOIs without address, PMCIDs with PMC,
 * ISBNs bare.
 */
export interface Identifier {
  readonly kind: 'doi' | 'pmid' | 'pmcid' | 'arxiv' | 'isbn';
  readonly id: string;
}

/** No identifier and no address of a paper is longer. */
const longest = 1500;

/**
 * The identifier that a text is, as people paste it: bare, with its name before it (`pmid:10686270`), or in
 * the address of a page. Undefined where it is none, and where an ISBN's check digit is wrong.
 */
export function parseIdentifier(text: string): Identifier | undefined {
  const whole = text.trim().replace(/^<(.*)>$/s, '$1');
  if (whole === '' || whole.length > longest || /\s\S*:\/\//.test(whole)) return undefined;
  if (/^https?:\/\//i.test(whole) || /^(?:www|(?:dx\.)?doi|arxiv|pubmed|pmc)\.[a-z.]{2,40}\//i.test(whole))
    return fromAddress(whole);
  return fromName(whole);
}

/** As `DOI 10.1016/…` or `pmid:10686270` in a writer's notes; also the keys `doi:…` of a citation. */
function fromName(text: string): Identifier | undefined {
  const named = /^(?:info:|urn:)?(doi|pmid|pubmed|pmcid|arxiv|isbn)(?:-1[03])?[\s:/=]{0,5}/i.exec(text);
  const [prefix = '', name = ''] = named ?? [];
  const rest = text.slice(prefix.length);
  switch (name.toLowerCase()) {
    case 'doi':
      return /^https?:/i.test(rest) ? fromAddress(rest) : doi(decoded(rest));
    case 'pmid':
    case 'pubmed':
      return pmid(rest);
    case 'pmcid':
      return pmcid(rest);
    case 'arxiv':
      return arxiv(rest);
    case 'isbn':
      return isbn(rest);
    default:
      return doi(decoded(rest)) ?? pmcid(rest) ?? arxiv(rest) ?? isbn(rest) ?? pmid(rest);
  }
}

const pages: readonly (readonly [RegExp, (id: string) => Identifier | undefined])[] = [
  [/^[^/]*\bpubmed\.ncbi\.nlm\.nih\.gov\/(\d{1,9})(?:\/|$)/i, pmid],
  [/^[^/]*\bncbi\.nlm\.nih\.gov\/(?:m\/)?pubmed\/(?:\?term=)?(\d{1,9})(?:\/|$)/i, pmid],
  [/^[^/]*\beuropepmc\.org\/(?:article|abstract)\/med\/(\d{1,9})(?:\/|$)/i, pmid],
  [/^[^?]*\/(PMC\d{1,9})(?:\/|$)/i, pmcid],
  [/^[^/]*\barxiv\.org\/(?:abs|pdf|html|format)\/([^?]{1,60}?)(?:\.pdf)?\/?$/i, arxiv],
  [/^[^/]*\bopenlibrary\.org\/isbn\/([\dx-]{10,17})$/i, isbn],
];

function fromAddress(text: string): Identifier | undefined {
  const [address = ''] = text.replace(/^https?:\/\//i, '').split('#');
  for (const [pattern, read] of pages) {
    const id = pattern.exec(address)?.[1];
    const found = id === undefined ? undefined : read(decoded(id));
    if (found !== undefined) return found;
  }
  const [path = '', ...query] = address.split('?');
  return doi(/10\.\d{4,9}(?:\.\d{1,9})*\/.*/s.exec(decoded(path))?.[0], true) ?? doiOfQuery(query.join('?'));
}

/** `?id=10.1371%2Fjournal.pone.0000001&type=printable` */
function doiOfQuery(query: string): Identifier | undefined {
  for (const part of query.split('&')) {
    const value = decoded(part.slice(part.indexOf('=') + 1));
    const found = doi(/^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?(10\..*)$/is.exec(value)?.[1], true);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** DOI Handbook §2.2: a prefix of `10.` and numbers, a slash, and anything printable. */
function doi(text: string | undefined, inAddress = false): Identifier | undefined {
  if (text === undefined || !/^10\.\d{4,9}(?:\.\d{1,9})*\/[^\s\p{Cc}]{1,1000}$/u.test(text)) return undefined;
  const id = withoutClosing(inAddress ? withoutPagePart(text) : text);
  // Such a part of a path would lead an address elsewhere.
  if (/\/\.{0,2}(?:\/|$)/.test(id) && !/\/\//.test(id)) return undefined;
  return { kind: 'doi', id };
}

/**
 * What pages of publishers have behind the DOI: `/full`, `.pdf`, the version of a preprint, an article's
 * number.
 */
function withoutPagePart(text: string): string {
  let id = text;
  for (let before = ''; before !== id; ) {
    before = id;
    id = id
      .replace(/\/$/, '')
      .replace(
        /(?:\/|\.)(?:full|abstract|pdf|epdf|fulltext|full-text|html?|xml|meta|references|citations?|figures|summary|reader|suppl(?:ementary)?(?:-material)?|full-text\.pdf)$/i,
        '',
      );
  }
  if (/^10\.(?:1101|64898)\//.test(id)) return id.replace(/v\d{1,3}$/, '');
  return /^10\.1093\/[^/]+\/[^/]+\/\d+$/.test(id) ? id.slice(0, id.lastIndexOf('/')) : id;
}

/** Without the punctuation of the sentence around it; brackets that the DOI opened itself stay. */
function withoutClosing(text: string): string {
  let id = withoutPunctuation(text);
  for (let before = ''; before !== id; ) {
    before = id;
    const last = id.at(-1) ?? '';
    const opening = brackets.get(last);
    const isAlone = opening !== undefined && count(id, last) > count(id, opening);
    if (isAlone || /["'”’*_]/.test(last)) id = withoutPunctuation(id.slice(0, -1));
  }
  return id;
}

const brackets = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
  ['>', '<'],
]);
const count = (text: string, character: string): number => text.split(character).length - 1;

function pmid(text: string): Identifier | undefined {
  const id = /^0{0,3}([1-9]\d{0,8})[.,;]?$/.exec(text.trim())?.[1];
  return id === undefined ? undefined : { kind: 'pmid', id };
}

function pmcid(text: string): Identifier | undefined {
  const id = /^PMC(\d{1,9})(?:\.\d{1,2})?[.,;]?$/i.exec(text.trim())?.[1];
  return id === undefined ? undefined : { kind: 'pmcid', id: `PMC${id}` };
}

/**
 * New identifiers (`2101.00001v2`) and those before April 2007 (`q-bio/0401001`). The version is left out.
 */
function arxiv(text: string): Identifier | undefined {
  const id =
    /^(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z]{1,10}(?:-[a-z]{2,6})?(?:\.[A-Z]{2})?\/\d{7})(?:v\d{1,3})?[.,;]?$/i.exec(
      text.trim(),
    )?.[1];
  return id === undefined ? undefined : { kind: 'arxiv', id: id.toLowerCase().replace(/\.[a-z]{2}\//, '/') };
}

function isbn(text: string): Identifier | undefined {
  const id = text.replace(/[\s‐-–-]/g, '').toUpperCase();
  return isIsbn(id) ? { kind: 'isbn', id } : undefined;
}

/** ISO 2108: the check digit is right. */
export function isIsbn(id: string): boolean {
  if (/^\d{9}[\dX]$/.test(id)) {
    const sum = [...id].reduce(
      (total, digit, at) => total + (10 - at) * (digit === 'X' ? 10 : Number(digit)),
      0,
    );
    return sum % 11 === 0;
  }
  if (!/^97[89]\d{10}$/.test(id)) return false;
  return [...id].reduce((total, digit, at) => total + (at % 2 === 0 ? 1 : 3) * Number(digit), 0) % 10 === 0;
}

function decoded(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

/** As a message names it. */
export function identifierText({ kind, id }: Identifier): string {
  switch (kind) {
    case 'doi':
      return `DOI ${id}`;
    case 'pmid':
      return `PMID ${id}`;
    case 'pmcid':
      return id;
    case 'arxiv':
      return `arXiv ${id}`;
    case 'isbn':
      return `ISBN ${id}`;
  }
}

/** Whom a command asks about identifiers of a kind, as its confirmation names them. */
export function asksAbout(kind: Identifier['kind']): readonly string[] {
  const asked = {
    doi: ['doi', 'crossref', 'datacite'],
    pmid: ['pubmed', 'europepmc'],
    pmcid: ['idconv', 'pubmed', 'europepmc'],
    arxiv: ['arxiv'],
    isbn: ['openlibrary'],
  } as const satisfies Record<Identifier['kind'], readonly ServiceName[]>;
  return asked[kind].map((name) => services[name].title);
}
