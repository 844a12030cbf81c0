import type { Reference } from '../../../bibliography/types.ts';
import type { UnnamedReference } from '../../article.ts';
import { readNames } from '../../names.ts';

/** "New York: McGraw-Hill; 2013. p. 12–15": what ends a book or a chapter, and nothing else. */
const imprint =
  /(?<=[.?!]) (?<place>(?:St\. )?\p{Lu}[^.:;\d]{1,80}): (?<publisher>\p{L}[^:;]{1,120}); ?(?<year>\d{4})(?<suffix>[a-z])?\.?(?: (?:pp?|Chapter|chap)\. ?(?<page>[\w.]{1,12}(?:[-–][\w.]{1,12})?))?/u;
const opening = /^(?<names>\p{Lu}[^.]{1,1500}?(?:et al)?)(?<editors>, (?:eds?|editors?))?\. /u;
const edition = / (?<number>\d{1,2})(?:st|nd|rd|th) ed(?:ition|n)?\.$/u;

/**
 * A book or a chapter in the Vancouver order, "Kandel ER. Title. 5th ed. New York: McGraw-Hill; 2013." or "Author.
 * Chapter. In: Editor, editor. Book. Place: Publisher; Year. p. 1–10."; undefined where the text is neither.
 */
export function readVancouverBook(body: string): (UnnamedReference & { readonly title: string }) | undefined {
  const end = /;\s?\d{4}/u.test(body) ? imprint.exec(body) : null;
  const start = end === null ? null : opening.exec(body.slice(0, end.index));
  if (end?.groups === undefined || start?.groups === undefined) return undefined;
  const { names, others } = readNames(start.groups['names'] ?? '');
  const rest = body.slice(start[0].length, end.index);
  const numbered = edition.exec(rest);
  const titles = numbered === null ? rest : rest.slice(0, numbered.index);
  const inBook = /(?<=[.?!]) In: /u.exec(titles);
  const title = bare(inBook === null ? titles : titles.slice(0, inBook.index));
  if (names.length === 0 || title.length < 3) return undefined;
  const { place, publisher, year, suffix, page } = end.groups;
  return {
    type: inBook === null ? 'book' : 'chapter',
    title,
    [start.groups['editors'] === undefined ? 'author' : 'editor']: names,
    ...(others ? { othersOmitted: true } : {}),
    ...(inBook === null ? {} : bookOf(titles.slice(inBook.index + inBook[0].length))),
    ...(numbered?.groups === undefined ? {} : { edition: numbered.groups['number'] }),
    publisher: publisher?.trim() ?? '',
    'publisher-place': place ?? '',
    ...(page === undefined ? {} : { page: page.replace('–', '-').replace(/\.$/u, '') }),
    issued: { 'date-parts': [[Number(year)]] },
    ...(suffix === undefined ? {} : { 'year-suffix': suffix }),
  };
}

/** "Charney DS, Nestler EJ, editors. Neurobiology of mental illness" */
function bookOf(text: string): Partial<Reference> {
  const found = /^(?<names>\p{Lu}[^.]{1,600}?), (?:eds?|editors?)\. (?<title>.+)$/u.exec(text)?.groups;
  if (found === undefined) return { 'container-title': bare(text) };
  return { editor: readNames(found['names'] ?? '').names, 'container-title': bare(found['title'] ?? '') };
}

const bare = (title: string): string => title.trim().replace(/\.$/u, '');
