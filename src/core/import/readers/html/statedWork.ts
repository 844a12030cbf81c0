import type { Name } from '../../../bibliography/types.ts';
import type { UnnamedReference } from '../../article.ts';
import { datePartsOf, definedFields, doiOf, initialsFirst } from './fields.ts';
import { elementsOf } from './select.ts';
import type { HtmlElement } from './tree.ts';

/** Fields of a work as its page states them for machines. */
export type StatedWork = Partial<UnnamedReference>;

/** Parameters of links to search engines and link resolvers, by the field that they state. */
const parameters: ReadonlyMap<string, string> = new Map([
  ['title', 'title'],
  ['rft.atitle', 'title'],
  ['journal', 'journal'],
  ['rft.jtitle', 'journal'],
  ['rft.stitle', 'journal'],
  ['volume', 'volume'],
  ['rft.volume', 'volume'],
  ['issue', 'issue'],
  ['rft.issue', 'issue'],
  ['pages', 'page'],
  ['publication_year', 'year'],
  ['rft.date', 'year'],
  ['doi', 'doi'],
  ['pmid', 'pmid'],
  ['author', 'author'],
]);

/**
 * What the links below a work of a list state of it: a search for it by its fields, its DOI, its record in
 * PubMed.
 */
export function linkedFields(item: HtmlElement): StatedWork {
  const fields = new Map<string, string>();
  const authors: Name[] = [];
  const put = (field: string | undefined, value: string | undefined) => {
    if (field !== undefined && value !== undefined && value !== '' && !fields.has(field))
      fields.set(field, value.slice(0, 2_000));
  };
  for (const element of elementsOf(item)) {
    if (element.name !== 'a') continue;
    const href = element.get('href') ?? '';
    put('doi', element.get('data-doi'));
    const isSearch =
      /\bscholar[.-]google[.-][^/]{2,80}\/scholar_lookup\?/u.test(href) || /[?&]rft\.atitle=/u.test(href);
    if (isSearch && fields.size + authors.length < 200)
      for (const [name, value] of parametersOf(href)) {
        if (name !== 'author') put(parameters.get(name), value);
        // Some sites lose the "&" between their names.
        else if (authors.length < 100)
          authors.push(...value.split('author=').flatMap((one) => initialsFirst(one) ?? []));
      }
    else if (/^https?:\/\/(?:dx[.-])?doi[.-]org[^/]{0,80}\//u.test(href)) put('doi', doiOf(decoded(href)));
    else {
      const record =
        /(?:pubmed[.-]ncbi[.-]nlm[.-]nih[.-]gov[^/]{0,80}\/|\/pubmed\/|list_uids=|PMED\?id=)(?<pmid>\d{1,9})(?!\d)/u.exec(
          href,
        )?.groups;
      put('pmid', record?.['pmid']);
      put('pmcid', /\/(?<id>PMC\d{1,9})(?!\d)/u.exec(href)?.groups?.['id']);
      put('doi', doiOf(/\/XREF\?id=(?<doi>10\.[^&]{5,200})/u.exec(href)?.groups?.['doi']));
    }
  }
  return toFields(fields, authors);
}

function* parametersOf(href: string): Generator<readonly [name: string, value: string]> {
  for (const pair of href.slice(href.indexOf('?') + 1, 8_000).split('&')) {
    const at = pair.indexOf('=');
    if (at > 0) yield [pair.slice(0, at), decoded(pair.slice(at + 1).replaceAll('+', ' ')).trim()];
  }
}

/** Signs as older links of Nature spell them: "wire|[ndash]|fibre". */
const spelledSigns: Readonly<Record<string, string>> = { ndash: '–', mdash: '—', sol: '/', amp: '&' };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll(
      /\|\[(?<name>[a-z]{2,8})\]\|/gu,
      (whole, name: string) => spelledSigns[name] ?? whole,
    );
  } catch {
    return text;
  }
}

/** The fields of a `citation_reference`: "citation_title=…; citation_author=…; citation_doi=…". */
export function citedFields(content: string): StatedWork {
  const fields = new Map<string, string>();
  const authors: Name[] = [];
  for (const pair of content.split(/;\s{0,10}(?=citation_)/u)) {
    const at = pair.indexOf('=');
    const name = pair
      .slice(0, at)
      .trim()
      .replace(/^citation_/u, '');
    const [stated = ''] = pair.slice(at + 1).split(';');
    const value = stated.replaceAll(/\s+/gu, ' ').trim();
    if (at < 0 || value === '') continue;
    if (name === 'author') {
      if (authors.length < 100) authors.push(...authorsIn(value));
    } else {
      const field = metaFields.get(name);
      if (field !== undefined && !fields.has(field)) fields.set(field, value);
    }
  }
  const first = fields.get('first');
  const last = fields.get('last');
  if (first !== undefined && !fields.has('page'))
    fields.set('page', last === undefined || last === first ? first : `${first}-${last}`);
  return toFields(fields, authors);
}

const metaFields = new Map([
  ['title', 'title'],
  ['journal_title', 'journal'],
  ['journal_abbrev', 'journal'],
  ['inbook_title', 'journal'],
  ['conference_title', 'journal'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['number', 'issue'],
  ['pages', 'page'],
  ['firstpage', 'first'],
  ['lastpage', 'last'],
  ['publication_date', 'year'],
  ['year', 'year'],
  ['date', 'year'],
  ['doi', 'doi'],
  ['pmid', 'pmid'],
  ['publisher', 'publisher'],
]);

/** "PM Baade, AM Fisher" are several, "Baade, P. M." is one. */
function authorsIn(value: string): readonly Name[] {
  const parts = value.split(/,\s?(?:and )?| and /u);
  const several =
    parts.length > 1 &&
    parts.every(
      (part) =>
        /^\p{Lu}{1,4}(?:-\p{Lu})? \p{L}/u.test(part) ||
        /^\p{L}[\p{L}' -]{1,40} (?:\p{Lu}{1,4}|\p{Lu}(?: \p{Lu}){1,3})$/u.test(part),
    );
  return (several ? parts : [value]).flatMap((part) => initialsFirst(part) ?? []);
}

function toFields(fields: ReadonlyMap<string, string>, authors: readonly Name[]): StatedWork {
  const year = datePartsOf(fields.get('year') ?? '')?.[0];
  const pmid = fields.get('pmid');
  return definedFields({
    title: fields
      .get('title')
      ?.replaceAll(/<[^<>]{1,50}>/gu, '')
      .replace(/\.$/u, ''),
    author: authors,
    'container-title': fields.get('journal')?.replace(/[.,]$/u, ''),
    volume: fields.get('volume'),
    issue: fields.get('issue'),
    page: fields.get('page')?.replaceAll(/[–—]/gu, '-'),
    issued: year && { 'date-parts': [[year]] },
    publisher: fields.get('publisher'),
    DOI: doiOf(fields.get('doi')),
    PMID: pmid !== undefined && /^\d{1,9}$/u.test(pmid) ? pmid : undefined,
    PMCID: fields.get('pmcid'),
  });
}
