import type { Reference } from '../../bibliography/types.ts';
import { groupWord, institutionWord } from '../names.ts';
import { authorsAt, isTitleCase, namesOfLine } from './printedAuthors.ts';
import { splitTitles } from './titles.ts';
import { withoutEnd, withoutStart } from './trim.ts';

/** What a printed reference says of a work that is no article: a book, a chapter, a report. */
export interface Book {
  readonly title: string;
  readonly isChapter: boolean;
  readonly fields: Partial<
    Pick<Reference, 'container-title' | 'editor' | 'publisher' | 'page'> & {
      readonly 'publisher-place': string;
      readonly edition: string;
    }
  >;
}

const publisherWord =
  /\b(?:press|publish(?:ers?|ing)|publications?|verlag|books?|wiley|springer|elsevier|sage|routledge|mcgraw|academic|guilford|penguin|karger|thieme|lippincott|saunders|blackwell|erlbaum|norton|pearson|editions?)\b/iu;
const inBook =
  /(?<=[.?!,”"’] )In:? (?=[\p{Lu}“‘"])|(?<=[.?!,”"’)] )in: (?=[\p{Lu}“‘"])|(?<=\p{L}[.?!] )in (?=\p{Lu}[^()]{2,300}\(eds?\. )|(?<=^[“"][^“”"]{3,400}[”"] )in (?=\p{Lu})|(?<=[,.][”"’] |[”"’], )in (?=[\p{Lu}“‘"])/u;
/** ", eds A. E. Alder and B. Birch (Oslo: Fern Press)" */
const editorsBehind =
  /,? \(?[Ee]ds?\.? (?<names>(?:\p{Lu}\.|\p{Lu}\p{L})[^()]{2,400}?)\)?(?=\s\(|[,.;]?\s*$)/u;
const imprintInBrackets = /\s?\((?<place>[^():]{2,80}): (?<publisher>[^():]{2,100})\)[\s,.;]{0,3}$/u;
const placeAndPublisher =
  /(?<=[.?!)] )(?<place>(?:St\. )?\p{Lu}[^.:;\d()]{1,80}): (?<publisher>\p{L}[^:;()]{1,120}?)[\s;,(]{0,4}$/u;
/** "A title (Fern Press, 2016)": how PNAS and Science print a book. */
const datedInBrackets = /\s\((?<publisher>\p{Lu}[^()]{1,80}), (?:1[5-9]|20)\d{2}\)[\s.,]{0,3}$/u;
/** "A title, 2nd ed.; Birch, B., Cedar, C., Eds.; Fern Press: Oslo, Norway" */
const betweenSemicolons =
  /^(?<title>[^;]{3,300}?)(?:, (?<number>\d{1,2})(?:st|nd|rd|th) ed\.)?(?:; (?<editors>[^;]{3,300}?), Eds?\.)?; (?<publisher>[^;:]{2,80}): (?<place>[^;:]{2,80}?)[\s,;]*$/u;
const edition = /[,.]? ?\(?(?<number>\d{1,2})(?:st|nd|rd|th) ed(?:ition|n)?\b\.?\)?/iu;
/** ". 2. ed. Trad. A. Birch": who translated a book and which edition it is, behind its title. */
const behindBook =
  /(?:(?<=\p{L}[\])?!”"]?)[.,]?|\.) (?:Trad(?:ução|ucción|uzido|\.)|Trans(?:lated|\.|l\.)|Org(?:anização|s?\.)|\d{1,2}\.? ?ed\.?(?![\p{L}])).{0,200}$/u;
const inBrackets =
  /\s?\((?<inner>[^()]{0,60}\bpp?\. ?(?<page>[A-Za-z]?\d[\w.]{0,11}(?:[-–][A-Za-z]?\d[\w.]{0,11})?)[^()]{0,20})\)/u;

/**
 * Reads a book or a chapter; undefined where nothing shows that the work is one. `text` ends before its
 * numbers.
 */
export function readBook(text: string): Book | undefined {
  const dated = datedInBrackets.exec(text);
  if (dated?.groups !== undefined) return bookDated(text.slice(0, dated.index), dated.groups['publisher']!);
  const chapter = inBook.exec(text);
  if (chapter !== null && chapter.index > 2) {
    const title = splitTitles(text.slice(0, chapter.index), false);
    const whole = title.container === undefined ? title.title : text.slice(0, chapter.index);
    return {
      title: bare(whole),
      isChapter: true,
      fields: bookFields(text.slice(chapter.index + chapter[0].length)),
    };
  }
  const parted = betweenSemicolons.exec(text)?.groups;
  if (parted !== undefined && isTitleCase(parted['publisher'] ?? '')) return bookBetween(parted);
  const { rest, fields } = publisherBehindSemicolon(text) ?? withoutImprint(text);
  return fields.publisher === undefined && fields.edition === undefined
    ? undefined
    : { title: bare(rest), isChapter: false, fields };
}

/** "A title. in A Book vol. 2 12–27": a chapter as Nature prints it, before its imprint. */
const chapterInBook =
  /^(?<title>.{3,400}?[.?!]) in (?<book>[\p{Lu}\d][^()]{3,300}?)(?: vol\. \d{1,4})?(?: (?<page>\d{1,6}[–-]\d{1,6}))?$/u;

function bookDated(text: string, publisher: string): Book {
  const chapter = chapterInBook.exec(text.trimEnd())?.groups;
  if (chapter !== undefined)
    return {
      title: bare(chapter['title'] ?? ''),
      isChapter: true,
      fields: {
        'container-title': bare(chapter['book'] ?? ''),
        publisher,
        ...(chapter['page'] === undefined ? {} : { page: chapter['page'].replace('–', '-') }),
      },
    };
  const inside = readBook(text);
  return inside === undefined
    ? { title: bare(text), isChapter: false, fields: { publisher } }
    : { ...inside, fields: { ...inside.fields, publisher } };
}

/** "A title; Fern Press": MDPI's books, where they name no place. */
function publisherBehindSemicolon(text: string): ReturnType<typeof withoutImprint> | undefined {
  const at = text.lastIndexOf('; ');
  const publisher = trimmed(text.slice(at + 2));
  const isPublisher =
    publisherWord.test(publisher) ||
    institutionWord.test(publisher) ||
    /^\p{Lu}\p{L}{3,20}$/u.test(publisher);
  if (at < 3 || !isPublisher || publisher.length > 60 || !/^\p{Lu}/u.test(publisher)) return undefined;
  return { rest: text.slice(0, at), fields: { publisher } };
}

/** "Hazel K, Ivy I, editors. Handbook of mood. Oslo: Fern Press": the book that a chapter is in. */
function bookFields(text: string): Book['fields'] {
  const people = authorsAt(text);
  const editors = people?.editors === true ? people : undefined;
  const behind = editors === undefined ? editorsBehind.exec(text) : null;
  if (behind?.groups !== undefined) return bookBefore(text.slice(0, behind.index), behind);
  const book = text.slice(editors?.end ?? 0).replace(/^[\s.,:;]{1,4}/u, '');
  const pages = inBrackets.exec(book);
  const page = pages?.groups?.['page'];
  const inner = pages?.groups?.['inner'] ?? '';
  const outer =
    pages === null ? book : `${book.slice(0, pages.index)}${book.slice(pages.index + pages[0].length)}`;
  const { rest, fields } = withoutImprint(outer);
  const number = fields.edition ?? edition.exec(inner)?.groups?.['number'];
  return {
    'container-title': bare(rest),
    ...(editors === undefined ? {} : { editor: editors.names }),
    ...fields,
    ...(number === undefined ? {} : { edition: number }),
    ...(page === undefined ? {} : { page: page.replace('–', '-') }),
  };
}

function bookBetween({
  title = '',
  number,
  editors,
  publisher,
  place = '',
}: Readonly<Record<string, string | undefined>>): Book {
  const { names } = namesOfLine(editors ?? '');
  return {
    title: bare(title),
    isChapter: false,
    fields: {
      publisher: trimmed(publisher),
      'publisher-place': trimmed(place),
      ...(names.length === 0 ? {} : { editor: names }),
      ...(number === undefined ? {} : { edition: number }),
    },
  };
}

/** The book before its editors, whose imprint stands in brackets behind them. */
function bookBefore(
  book: string,
  { groups = {}, input, index, 0: { length } }: RegExpExecArray,
): Book['fields'] {
  const imprint = imprintInBrackets.exec(input.slice(index + length))?.groups;
  const { names } = namesOfLine((groups['names'] ?? '').replace(/\.$/u, ''));
  return {
    'container-title': bare(book),
    ...(names.length === 0 ? {} : { editor: names }),
    ...(imprint === undefined
      ? {}
      : { publisher: trimmed(imprint['publisher']), 'publisher-place': imprint['place'] ?? '' }),
  };
}

/** A title, and the imprint and edition that stood behind it. */
function withoutImprint(text: string): { readonly rest: string; readonly fields: Book['fields'] } {
  const placed = placeAndPublisher.exec(text);
  const found =
    placed?.groups === undefined || !isTitleCase(placed.groups['place'] ?? '')
      ? (publisherAtEnd(text) ?? publisherByCommas(text))
      : {
          at: placed.index,
          fields: {
            publisher: trimmed(placed.groups['publisher']),
            'publisher-place': placed.groups['place'] ?? '',
          },
        };
  const titles = found === undefined ? text : text.slice(0, found.at);
  const numbered = edition.exec(titles);
  const behind = numbered === null ? '' : titles.slice(numbered.index + numbered[0].length);
  // What stands behind the edition is a publisher that no word tells.
  if (numbered?.[0].endsWith('.') && found === undefined && /^ \p{Lu}[^.]{2,60}\.?\s*$/u.test(behind))
    return {
      rest: titles.slice(0, numbered.index),
      fields: { publisher: trimmed(behind), edition: numbered.groups!['number']! },
    };
  const whole =
    numbered === null
      ? titles
      : `${titles.slice(0, numbered.index)}${titles.slice(numbered.index + numbered[0].length)}`;
  const statement = found === undefined ? undefined : behindBook.exec(whole)?.[0];
  const rest = statement === undefined ? whole : whole.slice(0, -statement.length);
  const number =
    numbered?.groups?.['number'] ?? /(?<number>\d{1,2})\.? ?ed/u.exec(statement ?? '')?.groups?.['number'];
  return { rest, fields: { ...found?.fields, ...(number === undefined ? {} : { edition: number }) } };
}

/** "A title, Fern Press, Oslo, Norway": what stands behind a title's comma is a publisher with its places. */
function publisherByCommas(
  text: string,
): { readonly at: number; readonly fields: Book['fields'] } | undefined {
  const parts = [...text.matchAll(/, /gu)].map(({ index }) => index);
  for (const [index, from] of parts.entries()) {
    const [publisher = '', ...places] = trimmed(text.slice(from + 2))
      .replace(edition, '')
      .split(/, /u);
    const isPublisher =
      publisherWord.test(publisher) || groupWord.test(publisher) || institutionWord.test(publisher);
    const arePlaces =
      places.length > 0 &&
      places.length <= 4 &&
      places.every((place) => place.length < 30 && isTitleCase(place));
    if (from < 4 || !isPublisher || !arePlaces || publisher.length > 80 || !isTitleCase(publisher)) continue;
    return { at: parts[index]!, fields: { publisher, 'publisher-place': places.join(', ') } };
  }
  return undefined;
}

/** "Fern Press, Oslo" or "Fern Press" behind the last sentence end. */
function publisherAtEnd(text: string): { readonly at: number; readonly fields: Book['fields'] } | undefined {
  const ends = [...text.matchAll(/[.?!)]\s+(?=\p{Lu})/gu)];
  const end = ends.at(-1);
  if (end === undefined) return undefined;
  const at = end.index + end[0].length;
  const last = trimmed(text.slice(at));
  const isPublisher = publisherWord.test(last) || groupWord.test(last) || institutionWord.test(last);
  if (!isPublisher || last.length > 120 || !isTitleCase(last)) return undefined;
  const [publisher = '', place, ...more] = last.split(/, /u);
  return more.length > 1 || place === undefined
    ? { at, fields: { publisher: last } }
    : { at, fields: { publisher, 'publisher-place': [place, ...more].join(', ') } };
}

const trimmed = (text = ''): string =>
  withoutEnd(text, ';,(')
    .replace(/(?<!Inc|Ltd|Co)\.$/u, '')
    .trim();
const bare = (text: string): string => withoutStart(withoutEnd(text, ',;:.('), '.,:;');
