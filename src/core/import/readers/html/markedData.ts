import type { Name } from '../../../bibliography/types.ts';
import { doiOf, pagesOf, personOf } from './fields.ts';
import { type ArticleFields, withoutUndefined } from './linkedData.ts';
import { elementsOf, isWithin } from './select.ts';
import { textOf } from './text.ts';
import type { HtmlElement } from './tree.ts';

/** What schema.org's words mark in the page itself, as RDFa (`property`) or microdata (`itemprop`). */
export function marked(source: string, root: HtmlElement): ArticleFields {
  const found = new Map<string, HtmlElement[]>();
  for (const element of elementsOf(root)) {
    if (element.name === 'meta' && element.get('property')?.includes(':')) continue;
    const property = (element.get('property') ?? element.get('itemprop'))?.replace(/^schema:/u, '');
    if (property === undefined) continue;
    const elements = found.get(property) ?? [];
    if (elements.length < 1_000) elements.push(element);
    found.set(property, elements);
  }
  const contentOf = (element: HtmlElement | undefined): string | undefined => {
    if (element === undefined) return undefined;
    const text = element.get('content') ?? element.get('datetime') ?? textOf(source, element).text;
    return text === '' || text.length > 2_000 ? undefined : text;
  };
  const value = (name: string) => contentOf(found.get(name)?.[0]);
  const within = (name: string, outer: HtmlElement) =>
    contentOf(found.get(name)?.find((one) => isWithin(one, outer)));
  const authors: Name[] = [];
  for (const author of found.get('author') ?? []) {
    const family = within('familyName', author);
    const given = within('givenName', author);
    const name =
      family === undefined
        ? personOf(within('name', author) ?? contentOf(author) ?? '')
        : { family, ...(given === undefined ? {} : { given }) };
    if (name !== undefined && !authors.some((one) => JSON.stringify(one) === JSON.stringify(name)))
      authors.push(name);
  }
  const part = found.get('isPartOf')?.[0];
  return withoutUndefined({
    title: value('headline'),
    authors: authors.length > 0 ? authors : undefined,
    journal: part && within('name', part),
    volume: value('volumeNumber'),
    issue: value('issueNumber'),
    page: value('pagination') ?? pagesOf(value('pageStart'), value('pageEnd')),
    date: value('datePublished'),
    doi: doiOf(value('sameAs')) ?? doiOf(value('identifier')),
  });
}
