import type { Name } from '../../../bibliography/types.ts';
import { readNames, withFullStops } from '../../names.ts';
import { datePartsOf, definedFields, hostFields, pagesOf } from './fields.ts';
import { elementsOf, isWithin, type Matcher, matcherOf } from './select.ts';
import type { StatedWork } from './statedWork.ts';
import { textOf } from './text.ts';
import type { HtmlElement } from './tree.ts';

/** Classes by which sites mark the parts of a work in their lists. */
const parts: Readonly<Record<string, Matcher>> = {
  title: matcherOf([
    '.articleTitle',
    '.article-title',
    '.chapterTitle',
    '.chapter-title',
    '.NLM_article-title',
    '.ref-title',
    '[itemprop=headline]',
    '.contribution>.title',
    '.reference>.title',
  ]),
  source: matcherOf([
    '.journalTitle',
    '.source',
    '.host',
    '.ref-journal',
    '.NLM_source',
    '.otherTitle',
    '[data-type=source]',
  ]),
  book: matcherOf(['.bookTitle', '.book-title']),
  year: matcherOf(['.pubYear', '.year', '.NLM_year']),
  volume: matcherOf(['.vol', '.volume', '.ref-vol', '.NLM_volume']),
  issue: matcherOf(['.citedIssue', '.issue', '.NLM_issue']),
  first: matcherOf(['.pageFirst', '.fpage', '.NLM_fpage']),
  last: matcherOf(['.pageLast', '.lpage', '.NLM_lpage']),
  publisher: matcherOf(['.publisher-name', '.publisherName', '.NLM_publisher-name']),
};
const isAuthor = matcherOf([
  '.author',
  '.name',
  '.string-name',
  '.NLM_string-name',
  '.person-group>.name',
  '.hlFld-ContribAuthor',
]);
const isAuthorList = matcherOf(['.authors', '.reference>.author']);
const isFamily = matcherOf(['.surname', '.family-name', '.familyName']);
const isGiven = matcherOf(['.given-names', '.given-name', '.givenNames', '.givenName']);
const isGroup = matcherOf(['.groupName', '.collab']);
const isEditors = matcherOf(['.editor', '.editors', '[person-group-type=editor]']);

/** The parts of a work that its markup tells apart. */
export function markedFields(source: string, item: HtmlElement): StatedWork {
  const found = new Map<string, string>();
  const names: Name[] = [];
  let within: HtmlElement | undefined;
  for (const element of elementsOf(item, isEditors)) {
    if (within !== undefined && isWithin(element, within)) continue;
    const text = () => textOf(source, element).text;
    if (isAuthorList(element)) {
      names.push(...readNames(text()).names);
      within = element;
    } else if (isGroup(element)) names.push({ literal: text() });
    else if (isAuthor(element)) {
      names.push(...nameIn(source, element));
      within = element;
    } else
      for (const [field, matches] of Object.entries(parts))
        if (!found.has(field) && matches(element)) found.set(field, text().replace(/[.,;:]$/u, ''));
  }
  // A book is the title itself, or where a part of it stands.
  const book = found.get('book');
  const host = hostFields(found.get('source') ?? (found.has('title') ? (book ?? '') : ''));
  const year = datePartsOf(found.get('year') ?? host['year'] ?? '')?.[0];
  return definedFields({
    title: found.get('title') ?? book,
    author: names.filter(({ family, literal }) => (family ?? literal ?? '') !== ''),
    'container-title': host['journal'],
    volume: found.get('volume') ?? host['volume'],
    issue: found.get('issue') ?? host['issue'],
    page: pagesOf(found.get('first'), found.get('last')) ?? host['page'],
    issued: year && { 'date-parts': [[year]] },
    publisher: found.get('publisher'),
  });
}

function nameIn(source: string, author: HtmlElement): readonly Name[] {
  let family: string | undefined;
  let given: string | undefined;
  for (const element of elementsOf(author)) {
    if (isFamily(element)) family ??= textOf(source, element).text;
    else if (isGiven(element)) given ??= textOf(source, element).text;
  }
  if (family === undefined) return readNames(textOf(source, author).text).names;
  return [{ family, ...(given === undefined || given === '' ? {} : { given: withFullStops(given) }) }];
}
