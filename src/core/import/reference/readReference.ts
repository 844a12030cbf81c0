import type { Name, Reference } from '../../bibliography/types.ts';
import type { UnnamedReference } from '../article.ts';
import { type Book, readBook } from './imprint.ts';
import { locatorAtEnd } from './locator.ts';
import { notesOf } from './notes.ts';
import { authorsAt, type PrintedAuthors } from './printedAuthors.ts';
import { isJournalName, journalName, namesJournal, splitTitles } from './titles.ts';
import { withoutEnd } from './trim.ts';

/** A reference read from one running text. */
export interface ReadReference {
  readonly reference: UnnamedReference & { readonly title: string };
  /** Where the title begins in the text; -1 where none was made out. */
  readonly titleStart: number;
  /** How much of the shape of a reference the text shows: authors, year, title and container or numbers. */
  readonly evidence: number;
}

const date =
  /[.,:;]{0,3}\s{0,2}(?:\((?<year>(?:1[5-9]|20)\d{2})(?<suffix>[a-z])?(?:[,/–-][^()]{1,30})?\)|\((?<literal>in press|forthcoming|submitted|n\.? ?d\.?)\)|(?<=[.,] )(?<bareLiteral>in press|forthcoming|submitted)(?=\.|\s\p{Lu})|(?<=[.,] |\s)(?<bare>(?:1[5-9]|20)\d{2})(?<bareSuffix>[a-z])?(?=[.,:;)]|(?<=(?:[.)]|(?<!\p{L})\p{Lu}) \d{4}[a-z]?)\s\p{Lu}))\s{0,2}[.,:;]?/iuy;
const yearAnywhere = /(?<![\d/.–-])\(?(?<year>(?:19|20)\d{2})(?<suffix>[a-z])?(?=[),.;:\s]|$)(?![–-])/gu;
const yearAtEnd = /(?:,\s|\s\((?=[^()]{1,6}\)))(?<year>(?:19|20)\d{2})(?<suffix>[a-z])?\)?\.?$/u;
/** "Published online March 3, 2016": what AMA and BMJ print of a work that has no numbers yet. */
const onlineFirst =
  /^[\s.,;([]{0,4}(?:(?:e-?)?published online|e-?pub)(?: first| ahead of print)?[:.,]? ?(?:\p{L}{3,9}\.? )?(?:\d{1,2},? )?(?:\p{L}{3,9}\.?,? )?(?<year>(?:19|20)\d{2})\b/iu;
/** "———. 2020.": the authors of the work before. */
const sameAuthors = /^[—–―_-]{2,6}(?=[.,]?\s\(?(?:1[5-9]|20)\d{2})/u;
/** "(Vol. 2)", ". Vol 2" behind a title. */
const volumeBehind =
  /(?<=[\p{L}\p{N})!?])(?: \(|[.,] )vol(?:ume)?\.? ?\d{1,4}(?: \d{1,6}(?:[–-]\d{1,6})?)?\)?$/iu;
/** "(Version 1.2)", "[Data set]": what APA and others print behind a title of what it is. */
const kindBehind =
  /\s\(version [^()]{1,30}\)$|\s\[(?:manual|data ?set|computer (?:software|program)|software|code|mobile app\w*|(?:conference|poster|paper|oral) (?:session|presentation|poster)|poster|preprint|press release|brochure|video|special issue|letter to the editor|editorial|abstract|review|unpublished manuscript|manuscript (?:submitted|in preparation)[^\]]{0,40})\]$/iu;
/** ". Hazel K, ed. Journal": AMA's editor of an issue. */
const editorBefore = /(?<=[.?!]) (?:\p{Lu}[\p{L}’-]{1,30} \p{Lu}{1,3}, ){1,6}eds?\.(?= \p{Lu})/u;
/** "Title. Vol. 13, Journal": Vancouver's works whose kind the library did not say. */
const volumeBefore = /(?<=[.?!]) Vol\. (?<volume>\d{1,4}), (?=\p{Lu})/u;
/** "Title. In Book (pp. 1–9). Press": pages in brackets belong to a chapter. */
const chapterPages =
  /[.?!”’] (?:In [^()]{3,300}(?:\(Eds?\.\)[^()]{3,300})?\((?:[^()]{0,40}[, ])?pp?\. ?\d|in (?=\p{Lu})[^()]{3,300}\(eds?\. )/u;
const inPress = /[\s.,(]{1,4}(?:in press|forthcoming|accepted|submitted|under review)\)?\.?$/iu;
const online =
  /\s?\[(?:internet|online|electronic resource|computer software|dataset|preprint|database)[^\]]{0,40}\]/iu;

/** "Revista Mood, Brasília, DF, v. 3": where a journal is printed, behind its name. */
const placeBehind =
  /, (?!(?:e|and|y) )\p{Lu}[\p{L}'’.-]+(?: (?!e |and |y )[\p{L}'’.-]+){0,3}(?:,? ?[-–]? ?\p{Lu}{2})?$/u;
const thesis =
  /\s?\[(?:tese|disserta|trabalho de conclus|tesis|(?:unpublished |published )?(?:doctoral|master|phd|thesis|dissertation))[^\]]{0,120}\]/iu;

/** "2011 [viewed 29 April 2021]": when a page was looked at is no part of what stands around it. */
const looked =
  /\s?\[(?:viewed|accessed|cited|retrieved|acesso em|acessado em|citado|consultado|consulté|consultato|zugriff)\b[^\]]{0,40}\]/iu;

/** "Alder AB, Birch CD . Title": markup may part a stop from its word. */
const loneStop = /(?<=[\p{L}.]) (?=\. (?!\.))|(?<=(?<![\p{L}\d])\p{Lu}{1,3}) (?=[,:;] )/gu;

/** "2000;47(4):351", "47(4), 351", "pp. 12–15": numbers that stand before other words. */
const numbers =
  /\d{4}[^;]{0,12};\s?[\w() ]{1,20}:\s?[\w.–-]{1,14}|\d\s?\([^()]{1,20}\)\s?[:,]\s?[\w–-]{1,14}|\bpp?\. ?\d[\w–-]{0,12}/gu;

function endOfNumbers(text: string): number {
  const last = [...text.matchAll(numbers)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

/**
 * Reads a reference that is printed as one text, whatever its style: authors, then year and titles, then
 * numbers, then identifiers and links. What cannot be told stays away. Undefined where the text shows too
 * little of a reference.
 */
export function readReference(printed: string): ReadReference | undefined {
  const text = printed.replace(looked, '').replace(loneStop, '');
  const notes = notesOf(text);
  const dashes = sameAuthors.exec(text)?.[0].length;
  const read = dashes === undefined ? authorsAt(text.slice(0, notes.start).trimEnd()) : unnamed(dashes);
  const authors = read === undefined ? undefined : withUnread(read, text.slice(0, notes.start));
  let at = authors?.end ?? 0;
  const dated = authors === undefined ? undefined : dateAt(text, at, notes.start);
  if (dated !== undefined) at = dated.end;
  const isPressed = inPress.exec(text.slice(at, notes.start));
  const end = isPressed === null ? notes.start : at + isPressed.index;
  const body = text.slice(at, end).trimEnd();
  const hasYear = dated?.year !== undefined;
  const atEnd = locatorAtEnd(body, hasYear);
  const locator = atEnd ?? locatorAtEnd(body.slice(0, endOfNumbers(body)), hasYear);
  // The pages of a chapter stand before its publisher.
  const isChapter = chapterPages.test(body);
  const isInside =
    isChapter ||
    (atEnd === undefined && locator?.fields.volume === undefined && / (?:In:?|in:) \p{Lu}/u.test(body));
  const whole = locator === undefined || isInside ? body : body.slice(0, locator.start);
  const volume = volumeBefore.exec(whole);
  const between = whole.replace(volumeBefore, ' ').replace(editorBefore, '');
  const year = yearOf(dated, locator, text, notes.start);
  const parts = partsOf(between.replace(online, '').replace(thesis, ''), {
    // "Alder, A.: One title, J. Mood, 12, 1–9, 2003" as well.
    byCommas:
      authors !== undefined &&
      dated === undefined &&
      (/^,/u.test(text.slice(authors.end)) ||
        (/^:/u.test(text.slice(authors.end)) && /,\s*$/u.test(between))),
    isArticle:
      volume !== null ||
      (!isChapter && locator?.fields.volume !== undefined) ||
      (!isChapter && notes.DOI !== undefined && year.year !== undefined),
    keepsStop: locator !== undefined && /^\d{4}, \d/u.test(body.slice(locator.start)),
    isPressed: isPressed !== null || dated?.literal !== undefined,
  });
  const title = parts.title.replace(kindBehind, '').replace(volumeBehind, '');
  const isPlaced = locator !== undefined && /^[vn]\. ?\d/u.test(body.slice(locator.start));
  const container = isPlaced ? parts.container?.replace(placeBehind, '') : parts.container;
  const evidence =
    (authors === undefined ? 0 : 1) +
    (year.year === undefined && isPressed === null && dated?.literal === undefined ? 0 : 1) +
    (locator?.fields.volume === undefined && locator?.fields.page === undefined ? 0 : 1) +
    (parts.container === undefined && parts.book === undefined ? 0 : 1) +
    (notes.DOI === undefined && notes.URL === undefined ? 0 : 1);
  if (evidence < 2 || (title === '' && (authors === undefined || year.year === undefined))) return undefined;
  const reference = {
    type: typeOf(parts, text, {
      hasUrl: notes.URL !== undefined,
      byGroup: authors?.names[0]?.literal !== undefined,
    }),
    title,
    ...peopleOf(authors),
    ...(container === undefined ? {} : { 'container-title': container }),
    ...parts.book?.fields,
    ...(volume === null ? {} : { volume: volume.groups!['volume']! }),
    ...locator?.fields,
    ...(year.year === undefined ? {} : { issued: { 'date-parts': [[year.year]] } }),
    ...(year.suffix === undefined ? {} : { 'year-suffix': year.suffix }),
    ...identifiers(notes),
  };
  const titleStart = title === '' ? -1 : printed.indexOf(title, at);
  return { reference, titleStart, evidence };
}

function identifiers({ start: _, ...fields }: ReturnType<typeof notesOf>): Partial<Reference> {
  return fields;
}

const unnamed = (end: number): PrintedAuthors => ({ names: [], others: false, end, editors: false });

/** What can stand between names that were read and the year: names of a shape that no style has. */
const unreadNames =
  /^(?:(?:[\s,;.&]|\b(?:and|et al|d[aeiou]s?|la|los|v[ao]n|de[rn]|te[rn]|zu|af)\b|\p{Lu}[^\s,;.&()\d]*(?![^\s,;.&()\d])))*$/u;
const initials = /(?<![\p{L}\d])\p{Lu}\.(?=[\s,-]|\p{Lu}\.)/u;

/**
 * The names up to the year in brackets, where some of them could not be read: what was read of them stays,
 * and the list says that there are others.
 */
function withUnread(authors: PrintedAuthors, text: string): PrintedAuthors {
  if (authors.editors || dateAt(text, authors.end, text.length) !== undefined) return authors;
  const year = /(?<=[.,] |\p{L} )(?=\((?:1[5-9]|20)\d{2}[a-z]?\))/u.exec(
    text.slice(authors.end, authors.end + 600),
  );
  if (year === null) return authors;
  const unread = text.slice(authors.end, authors.end + year.index);
  return unreadNames.test(unread) && initials.test(unread)
    ? { ...authors, others: true, end: authors.end + unread.trimEnd().length }
    : authors;
}

const peopleOf = (authors: PrintedAuthors | undefined): Partial<Reference> =>
  authors === undefined || authors.names.length === 0
    ? {}
    : {
        [authors.editors ? 'editor' : 'author']: authors.names satisfies readonly Name[],
        ...(authors.others ? { othersOmitted: true } : {}),
      };

interface FoundDate {
  readonly year: number | undefined;
  readonly suffix: string | undefined;
  readonly literal: string | undefined;
  readonly end: number;
}

function dateAt(text: string, at: number, limit: number): FoundDate | undefined {
  date.lastIndex = at;
  const found = date.exec(text.slice(0, limit));
  if (found?.groups === undefined) return undefined;
  const { year, suffix, literal, bareLiteral, bare, bareSuffix } = found.groups;
  const printed = year ?? bare;
  return {
    year: printed === undefined ? undefined : Number(printed),
    suffix: suffix ?? bareSuffix,
    literal: literal ?? bareLiteral,
    end: at + found[0].length,
  };
}

function yearOf(
  dated: FoundDate | undefined,
  locator: ReturnType<typeof locatorAtEnd>,
  text: string,
  end: number,
): { readonly year: number | undefined; readonly suffix: string | undefined } {
  if (dated?.year !== undefined) return { year: dated.year, suffix: dated.suffix };
  if (locator?.year !== undefined) return { year: locator.year, suffix: locator.yearSuffix };
  if (dated?.literal !== undefined) return { year: undefined, suffix: undefined };
  const shown = onlineFirst.exec(text.slice(end))?.groups?.['year'];
  if (shown !== undefined) return { year: Number(shown), suffix: undefined };
  // "…, 1–5, doi:10.5555/moods, 2003." ends in its year.
  const last = [...text.slice(0, end).matchAll(yearAnywhere)].at(-1)?.groups ?? yearAtEnd.exec(text)?.groups;
  return { year: last === undefined ? undefined : Number(last['year']), suffix: last?.['suffix'] };
}

interface Parts {
  readonly title: string;
  readonly container: string | undefined;
  readonly book: Book | undefined;
}

interface Shape {
  /** True where authors and title end in commas. */
  readonly byCommas: boolean;
  /** True where a volume or a DOI shows that the work stands in a journal. */
  readonly isArticle: boolean;
  readonly isPressed: boolean;
  /** "Brain Sci. 2010, 3, 39": no sentence ends before the year, so the stop is the journal’s own. */
  readonly keepsStop: boolean;
}

function partsOf(text: string, { byCommas, isArticle, isPressed, keepsStop }: Shape): Parts {
  const between = text.replace(/^[\s.,:;]+/u, '');
  const book = isArticle && !/ [Ii]n: /u.test(between) ? undefined : readBook(between);
  if (book !== undefined) return { title: book.title, container: undefined, book };
  // Chemists and physicists print no title.
  if (isArticle && isJournalName(between))
    return { title: '', container: journalName(between, keepsStop), book: undefined };
  const { title, container } = splitTitles(between, byCommas, keepsStop);
  // Without numbers, what stands behind a title may be a journal, a publisher or a second sentence.
  const isKnown = isArticle || isPressed || /^\s*[“‘"]/u.test(between) || namesJournal(container);
  return isKnown
    ? { title, container, book: undefined }
    : { title: container === undefined ? title : firstOf(title), container: undefined, book: undefined };
}

/** Behind a question, and behind “L.” before a small letter, a title goes on. */
const firstStop = /^.{3,600}?(?:(?<!(?<!\p{L})\p{Lu})\.(?= |$)|\.(?= (?!\p{Ll}{2})|$))/u;
const firstOf = (text: string): string => withoutEnd(firstStop.exec(text)?.[0] ?? text, '.,;');

function typeOf(
  { container, book, title }: Parts,
  text: string,
  { hasUrl, byGroup }: { readonly hasUrl: boolean; readonly byGroup: boolean },
): string {
  if (/\b(?:thesis|dissertation|tese|dissertação|tesis)\b/iu.test(text)) return 'thesis';
  if (book?.isChapter === true) return 'chapter';
  if (container !== undefined) return 'article-journal';
  if (title !== '' && byGroup) return 'report';
  if (book !== undefined) return 'book';
  return hasUrl ? 'webpage' : 'document';
}
