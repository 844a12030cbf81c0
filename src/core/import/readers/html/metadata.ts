import type { Name } from '../../../bibliography/types.ts';
import type { UnnamedReference } from '../../article.ts';
import { limits } from '../../limits.ts';
import { groupWord, readFullName } from '../../names.ts';
import { datePartsOf, definedFields, doiOf, pagesOf, personOf } from './fields.ts';
import { type ArticleFields, linkedData } from './linkedData.ts';
import { marked } from './markedData.ts';
import { elementsOf } from './select.ts';
import type { HtmlElement } from './tree.ts';

/** What the head of a page says of the article. */
export interface PageMetadata {
  readonly source: UnnamedReference;
  readonly keywords: readonly string[];
  readonly lang: string | undefined;
  /** The contents of `citation_reference`, in their order. */
  readonly references: readonly string[];
}

/**
 * Which names of `meta` state a field, the surest first: Highwire's, PRISM's, Dublin Core's, then the site's
 * own.
 */
const names = {
  title: [
    'citation_title',
    'dc.title',
    'dcterms.title',
    'wkhealth_title',
    'bepress_citation_title',
    'eprints.title',
  ],
  journal: [
    'citation_journal_title',
    'prism.publicationname',
    'wkhealth_journal_title',
    'bepress_citation_journal_title',
    'dc.relation.ispartof',
    'citation_journal_abbrev',
  ],
  volume: ['citation_volume', 'prism.volume', 'wkhealth_volume', 'bepress_citation_volume'],
  issue: ['citation_issue', 'prism.number', 'wkhealth_issue', 'bepress_citation_issue'],
  first: ['citation_firstpage', 'prism.startingpage', 'wkhealth_fpage', 'bepress_citation_firstpage'],
  last: ['citation_lastpage', 'prism.endingpage', 'wkhealth_lpage', 'bepress_citation_lastpage'],
  number: ['citation_article_number', 'citation_elocation_id', 'prism.articlenumber'],
  date: [
    'citation_publication_date',
    'citation_date',
    'prism.publicationdate',
    'citation_cover_date',
    'dc.date',
    'dcterms.issued',
    'dc.date.issued',
    'citation_online_date',
    'citation_year',
    'bepress_citation_date',
    'article:published_time',
  ],
  doi: [
    'citation_doi',
    'prism.doi',
    'bepress_citation_doi',
    'dc.identifier',
    'dcterms.identifier',
    'evt-doipage',
    'publication_doi',
  ],
  pmid: ['citation_pmid', 'ncbi_article_pmid'],
  pmcid: ['citation_pmcid', 'ncbi_pcid'],
  author: [
    'citation_author',
    'citation_authors',
    'dc.creator',
    'dcterms.creator',
    'dc.contributor',
    'wkhealth_authors',
    'bepress_citation_author',
  ],
  keywords: ['citation_keywords', 'citation_keyword', 'dc.subject', 'prism.keyword', 'keywords'],
  language: ['citation_language', 'dc.language', 'dcterms.language'],
  publisher: ['citation_publisher', 'dc.publisher'],
} as const;

export function readMetadata(source: string, root: HtmlElement): PageMetadata {
  const metas = new Map<string, string[]>();
  let lang: string | undefined;
  for (const element of elementsOf(root)) {
    if (element.name === 'html') lang = element.get('lang') ?? element.get('xml:lang');
    if (element.name !== 'meta') continue;
    const name = (element.get('name') ?? element.get('property'))?.toLowerCase();
    const content = element.get('content')?.trim();
    if (name === undefined || content === undefined || content === '') continue;
    const values = metas.get(name) ?? [];
    if (values.length < limits.references) values.push(content.slice(0, 4_000));
    metas.set(name, values);
  }
  const all = (field: keyof typeof names): readonly string[] =>
    names[field].map((name) => metas.get(name)).find((values) => values !== undefined) ?? [];
  const one = (field: keyof typeof names): string | undefined => oneLine(all(field)[0]);
  const data = linkedData(source, root);
  const rdfa = marked(source, root);
  const doi =
    names.doi
      .flatMap((name) => metas.get(name) ?? [])
      .map(doiOf)
      .find((found) => found !== undefined) ??
    data.doi ??
    rdfa.doi;
  const pmcid = /PMC\d+/u.exec(one('pmcid') ?? metas.get('citation_fulltext_html_url')?.[0] ?? '')?.[0];
  const pmid = /^\d{1,9}$/u.exec(one('pmid') ?? '')?.[0];
  const authors = withGroups(
    authorsOf(all('author')),
    names.author.map((name) => metas.get(name) ?? []),
  );
  const date =
    names.date
      .flatMap((name) => metas.get(name) ?? [])
      .map(datePartsOf)
      .find((parts) => parts !== undefined) ?? datePartsOf(data.date ?? rdfa.date ?? '');
  const plain: ArticleFields = { ...rdfa, ...data };
  const known = definedFields({
    title: one('title') ?? plain.title ?? ogTitle(metas),
    author: authors.length > 0 ? authors : plain.authors,
    'container-title': one('journal') ?? plain.journal,
    volume: one('volume') ?? plain.volume,
    issue: one('issue') ?? plain.issue,
    page: pagesOf(one('first'), one('last')) ?? one('number') ?? plain.page,
    issued: date && { 'date-parts': [[...date]] },
    DOI: doi,
    URL: doi && `https://doi.org/${doi}`,
    PMID: pmid,
    PMCID: pmcid,
  });
  return {
    source: { type: 'article-journal', title: '', ...known },
    keywords: all('keywords')
      .flatMap((value) => value.split(/[;,]/u))
      .map((word) => word.trim())
      .filter((word) => word !== '' && word.length < 100)
      .slice(0, limits.keywords),
    lang: /^[a-z]{2,3}/iu.exec(lang ?? one('language') ?? '')?.[0].toLowerCase(),
    references: metas.get('citation_reference') ?? [],
  };
}

/** Some sites state markup as well, and signs escaped twice. */
const oneLine = (text: string | undefined): string | undefined =>
  text
    ?.replaceAll(/&amp;/giu, '&')
    .replaceAll(/<\/?(?:i|b|em|strong|su[bp]|span|sc)\b[^<>]{0,100}>/giu, '')
    .replaceAll(/<(?<tag>[a-z]{1,20})>(?<text>[^<>]{0,100})<\/\k<tag>>/giu, '$<text>')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** The title for sharing, where the page calls itself an article. */
const ogTitle = (metas: ReadonlyMap<string, readonly string[]>): string | undefined =>
  metas.get('og:type')?.[0]?.toLowerCase() === 'article' ? oneLine(metas.get('og:title')?.[0]) : undefined;

/** The authors with the group that another statement of them names last: the first may be of people alone. */
function withGroups(authors: readonly Name[], statements: readonly (readonly string[])[]): readonly Name[] {
  const named = new Set(authors.map(({ literal }) => literal));
  const left = statements
    .flatMap((values) => (values.length > 1 ? authorsOf(values.slice(-1)) : []))
    .filter(({ literal }) => literal !== undefined && groupWord.test(literal) && !named.has(literal));
  return authors.length === 0 ? authors : [...authors, ...left.slice(0, 1)];
}

/** `citation_authors` holds all in one, behind semicolons; or "A. Alder, B. Birch" behind commas. */
function severalIn(value: string): readonly string[] {
  if (value.includes(';')) return value.split(';');
  const parts = value.split(/,[\s,]*/u).filter((part) => part !== '');
  const several =
    /,\s*,/u.test(value) ||
    (parts.length > 1 && parts.every((part) => /^(?:\p{Lu}\.[ -]?)+\p{L}/u.test(part)));
  return several ? parts : [value];
}

function authorsOf(values: readonly string[]): readonly Name[] {
  const each = values.length === 1 ? severalIn(values[0]!) : values;
  // What a template left unfilled is nobody's name.
  const people = each.slice(0, 3_000).filter((value) => !/[${}<>]/u.test(value));
  const inFull = people.some((value) => /^\p{Lu}\p{Ll}+ \p{Lu}/u.test(value.trim()));
  const names = people.flatMap((value) => {
    // "B. Carl Birch" goes by his second name where others are named by their first.
    const named = inFull && /^\p{Lu}\. \p{Lu}\p{Ll}+ \p{Lu}[\p{L}-]+$/u.test(value.trim());
    return (named ? readFullName(value.trim()) : personOf(value)) ?? [];
  });
  return withoutRepeats(names);
}

/** Pages in several languages state the whole list once for each. */
function withoutRepeats(names: readonly Name[]): readonly Name[] {
  const keys = names.map(({ given, family, literal }) => [given, family, literal].join(' '));
  const second = keys.indexOf(keys[0] ?? '', 1);
  const isRepeated =
    second > 0 && keys.length % second === 0 && keys.every((key, index) => key === keys[index % second]);
  return isRepeated ? names.slice(0, second) : names;
}
