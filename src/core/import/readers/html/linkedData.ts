import type { Name } from '../../../bibliography/types.ts';
import { doiOf, pagesOf, personOf } from './fields.ts';
import { elementsOf } from './select.ts';
import type { HtmlElement } from './tree.ts';

/** The fields of an article as its page states them by whatever means. */
export interface ArticleFields {
  readonly title?: string;
  readonly authors?: readonly Name[];
  readonly journal?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly page?: string;
  readonly date?: string;
  readonly doi?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** More of a page's data than describes one article. */
const maxDataLength = 500_000;
const maxNodes = 2_000;

/** The article that a page describes as JSON-LD, in schema.org's words. */
export function linkedData(source: string, root: HtmlElement): ArticleFields {
  for (const element of elementsOf(root)) {
    if (element.name !== 'script' || element.get('type')?.trim() !== 'application/ld+json') continue;
    const text = source
      .slice(element.contentStart, Math.min(element.end, element.contentStart + maxDataLength))
      .replace(/<\/script\s{0,20}>?$/iu, '');
    const article = articleIn(parsed(text));
    if (article !== undefined) return fieldsOf(article);
  }
  return {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function articleIn(data: unknown): Json | undefined {
  const pending: unknown[] = [data];
  for (let seen = 0; pending.length > 0 && seen < maxNodes; seen += 1) {
    const node = pending.shift();
    if (Array.isArray(node)) pending.push(...node.slice(0, maxNodes));
    else if (isObject(node)) {
      const types = [node['@type']].flat();
      if (types.some((type) => typeof type === 'string' && /(?:Scholarly)?Article$/u.test(type))) return node;
      pending.push(node['@graph'], node['mainEntity']);
    }
  }
  return undefined;
}

function fieldsOf(article: Json): ArticleFields {
  const containers: Json[] = [];
  for (
    let part = first(article['isPartOf']);
    isObject(part) && containers.length < 4;
    part = first(part['isPartOf'])
  )
    containers.push(part);
  const inContainers = (field: string) =>
    containers.map((one) => textOf(one[field])).find((one) => one !== undefined);
  const authors = [article['author']]
    .flat()
    .slice(0, 3_000)
    .flatMap((one) => authorOf(one) ?? []);
  const identifiers = [article['@id'], article['sameAs'], article['identifier'], article['url']]
    .flat()
    .map((one) => (isObject(one) ? textOf(one['value']) : textOf(one)));
  const journal =
    containers.findLast((one) => /Periodical/u.test(textOf(first(one['@type'])) ?? '')) ?? containers.at(-1);
  return withoutUndefined({
    title: textOf(article['headline']) ?? textOf(article['name']),
    authors: authors.length > 0 ? authors : undefined,
    journal: journal && textOf(journal['name']),
    volume: inContainers('volumeNumber'),
    issue: inContainers('issueNumber'),
    page: textOf(article['pagination']) ?? pagesOf(textOf(article['pageStart']), textOf(article['pageEnd'])),
    date: textOf(article['datePublished']),
    doi: identifiers.map(doiOf).find((doi) => doi !== undefined),
  });
}

function authorOf(value: unknown): Name | undefined {
  if (!isObject(value)) return typeof value === 'string' ? personOf(value) : undefined;
  const family = textOf(value['familyName']);
  const given = textOf(value['givenName']);
  const name = textOf(value['name']);
  if (first(value['@type']) === 'Organization') return name === undefined ? undefined : { literal: name };
  if (family !== undefined) return { family, ...(given === undefined ? {} : { given }) };
  return name === undefined ? undefined : personOf(name);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

/** Its text in one line; undefined for what is neither a word nor a number. */
function textOf(value: unknown): string | undefined {
  const one = first(value);
  const text =
    typeof one === 'number'
      ? String(one)
      : typeof one === 'string'
        ? one.replaceAll(/\s+/gu, ' ').trim()
        : '';
  return text === '' || text.length > 4_000 ? undefined : text;
}

export const withoutUndefined = (fields: Readonly<Record<string, unknown>>): ArticleFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
